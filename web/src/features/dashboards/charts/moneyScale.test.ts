import { expect, it } from "vitest";
import { moneyMarks, moneyPlace } from "./moneyScale";

it("gives 0 a place and grows with the amounts", () => {
  const places = [0, 1, 900, 1000, 50_000, 2_000_000].map(moneyPlace);
  expect(places[0]).toBe(0);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(new Set(places).size).toBe(places.length);
});

it("is logarithmic for large amounts: ten times the amounts is one step", () => {
  expect(moneyPlace(10_000_000) - moneyPlace(1_000_000)).toBeCloseTo(1, 2);
});

it.each([
  [
    [3_000, 70_000],
    [2_000, 5_000, 10_000, 20_000, 50_000, 100_000],
  ],
  [
    [0, 1_500],
    [0, 500, 1_000, 2_000],
  ],
  [[1_000], [1_000, 2_000]],
])("encloses %j with round amounts", (values, marks) => {
  expect(moneyMarks(values)).toEqual(marks);
});
