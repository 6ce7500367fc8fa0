import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { QueryRequest } from "@/lib/answer";
import { ask } from "@/lib/server";

const NOTHING: QueryRequest = { metrics: [] };

/** The answer to a question, if there is one; the last one stays while the next is on its way. */
export function useAnswer(request: QueryRequest | null) {
  return useQuery({
    queryKey: ["query", request],
    queryFn: ({ signal }) => ask(request ?? NOTHING, signal),
    placeholderData: keepPreviousData,
    enabled: request !== null,
  });
}
