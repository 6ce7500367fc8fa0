import { type AnswerRow, type Cell, namedRows, number, type QueryAnswer } from "@/lib/answer";
import { writeCell } from "@/lib/cells";

/** One line, bar or layer of a chart: a metric, or one value of a dimension. */
export type Series = { name: string; unit: string | null; values: (number | null)[] };

/** An answer along one axis. */
export type Shape = { marks: string[]; series: Series[] };

/** How many values of a dimension a chart can tell apart; the rest has to be asked for apart. */
export const MOST_SERIES = 8;

/**
 * The answer along its period, or along its first dimension where it has none: one series for each metric, or for each
 * value of the dimension that is left over.
 */
export function shapeOf(answer: QueryAnswer): Shape {
  const rows = namedRows(answer);
  const keys = answer.columns.filter(({ role }) => role === "time" || role === "dimension");
  const metrics = answer.columns.filter(({ role }) => role === "metric");
  const [along, across] = keys;
  if (!along) return { marks: metrics.map(({ label }) => label), series: [totals(rows, metrics)] };
  const marks = distinct(rows, along.name);
  if (!across) {
    const series = metrics.map(({ name, label, unit }) => ({
      name: label,
      unit,
      values: valuesAt(rows, along.name, marks, name),
    }));
    return { marks: marks.map((mark) => writeCell(mark)), series };
  }
  const metric = metrics[0];
  if (!metric) return { marks: [], series: [] };
  const series = distinct(rows, across.name).map((value) => ({
    name: writeCell(value),
    unit: metric.unit,
    values: valuesAt(
      rows.filter((row) => (row[across.name] ?? null) === value),
      along.name,
      marks,
      metric.name,
    ),
  }));
  return { marks: marks.map((mark) => writeCell(mark)), series };
}

function totals(rows: AnswerRow[], metrics: QueryAnswer["columns"]): Series {
  const row = rows[0] ?? {};
  return {
    name: "Value",
    unit: metrics[0]?.unit ?? null,
    values: metrics.map(({ name }) => number(row, name)),
  };
}

function distinct(rows: AnswerRow[], name: string): Cell[] {
  return [...new Set(rows.map((row) => row[name] ?? null))];
}

function valuesAt(rows: AnswerRow[], along: string, marks: Cell[], metric: string): (number | null)[] {
  const found = new Map(rows.map((row) => [row[along] ?? null, number(row, metric)]));
  return marks.map((mark) => found.get(mark) ?? null);
}
