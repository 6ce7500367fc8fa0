import type { Filter } from "@/lib/answer";

/** What the reader narrowed the page to. Empty lists and nulls mean "all". */
export type Filters = {
  industries: string[];
  segments: string[];
  arrMin: number | null;
  arrMax: number | null;
};

const NAMES = { industries: "industry", segments: "segment", arrMin: "arr_min", arrMax: "arr_max" } as const;

function readAmount(params: URLSearchParams, name: string): number | null {
  const typed = params.get(name);
  return typed !== null && /^\d{1,15}$/.test(typed) ? Number(typed) : null;
}

/** The filters that a query string asks for; what it cannot mean is left out. */
export function readFilters(params: URLSearchParams): Filters {
  return {
    industries: params.getAll(NAMES.industries),
    segments: params.getAll(NAMES.segments),
    arrMin: readAmount(params, NAMES.arrMin),
    arrMax: readAmount(params, NAMES.arrMax),
  };
}

/** The query string of these filters; parameters of others stay as they are. */
export function writeFilters(params: URLSearchParams, filters: Filters): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of Object.values(NAMES)) next.delete(name);
  for (const industry of filters.industries) next.append(NAMES.industries, industry);
  for (const segment of filters.segments) next.append(NAMES.segments, segment);
  if (filters.arrMin !== null) next.set(NAMES.arrMin, String(filters.arrMin));
  if (filters.arrMax !== null) next.set(NAMES.arrMax, String(filters.arrMax));
  return next;
}

export const NO_FILTERS: Filters = { industries: [], segments: [], arrMin: null, arrMax: null };

/** Whether anything is narrowed at all. */
export function isFiltered(filters: Filters): boolean {
  return [filters.industries, filters.segments].some((list) => list.length > 0) || hasArr(filters);
}

function hasArr(filters: Filters): boolean {
  return filters.arrMin !== null || filters.arrMax !== null;
}

/** The same filters in the words of the API. */
export function toRequestFilters(filters: Filters): Filter[] {
  const asked: Filter[] = [];
  if (filters.industries.length) asked.push({ field: "industry", op: "in", values: filters.industries });
  if (filters.segments.length) asked.push({ field: "segment", op: "in", values: filters.segments });
  if (filters.arrMin !== null) asked.push({ field: "customer_arr", op: ">=", value: filters.arrMin });
  if (filters.arrMax !== null) asked.push({ field: "customer_arr", op: "<=", value: filters.arrMax });
  return asked;
}
