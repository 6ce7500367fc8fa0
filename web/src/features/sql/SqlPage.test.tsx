import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { fakeServer } from "@/testing/fakeServer";
import SqlPage from "./SqlPage";

const TABLE = {
  name: "dim_organizations",
  layer: "marts",
  relation: "marts.dim_organizations",
  description: "",
};
const ANSWER = {
  columns: [
    { name: "n", type: "BIGINT" },
    { name: "n", type: "VARCHAR" },
  ],
  rows: [[1, "mid_market"]],
  ...{ total_rows: 123_456, limited: true, limit: 1, version: "v1", elapsed_ms: 3 },
};
const PROBLEM = { thing: "the statement", cause: "Table x does not exist", next_step: "Write one SELECT." };

function open(seesAll: boolean, sql: { status?: number; body: unknown } = { body: ANSWER }) {
  const server = fakeServer((path) => {
    if (path.endsWith("/session")) return { body: { sees_all_rows: seesAll } };
    return path.endsWith("/catalog") ? { body: { tables: [{ ...TABLE, columns: [] }] } } : sql;
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SqlPage />
    </QueryClientProvider>,
  );
  return server;
}

it("runs from the keyboard and says aloud how many rows are left out", async () => {
  const user = userEvent.setup();
  const { asked } = open(true);
  const editor = await screen.findByLabelText(/Statement \(Ctrl/);
  await user.clear(editor);
  await user.type(editor, "select 1{Control>}{Enter}{/Control}");
  await screen.findByRole("note");
  expect(screen.getAllByText("The first 1 of 123,456 rows").length).toBeGreaterThan(0);
  expect(screen.getAllByRole("columnheader")).toHaveLength(2);
  expect(screen.getByText("mid_market")).toBeTruthy();
  expect(asked).toEqual([{ sql: "select 1" }]);
});

it("writes the name of a table into the statement", async () => {
  const user = userEvent.setup();
  open(true);
  const editor = await screen.findByLabelText<HTMLTextAreaElement>(/Statement \(Ctrl/);
  await user.clear(editor);
  await user.click(await screen.findByText("marts.dim_organizations"));
  await user.click(screen.getByRole("button", { name: "Write marts.dim_organizations" }));
  expect(editor.value).toBe("marts.dim_organizations");
});

it("shows what the engine says of a mistake", async () => {
  const user = userEvent.setup();
  open(true, { status: 400, body: { error: PROBLEM } });
  await user.click(await screen.findByRole("button", { name: "Run" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Table x does not exist");
});

it("is closed to those who see some customers only", async () => {
  open(false);
  await screen.findByText("SQL is for those who see all customers");
  expect(screen.queryByRole("textbox")).toBeNull();
});
