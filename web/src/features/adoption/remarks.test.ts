import { expect, it } from "vitest";
import type { Customer } from "./customers";
import { remarksOn } from "./remarks";
import { customer } from "./sample";

function remarks(customers: Customer[], notes: string[] = []) {
  const thresholds = { arr: 63_700, adoption: 50 };
  const rest = { totalRows: customers.length, limited: false, asOfDate: "2025-07-31", version: "v" };
  return remarksOn({ customers, thresholds, notes, ...rest });
}

const unscored = (id: string) => customer({ id, adoption: null, quadrant: null });

it("says where the lines stand, and nothing more where nobody is missing", () => {
  expect(remarks([customer({ id: "a" })])).toEqual([
    "Quadrant lines: ARR $63.7K (median of all active customers), adoption score 50.0.",
  ]);
});

it("counts who has no place in the chart", () => {
  const [, ...missing] = remarks([
    customer({ id: "a" }),
    unscored("b"),
    unscored("c"),
    customer({ id: "d", arr: null }),
  ]);
  expect(missing).toEqual([
    "2 customers have no adoption score: no user activity in 30 days.",
    "1 customer has no ARR on record.",
  ]);
});

it("explains why the quadrants count more customers than there are points", () => {
  const [, remark] = remarks([
    customer({ id: "a" }),
    customer({ id: "b", adoption: null, quadrant: "risk" }),
  ]);
  expect(remark).toContain("They have no point, but a quadrant: that of low adoption.");
});

it("does not blame the customers where a source is missing", () => {
  const [, missing] = remarks([unscored("a"), unscored("b")], ["source app.users is not loaded"]);
  expect(missing).toBe("2 customers have no adoption score: the note below says why.");
});
