import { useQuery } from "@tanstack/react-query";
import { read } from "@/lib/server";

type Session = { sees_all_rows: boolean };

/** Whether the reader sees all rows: SQL is for nobody else. */
export function useMayReadAll() {
  return useQuery({
    queryKey: ["session"],
    queryFn: ({ signal }) => read<Session>("/session", signal),
    select: ({ sees_all_rows }) => sees_all_rows,
  });
}
