import { vi } from "vitest";
import type { Cell, QueryAnswer, QueryRequest } from "@/lib/answer";

/** An answer as the server would give it, from rows by column name. */
export function answerOf(rows: Record<string, Cell>[], extra: Partial<QueryAnswer> = {}): QueryAnswer {
  const names = Object.keys(rows[0] ?? {});
  return {
    columns: names.map((name) => ({ name, label: name, role: "dimension", type: "text", unit: null })),
    rows: rows.map((row) => names.map((name) => row[name] ?? null)),
    total_rows: rows.length,
    limited: false,
    limit: 10_000,
    time: { from: "2025-05-03", to: "2025-07-31", grain: null },
    sql: "select 1",
    parameters: {},
    cache: "miss",
    elapsed_ms: 1.5,
    as_of_date: "2025-07-31",
    version: "20250801T020000Z-1",
    notes: [],
    ...extra,
  };
}

type Reply = { status?: number; body: unknown };

/** Puts a server behind `fetch`; what it was asked is kept in order. */
export function fakeServer(reply: (path: string, request: QueryRequest | null) => Reply) {
  const asked: QueryRequest[] = [];
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    const request = typeof init?.body === "string" ? (JSON.parse(init.body) as QueryRequest) : null;
    if (request) asked.push(request);
    const { status = 200, body } = reply(path, request);
    return new Response(JSON.stringify(body), { status });
  });
  return { asked };
}
