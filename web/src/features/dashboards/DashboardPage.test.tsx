import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Column, QueryAnswer } from "@/lib/answer";
import { answerOf, fakeServer } from "@/testing/fakeServer";
import DashboardPage from "./DashboardPage";
import type { Dashboard, Question } from "./dashboard";

const column = (name: string, role: Column["role"], unit: string | null = null): Column => ({
  name,
  label: name,
  role,
  type: role === "metric" ? "number" : "text",
  unit,
});

const ask = (said: Partial<Question>): Question => ({
  metrics: ["arr"],
  group_by: [],
  filters: [],
  having: [],
  order_by: [],
  limit: null,
  grain: null,
  days: null,
  compared: false,
  ...said,
});

const metric = (name: string, unit: string) => ({
  name,
  label: name.toUpperCase(),
  description: `What ${name} is.`,
  unit,
  tier: 1,
  domain: "d",
  owner: "o",
  direction: "up" as const,
  formula: "sum",
  time_rule: "",
});

const spec = {
  size: "small",
  about: null,
  dimensions: [],
  values: [],
  signs: [],
  quadrants: null,
  share: false,
  text: null,
};

const DASHBOARD = {
  name: "health",
  as_of_date: "2025-07-31",
  title: "Health",
  description: "Who is well.",
  audience: ["success"],
  owner: "team",
  period: { days: 90, grain: "week", compare: "previous_period" },
  filters: ["segment", "csm"],
  metrics: { arr: metric("arr", "currency"), health: metric("health", "score") },
  problems: [
    {
      file: "health.yml",
      line: 9,
      thing: "tile 'X': helth",
      cause: "there is no such metric",
      next_step: "Did you mean health?",
    },
  ],
  tiles: [
    {
      number: 0,
      tile: { ...spec, title: "ARR", chart: "number", metrics: ["arr"] },
      questions: { values: ask({ compared: true }) },
      filters: ["segment"],
    },
    {
      number: 1,
      tile: { ...spec, title: "Customers", chart: "table", metrics: ["health"], dimensions: ["customer"] },
      questions: { values: ask({ metrics: ["health"], group_by: ["customer", "customer_name"] }) },
      filters: ["segment", "csm"],
    },
  ],
} as unknown as Dashboard;

const ARR: QueryAnswer = answerOf(
  [{ arr: 725_207.1, arr__previous: 680_000, arr__change: 45_207.1, arr__change_pct: 6.648 }],
  {
    columns: [
      column("arr", "metric", "currency"),
      column("arr__previous", "comparison", "currency"),
      column("arr__change", "comparison", "currency"),
      column("arr__change_pct", "comparison", "percentage"),
    ],
    notes: ["compared with 2025-02-02 to 2025-05-02"],
    parameters: { f0: "smb" },
  },
);
const CUSTOMERS = answerOf([{ customer: "C 1", customer_name: "Acme", health: 71.26 }], {
  columns: [
    column("customer", "dimension"),
    column("customer_name", "dimension"),
    column("health", "metric", "score"),
  ],
});
const DRILL = {
  metric: "health",
  label: "Health",
  unit: "score",
  keys: { customer: "C 1", customer_name: "Acme" },
  value: 71.26,
  recomputed: 71.26,
  agrees: true,
  formula: null,
  expression: "health",
  inputs: [
    {
      name: "health",
      label: "Health",
      description: "",
      how: "the mean of what is counted",
      table: "marts.x",
      value: 71.26,
      rows_read: 1204,
      total_rows: 1204,
      columns: [column("contribution", "metric")],
      rows: [[71.26]],
      score: null,
      sql: "select 1",
    },
  ],
  time: { from: "2025-05-03", to: "2025-07-31" },
  as_of_date: "2025-07-31",
  notes: [],
};

type Reply = { status?: number; body: unknown };

