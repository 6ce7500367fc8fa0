import { type AnswerRow, type Cell, type Column, namedRows, number, type QueryAnswer } from "@/lib/answer";
import { writeCell } from "@/lib/cells";
import { isPart, writePeriod } from "@/lib/periods";

/** One number of an answer: its metric, and the values by which its row is known. Its rows can be asked for. */
export type CellRef = { metric: string; keys: Record<string, Cell> };

/** One line, bar or layer of a chart: a metric, or one value of a dimension. */
export type Series = {
  name: string;
  /** The word of the data that it stands for: one value of a dimension, or the metric. */
  word: string | null;
  unit: string | null;
  values: (number | null)[];
  cells: (CellRef | null)[];
};

/** An answer along one axis; `parts` says which of its marks are periods that are not whole. */
export type Shape = { marks: string[]; series: Series[]; parts?: boolean[] };

/** How a value is named that the data does not have. */
export const UNKNOWN = "Not known";

/** The columns by which a row of the answer is known. */
export function keyColumns(answer: QueryAnswer): Column[] {
  return answer.columns.filter(({ role }) => role === "time" || role === "dimension");
}

export function metricColumns(answer: QueryAnswer): Column[] {
  return answer.columns.filter(({ role }) => role === "metric");
}

/** The number of a metric in a row, by name. */
export function cellRef(row: AnswerRow, keys: Column[], metric: string): CellRef {
  return { metric, keys: Object.fromEntries(keys.map(({ name }) => [name, row[name] ?? null])) };
}

/**
 * The answer along its period, or along its first dimension where it has none: one series for each metric, or for each
 * value of the dimension that is left over. `order` says in which order the values of a dimension stand.
 */
export function shapeOf(answer: QueryAnswer, order: string[] = []): Shape {
  const rows = namedRows(answer);
  const keys = keyColumns(answer);
  const metrics = metricColumns(answer);
  const [along, across] = keys;
  const [metric] = metrics;
  if (!along) return { marks: metrics.map(({ label }) => label), series: [totals(rows[0] ?? {}, metrics)] };
  const marks = ordered(distinct(rows, along.name), along.role === "time" ? [] : order);
  const seriesOf = (of: AnswerRow[], { name, unit }: Column) => {
    const found = new Map(of.map((row) => [row[along.name] ?? null, row]));
    const placed = marks.map((mark) => found.get(mark));
    return {
      unit,
      values: placed.map((row) => (row ? number(row, name) : null)),
      cells: placed.map((row) => (row ? cellRef(row, keys, name) : null)),
    };
  };
  const isPeriod = along.role === "time";
  const named = marks.map((mark) =>
    isPeriod ? writePeriod(String(mark), answer.time) : nameOf(mark, along),
  );
  const parts = marks.map((mark) => isPeriod && isPart(String(mark), answer.time));
  if (!across || !metric) {
    const series = metrics.map((one) => ({ name: one.label, word: one.name, ...seriesOf(rows, one) }));
    return { marks: named, parts, series };
  }
  const series = ordered(distinct(rows, across.name), order).map((value) => {
    const of = rows.filter((row) => (row[across.name] ?? null) === value);
    return {
      name: nameOf(value, across),
      word: value === null ? null : String(value),
      ...seriesOf(of, metric),
    };
  });
  // What is not known of nobody needs no place in the legend.
  const known = series.filter(({ word, values }) => word !== null || values.some(Boolean));
  return { marks: named, parts, series: known };
}

function nameOf(value: Cell, column: Column): string {
  return value === null ? UNKNOWN : writeCell(value, column);
}

function totals(row: AnswerRow, metrics: Column[]): Series {
  return {
    name: "Value",
    word: null,
    unit: metrics[0]?.unit ?? null,
    values: metrics.map(({ name }) => number(row, name)),
    cells: metrics.map(({ name }) => ({ metric: name, keys: {} })),
  };
}

function distinct(rows: AnswerRow[], name: string): Cell[] {
  return [...new Set(rows.map((row) => row[name] ?? null))];
}

/** The values in the order that is given, then those that it does not name, then the missing one. */
function ordered(values: Cell[], order: string[]): Cell[] {
  const place = (value: Cell) => {
    if (value === null) return order.length + 1;
    const at = order.indexOf(String(value));
    return at < 0 ? order.length : at;
  };
  return values.toSorted((a, b) => place(a) - place(b));
}
