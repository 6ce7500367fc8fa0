import { useQuery } from "@tanstack/react-query";
import type { QueryRequest } from "@/lib/answer";
import type { Metric } from "@/lib/metric";
import { read } from "@/lib/server";

export type TableColumns = { table: string; layer: string; columns: string[]; row_columns: string[] };

export type Check = {
  check_name: string;
  status: "passed" | "failed" | "skipped";
  entity_type: string | null;
  compared_values: number | null;
  failed_values: number | null;
  detail: string | null;
};

/** One metric with all that is known of it. */
export type MetricDetail = Metric & {
  version: string;
  as_of_date: string;
  lineage: {
    inputs: string[];
    measured: TableColumns[];
    models: TableColumns[];
    sources: TableColumns[];
  } | null;
  validation: { state: "passed" | "failed" | "skipped" | "not_validated"; checks: Check[] };
  latest: {
    date: string;
    value: number | null;
    previous: number | null;
    change: number | null;
    change_pct: number | null;
    notes: string[];
  };
  dashboards: { name: string; title: string }[];
  example: { command: string; request: QueryRequest };
};

export function useMetric(name: string) {
  return useQuery({
    queryKey: ["metrics", name],
    queryFn: ({ signal }) => read<MetricDetail>(`/metrics/${encodeURIComponent(name)}`, signal),
  });
}
