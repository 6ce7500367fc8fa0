import type { Comparison, Filter, Grain, QueryRequest } from "@/lib/answer";
import { addDays, isDay } from "@/lib/days";
import type { Dashboard, FilterName, Question } from "./dashboard";

export type ChoiceName = Exclude<FilterName, "account_arr">;

export const CHOICES: ChoiceName[] = ["industry", "segment", "region", "plan_status", "csm"];

/** What the reader set: it lives in the address, so that it can be sent, and goes along to other dashboards. */
export type PageState = {
  /** Null while the dashboard's own range counts. */
  from: string | null;
  to: string | null;
  grain: Grain | null;
  /** Null while the dashboard's own comparison counts. */
  compare: Comparison | "none" | null;
  chosen: Record<ChoiceName, string[]>;
  arrMin: number | null;
  arrMax: number | null;
};

const GRAINS: readonly string[] = ["day", "week", "month", "quarter", "year"] satisfies Grain[];
const COMPARISONS: readonly string[] = ["none", "previous_period", "previous_year"];

/** The state that a query string asks for; what it cannot mean is left out. */
export function readState(params: URLSearchParams): PageState {
  const grain = params.get("grain") ?? "";
  const compare = params.get("compare") ?? "";
  return {
    from: dayOf(params, "from"),
    to: dayOf(params, "to"),
    grain: GRAINS.includes(grain) ? (grain as Grain) : null,
    compare: COMPARISONS.includes(compare) ? (compare as PageState["compare"]) : null,
    chosen: Object.fromEntries(CHOICES.map((name) => [name, params.getAll(name)])) as PageState["chosen"],
    arrMin: amountOf(params, "arr_min"),
    arrMax: amountOf(params, "arr_max"),
  };
}

/** The query string of the state; parameters of others stay as they are. */
export function writeState(params: URLSearchParams, state: PageState): URLSearchParams {
  const next = new URLSearchParams(params);
  const single = {
    from: state.from,
    to: state.to,
    grain: state.grain,
    compare: state.compare,
    arr_min: state.arrMin,
    arr_max: state.arrMax,
  };
  for (const name of [...Object.keys(single), ...CHOICES]) next.delete(name);
  for (const [name, value] of Object.entries(single)) if (value !== null) next.set(name, String(value));
  for (const name of CHOICES) for (const value of state.chosen[name]) next.append(name, value);
  return next;
}

/** The days that the page shows: the reader's, else the dashboard's, up to the last day that is known. */
export function shownDays(
  state: PageState,
  dashboard: Dashboard,
  asOf: string,
): { from: string; to: string } {
  const to = state.to ?? asOf;
  return { from: state.from ?? addDays(to, 1 - dashboard.period.days), to };
}

/** The whole request of a tile's question on this page. */
export function requestOf(
  question: Question,
  accepted: FilterName[],
  state: PageState,
  dashboard: Dashboard,
  asOf: string,
): QueryRequest {
  const days = shownDays(state, dashboard, asOf);
  const from = question.days === null ? days.from : addDays(days.to, 1 - question.days);
  const grain = question.grain === "page" ? (state.grain ?? dashboard.period.grain) : question.grain;
  const compare = comparisonOf(state, dashboard);
  return {
    metrics: question.metrics,
    group_by: question.group_by,
    filters: [...question.filters, ...filtersOf(state, accepted)],
    time: { from, to: days.to, grain },
    order_by: question.order_by,
    ...(question.having.length > 0 && { having: question.having }),
    ...(question.limit !== null && { limit: question.limit }),
    ...(question.compared && compare && { compare }),
  };
}

/** What single numbers are compared with, if with anything. */
export function comparisonOf(state: PageState, dashboard: Dashboard): Comparison | null {
  if (state.compare === "none") return null;
  return state.compare ?? dashboard.period.compare;
}

/** The filters that the reader set and this tile cannot follow; its frame says so. */
export function ignoredFilters(state: PageState, accepted: FilterName[]): FilterName[] {
  return activeFilters(state).filter((name) => !accepted.includes(name));
}

/** The filters that the reader set. */
export function activeFilters(state: PageState): FilterName[] {
  const chosen: FilterName[] = CHOICES.filter((name) => state.chosen[name].length > 0);
  return state.arrMin === null && state.arrMax === null ? chosen : [...chosen, "account_arr"];
}

function filtersOf(state: PageState, accepted: FilterName[]): Filter[] {
  const asked: Filter[] = CHOICES.filter(
    (name) => accepted.includes(name) && state.chosen[name].length > 0,
  ).map((name) => ({ field: name, op: "in", values: state.chosen[name] }));
  if (!accepted.includes("account_arr")) return asked;
  if (state.arrMin !== null) asked.push({ field: "account_arr", op: ">=", value: state.arrMin });
  if (state.arrMax !== null) asked.push({ field: "account_arr", op: "<=", value: state.arrMax });
  return asked;
}

function dayOf(params: URLSearchParams, name: string): string | null {
  const day = params.get(name);
  return isDay(day) ? day : null;
}

function amountOf(params: URLSearchParams, name: string): number | null {
  const typed = params.get(name);
  return typed !== null && /^\d{1,15}$/.test(typed) ? Number(typed) : null;
}
