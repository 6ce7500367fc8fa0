import { namedRows, number, type QueryAnswer } from "@/lib/answer";
import { formatChange, formatValue } from "@/lib/format";
import type { Metric } from "../dashboard";
import styles from "./NumberBody.module.css";
import { Sparkline } from "./Sparkline";

type NumberBodyProps = {
  metric: Metric;
  values: QueryAnswer;
  course: QueryAnswer | undefined;
  against: string | null;
};

type Tone = "good" | "bad" | "same";

/** Whether a change is good news; some metrics are better when they fall. */
export function toneOf(change: number | null, direction: Metric["direction"]): Tone {
  if (!change || direction === "neutral") return "same";
  return change > 0 === (direction === "up") ? "good" : "bad";
}

/** One number, what it was before, and its course. */
export function NumberBody({ metric, values, course, against }: NumberBodyProps) {
  const row = namedRows(values)[0] ?? {};
  const change = number(row, `${metric.name}__change`);
  const share = number(row, `${metric.name}__change_pct`);
  return (
    <div className={styles.body}>
      <p className={styles.value}>{formatValue(number(row, metric.name), metric.unit)}</p>
      {against && (
        <p className={styles.change}>
          <span className={styles[toneOf(change, metric.direction)]}>
            {formatChange(change, metric.unit)}
            {share !== null && ` (${formatChange(share, "percentage")})`}
          </span>{" "}
          {against}
        </p>
      )}
      {course && <Sparkline values={namedRows(course).map((one) => number(one, metric.name))} />}
    </div>
  );
}
