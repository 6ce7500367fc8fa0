import { useMemo } from "react";
import { axesPicture } from "@/components/charts/axes";
import { ChartFigure } from "@/components/charts/ChartFigure";
import { shapeOf } from "@/components/charts/shape";
import { useLook } from "@/components/useLook";
import type { QueryAnswer } from "@/lib/answer";
import { writeChange } from "@/lib/change";
import { formatDay, formatValue } from "@/lib/format";
import { useCourse } from "./api/useCourse";
import type { MetricDetail } from "./api/useMetric";
import styles from "./MetricPage.module.css";

/** The value of the last day beside that of the day before, and its last weeks. */
export function Course({ metric }: { metric: MetricDetail }) {
  const { latest, unit } = metric;
  const { data } = useCourse(metric.name, metric.as_of_date);
  return (
    <section className={`card ${styles.part}`} aria-label="Last values">
      <h2>{formatDay(latest.date)}</h2>
      <p>
        <span className={styles.value}>{formatValue(latest.value, unit)}</span>{" "}
        {latest.change !== null && (
          <span className={styles.meta}>{writeChange(latest.change, null, unit)} against the day before</span>
        )}
      </p>
      {latest.notes.map((note) => (
        <p key={note} className={styles.meta}>
          {note}
        </p>
      ))}
      <div className={styles.plot}>{data && <Weeks metric={metric} answer={data} />}</div>
    </section>
  );
}

function Weeks({ metric, answer }: { metric: MetricDetail; answer: QueryAnswer }) {
  const look = useLook();
  const picture = useMemo(
    () => axesPicture(shapeOf(answer), { chart: "line", share: false, overTime: true }, look),
    [answer, look],
  );
  const [first, last] = [answer.rows.at(0)?.[1], answer.rows.at(-1)?.[1]];
  const written = (value: unknown) => formatValue(value == null ? null : Number(value), metric.unit);
  return (
    <ChartFigure
      picture={picture}
      spoken={`${metric.label} by week: from ${written(first)} to ${written(last)}.`}
    />
  );
}
