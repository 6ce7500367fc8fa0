import { describe, expect, it } from "vitest";
import {
  formatChange,
  formatDay,
  formatHours,
  formatMoment,
  formatMoney,
  formatPeriod,
  formatPlural,
  formatScore,
  formatShortMoney,
  formatShortValue,
  formatValue,
  formatWord,
  MISSING,
  parseAmount,
} from "./format";

describe("periods", () => {
  it.each([
    ["day", "2025-07-01"],
    ["week", "2025-07-01"],
    ["month", "Jul 2025"],
    ["quarter", "Q3 2025"],
    ["year", "2025"],
  ])("names a %s by its first day", (grain, written) => {
    expect(formatPeriod("2025-07-01", grain)).toBe(written);
  });
});

describe("values in their unit", () => {
  it.each([
    [1234567.8, "currency", "$1,234,568", "$1.23M"],
    [42.345, "percentage", "42.3%", "42.3%"],
    [-1.25, "percentage_points", "-1.3 pp", "-1.25 pp"],
    [3.254, "hours", "3.25 h", "3.25 h"],
    [12_345, "count", "12,345", "12.3K"],
  ])("%d %s", (value, unit, long, short) => {
    expect(formatValue(value, unit)).toBe(long);
    expect(formatShortValue(value, unit)).toBe(short);
  });

  it("writes a change with its sign", () => {
    expect(formatChange(44_818, "currency")).toBe("+$44.8K");
    expect(formatChange(-0.5, "percentage_points")).toBe("−0.5 pp");
    expect(formatChange(0, "count")).toBe("0");
  });
});

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
    ["ai_active_days", "AI active days"],
    ["linkedin", "LinkedIn"],
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
