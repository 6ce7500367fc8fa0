import { expect, it, vi } from "vitest";
import { answerOf, fakeServer } from "@/testing/fakeServer";
import { asProblem } from "./problem";
import { ask, read } from "./server";

const signal = new AbortController().signal;

it("sends the request as it is", async () => {
  const server = fakeServer(() => ({ body: answerOf([]) }));
  await ask({ metrics: ["current_arr"], limit: 5 }, signal);
  expect(server.asked).toEqual([{ metrics: ["current_arr"], limit: 5 }]);
});

it("throws the server's own words", async () => {
  const error = {
    thing: "industri",
    cause: "there is no such dimension",
    next_step: "Did you mean industry?",
  };
  fakeServer(() => ({ status: 422, body: { error } }));
  await expect(ask({ metrics: [] }, signal)).rejects.toMatchObject({
    thing: "industri",
    cause: "there is no such dimension",
    nextStep: "Did you mean industry?",
  });
});

it("says what to do when the server is away or says nothing of use", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(read("/status", signal)).rejects.toMatchObject({ cause: "it does not answer" });

  vi.stubGlobal("fetch", async () => new Response("<h1>Bad gateway</h1>", { status: 502 }));
  await expect(read("/status", signal)).rejects.toMatchObject({ cause: expect.stringContaining("502") });
});

it("lets an aborted request pass as such", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new DOMException("aborted", "AbortError")));
  await expect(read("/status", signal)).rejects.toHaveProperty("name", "AbortError");
});

it("turns anything that was thrown into a problem", () => {
  expect(asProblem(new Error("boom")).cause).toBe("boom");
  expect(asProblem("odd").cause).toBe("odd");
});
