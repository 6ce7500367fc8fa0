import { useQuery } from "@tanstack/react-query";
import { namedRows, type QueryRequest, text } from "@/lib/answer";
import { ask } from "@/lib/server";

const MOST = 500;

/** The values of a dimension for a metric, to choose from; where there are more than can be chosen, the first. */
export function useValues(metric: string, dimension: string) {
  const request: QueryRequest = {
    metrics: [metric],
    group_by: [dimension],
    order_by: [dimension],
    limit: MOST,
  };
  return useQuery({
    queryKey: ["query", request],
    queryFn: ({ signal }) => ask(request, signal),
    select: (answer) => namedRows(answer).flatMap((row) => text(row, dimension) ?? []),
    enabled: dimension !== "",
  });
}
