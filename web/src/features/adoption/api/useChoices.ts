import { useQuery } from "@tanstack/react-query";
import { namedRows, type QueryAnswer, type QueryRequest, text } from "@/lib/answer";
import { ask } from "@/lib/server";

const REQUEST: QueryRequest = {
  metrics: ["active_customers"],
  group_by: ["industry", "segment"],
  filters: [{ field: "is_active_customer", op: "=", value: true }],
  limit: 10_000,
};

export type Choices = { industries: string[]; segments: string[] };

function distinct(answer: QueryAnswer, name: string): string[] {
  const values = namedRows(answer).map((row) => text(row, name));
  return [...new Set(values.filter((value) => value !== null))].sort((a, b) => a.localeCompare(b, "en"));
}

function toChoices(answer: QueryAnswer): Choices {
  return { industries: distinct(answer, "industry"), segments: distinct(answer, "segment") };
}

/** What the filters can offer: the industries and segments of all active customers. */
export function useChoices() {
  return useQuery({
    queryKey: ["query", REQUEST],
    queryFn: ({ signal }) => ask(REQUEST, signal),
    select: toChoices,
  });
}
