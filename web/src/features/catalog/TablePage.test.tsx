import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { BrowserRouter, Route, Routes } from "react-router";
import { expect, it } from "vitest";
import { fakeServer } from "@/testing/fakeServer";
import type { PathNode } from "./api/useColumn";
import TablePage from "./TablePage";

const COLUMNS = ["arr", "name"].map((name) => ({ name, type: "DOUBLE", description: `The ${name}.` }));
const TABLE = {
  ...{ name: "accounts", layer: "marts", relation: "marts.accounts", description: "All of them.", tier: 1 },
  ...{ owner: "revenue", version: "v1", rows: 60, extracted_until: "2025-08-01T02:00:00Z", columns: COLUMNS },
  lineage: { reads: ["stg_accounts"], read_by: [], sources: ["crm.account"], columns: {} },
  metrics: [{ name: "current_arr", label: "Current ARR" }],
  dashboards: [],
  tests_of: [
    { name: "not_null", column: "arr", state: "passed" },
    { name: "in_range", column: "arr", state: "failed" },
  ],
};
const column = (name: string): PathNode => ({
  ...{ id: `crm.account.${name}`, layer: "source", table: "crm.account", name },
  label: `crm.account.${name}`,
});
const OWN: PathNode = {
  id: "accounts.arr",
  layer: "marts",
  table: "accounts",
  name: "arr",
  label: "accounts.arr",
};
const SOURCES = Array.from({ length: 10 }, (_, at) => column(`c${at}`));
const PATH = { nodes: [...SOURCES, OWN], edges: [["crm.account.c9", "accounts.arr"]] };

function open() {
  window.history.replaceState(null, "", "/catalog/accounts");
  fakeServer((path) => ({ body: path.endsWith("/columns/arr") ? PATH : TABLE }));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <BrowserRouter>
        <Routes>
          <Route path="/catalog/:name" element={<TablePage />} />
        </Routes>
      </BrowserRouter>
    </QueryClientProvider>,
  );
}

it("tells rows, freshness and what came of the tests", async () => {
  open();
  await screen.findByRole("heading", { name: "accounts" });
  screen.getByText(/60 rows · extracted until 2025-08-01 02:00 UTC · version v1 · 1 of 2 tests passed/);
  screen.getByText("not null: passed · in range: failed");
});

it("follows a column to its sources, the nearest first, and says in words what it is made of", async () => {
  const user = userEvent.setup();
  open();
  await user.selectOptions(await screen.findByLabelText("Column"), "arr");
  const graph = await screen.findByRole("region", { name: "From sources to dashboards: accounts.arr" });
  const links = () =>
    within(graph)
      .getAllByRole("link")
      .map((link) => link.textContent);
  expect(links()[0]).toBe("crm.account c9");
  expect(links()).toHaveLength(8 + 1);
  within(graph).getByText("made of crm.account.c9");
  await user.click(within(graph).getByRole("button", { name: "All 10: Sources" }));
  expect(links()).toHaveLength(10 + 1);
  expect(window.location.search).toBe("?column=arr");
});
