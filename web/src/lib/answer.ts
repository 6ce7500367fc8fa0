export type Cell = string | number | boolean | null;

type Value = string | number | boolean;

export type Filter =
  | { field: string; op: "in" | "not_in"; values: Value[] }
  | { field: string; op: "=" | "!=" | "<" | "<=" | ">" | ">="; value: Value }
  | { field: string; op: "is_null" | "is_not_null" };

export type Grain = "day" | "week" | "month" | "quarter" | "year";

export type Comparison = "previous_period" | "previous_year";

export type TimeRange = { from?: string; to?: string; grain?: Grain | null };

/** A question for `POST /api/v1/query`. It is also the key under which its answer is cached. */
export type QueryRequest = {
  metrics: string[];
  group_by?: string[];
  filters?: Filter[];
  having?: Filter[];
  time?: TimeRange;
  compare?: Comparison;
  order_by?: string[];
  limit?: number;
};

export type Column = {
  name: string;
  label: string;
  role: "time" | "dimension" | "metric" | "comparison";
  type: string;
  unit: string | null;
};

/** What the server says to a question; nothing is cut in silence: `total_rows` counts all of them. */
export type QueryAnswer = {
  columns: Column[];
  rows: Cell[][];
  total_rows: number;
  limited: boolean;
  limit: number;
  time: { from: string; to: string; grain: Grain | null };
  as_of_date: string;
  version: string;
  notes: string[];
  sql: string;
  parameters: Record<string, Cell>;
  cache: "miss" | "hit";
  elapsed_ms: number;
};

export type AnswerRow = Record<string, Cell>;

/** The rows of an answer by column name. */
export function namedRows(answer: QueryAnswer): AnswerRow[] {
  const names = answer.columns.map((column) => column.name);
  return answer.rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? null])));
}

/** A text cell; a missing one stays missing. */
export function text(row: AnswerRow, name: string): string | null {
  const cell = row[name] ?? null;
  return cell === null ? null : String(cell);
}

/** A number cell; a missing one stays missing, never 0. Exact decimals arrive as text. */
export function number(row: AnswerRow, name: string): number | null {
  const cell = row[name] ?? null;
  if (cell === null || cell === "") return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}
