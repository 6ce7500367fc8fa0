import { describe, expect, it } from "vitest";
import { toneOf, writeChange } from "./change";

describe("a change", () => {
  it("is written in its unit and in per cent", () => {
    expect(writeChange(131_000, 22.04, "currency")).toBe("+$131K (+22.0%)");
    expect(writeChange(-3, null, "count")).toBe("−3");
    expect(writeChange(null, null, "count")).toBe("–");
  });

  it("of a percentage is one of points, and of those alone", () => {
    expect(writeChange(-9.1, -12.5, "percentage")).toBe("−9.1 pp");
  });

  it("that is too small to be written is none, neither good nor bad", () => {
    expect(writeChange(-0.04, -0.05, "percentage")).toBe("no change");
    expect(toneOf(-0.04, "percentage", "up")).toBe("same");
    expect(writeChange(0, 0, "count")).toBe("no change");
  });

  it("is good where it goes the metric's way", () => {
    expect(toneOf(1, "count", "up")).toBe("good");
    expect(toneOf(1, "count", "down")).toBe("bad");
    expect(toneOf(-1, "count", "down")).toBe("good");
    expect(toneOf(1, "count", "neutral")).toBe("same");
    expect(toneOf(null, "count", "up")).toBe("same");
  });
});
