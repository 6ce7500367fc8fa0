import type { ChartOption } from "@/components/EChart";
import { namedRows, type QueryAnswer } from "@/lib/answer";
import type { Metric, TileSpec } from "../dashboard";
import { axesOption } from "./axes";
import { cohortShape } from "./cohort";
import { funnelOption, stagesOf } from "./funnel";
import { heatmapOption } from "./heatmap";
import type { Look } from "./look";
import { cloudOf, scatterOption } from "./scatter";
import { shapeOf } from "./shape";
import { stepsOf, waterfallOption } from "./waterfall";

/** The picture of an answer, made from data alone. */
export function chartOption(
  tile: TileSpec,
  answer: QueryAnswer,
  metrics: Record<string, Metric>,
  look: Look,
): ChartOption {
  const used = tile.metrics.flatMap((name) => metrics[name] ?? []);
  const unit = used[0]?.unit ?? null;
  switch (tile.chart) {
    case "scatter":
      return scatterOption(cloudOf(answer, tile), tile, metrics, look);
    case "funnel":
      return funnelOption(stagesOf(answer, tile.stages), look);
    case "heatmap":
      return heatmapOption(shapeOf(answer), unit, look);
    case "cohort":
      return heatmapOption(cohortShape(answer), "percentage", look);
    case "waterfall":
      return waterfallOption(stepsOf(namedRows(answer)[0] ?? {}, used, tile.signs), unit, look);
    default: {
      const overTime = answer.columns.some(({ role }) => role === "time");
      const chart = tile.chart === "line" || tile.chart === "stacked" ? tile.chart : "bar";
      return axesOption(shapeOf(answer), { chart, share: tile.share, overTime }, look);
    }
  }
}
