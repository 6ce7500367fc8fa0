import { useQuery } from "@tanstack/react-query";
import { read } from "@/lib/server";
import type { DashboardLine } from "../dashboard";

/** Every dashboard file; broken ones come last. */
export function useDashboards() {
  return useQuery({
    queryKey: ["dashboards"],
    queryFn: ({ signal }) => read<DashboardLine[]>("/dashboards", signal),
  });
}
