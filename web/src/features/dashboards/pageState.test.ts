import { describe, expect, it } from "vitest";
import type { Dashboard, Question } from "./dashboard";
import { activeFilters, ignoredFilters, readState, requestOf, shownDays, writeState } from "./pageState";

const DASHBOARD = { period: { days: 90, grain: "week", compare: "previous_period" } } as Dashboard;
const QUESTION: Question = {
  metrics: ["current_arr"],
  group_by: ["segment"],
  filters: [{ field: "is_active_customer", op: "=", value: true }],
  having: [],
  order_by: [],
  limit: null,
  grain: "page",
  days: null,
  compared: true,
};
const stateOf = (query: string) => readState(new URLSearchParams(query));

describe("the state in the address", () => {
  it("is written as it was read, and leaves the parameters of others alone", () => {
    const query =
      "other=1&from=2025-05-01&to=2025-06-30&grain=month&arr_min=5000&segment=smb&segment=mid_market";
    const params = new URLSearchParams(query);
    expect(writeState(params, readState(params)).toString()).toBe(query);
  });

  it("leaves out what it cannot mean", () => {
    const state = stateOf("from=2025-02-30&grain=hour&compare=never&arr_min=-5");
    expect(state).toMatchObject({ from: null, grain: null, compare: null, arrMin: null });
  });

  it("shows the dashboard's own days until the reader says otherwise", () => {
    expect(shownDays(stateOf(""), DASHBOARD, "2025-07-31")).toEqual({ from: "2025-05-03", to: "2025-07-31" });
    expect(shownDays(stateOf("to=2025-06-30"), DASHBOARD, "2025-07-31").from).toBe("2025-04-02");
  });
});

describe("the request of a tile", () => {
  it("has the reader's days, filters and comparison", () => {
    const state = stateOf("from=2025-07-01&segment=smb&arr_max=9000&compare=previous_year&grain=day");
    expect(requestOf(QUESTION, ["segment", "account_arr"], state, DASHBOARD, "2025-07-31")).toEqual({
      metrics: ["current_arr"],
      group_by: ["segment"],
      filters: [
        { field: "is_active_customer", op: "=", value: true },
        { field: "segment", op: "in", values: ["smb"] },
        { field: "account_arr", op: "<=", value: 9000 },
      ],
      time: { from: "2025-07-01", to: "2025-07-31", grain: "day" },
      order_by: [],
      compare: "previous_year",
    });
  });

  it("leaves out filters that the tile cannot follow, and names them", () => {
    const state = stateOf("segment=smb&csm=Dana&compare=none");
    const request = requestOf(QUESTION, ["segment"], state, DASHBOARD, "2025-07-31");
    expect(request.filters?.map(({ field }) => field)).toEqual(["is_active_customer", "segment"]);
    expect(request).not.toHaveProperty("compare");
    expect(activeFilters(state)).toEqual(["segment", "csm"]);
    expect(ignoredFilters(state, ["segment"])).toEqual(["csm"]);
  });

  it("keeps days of its own", () => {
    const request = requestOf({ ...QUESTION, days: 365 }, [], stateOf(""), DASHBOARD, "2025-07-31");
    expect(request.time).toEqual({ from: "2024-08-01", to: "2025-07-31", grain: "week" });
  });
});
