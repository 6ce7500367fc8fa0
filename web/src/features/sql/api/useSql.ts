import { useMutation } from "@tanstack/react-query";
import type { Cell } from "@/lib/answer";
import { send } from "@/lib/server";

export type SqlAnswer = {
  columns: { name: string; type: string }[];
  rows: Cell[][];
  total_rows: number;
  limited: boolean;
  limit: number;
  version: string;
  elapsed_ms: number;
};

/** Runs one statement. */
export function useSql() {
  return useMutation({ mutationFn: (sql: string) => send<SqlAnswer>("/sql", { sql }) });
}
