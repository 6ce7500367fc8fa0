import { useMemo } from "react";
import { axesPicture } from "@/components/charts/axes";
import { ChartFigure } from "@/components/charts/ChartFigure";
import { heatmapPicture } from "@/components/charts/heatmap";
import { metricColumns, shapeOf } from "@/components/charts/shape";
import { useLook } from "@/components/useLook";
import type { QueryAnswer } from "@/lib/answer";
import { formatPlural } from "@/lib/format";
import styles from "./Result.module.css";

type AnswerChartProps = { chart: "line" | "bar" | "stacked" | "heatmap"; answer: QueryAnswer };

/** A chart of the answer; the table below it says the same. */
export function AnswerChart({ chart, answer }: AnswerChartProps) {
  const look = useLook();
  const picture = useMemo(() => {
    const shape = shapeOf(answer);
    if (chart === "heatmap") return heatmapPicture(shape, metricColumns(answer)[0]?.unit ?? null, look);
    const overTime = answer.columns.some(({ role }) => role === "time");
    return axesPicture(shape, { chart, share: false, overTime }, look);
  }, [chart, answer, look]);
  const names = metricColumns(answer).map(({ label }) => label);
  const spoken = `Chart of ${names.join(", ")}: ${formatPlural(answer.total_rows, "row")}, listed in the table below.`;
  return (
    <div className={styles.plot}>
      <ChartFigure picture={picture} spoken={spoken} />
    </div>
  );
}
