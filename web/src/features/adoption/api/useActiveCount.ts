import { useQuery } from "@tanstack/react-query";
import { namedRows, number, type QueryAnswer, type QueryRequest } from "@/lib/answer";
import { ask } from "@/lib/server";

const REQUEST: QueryRequest = { metrics: ["active_customers"] };

function toCount(answer: QueryAnswer): number | null {
  const [row] = namedRows(answer);
  return row ? number(row, "active_customers") : null;
}

/** How many active customers the company has, whatever the filters say. */
export function useActiveCount() {
  return useQuery({
    queryKey: ["query", REQUEST],
    queryFn: ({ signal }) => ask(REQUEST, signal),
    select: toCount,
  });
}
