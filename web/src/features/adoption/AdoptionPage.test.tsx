import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Cell, QueryAnswer, QueryRequest } from "@/lib/answer";
import { answerOf, fakeServer } from "@/testing/fakeServer";
import AdoptionPage from "./AdoptionPage";

// What is drawn is tested in a real browser; without layout there is nothing to draw on.
vi.mock("@/components/EChart", () => ({ default: () => null }));

function row(id: string, part: Record<string, Cell> = {}): Record<string, Cell> {
  return {
    customer: id,
    customer_name: `Company ${id}`,
    industry: "Retail",
    segment: "smb",
    customer_arr: 40_000,
    adoption_quadrant: "quick_win",
    arr_threshold_usd: 63_700,
    adoption_threshold: 50,
    effective_ai_adoption_score: 71.2,
    customer_health_score: 66,
    ...part,
  };
}

const ROWS = [row("1"), row("2", { effective_ai_adoption_score: null, adoption_quadrant: null })];

function company(answer: (request: QueryRequest) => QueryAnswer) {
  return fakeServer((_path, request) => {
    if (request?.group_by === undefined) return { body: answerOf([{ active_customers: 9 }]) };
    if (request.metrics[0] === "active_customers") {
      return { body: answerOf([{ industry: "Retail", segment: "smb", active_customers: 9 }]) };
    }
    return { body: answer(request) };
  });
}

function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <AdoptionPage />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

const lastCustomersRequest = (asked: QueryRequest[]) =>
  asked.findLast((request) => request.metrics.length > 1);

it("shows chart, quadrant counts, gaps and table of the answer", async () => {
  company(() => answerOf(ROWS));
  open();
  expect(await screen.findByText("Showing 2 of 9 customers")).toBeTruthy();
  expect(screen.getByRole("img", { name: /1 customer by AI adoption/ })).toBeTruthy();
  expect(screen.getByText("1 customer has no adoption score: no user activity in 30 days.")).toBeTruthy();
  const counts = screen.getAllByRole("listitem").map((item) => item.textContent);
  expect(counts).toContain("Quick win1low ARR, high adoption");
});

it("puts a filter into the address bar and into the next question", async () => {
  const { asked } = company((request) =>
    answerOf((request.filters?.length ?? 0) > 1 ? ROWS.slice(0, 1) : ROWS),
  );
  const user = open();
  await screen.findByText("Showing 2 of 9 customers");
  await user.click(screen.getByRole("button", { name: /^Segment All/ }));
  await user.click(screen.getByLabelText("SMB"));
  expect(await screen.findByText("Showing 1 of 9 customers")).toBeTruthy();
  expect(window.location.search).toBe("?segment=smb");
  expect(lastCustomersRequest(asked)?.filters).toContainEqual({
    field: "segment",
    op: "in",
    values: ["smb"],
  });
});

it("starts from the filters of the address bar and follows the back button", async () => {
  window.history.replaceState(null, "", "/?arr_min=5000");
  const { asked } = company(() => answerOf(ROWS));
  const user = open();
  await screen.findByText("Showing 2 of 9 customers");
  const minimum = { field: "customer_arr", op: ">=", value: 5000 };
  expect(lastCustomersRequest(asked)?.filters).toContainEqual(minimum);
  await user.click(screen.getByRole("button", { name: "Clear filters" }));
  expect(window.location.search).toBe("");
  await waitFor(() => expect(lastCustomersRequest(asked)?.filters).not.toContainEqual(minimum));
  window.history.back();
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>(/ARR from/).value).toBe("5,000"));
});

it("offers a way out when no customer fits", async () => {
  window.history.replaceState(null, "", "/?industry=Mining");
  company((request) => answerOf((request.filters?.length ?? 0) > 1 ? [] : ROWS));
  const user = open();
  await screen.findByText("No active customer fits these filters");
  const [, inChart] = screen.getAllByRole("button", { name: "Clear filters" });
  await user.click(inChart as HTMLElement);
  expect(await screen.findByText("Showing 2 of 9 customers")).toBeTruthy();
});

it("says the server's error in its words and tries again on demand", async () => {
  const error = { thing: "almanac", cause: "nothing is published", next_step: "Run `almanac build`." };
  let broken = true;
  fakeServer(() => (broken ? { status: 503, body: { error } } : { body: answerOf(ROWS) }));
  const user = open();
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("almanac: nothing is published");
  expect(alert.querySelector("code")?.textContent).toBe("almanac build");
  broken = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("table")).toBeTruthy();
});

it("shows the notes of the answer, and says aloud when rows were cut", async () => {
  const note = "customer_health_score is null: source app.users is not loaded";
  company(() => answerOf(ROWS, { notes: [note], total_rows: 50, limited: true }));
  open();
  expect(await screen.findByText(note)).toBeTruthy();
  expect(screen.getByText(/Only the 2 customers with the highest ARR, of 50, are shown/)).toBeTruthy();
});
