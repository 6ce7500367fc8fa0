import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter, useLocation } from "react-router";
import { beforeAll, expect, it } from "vitest";
import { fakeServer } from "@/testing/fakeServer";
import { type Entry, findEntries } from "./entries";
import { GlobalSearch } from "./GlobalSearch";
import { SearchField } from "./SearchField";

const PAGES: Entry[] = [{ kind: "Pages", to: "/", label: "All dashboards", hint: "" }];

// What is loaded when the search first opens is not what these tests wait for.
beforeAll(() => import("./SearchDialog").then(() => undefined), 60_000);

function Place() {
  return <output>{useLocation().pathname}</output>;
}

function open() {
  fakeServer((path) => {
    if (path.includes("/dashboards")) {
      return { body: [{ name: "cs-health", title: "CS Health Monitor", description: "Who is well" }] };
    }
    if (path.includes("/metrics")) {
      return {
        body: { metrics: [{ name: "nps_score", label: "Net Promoter Score", description: "Promoters" }] },
      };
    }
    const search = new URLSearchParams(path.split("?")[1]).get("search");
    const northwind = { id: "c 20", name: "Northwind", plan: "growth", health_status: "fair" };
    return { body: search === "" || search === "nortwind" ? [northwind] : [] };
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter initialEntries={["/here"]}>
        <GlobalSearch pages={PAGES} />
        <SearchField />
        <Place />
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

/** The text all at once: user-event sends a change of its own for a field that it typed into when React removes it. */
async function write(value: string) {
  fireEvent.change(await screen.findByRole("combobox", { name: "Search" }), { target: { value } });
}

it("opens from the large field of the first page, too", async () => {
  open();
  await userEvent.click(screen.getByRole("button", { name: /Find a customer by name/ }));
  expect(await screen.findByRole("combobox", { name: "Search" })).toBeTruthy();
});

it("opens with Ctrl+K, finds a customer despite a slip and goes there with Enter", async () => {
  open();
  await userEvent.keyboard("{Control>}k{/Control}");
  await write("nortwind");
  await screen.findByRole("option", { name: /^Northwind/ });
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(await screen.findByText("/accounts/c%2020")).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("goes with Enter to the first of what was typed, not of what stood there before", async () => {
  open();
  await userEvent.keyboard("{Control>}k{/Control}");
  await write("net promoter");
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByText("/metrics/nps_score")).toBeTruthy();
});

it("says when nothing is found, and closes with Escape", async () => {
  open();
  await userEvent.click(screen.getByRole("button", { name: /Search accounts/ }));
  await write("zzzzzz");
  expect(await screen.findByText(/Nothing is called “zzzzzz”/)).toBeTruthy();
  await userEvent.keyboard("{Escape}{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("forgives slips in the names of dashboards and metrics", () => {
  const entries: Entry[] = [
    ...PAGES,
    { kind: "Metrics", to: "/metrics/nps_score", label: "Net Promoter Score", hint: "" },
    { kind: "Dashboards", to: "/dashboards/cs-health", label: "CS Health Monitor", hint: "" },
  ];
  expect(findEntries(entries, "promotor")[0]?.found[0]?.to).toBe("/metrics/nps_score");
  expect(findEntries(entries, "helth monitor")[0]?.found[0]?.to).toBe("/dashboards/cs-health");
  expect(findEntries(entries, "").map((group) => group.kind)).toEqual(["Pages", "Dashboards"]);
});
