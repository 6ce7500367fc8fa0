import type { CellRef } from "@/components/charts/shape";
import { namedRows, number, type QueryAnswer } from "@/lib/answer";
import { toneOf, writeChange } from "@/lib/change";
import { formatValue } from "@/lib/format";
import type { Metric } from "../dashboard";
import { CellButton } from "./CellButton";
import styles from "./MoversBody.module.css";

export type Mover = {
  metric: Metric;
  now: number | null;
  before: number | null;
  change: number | null;
  share: number | null;
};

/** Each metric with what it was before, the largest change first; without anything to compare with it comes last. */
export function moversOf(answer: QueryAnswer, metrics: Metric[]): Mover[] {
  const row = namedRows(answer)[0] ?? {};
  const all = metrics.map((metric) => ({
    metric,
    now: number(row, metric.name),
    before: number(row, `${metric.name}__previous`),
    change: number(row, `${metric.name}__change`),
    share: number(row, `${metric.name}__change_pct`),
  }));
  return all.toSorted((a, b) => Math.abs(b.share ?? -1) - Math.abs(a.share ?? -1) || rank(b) - rank(a));
}

function rank({ change }: Mover): number {
  return change === null ? 0 : 1;
}

type MoversBodyProps = {
  caption: string;
  answer: QueryAnswer;
  metrics: Metric[];
  onDrill: (cell: CellRef) => void;
};

/** What moved: a line for each metric, in words and numbers. */
export function MoversBody({ caption, answer, metrics, onDrill }: MoversBodyProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">Now</th>
            <th scope="col">Before</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {moversOf(answer, metrics).map(({ metric, now, before, change, share }) => (
            <tr key={metric.name}>
              <th scope="row">{metric.label}</th>
              <td>
                <CellButton
                  shown={formatValue(now, metric.unit)}
                  what={metric.label}
                  onOpen={() => onDrill({ metric: metric.name, keys: {} })}
                />
              </td>
              <td>{formatValue(before, metric.unit)}</td>
              <td className={styles[toneOf(change, metric.unit, metric.direction)]}>
                {writeChange(change, share, metric.unit)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
