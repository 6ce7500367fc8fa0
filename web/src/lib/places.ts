import type { QueryRequest } from "./answer";

/** The addresses of pages that others link to. */

export function accountPath(customer: string): string {
  return `/accounts/${encodeURIComponent(customer)}`;
}

export function metricPath(metric: string): string {
  return `/metrics/${encodeURIComponent(metric)}`;
}

/** A table of the catalogue, or one of its columns. */
export function tablePath(table: string, column?: string): string {
  return `/catalog/${encodeURIComponent(table)}${column ? `#${encodeURIComponent(column)}` : ""}`;
}

/** The explorer with a question in it. */
export function explorePath(request: QueryRequest): string {
  return `/metrics?${questionParams(request)}`;
}

/** A question as the explorer's address has it. */
export function questionParams(request: QueryRequest): URLSearchParams {
  const { from, to, grain } = request.time ?? {};
  const params = new URLSearchParams();
  for (const name of request.metrics) params.append("metric", name);
  for (const name of request.group_by ?? []) params.append("by", name);
  for (const filter of request.filters ?? []) params.append("filter", JSON.stringify(filter));
  for (const filter of request.having ?? []) params.append("having", JSON.stringify(filter));
  const single = { from, to, grain, compare: request.compare, order_by: request.order_by?.[0] };
  for (const [name, value] of Object.entries({ ...single, limit: request.limit })) {
    if (value != null) params.set(name, String(value));
  }
  return params;
}
