import { useQuery } from "@tanstack/react-query";
import type { QueryRequest } from "@/lib/answer";
import { send } from "@/lib/server";

export const DIALECTS = { duckdb: "DuckDB", postgres: "Postgres", snowflake: "Snowflake", spark: "Spark" };

export type Dialect = keyof typeof DIALECTS;

type Statement = { dialect: Dialect; sql: string; notes: string[] };

/** The SQL of a question as an engine writes it. */
export function useStatement(request: QueryRequest, dialect: Dialect) {
  return useQuery({
    queryKey: ["statement", dialect, request],
    queryFn: ({ signal }) => send<Statement>(`/query/sql?dialect=${dialect}`, request, signal),
  });
}
