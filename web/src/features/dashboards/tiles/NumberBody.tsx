import type { CellRef } from "@/components/charts/shape";
import { namedRows, number, type QueryAnswer, text } from "@/lib/answer";
import { toneOf, writeChange } from "@/lib/change";
import { formatValue } from "@/lib/format";
import { isPart } from "@/lib/periods";
import type { Metric } from "../dashboard";
import { CellButton } from "./CellButton";
import styles from "./NumberBody.module.css";
import { Sparkline } from "./Sparkline";

type NumberBodyProps = {
  metric: Metric;
  values: QueryAnswer;
  course: QueryAnswer | undefined;
  /** What it is compared with, in words; null where it is compared with nothing. */
  against: string | null;
  onDrill: (cell: CellRef) => void;
};

/** One number, what it was before, and its course. */
export function NumberBody({ metric, values, course, against, onDrill }: NumberBodyProps) {
  const row = namedRows(values)[0] ?? {};
  const value = number(row, metric.name);
  const change = number(row, `${metric.name}__change`);
  const share = number(row, `${metric.name}__change_pct`);
  return (
    <div className={styles.body}>
      <p className={styles.value}>
        <CellButton
          shown={formatValue(value, metric.unit)}
          what={metric.label}
          onOpen={() => onDrill({ metric: metric.name, keys: {} })}
        />
      </p>
      {against && (
        <p className={styles.change}>
          {change === null ? (
            "nothing before to compare with"
          ) : (
            <>
              <span className={styles[toneOf(change, metric.unit, metric.direction)]}>
                {writeChange(change, share, metric.unit)}
              </span>{" "}
              {against}
            </>
          )}
        </p>
      )}
      {course && <Course metric={metric} course={course} />}
    </div>
  );
}

function Course({ metric, course }: { metric: Metric; course: QueryAnswer }) {
  const rows = namedRows(course);
  const period = course.columns.find(({ role }) => role === "time")?.name ?? "";
  const parts = rows.map((row) => isPart(text(row, period) ?? "", course.time));
  return <Sparkline values={rows.map((row) => number(row, metric.name))} parts={parts} />;
}
