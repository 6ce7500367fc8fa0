import { expect, it } from "vitest";
import { segmentsOf } from "./Sparkline";

it("leaves a gap where nothing is known, and does not draw it as 0", () => {
  const drawn = segmentsOf([1, 3, null, 3, 1]).map(({ x1, y1, y2 }) => [x1, y1, y2]);
  expect(drawn).toEqual([
    [0, 26, 2],
    [75, 2, 26],
  ]);
});

it("marks the ways to and from a period that is not whole", () => {
  const parts = segmentsOf([1, 2, 3, 1], [true, false, false, true]).map(({ part }) => part);
  expect(parts).toEqual([true, false, true]);
});

it("draws a value that never changes in the middle", () => {
  expect(segmentsOf([5, 5]).map(({ y1, y2 }) => [y1, y2])).toEqual([[14, 14]]);
});
