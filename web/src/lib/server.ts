import type { QueryAnswer, QueryRequest } from "@/lib/answer";
import { Problem } from "@/lib/problem";

const API = "/api/v1";

/** Asks for numbers; throws a `Problem` in the server's own words when there is no answer. */
export function ask(request: QueryRequest, signal: AbortSignal): Promise<QueryAnswer> {
  return send("/query", request, signal);
}

/** Reads a resource; throws a `Problem` in the server's own words when it cannot be had. */
export function read<T>(path: string, signal: AbortSignal): Promise<T> {
  return call(path, { signal });
}

/** Sends something to a resource and reads what it answers. */
export function send<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return call(path, { ...posted(body), ...(signal && { signal }) });
}

/** Takes something away. */
export function remove<T>(path: string): Promise<T> {
  return call(path, { method: "DELETE" });
}

/** All rows of a question as CSV, as the server streams them. */
export async function readCsv(path: string, body: unknown): Promise<Blob> {
  const response = await reach(`${path}?format=csv`, posted(body));
  if (!response.ok) throw problemOf(response, await response.json().catch(() => null));
  return response.blob();
}

function posted(body: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

async function call<T>(path: string, init: RequestInit): Promise<T> {
  const response = await reach(path, init);
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw problemOf(response, body);
  return body as T;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(API + path, init);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === "AbortError") throw thrown;
    throw new Problem(
      "The Almanac server",
      "it does not answer",
      "Start it with `almanac serve` and try again; nothing on this page is kept without it.",
    );
  }
}

type ErrorBody = { error?: { thing?: unknown; cause?: unknown; next_step?: unknown } };

function problemOf(response: Response, body: unknown): Problem {
  const error = (body as ErrorBody | null)?.error;
  return new Problem(
    words(error?.thing) ?? "The Almanac server",
    words(error?.cause) ?? `it answered with status ${response.status} and no explanation`,
    words(error?.next_step) ?? "Try again; if it stays, look at the server's log.",
    response.status,
  );
}

function words(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
