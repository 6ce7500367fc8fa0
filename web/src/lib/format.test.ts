import { describe, expect, it } from "vitest";
import {
  formatDay,
  formatHours,
  formatMoment,
  formatMoney,
  formatPlural,
  formatScore,
  formatShortMoney,
  formatWord,
  MISSING,
  parseAmount,
} from "./format";

describe("numbers", () => {
  it("writes money in whole dollars and short where room is short", () => {
    expect(formatMoney(1234567.8)).toBe("$1,234,568");
    expect(formatShortMoney(1234567)).toBe("$1.23M");
    expect(formatShortMoney(0)).toBe("$0");
  });

  it("writes scores with one decimal", () => {
    expect(formatScore(50)).toBe("50.0");
    expect(formatScore(99.96)).toBe("100.0");
  });

  it("never shows a missing number as 0", () => {
    expect([formatMoney(null), formatScore(undefined), formatShortMoney(null)]).toEqual([
      MISSING,
      MISSING,
      MISSING,
    ]);
  });

  it("counts in words", () => {
    expect([formatPlural(1, "customer"), formatPlural(1204, "customer")]).toEqual([
      "1 customer",
      "1,204 customers",
    ]);
  });
});

describe("days and moments", () => {
  // A formatter that went through Date would move these by a day west of Greenwich.
  it("shows a day as the text that it is", () => {
    expect(formatDay("2025-07-31")).toBe("2025-07-31");
    expect(formatDay("2025-07-31T00:00:00Z")).toBe("2025-07-31");
  });

  it("shows a moment to the minute and says that it is UTC", () => {
    expect(formatMoment("2025-08-01T02:00:59Z")).toBe("2025-08-01 02:00 UTC");
  });

  it.each([
    [0.4, "less than an hour"],
    [1, "1 hour"],
    [47.9, "47 hours"],
    [50, "2 days"],
  ])("says %d hours as %s", (hours, words) => {
    expect(formatHours(hours)).toBe(words);
  });
});

describe("words", () => {
  it.each([
    ["mid_market", "Mid market"],
    ["smb", "SMB"],
    ["food & drink", "Food & drink"],
    ["Financial services", "Financial services"],
    ["eBay & Co", "eBay & Co"],
  ])("writes %s as %s", (word, written) => {
    expect(formatWord(word)).toBe(written);
  });
});

describe("amounts that people type", () => {
  it.each([
    ["50000", 50_000],
    [" $50,000 ", 50_000],
    ["50k", 50_000],
    ["1.5M", 1_500_000],
    ["0", 0],
  ])("reads %s", (typed, amount) => {
    expect(parseAmount(typed)).toBe(amount);
  });

  it("tells nothing from nonsense", () => {
    expect(parseAmount("  ")).toBeNull();
    for (const nonsense of ["-5", "5x", "k", "1e9", "five"]) expect(parseAmount(nonsense)).toBeNaN();
  });
});