function open(address = "/dashboards/health", other?: (path: string, body: unknown) => Reply | undefined) {
  const server = fakeServer((path, request) => {
    const said = other?.(path, request);
    if (said) return said;
    if (path.endsWith("/dashboards/health")) return { body: DASHBOARD };
    if (path.endsWith("/dashboards")) return { body: [] };
    if (path.endsWith("/drill")) return { body: DRILL };
    if (path.endsWith("/views")) return { body: [] };
    return { body: request?.metrics[0] === "health" ? CUSTOMERS : ARR };
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter initialEntries={[address]}>
        <Routes>
          <Route path="/dashboards/:name" element={<DashboardPage />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return server;
}

const tile = (name: string) => screen.findByRole("region", { name });

async function choose(name: string, entry: string) {
  const user = userEvent.setup();
  await user.click(await within(await tile(name)).findByRole("button", { name: `More of ${name}` }));
  await user.click(await screen.findByRole("menuitem", { name: entry }));
}

beforeEach(() => {
  vi.stubGlobal("CSS", { escape: (text: string) => text });
});

describe("a dashboard", () => {
  it("shows a number with its change, and its notes behind a button", async () => {
    open();
    const arr = await tile("ARR");
    expect(await within(arr).findByText("$725,207")).toBeTruthy();
    expect(within(arr).getByText("+$45.2K (+6.6%)")).toBeTruthy();
    expect(within(arr).queryByText(/compared with/)).toBeNull();
    await userEvent.click(within(arr).getByRole("button", { name: "Notes on ARR" }));
    expect(await screen.findByText("compared with 2025-02-02 to 2025-05-02")).toBeTruthy();
  });

  it("names a tile of its file that cannot be shown, and shows the others", async () => {
    open();
    expect(await screen.findByText(/health.yml, line 9/)).toBeTruthy();
    expect(screen.getByText(/Did you mean health/)).toBeTruthy();
    expect(await screen.findByText("Acme")).toBeTruthy();
  });

  it("leads from a customer's name to the account", async () => {
    open();
    const link = await screen.findByRole("link", { name: "Acme" });
    expect(link.getAttribute("href")).toBe("/accounts/C%201");
    expect(screen.queryByText("C 1")).toBeNull();
  });

  it("sends the address's filters, and says where a tile cannot follow one", async () => {
    const { asked } = open("/dashboards/health?segment=smb&csm=Dana");
    expect(await within(await tile("ARR")).findByText(/not filtered by csm/)).toBeTruthy();
    const filters = asked.filter(({ metrics }) => metrics[0] === "arr").map((one) => one.filters);
    expect(filters).toEqual([[{ field: "segment", op: "in", values: ["smb"] }]]);
  });
});

describe("the rows behind a number", () => {
  it("opens from a cell of a table: how many rows make it, and its account", async () => {
    const { asked } = open();
    const cell = await screen.findByRole("button", { name: "71.3: rows behind health" });
    await userEvent.click(cell);
    const panel = await screen.findByRole("dialog");
    expect(await within(panel).findByText(/These 1,204 rows make 71.26/)).toBeTruthy();
    expect(within(panel).getByText("The rows below make exactly this number.")).toBeTruthy();
    expect(within(panel).getByText("The first 1 of 1,204 rows")).toBeTruthy();
    expect(within(panel).getByRole("link", { name: "Open the account" })).toBeTruthy();
    const drill = asked.at(-1) as unknown as { metric: string; keys: unknown };
    expect(drill).toMatchObject({ metric: "health", keys: { customer: "C 1", customer_name: "Acme" } });
  });

  it("opens from the menu by way of the table", async () => {
    open();
    await choose("Customers", "Rows behind a number");
    const panel = await screen.findByRole("dialog");
    await userEvent.click(await within(panel).findByRole("button", { name: "71.3: rows behind health" }));
    expect(await screen.findByText(/These 1,204 rows/)).toBeTruthy();
  });
});

describe("the menu of a tile", () => {
  it("shows what a metric means", async () => {
    open();
    await choose("ARR", "What it means");
    expect(await screen.findByText("What arr is.")).toBeTruthy();
  });

  it("shows the SQL with the values of its placeholders", async () => {
    open();
    await choose("ARR", "Show SQL");
    expect(await screen.findByText("select 1")).toBeTruthy();
    expect(screen.getByText("$f0").closest("div")?.textContent).toBe("$f0smb");
  });

  it("saves all rows as a file", async () => {
    const saved = vi.fn(() => "blob:1");
    vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: saved, revokeObjectURL: () => {} }));
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    const { asked } = open();
    await choose("ARR", "Download CSV (all rows)");
    await vi.waitFor(() => expect(names).toEqual(["health-arr.csv"]));
    expect(asked.at(-1)?.metrics).toEqual(["arr"]);
  });
});

describe("when a tile has nothing to show", () => {
  const error = (status: number, thing: string) => ({
    status,
    body: {
      error: { thing, cause: "is not for you", next_step: "Ask for metrics with the dimension customer." },
    },
  });

  it("says that the reader may not see it, and does not offer to try again", async () => {
    open(undefined, (path, body) =>
      path.endsWith("/query") && JSON.stringify(body).includes('"arr"') ? error(403, "arr") : undefined,
    );
    const arr = await tile("ARR");
    expect(await within(arr).findByText("arr: is not for you")).toBeTruthy();
    expect(within(arr).queryByRole("button", { name: "Try again" })).toBeNull();
    expect(await screen.findByText("Acme")).toBeTruthy();
  });

  it("offers to try again where the server failed", async () => {
    open(undefined, (path, body) =>
      path.endsWith("/query") && JSON.stringify(body).includes('"arr"')
        ? error(500, "the server")
        : undefined,
    );
    expect(await within(await tile("ARR")).findByRole("button", { name: "Try again" })).toBeTruthy();
  });

  it("says what to do where no row fits", async () => {
    open("/dashboards/health?segment=smb", (path, body) =>
      path.endsWith("/query") && JSON.stringify(body).includes('"health"')
        ? { body: { ...CUSTOMERS, rows: [], total_rows: 0 } }
        : undefined,
    );
    expect(
      await within(await tile("Customers")).findByText(/clear a filter, or show more days/),
    ).toBeTruthy();
  });
});

describe("saved views", () => {
  it("keeps the page with its filters under a name", async () => {
    const saved: unknown[] = [];
    open("/dashboards/health?segment=smb", (path, body) => {
      if (path.endsWith("/views") && body) {
        saved.push(body);
        return { body: { id: 1, name: "Small", address: "/", shared: true, own: true, owner: null } };
      }
      return undefined;
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Saved views" }));
    expect(await screen.findByText("Nothing is saved yet.")).toBeTruthy();
    await user.type(screen.getByLabelText(/Save this page/), "Small");
    await user.click(screen.getByLabelText(/Everybody sees it/));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved as Small.")).toBeTruthy();
    expect(saved).toEqual([{ name: "Small", shared: true, address: "/dashboards/health?segment=smb" }]);
  });
});
