import { useQuery } from "@tanstack/react-query";
import type { QueryRequest } from "@/lib/answer";
import { addDays } from "@/lib/days";
import { ask, read } from "@/lib/server";
import { CHANGING, changesOf, type MetricLine } from "../changing";

/** What moved in the last 30 days against the 30 before, through the planner as everywhere. */
export function useChanges(id: string, asOf: string) {
  const request: QueryRequest = {
    metrics: CHANGING,
    filters: [{ field: "customer", op: "=", value: id }],
    time: { from: addDays(asOf, -29), to: asOf },
    compare: "previous_period",
  };
  const answer = useQuery({ queryKey: ["query", request], queryFn: ({ signal }) => ask(request, signal) });
  const metrics = useQuery({
    queryKey: ["metrics"],
    queryFn: ({ signal }) => read<{ metrics: MetricLine[] }>("/metrics", signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const both = answer.data && metrics.data;
  return {
    data: both ? changesOf(answer.data, metrics.data.metrics) : undefined,
    error: answer.error ?? metrics.error,
    refetch: () => Promise.all([answer.refetch(), metrics.refetch()]),
  };
}
