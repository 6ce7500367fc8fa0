import type { Comparison, Filter, Grain, QueryRequest } from "@/lib/answer";
import { addDays, isDay } from "@/lib/days";
import { questionParams } from "@/lib/places";

export const CHARTS = ["auto", "line", "bar", "stacked", "heatmap", "table"] as const;
export type Chart = (typeof CHARTS)[number];

export const GRAINS: Grain[] = ["day", "week", "month", "quarter", "year"];
export const OPERATORS = ["in", "not_in", "=", "!=", "<", "<=", ">", ">=", "is_null", "is_not_null"] as const;
export const MOST_METRICS = 12;
export const RANGES = ["30", "90", "365", "all"] as const;

/** So many days, up to the last one that is known: a saved view moves on with the data. */
export type Range = (typeof RANGES)[number];

const USUAL_RANGE: Range = "90";

/** What the reader asks and how it is shown: it lives in the address, so that it can be sent and saved. */
export type Question = {
  metrics: string[];
  groupBy: string[];
  filters: Filter[];
  having: Filter[];
  /** Counts while the reader has named neither a first nor a last day. */
  range: Range;
  from: string | null;
  to: string | null;
  grain: Grain | null;
  compare: Comparison | null;
  orderBy: string | null;
  limit: number | null;
  chart: Chart;
};

/** The question of an address; what it cannot mean is left out. */
export function readQuestion(params: URLSearchParams): Question {
  const [from, to] = [params.get("from"), params.get("to")];
  const limit = Number(params.get("limit"));
  return {
    metrics: params.getAll("metric").slice(0, MOST_METRICS),
    groupBy: params.getAll("by").slice(0, 8),
    filters: params.getAll("filter").flatMap(readFilter),
    having: params.getAll("having").flatMap(readFilter),
    range: RANGES.find((range) => range === params.get("days")) ?? USUAL_RANGE,
    from: isDay(from) ? from : null,
    to: isDay(to) ? to : null,
    grain: GRAINS.find((grain) => grain === params.get("grain")) ?? null,
    compare: COMPARISONS.find((one) => one === params.get("compare")) ?? null,
    orderBy: params.get("order_by"),
    limit: Number.isInteger(limit) && limit > 0 && limit <= 10_000 ? limit : null,
    chart: CHARTS.find((chart) => chart === params.get("chart")) ?? "auto",
  };
}

const COMPARISONS: Comparison[] = ["previous_period", "previous_year"];

/** The address of a question. */
export function writeQuestion(question: Question): URLSearchParams {
  const { from, to, range, chart } = question;
  const params = questionParams(asked(question, { ...(from && { from }), ...(to && { to }) }));
  if (!from && !to && range !== USUAL_RANGE) params.set("days", range);
  if (chart !== "auto") params.set("chart", chart);
  return params;
}

/** The request of a question, with its days; null while there is nothing to ask. */
export function requestOf(question: Question, asOf: string): QueryRequest | null {
  return question.metrics.length > 0 ? asked(question, daysOf(question, asOf)) : null;
}

/** The days that a question asks for: the reader's, else the last ones; without either end all that there are. */
export function daysOf({ from, to, range }: Question, asOf: string): { from?: string; to?: string } {
  if (from || to) return { ...(from && { from }), ...(to && { to }) };
  return range === "all" ? {} : { from: addDays(asOf, 1 - Number(range)), to: asOf };
}

/** The question about these metrics: what only the others could answer falls away. */
export function withMetrics(question: Question, metrics: string[]): Partial<Question> {
  const isKept = (column: string) =>
    metrics.some((name) => column === name || column.startsWith(`${name}__`));
  const { orderBy } = question;
  return {
    metrics,
    having: question.having.filter(({ field }) => isKept(field)),
    orderBy: orderBy && isKept(orderBy.replace(/^-/, "")) ? orderBy : null,
  };
}

function asked(question: Question, days: { from?: string; to?: string }): QueryRequest {
  const time = { ...days, ...(question.grain && { grain: question.grain }) };
  return {
    metrics: question.metrics,
    ...(question.groupBy.length > 0 && { group_by: question.groupBy }),
    ...(question.filters.length > 0 && { filters: question.filters }),
    ...(question.having.length > 0 && { having: question.having }),
    ...(Object.keys(time).length > 0 && { time }),
    ...(question.compare && { compare: question.compare }),
    ...(question.orderBy && { order_by: [question.orderBy] }),
    ...(question.limit && { limit: question.limit }),
  };
}

/** The chart that fits the question, where the reader left the choice to the page. */
export function chartOf({ chart, grain, groupBy }: Question): Exclude<Chart, "auto"> {
  const keys = groupBy.length + (grain ? 1 : 0);
  if (chart === "table" || keys === 0 || keys > 2) return "table";
  if (chart !== "auto") return chart;
  return grain ? "line" : "bar";
}

function readFilter(text: string): Filter[] {
  try {
    const told: unknown = JSON.parse(text);
    return isFilter(told) ? [told] : [];
  } catch {
    return [];
  }
}

/** Only its form is looked at: the server says what is wrong with its words. */
function isFilter(told: unknown): told is Filter {
  const { field, op, value, values } = (told ?? {}) as Record<string, unknown>;
  if (typeof field !== "string" || !OPERATORS.some((one) => one === op)) return false;
  if (op === "in" || op === "not_in") return Array.isArray(values) && values.every(isValue);
  return op === "is_null" || op === "is_not_null" || isValue(value);
}

function isValue(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
