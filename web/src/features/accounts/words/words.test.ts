import { expect, it } from "vitest";
import type { Part } from "../account";
import { flagWords } from "./flags";
import { happeningOf, isWarning } from "./happenings";
import { reasonOf } from "./reasons";

const PART: Part = {
  score: "s",
  component: "usage_trend",
  parent: "usage",
  observed_value: null,
  target: null,
  points: 0,
  max_points: 12,
  points_lost: 12,
  points_30d_ago: null,
  max_points_30d_ago: null,
  reason_code: "nothing_reached",
};

it.each([
  [{ observed_value: 0.526 }, "Use is 53% of what it was in the 30 days before."],
  [{}, "Nobody used it in the last 30 days, nor in the 30 before."],
  [{ component: "renewal_term" }, "The subscription has no fixed term: it can end at any time."],
  [{ component: "renewal_term", observed_value: 1 }, "The term ends in 1 day."],
  [{ component: "support_late_tickets", observed_value: 2 }, "2 urgent tickets are open past the target."],
  [{ component: "support_sla", reason_code: "no_checks" }, "No ticket had a target in the last 90 days."],
  [
    { component: "high_churn_risk", observed_value: 70, reason_code: "fired" },
    "The churn risk is 70.0, which takes all points.",
  ],
  [{ component: "from_the_future", observed_value: 3.25 }, "Observed: 3.3."],
])("says why: %o", (told, sentence) => {
  expect(reasonOf({ ...PART, ...told })).toBe(sentence);
});

it.each([
  ["plan_changed", { from: "enterprise", to: null }, "Plan changed from Enterprise to none"],
  [
    "invoice_overdue",
    { amount_usd: 308.45, paid_at: "2023-04-29 08:46:48" },
    "An invoice of $308 was not paid in time; paid on 2023-04-29",
  ],
  ["deal_won", { name: null, amount_usd: 9936 }, "Deal won: $9,936"],
  ["nps_answered", { score: 10, group: "promoter", feedback: null }, "NPS answer 10 (promoter)"],
  ["something_new", {}, "Something new"],
])("says what happened: %s", (kind, facts, sentence) => {
  expect(happeningOf(kind, facts)).toBe(sentence);
});

it("warns of what is bad news, whoever says it", () => {
  expect(isWarning("sla_breached", {})).toBe(true);
  expect(isWarning("nps_answered", { group: "detractor" })).toBe(true);
  expect(isWarning("nps_answered", { group: "promoter" })).toBe(false);
});

it("shows a disagreement that it has no words for", () => {
  expect(flagWords("brand_new", {}).title).toBe("brand new");
});
