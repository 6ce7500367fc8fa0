import { useQuery } from "@tanstack/react-query";
import type { MetricList } from "@/lib/metric";
import { read } from "@/lib/server";
import { type DashboardLine, type Entry, entriesOf } from "../entries";
import { useCatalog } from "./useCatalog";

/** Everything that can be found: tables, columns, metrics, dashboards and who answers for them. */
export function useEntries(): { entries: Entry[] | undefined; error: Error | null; refetch: () => void } {
  const tables = useCatalog();
  const metrics = useQuery({
    queryKey: ["metrics"],
    queryFn: ({ signal }) => read<MetricList>("/metrics", signal),
  });
  const dashboards = useQuery({
    queryKey: ["dashboards"],
    queryFn: ({ signal }) => read<DashboardLine[]>("/dashboards", signal),
  });
  const all = [tables, metrics, dashboards];
  const isThere = tables.data && metrics.data && dashboards.data;
  return {
    entries: isThere && entriesOf(tables.data, metrics.data, dashboards.data),
    error: all.find(({ error }) => error)?.error ?? null,
    refetch: () => {
      for (const one of all) one.refetch();
    },
  };
}
