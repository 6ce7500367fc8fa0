import { Loading } from "@/components/Loading";
import { ProblemNotice } from "@/components/ProblemNotice";
import { toneOf, writeChange } from "@/lib/change";
import { addDays } from "@/lib/days";
import { formatDay, formatValue } from "@/lib/format";
import { useChanges } from "./api/useChanges";
import styles from "./Changes.module.css";
import type { Change } from "./changing";

/** What changed in the last 30 days against the 30 before. */
export function Changes({ id, asOf }: { id: string; asOf: string }) {
  const { data, error, refetch } = useChanges(id, asOf);
  return (
    <section className={`card ${styles.changes}`} aria-labelledby="changes">
      <div>
        <h2 id="changes">What changed in the last 30 days</h2>
        <p className={styles.note}>
          {formatDay(addDays(asOf, -29))} to {formatDay(asOf)} against the 30 days before (UTC days)
        </p>
      </div>
      {error && !data && <ProblemNotice error={error} onRetry={refetch} />}
      {!data && !error && <Loading what="what changed" />}
      {data?.length === 0 && <p>Nothing that is looked at here has changed.</p>}
      {data && data.length > 0 && (
        <ul className={styles.list}>
          {data.map((change) => (
            <Line key={change.name} change={change} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ change }: { change: Change }) {
  const { label, description, unit, before, now, share } = change;
  return (
    <li className={styles.line}>
      <span title={description}>{label}</span>
      <span className={`${styles.change} ${styles[toneOf(change.change, unit, change.direction)]}`}>
        {writeChange(change.change, share, unit)}
      </span>
      <span className={styles.note}>
        from {formatValue(before, unit)} to {formatValue(now, unit)}
      </span>
    </li>
  );
}
