import { formatShortValue, formatValue } from "@/lib/format";
import { axisLook, frameLook, type Look, seriesColour, seriesSymbol, tip } from "./look";
import type { Picture } from "./picture";
import type { Series, Shape } from "./shape";

type Kind = { chart: "line" | "bar" | "stacked"; share: boolean; overTime: boolean };

/** Names longer than this do not fit side by side below their bars. */
const LONG_NAME = 11;

/** Lines, bars and layers over periods or over the values of a dimension. */
export function axesPicture(shape: Shape, kind: Kind, look: Look): Picture {
  const { ink } = look;
  const shown = kind.share ? shared(shape) : shape;
  const units = [...new Set(shown.series.map(({ unit }) => unit))].slice(0, 2);
  const axisOf = ({ unit }: Series) => Math.max(0, units.indexOf(unit));
  const lying = liesDown(shown, kind, look.narrow) && units.length < 2;
  const frame = frameLook(ink);
  const base = axisLook(ink);
  const marks = {
    ...base,
    type: "category" as const,
    data: shown.marks,
    splitLine: { show: false },
    axisLabel: {
      ...base.axisLabel,
      ...(lying && { width: look.narrow ? 110 : 170, overflow: "break" as const }),
      // What is not whole at either end is always named, its share on a line of its own.
      ...(kind.overTime && { showMinLabel: true, showMaxLabel: true }),
      ...(!kind.overTime && !lying && { interval: 0, hideOverlap: false }),
      formatter: (mark: string) => mark.replace(" (", "\n("),
    },
  };
  const values = units.map((unit, place) => ({
    ...base,
    type: "value" as const,
    ...(kind.share && { max: 100 }),
    ...(place > 0 && { splitLine: { show: false } }),
    axisLabel: { ...base.axisLabel, formatter: (value: number) => formatShortValue(value, unit) },
    // Lying bars say their values themselves.
    ...(lying && shown.series.length === 1 && { show: false }),
  }));
  const looks = shown.series.map((one, place) => seriesLook(kind, one, place, look, shown));
  const legend = shown.series.map((one, place) => ({
    name: axisOf(one) > 0 ? `${one.name} (right axis)` : one.name,
    colour: seriesColour(ink, place, one.word),
    symbol: kind.chart === "line" ? seriesSymbol(place, one.word) : "rect",
  }));
  return {
    legend,
    option: {
      ...frame,
      grid: {
        left: 4,
        right: lying ? 48 : 12,
        bottom: 4,
        top: 12,
        containLabel: true,
      },
      tooltip: { ...frame.tooltip, trigger: "axis", formatter: (hits: unknown) => tipAt(hits, shown) },
      xAxis: lying ? (values[0] ?? {}) : marks,
      yAxis: lying ? { ...marks, inverse: true } : values,
      series: shown.series.map((one, place) => ({
        ...looks[place],
        ...(!lying && { yAxisIndex: axisOf(one) }),
        ...(legend.length === 1 && kind.chart === "bar" && valueLabels(one, lying, look)),
        name: one.name,
        data: dataOf(one, shown, kind),
      })),
    },
    cellAt: ({ series, index }) => shape.series[series]?.cells[index] ?? null,
  };
}

/** Bars lie where their names need the room. */
function liesDown({ marks }: Shape, { chart, overTime }: Kind, narrow: boolean): boolean {
  return (
    chart === "bar" &&
    !overTime &&
    (marks.length > (narrow ? 2 : 5) || marks.some((mark) => mark.length > LONG_NAME))
  );
}

function tipAt(hits: unknown, shape: Shape): string {
  const at = (hits as { dataIndex: number }[])[0]?.dataIndex ?? 0;
  const lines = shape.series
    .filter(({ values }) => values[at] != null)
    .map(({ name, unit, values }): [string, string] => [name, formatValue(values[at], unit)]);
  return tip(shape.marks[at] ?? "", lines);
}

function valueLabels({ unit, values }: Series, lying: boolean, { ink }: Look) {
  return {
    label: {
      show: values.length <= 16,
      position: lying ? ("right" as const) : ("top" as const),
      color: ink("--text-muted"),
      fontSize: 11,
      formatter: ({ value }: { value?: unknown }) =>
        typeof value === "number" ? formatShortValue(value, unit) : "",
    },
  };
}

/** The values; those of periods that are not whole stand out: pale bars, hollow marks. */
function dataOf({ values }: Series, { parts = [] }: Shape, { chart }: Kind) {
  const look = chart === "line" ? { symbol: "emptyCircle" } : { itemStyle: { opacity: 0.45 } };
  return values.map((value, at) => (parts[at] && value !== null ? { value, ...look } : value));
}

function seriesLook(kind: Kind, { word }: Series, place: number, { ink }: Look, shape: Shape) {
  const points = shape.marks.length;
  const itemStyle = { color: seriesColour(ink, place, word) };
  if (kind.chart === "line") {
    return {
      type: "line" as const,
      itemStyle,
      symbol: seriesSymbol(place, word),
      symbolSize: 7,
      showSymbol: points <= 40,
      lineStyle: { width: 2 },
    };
  }
  const layered = kind.chart === "stacked" && { stack: "all" };
  if (kind.chart === "stacked" && kind.overTime && points > 20) {
    return { type: "line" as const, itemStyle, ...layered, areaStyle: { opacity: 0.75 }, showSymbol: false };
  }
  return { type: "bar" as const, itemStyle, ...layered, barMaxWidth: 36 };
}

/** Each part as its share of the whole at that mark, in per cent. */
function shared(shape: Shape): Shape {
  const totals = shape.marks.map((_, at) =>
    shape.series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0),
  );
  const series = shape.series.map((one) => ({
    ...one,
    unit: "percentage",
    values: one.values.map((value, at) => share(value, totals[at] ?? 0)),
  }));
  return { ...shape, series };
}

function share(value: number | null, total: number): number | null {
  return value === null || total === 0 ? null : (100 * value) / total;
}
