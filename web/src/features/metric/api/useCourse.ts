import { useQuery } from "@tanstack/react-query";
import type { QueryRequest } from "@/lib/answer";
import { addDays } from "@/lib/days";
import { ask } from "@/lib/server";

const DAYS = 90;

/** The metric week by week, up to the last day that is known. */
export function useCourse(metric: string, asOf: string) {
  const request: QueryRequest = {
    metrics: [metric],
    time: { from: addDays(asOf, 1 - DAYS), to: asOf, grain: "week" },
  };
  return useQuery({ queryKey: ["query", request], queryFn: ({ signal }) => ask(request, signal) });
}
