import { useQuery } from "@tanstack/react-query";
import { namedRows, number, type QueryRequest } from "@/lib/answer";
import { addDays } from "@/lib/days";
import { ask } from "@/lib/server";

export const COURSE_DAYS = 90;

/** The health of each of the last 90 days; null where the customer had none. */
export function useHealthCourse(id: string, asOf: string) {
  const request: QueryRequest = {
    metrics: ["customer_health_score"],
    filters: [{ field: "customer", op: "=", value: id }],
    time: { from: addDays(asOf, 1 - COURSE_DAYS), to: asOf, grain: "day" },
  };
  return useQuery({
    queryKey: ["query", request],
    queryFn: ({ signal }) => ask(request, signal),
    select: (answer) => namedRows(answer).map((row) => number(row, "customer_health_score")),
  });
}
