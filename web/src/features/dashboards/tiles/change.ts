import { formatChange } from "@/lib/format";
import type { Metric } from "../dashboard";

type Tone = "good" | "bad" | "same";

/** Whether a change is good news; some metrics are better when they fall. */
export function toneOf(change: number | null, direction: Metric["direction"]): Tone {
  if (!change || direction === "neutral") return "same";
  return change > 0 === (direction === "up") ? "good" : "bad";
}

/** A change in its own unit, and in per cent where that says more. */
export function changed(change: number | null, share: number | null, unit: string): string {
  if (change === 0) return "no change";
  if (unit === "percentage") return formatChange(change, "percentage_points");
  const absolute = formatChange(change, unit);
  return share === null ? absolute : `${absolute} (${formatChange(share, "percentage")})`;
}
