import { useQuery } from "@tanstack/react-query";
import type { MetricList } from "@/lib/metric";
import { read } from "@/lib/server";

/** Every metric and dimension of the published version; they change with it alone. */
export function useMetricList() {
  return useQuery({
    queryKey: ["metrics"],
    queryFn: ({ signal }) => read<MetricList>("/metrics", signal),
    staleTime: 5 * 60_000,
  });
}
