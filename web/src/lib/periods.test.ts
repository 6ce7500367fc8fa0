import { expect, it } from "vitest";
import { isPart, nextPeriod, writePeriod } from "./periods";

it.each([
  ["2025-07-28", "week", "2025-08-04"],
  ["2024-02-01", "month", "2024-03-01"],
  ["2025-10-01", "quarter", "2026-01-01"],
  ["2025-01-01", "year", "2026-01-01"],
  ["2025-12-31", "day", "2026-01-01"],
])("after %s, a %s later, comes %s", (day, grain, next) => {
  expect(nextPeriod(day, grain)).toBe(next);
});

it("says of the first and the last period how much of it is counted", () => {
  const weeks = { from: "2025-05-03", to: "2025-07-31", grain: "week" };
  expect(writePeriod("2025-04-28", weeks)).toBe("2025-04-28 (2 of 7 days)");
  expect(writePeriod("2025-05-05", weeks)).toBe("2025-05-05");
  expect(writePeriod("2025-07-28", weeks)).toBe("2025-07-28 (4 of 7 days)");
});

it("takes a month that ends with the days for whole", () => {
  const months = { from: "2025-05-03", to: "2025-07-31", grain: "month" };
  expect(["2025-05-01", "2025-06-01", "2025-07-01"].map((day) => isPart(day, months))).toEqual([
    true,
    false,
    false,
  ]);
  expect(writePeriod("2025-05-01", months)).toBe("May 2025 (29 of 31 days)");
});
