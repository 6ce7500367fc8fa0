import { useQuery } from "@tanstack/react-query";
import { read } from "@/lib/server";

/** A column, a metric or a dashboard of a lineage. */
export type PathNode = { id: string; layer: string; table: string | null; name: string; label: string };

/** What is around a column; an edge leads from what is read to what is made of it. */
export type ColumnPath = { nodes: PathNode[]; edges: [string, string][] };

export function useColumn(table: string, column: string) {
  const path = [table, "columns", column].map(encodeURIComponent).join("/");
  return useQuery({
    queryKey: ["catalog", table, column],
    queryFn: ({ signal }) => read<ColumnPath>(`/catalog/${path}`, signal),
    enabled: column !== "",
  });
}
