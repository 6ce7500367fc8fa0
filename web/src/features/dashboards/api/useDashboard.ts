import { useQuery } from "@tanstack/react-query";
import { read } from "@/lib/server";
import type { Dashboard } from "../dashboard";

/** One dashboard with the questions of its tiles. */
export function useDashboard(name: string) {
  return useQuery({
    queryKey: ["dashboards", name],
    queryFn: ({ signal }) => read<Dashboard>(`/dashboards/${encodeURIComponent(name)}`, signal),
  });
}
