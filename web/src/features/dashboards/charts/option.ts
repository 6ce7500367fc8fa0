import { axesPicture } from "@/components/charts/axes";
import { heatmapPicture } from "@/components/charts/heatmap";
import type { Look } from "@/components/charts/look";
import type { Picture } from "@/components/charts/picture";
import { shapeOf } from "@/components/charts/shape";
import { namedRows, type QueryAnswer } from "@/lib/answer";
import type { Metric, TileSpec } from "../dashboard";
import { cohortShape } from "./cohort";
import { funnelPicture, stagesOf } from "./funnel";
import { type Axis, cloudOf, remarksOn, scatterPicture, upwardOf } from "./scatter";
import { stepsOf, waterfallPicture } from "./waterfall";

type Metrics = Record<string, Metric>;

/** The picture of an answer, made from data alone. */
export function pictureOf(tile: TileSpec, answer: QueryAnswer, metrics: Metrics, look: Look): Picture {
  const used = metricsOf(tile, metrics);
  const unit = used[0]?.unit ?? null;
  switch (tile.chart) {
    case "scatter":
      return scatterPicture(cloudOf(answer, tile), tile, axesOf(tile, answer), look);
    case "funnel":
      return funnelPicture(stagesOf(answer, tile.values), look);
    case "heatmap":
      return heatmapPicture(shapeOf(answer, tile.values), unit, look);
    case "cohort":
      return heatmapPicture(cohortShape(answer), "percentage", look);
    case "waterfall":
      return waterfallPicture(stepsOf(namedRows(answer)[0] ?? {}, used, tile.signs), unit, look);
    default: {
      const overTime = answer.columns.some(({ role }) => role === "time");
      const chart = tile.chart === "line" || tile.chart === "stacked" ? tile.chart : "bar";
      return axesPicture(shapeOf(answer, tile.values), { chart, share: tile.share, overTime }, look);
    }
  }
}

/** What a reader of the picture has to know and its axes do not say. */
export function remarksOf(tile: TileSpec, answer: QueryAnswer): string[] {
  return tile.chart === "scatter" ? remarksOn(cloudOf(answer, tile), axesOf(tile, answer)) : [];
}

/** The two axes of a scatter, named as the answer names their columns. */
function axesOf(tile: TileSpec, answer: QueryAnswer): Axis[] {
  return [tile.metrics[0], upwardOf(tile)].flatMap((wanted) => {
    const column = answer.columns.find(({ name }) => name === wanted);
    return column ? [{ label: column.label, unit: column.unit ?? "count" }] : [];
  });
}

function metricsOf(tile: TileSpec, metrics: Metrics): Metric[] {
  return tile.metrics.flatMap((name) => metrics[name] ?? []);
}
