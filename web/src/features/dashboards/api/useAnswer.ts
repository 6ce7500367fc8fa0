import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { QueryRequest } from "@/lib/answer";
import { ask } from "@/lib/server";

/** The answer to a tile's question; the last one stays while the next is on its way. */
export function useAnswer(request: QueryRequest, enabled = true) {
  return useQuery({
    queryKey: ["query", request],
    queryFn: ({ signal }) => ask(request, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}
