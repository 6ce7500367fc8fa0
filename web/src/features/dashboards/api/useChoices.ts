import { useQuery } from "@tanstack/react-query";
import { namedRows, type QueryAnswer, type QueryRequest, text } from "@/lib/answer";
import { ask } from "@/lib/server";
import { CHOICES, type ChoiceName } from "../pageState";

const REQUEST: QueryRequest = { metrics: ["active_customers"], group_by: CHOICES, limit: 10_000 };

export type Choices = Record<ChoiceName, string[]>;

function toChoices(answer: QueryAnswer): Choices {
  const rows = namedRows(answer);
  const distinct = (name: ChoiceName) => {
    const values = rows.map((row) => text(row, name)).filter((value) => value !== null);
    return [...new Set(values)].sort((a, b) => a.localeCompare(b, "en"));
  };
  return Object.fromEntries(CHOICES.map((name) => [name, distinct(name)])) as Choices;
}

/** What the filters can offer: every value that a customer has. */
export function useChoices() {
  return useQuery({
    queryKey: ["query", REQUEST],
    queryFn: ({ signal }) => ask(REQUEST, signal),
    select: toChoices,
  });
}
