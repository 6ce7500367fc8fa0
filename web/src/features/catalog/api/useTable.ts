import { useQuery } from "@tanstack/react-query";
import type { CatalogTable } from "@/lib/catalog";
import { read } from "@/lib/server";

export type Test = { name: string; column: string | null; state: "passed" | "failed" | "warned" | "not_run" };

/** One table with all that is known of it. */
export type TableDetail = CatalogTable & {
  version: string;
  rows: number | null;
  extracted_until: string | null;
  lineage: {
    reads: string[];
    read_by: string[];
    sources: string[];
    columns: Record<string, string[]>;
  } | null;
  metrics: { name: string; label: string }[];
  dashboards: { name: string; title: string }[];
  tests_of: Test[];
};

export function useTable(name: string) {
  return useQuery({
    queryKey: ["catalog", name],
    queryFn: ({ signal }) => read<TableDetail>(`/catalog/${encodeURIComponent(name)}`, signal),
  });
}
