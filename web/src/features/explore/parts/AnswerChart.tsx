import { useMemo } from "react";
import { axesPicture } from "@/components/charts/axes";
import { ChartFigure } from "@/components/charts/ChartFigure";
import { heatmapPicture } from "@/components/charts/heatmap";
import { metricColumns, shapeOf } from "@/components/charts/shape";
import { useLook } from "@/components/useLook";
import type { QueryAnswer } from "@/lib/answer";
import { formatPlural } from "@/lib/format";
import { drawable } from "../drawable";
import styles from "./Result.module.css";

type AnswerChartProps = {
  chart: "line" | "bar" | "stacked" | "heatmap";
  answer: QueryAnswer;
  isSorted: boolean;
};

/** A chart of the answer; the table below it says the same, and all that found no room in the chart. */
export function AnswerChart({ chart, answer, isSorted }: AnswerChartProps) {
  const look = useLook();
  const { shape, leftOut } = useMemo(() => drawable(answer, chart, isSorted), [answer, chart, isSorted]);
  const picture = useMemo(() => {
    if (chart === "heatmap")
      return heatmapPicture(shapeOf(answer), metricColumns(answer)[0]?.unit ?? null, look);
    const overTime = answer.columns.some(({ role }) => role === "time");
    return axesPicture(shape, { chart, share: false, overTime }, look);
  }, [chart, answer, shape, look]);
  const names = metricColumns(answer).map(({ label }) => label);
  const spoken = `Chart of ${names.join(", ")}: ${formatPlural(answer.total_rows, "row")}, listed in the table below.`;
  return (
    <>
      <div className={styles.plot}>
        <ChartFigure picture={picture} spoken={spoken} />
      </div>
      {leftOut && <p className={styles.foot}>{leftOut}</p>}
    </>
  );
}
