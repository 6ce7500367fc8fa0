import { formatChange } from "./format";

export type Direction = "up" | "down" | "neutral";

/** Whether a change is good news; some metrics are better when they fall. One too small to be written is none. */
export function toneOf(change: number | null, unit: string | null, direction: Direction) {
  if (change === null || isNone(change, unit) || direction === "neutral") return "same";
  return change > 0 === (direction === "up") ? "good" : "bad";
}

/** A change in its own unit, and in per cent where that says more; a percentage changes by points. */
export function writeChange(change: number | null, share: number | null, unit: string | null): string {
  if (change !== null && isNone(change, unit)) return "no change";
  const absolute = inItsUnit(change, unit);
  return share === null || unit === "percentage"
    ? absolute
    : `${absolute} (${formatChange(share, "percentage")})`;
}

function inItsUnit(change: number | null, unit: string | null): string {
  return formatChange(change, unit === "percentage" ? "percentage_points" : unit);
}

function isNone(change: number, unit: string | null): boolean {
  return change === 0 || inItsUnit(change, unit).slice(1) === inItsUnit(0, unit);
}
