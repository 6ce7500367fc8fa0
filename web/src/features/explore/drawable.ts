import { keyColumns, metricColumns, type Series, type Shape, shapeOf } from "@/components/charts/shape";
import type { QueryAnswer } from "@/lib/answer";
import { formatCount } from "@/lib/format";

/** More lines cannot be told apart, more bars cannot be read. */
export const MOST_SERIES = 10;
export const MOST_BARS = 16;

type Drawable = { shape: Shape; leftOut: string | null };

/** What of an answer a chart can show, and in words what it leaves to the table; its order counts where it has one. */
export function drawable(answer: QueryAnswer, chart: string, isSorted: boolean): Drawable {
  const whole = shapeOf(answer);
  if (chart === "heatmap") return { shape: whole, leftOut: others(answer) };
  const few = largest(whole);
  const isOverTime = keyColumns(answer)[0]?.role === "time";
  const isLong = !isOverTime && few.marks.length > MOST_BARS;
  const said = [
    others(answer),
    few.series.length < whole.series.length &&
      `the ${MOST_SERIES} largest of ${formatCount(whole.series.length)} series`,
    isLong &&
      `the ${isSorted ? "first" : "largest"} ${MOST_BARS} of ${formatCount(whole.marks.length)} values`,
  ].filter(Boolean);
  return {
    shape: isLong ? fewMarks(few, isSorted) : few,
    leftOut: said.length > 0 ? `The chart shows ${said.join(", ")}; the table has all.` : null,
  };
}

/** Two keys leave room for one metric. */
function others(answer: QueryAnswer): string | null {
  const [first, ...more] = metricColumns(answer);
  return keyColumns(answer).length > 1 && more.length > 0 && first ? `${first.label} alone` : null;
}

function largest(shape: Shape): Shape {
  const { series } = shape;
  if (series.length <= MOST_SERIES) return shape;
  const kept = new Set(series.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, MOST_SERIES));
  return { ...shape, series: series.filter((one) => kept.has(one)) };
}

function sizeOf({ values }: Series): number {
  return values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
}

function fewMarks({ marks, series }: Shape, isSorted: boolean): Shape {
  const places = marks.map((_, at) => at);
  const height = (at: number) => series.reduce((sum, { values }) => sum + Math.abs(values[at] ?? 0), 0);
  const kept = (isSorted ? places : places.toSorted((a, b) => height(b) - height(a))).slice(0, MOST_BARS);
  const pick = <T>(all: T[]) => kept.map((at) => all[at] as T);
  return {
    marks: pick(marks),
    series: series.map((one) => ({ ...one, values: pick(one.values), cells: pick(one.cells) })),
  };
}
