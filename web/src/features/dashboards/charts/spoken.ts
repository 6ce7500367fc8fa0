import type { QueryAnswer } from "@/lib/answer";
import { formatPlural } from "@/lib/format";
import type { TileSpec } from "../dashboard";

const NAMES: Record<TileSpec["chart"], string> = {
  number: "Number",
  line: "Line chart",
  bar: "Bar chart",
  stacked: "Stacked chart",
  scatter: "Scatter chart",
  funnel: "Funnel",
  heatmap: "Heat map",
  cohort: "Cohort grid",
  waterfall: "Waterfall chart",
  table: "Table",
  movers: "Changes",
  text: "Text",
};

/** What the picture shows, in words, for those who do not see it. */
export function spoken(tile: TileSpec, answer: QueryAnswer): string {
  const metrics = answer.columns.filter(({ role }) => role === "metric").map(({ label }) => label);
  const keys = answer.columns.filter(({ role }) => role === "time" || role === "dimension");
  const by = keys.length > 0 ? ` by ${keys.map(({ label }) => label.toLowerCase()).join(", ")}` : "";
  const count = formatPlural(answer.total_rows, "row");
  return `${NAMES[tile.chart]} of ${metrics.join(", ")}${by}: ${count}. “View as table” in the tile's menu lists them.`;
}
