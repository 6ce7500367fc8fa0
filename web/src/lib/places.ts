/** The addresses of pages that others link to. */

export function accountPath(customer: string): string {
  return `/accounts/${encodeURIComponent(customer)}`;
}

export function metricPath(metric: string): string {
  return `/metrics/${encodeURIComponent(metric)}`;
}
