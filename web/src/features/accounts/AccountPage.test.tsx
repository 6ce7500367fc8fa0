import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter, Route, Routes } from "react-router";
import { expect, it } from "vitest";
import { answerOf, fakeServer } from "@/testing/fakeServer";
import AccountPage from "./AccountPage";
import type { Part } from "./account";

function part(component: string, told: Partial<Part>): Part {
  return {
    score: "customer_health_score",
    component,
    parent: component,
    observed_value: null,
    target: null,
    points: 0,
    max_points: 0,
    points_lost: 0,
    points_30d_ago: null,
    max_points_30d_ago: null,
    reason_code: "below_target",
    ...told,
  };
}

const ACCOUNT = {
  id: "c1",
  name: "Northwind",
  facts: {
    industry: "retail",
    account_segment: "smb",
    region: "emea",
    arr_usd: 12_000,
    plan: "growth",
    next_term_end_date: "2025-08-10",
    csm: "Dana Fox",
    is_active_customer: true,
    is_past_due: false,
  },
  scores: [
    {
      score: "customer_health_score",
      metric: { name: "customer_health_score", label: "Health", description: "", direction: "up" },
      value: 61.5,
      value_30d_ago: 80,
      change_30d: -18.5,
      band: "good",
      band_30d_ago: "excellent",
      coverage: 0.75,
      parts: [
        part("usage_active_days", {
          parent: "usage",
          observed_value: 9,
          target: 20,
          points: 8.1,
          max_points: 18,
          points_lost: 9.9,
          points_30d_ago: 15,
          max_points_30d_ago: 18,
        }),
        part("support_csat", { parent: "support", reason_code: "no_answers" }),
        part("rounding", { points: 0.001, reason_code: "rounded_half_up" }),
      ],
    },
    {
      score: "churn_risk_score",
      metric: { name: "churn_risk_score", label: "Churn Risk", description: "", direction: "down" },
      value: 15,
      value_30d_ago: 0,
      change_30d: 15,
      band: "low",
      band_30d_ago: "low",
      coverage: 1,
      parts: [
        part("term_ending", {
          observed_value: 10,
          target: 60,
          points: 15,
          max_points: 15,
          points_30d_ago: 15,
          max_points_30d_ago: 25,
          reason_code: "fired",
        }),
      ],
    },
  ],
  flags: [
    {
      flag: "healthy_but_shrinking",
      facts: '{"customer_health_score":61.5,"mrr_usd":1000,"mrr_change_30d_usd":-250}',
    },
  ],
  as_of_date: "2025-07-31",
  version: "v",
};

const EVENTS = [
  ["t1", "2025-07-30", "support", "sla_breached", '{"check":"response","priority":"high"}'],
  ["t2", "2025-07-30", "contract", "mrr_contraction", '{"mrr_usd":1000,"opening_mrr_usd":1250}'],
  ["t3", "2025-07-01", "people", "user_arrived", '{"name":"Ada","role":"member"}'],
];

function sectionOf(names: string[], rows: unknown[][], counts = {}) {
  const columns = names.map((name) => ({ name, label: name, role: "dimension", type: "text", unit: null }));
  return { columns, rows, total_rows: rows.length, limited: false, counts, as_of_date: "2025-07-31" };
}

function serve() {
  return fakeServer((path, request) => {
    if (request?.compare) {
      return {
        body: answerOf([
          {
            tickets_created: 4,
            tickets_created__previous: 1,
            tickets_created__change: 3,
            tickets_created__change_pct: 300,
          },
        ]),
      };
    }
    if (request) return { body: answerOf([{ customer_health_score: 80 }, { customer_health_score: 61.5 }]) };
    if (path.endsWith("/metrics")) {
      const metric = {
        name: "tickets_created",
        label: "Tickets Created",
        description: "",
        direction: "down",
      };
      return { body: { metrics: [metric] } };
    }
    if (path.includes("/timeline")) {
      const only = new URLSearchParams(path.split("?")[1]).get("only");
      const names = ["timeline_id", "event_date", "topic", "kind", "facts"];
      const events = EVENTS.filter((event) => !only || event[2] === only);
      return { body: sectionOf(names, events, { support: 1, contract: 1, people: 1 }) };
    }
    if (path.includes("/users")) {
      return { body: sectionOf(["user_name", "engagement_tier"], [["Ada", "high"]]) };
    }
    if (path.includes("/features")) return { body: sectionOf([], []) };
    if (path.includes("/accounts/c1")) return { body: ACCOUNT };
    const error = {
      thing: "account 'c9'",
      cause: "there is none that you may see",
      next_step: "Search for it.",
    };
    return { status: 404, body: { error } };
  });
}

function open(address = "/accounts/c1") {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  serve();
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[address]}>
        <Routes>
          <Route path="/accounts/:id" element={<AccountPage />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

it("says who the customer is and how it is", async () => {
  open();
  expect(await screen.findByRole("heading", { level: 1, name: "Northwind" })).toBeTruthy();
  for (const told of ["$12,000", "Growth", "2025-08-10", "in 10 days", "Dana Fox"]) {
    expect(screen.getByText(told)).toBeTruthy();
  }
});

it("says why a score is what it is, and where it was not measured", async () => {
  open();
  const health = await screen.findByRole("article", { name: "Health" });
  expect(within(health).getByText("Used on 9 of the last 30 days; full points from 20.")).toBeTruthy();
  expect(within(health).getByText(/Most is lost on usage \(9\.9\)/)).toBeTruthy();
  expect(within(health).getByText("Nobody answered a survey in its window.")).toBeTruthy();
  expect(within(health).getByText(/75% of the weight could be measured/)).toBeTruthy();
  expect(within(health).queryByText("Rounding")).toBeNull();
  const risk = screen.getByRole("article", { name: "Churn Risk" });
  expect(health.textContent).toContain("8.1 of 18.0 (−6.9 in 30 days)");
  expect(risk.textContent).toContain("15.0 of 15.0 (15.0 of 25.0 30 days ago)");
  expect(within(risk).getByText(/Points come from term is ending \(15\.0\)/)).toBeTruthy();
});

it("flags what does not fit together", async () => {
  open();
  expect(await screen.findByText("Healthy score, falling money")).toBeTruthy();
  expect(screen.getByText(/MRR fell by \$250 in 30 days to \$1,000/)).toBeTruthy();
});

it("tells what happened and narrows it to one kind", async () => {
  open();
  expect(await screen.findByText("MRR fell from $1,250 to $1,000")).toBeTruthy();
  expect(screen.getByText("User arrived: Ada (member)")).toBeTruthy();
  await userEvent.click(screen.getByRole("radio", { name: "Support 1" }));
  expect(await screen.findByText(/Missed the response target of a ticket/)).toBeTruthy();
  expect(screen.queryByText("User arrived: Ada (member)")).toBeNull();
});

it("tells what changed, and whether that is good", async () => {
  open();
  const change = await screen.findByText("+3 (+300.0%)");
  expect(change.className).toContain("bad");
  expect(screen.getByText("from 1 to 4")).toBeTruthy();
});

it("lists what belongs to it, and says where there is nothing", async () => {
  open();
  expect(await screen.findByText("There are no features")).toBeTruthy();
  await userEvent.click(screen.getByRole("tab", { name: "Users" }));
  expect(await screen.findByRole("cell", { name: "Ada" })).toBeTruthy();
});

it("says in the server's words when there is no such account", async () => {
  open("/accounts/c9");
  expect(await screen.findByText(/there is none that you may see/)).toBeTruthy();
});
