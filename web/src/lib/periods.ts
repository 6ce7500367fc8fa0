import { addDays, countDays } from "./days";
import { formatPeriod } from "./format";

/** The days of an answer and the length of its periods. */
export type Days = { from: string; to: string; grain: string | null };

/** The first day after the period that begins on the day. */
export function nextPeriod(day: string, grain: string): string {
  if (grain === "day" || grain === "week") return addDays(day, grain === "day" ? 1 : 7);
  const months = { month: 1, quarter: 3, year: 12 }[grain] ?? 1;
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** How many of a period's days the answer counts: the first and the last period are often not whole. */
export function partOf(day: string, { from, to, grain }: Days): { days: number; of: number } {
  const last = addDays(nextPeriod(day, grain ?? "day"), -1);
  const days = countDays(day < from ? from : day, last > to ? to : last);
  return { days, of: countDays(day, last) };
}

/** Whether the answer counts only some of a period's days. */
export function isPart(day: string, time: Days): boolean {
  const { days, of } = partOf(day, time);
  return days < of;
}

/** A period for reading, and where it is not whole, how much of it there is: "Jul 2025 (12 of 31 days)". */
export function writePeriod(day: string, time: Days): string {
  const name = formatPeriod(day, time.grain ?? "day");
  const { days, of } = partOf(day, time);
  return days < of ? `${name} (${days} of ${of} days)` : name;
}
