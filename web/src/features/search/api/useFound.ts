import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { read } from "@/lib/server";
import type { Entry } from "../entries";

type FoundAccount = { id: string; name: string; plan: string | null; health_status: string | null };
type Dashboard = { name: string; title: string | null; description: string | null };
type Metric = { name: string; label: string; description: string };

/** The customers that the server finds, which forgives slips; the largest ones where nothing is typed. */
export function useFoundAccounts(text: string) {
  const query = new URLSearchParams({ search: text, limit: text ? "8" : "5" });
  return useQuery({
    queryKey: ["accounts", "search", text],
    queryFn: ({ signal }) => read<FoundAccount[]>(`/accounts?${query}`, signal),
    placeholderData: keepPreviousData,
  });
}

/** Every dashboard and metric, to be searched here; asked for when the search first opens. */
export function useEntries(): Entry[] {
  const dashboards = useQuery({
    queryKey: ["dashboards"],
    queryFn: ({ signal }) => read<Dashboard[]>("/dashboards", signal),
  });
  const metrics = useQuery({
    queryKey: ["metrics"],
    queryFn: ({ signal }) => read<{ metrics: Metric[] }>("/metrics", signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return [
    ...(dashboards.data ?? []).flatMap(({ name, title, description }): Entry[] =>
      title ? [{ kind: "Dashboards", to: `/dashboards/${name}`, label: title, hint: description ?? "" }] : [],
    ),
    ...(metrics.data?.metrics ?? []).map(
      ({ name, label, description }): Entry => ({
        kind: "Metrics",
        to: `/metrics/${name}`,
        label,
        hint: description,
      }),
    ),
  ];
}
