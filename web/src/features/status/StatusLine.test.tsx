import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { fakeServer } from "@/testing/fakeServer";
import { StatusLine } from "./StatusLine";

function show(body: unknown, status = 200) {
  fakeServer(() => ({ status, body }));
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <StatusLine />
    </QueryClientProvider>,
  );
  return client;
}

const PUBLISHED = { version: "20250801T020000Z-1", as_of_date: "2025-07-31", last_failure: null };

it("names version, day and age of what is published", async () => {
  show({ ...PUBLISHED, freshness: { state: "stale", age_hours: 50.2 } });
  expect(await screen.findByText("20250801T020000Z-1")).toBeTruthy();
  expect(screen.getByText("2025-07-31 UTC")).toBeTruthy();
  expect(screen.getByText("stale, 2 days old")).toBeTruthy();
});

it("says nothing of freshness where nothing was extracted", async () => {
  show({ ...PUBLISHED, freshness: null });
  expect(await screen.findByText("20250801T020000Z-1")).toBeTruthy();
  expect(screen.queryByText("Data")).toBeNull();
});

it("says that a later build failed, because then this version is not the newest that was tried", async () => {
  show({
    ...PUBLISHED,
    freshness: null,
    last_failure: { at: "2025-08-02T02:05:09Z", error: "a test failed" },
  });
  expect(await screen.findByText("failed 2025-08-02 02:05 UTC")).toBeTruthy();
});

it("says why the status is unknown", async () => {
  const error = { thing: "almanac", cause: "nothing is published", next_step: "Run `almanac build`." };
  show({ error }, 503);
  expect(await screen.findByText("Status unknown: nothing is published")).toBeTruthy();
});

it("asks for all numbers again once another version is published", async () => {
  const client = show({ ...PUBLISHED, freshness: null });
  await screen.findByText("20250801T020000Z-1");
  client.setQueryData(["query", "a question"], "an answer");

  await client.refetchQueries({ queryKey: ["status"] });
  expect(client.getQueryState(["query", "a question"])?.isInvalidated).toBe(false);

  fakeServer(() => ({ body: { ...PUBLISHED, version: "20250802T020000Z-1", freshness: null } }));
  await client.refetchQueries({ queryKey: ["status"] });
  await screen.findByText("20250802T020000Z-1");
  expect(client.getQueryState(["query", "a question"])?.isInvalidated).toBe(true);
});
