import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { BrowserRouter } from "react-router";
import { expect, it } from "vitest";
import { answerOf, fakeServer } from "@/testing/fakeServer";
import ExplorerPage from "./ExplorerPage";

const metric = (name: string, label: string, dimensions: string[]) => ({
  ...{ name, label, dimensions, description: "", unit: "count", tier: 1, domain: "product" },
  ...{ owner: "product", status: "approved", aliases: [], kind: "stock" },
});
const LIST = {
  as_of_date: "2025-07-31",
  metrics: [
    metric("mau", "Monthly Active Users", ["segment", "platform"]),
    metric("churn_risk_score", "Churn Risk Score", ["segment"]),
  ],
  dimensions: ["segment", "platform"].map((name) => ({ name, label: name, type: "text" })),
};

function open(address: string) {
  window.history.replaceState(null, "", address);
  const server = fakeServer((path) =>
    path.endsWith("/metrics") ? { body: LIST } : { body: { ...answerOf([{ mau: 7 }]), sql: "select 7" } },
  );
  render(
    <QueryClientProvider client={new QueryClient()}>
      <BrowserRouter>
        <ExplorerPage />
      </BrowserRouter>
    </QueryClientProvider>,
  );
  return server;
}

it("guides who has chosen nothing, and finds metrics despite slips", async () => {
  const user = userEvent.setup();
  open("/metrics");
  await screen.findByText("Choose a metric to see its numbers");
  await user.type(screen.getByLabelText("Search"), "chrun");
  expect(screen.queryByLabelText(/Monthly Active Users/, { selector: "input" })).toBeNull();
  await user.click(screen.getByLabelText(/Churn Risk Score/, { selector: "input" }));
  expect(window.location.search).toBe("?metric=churn_risk_score");
});

it("offers the dimensions that all metrics allow, and asks the server", async () => {
  const user = userEvent.setup();
  const { asked } = open("/metrics?metric=mau&metric=churn_risk_score");
  await user.click(await screen.findByLabelText(/Grouped by/));
  expect(screen.queryByLabelText("platform")).toBeNull();
  await user.click(screen.getByLabelText("segment"));
  await waitFor(() =>
    expect(asked).toContainEqual({
      metrics: ["mau", "churn_risk_score"],
      group_by: ["segment"],
      time: { from: "2025-05-03", to: "2025-07-31" },
    }),
  );
});

it("adds a condition on a number and takes it away again", async () => {
  const user = userEvent.setup();
  open("/metrics?metric=mau");
  await user.selectOptions(await screen.findByLabelText("Only where"), "Monthly Active Users");
  await user.type(screen.getByLabelText("Value"), "5");
  await user.click(screen.getByRole("button", { name: "Add" }));
  expect(new URLSearchParams(window.location.search).get("having")).toBe(
    '{"field":"mau","op":">=","value":5}',
  );
  await user.click(screen.getByRole("button", { name: /Remove: rows where Monthly Active Users ≥ 5/ }));
  expect(window.location.search).toBe("?metric=mau");
});

it("sorts, keeps the first rows, and asks for other days", async () => {
  const user = userEvent.setup();
  const { asked } = open("/metrics?metric=mau");
  await user.selectOptions(await screen.findByLabelText("Sorted by"), "Monthly Active Users, largest first");
  await user.selectOptions(screen.getByLabelText("Rows at most"), "10");
  await user.selectOptions(screen.getByLabelText("Days"), "Last 30 days");
  await waitFor(() =>
    expect(asked).toContainEqual({
      metrics: ["mau"],
      time: { from: "2025-07-02", to: "2025-07-31" },
      order_by: ["-mau"],
      limit: 10,
    }),
  );
  await user.selectOptions(screen.getByLabelText("Days"), "From a day to a day");
  expect(new URLSearchParams(window.location.search).get("from")).toBe("2025-07-02");
});

it("tells which days a number is of", async () => {
  open("/metrics?metric=mau&grain=week&chart=table");
  await screen.findByText("As it is on the last day of each week.");
});
