import { formatDay, formatHours, formatMoment } from "@/lib/format";
import { asProblem } from "@/lib/problem";
import { type Status, useStatus } from "./api/useStatus";
import styles from "./StatusLine.module.css";

/** Takes the room of a real status, unseen, until there is one: so nothing moves when it comes. */
const UNKNOWN: Status = {
  version: "00000000T000000Z-0",
  as_of_date: "0000-00-00",
  freshness: { state: "fresh", age_hours: 9 },
  last_failure: null,
};

/** Which version the page reads, for which day it tells the truth, and how old its data is. */
export function StatusLine() {
  const { data, error } = useStatus();
  if (error && !data) return <p className={styles.line}>Status unknown: {asProblem(error).cause}</p>;
  const status = data ?? UNKNOWN;
  return (
    <dl className={`${styles.line} ${data ? "" : styles.waiting}`} aria-label="Published data">
      <div>
        <dt>As of</dt>
        <dd>{formatDay(status.as_of_date)} UTC</dd>
      </div>
      {status.freshness && (
        <div>
          <dt>Data</dt>
          <dd className={styles[status.freshness.state]}>
            {status.freshness.state}, {formatHours(status.freshness.age_hours)} old
          </dd>
        </div>
      )}
      {status.last_failure && (
        <div>
          <dt>Last build</dt>
          <dd className={styles.stale}>failed {formatMoment(status.last_failure.at)}</dd>
        </div>
      )}
      <div>
        <dt>Version</dt>
        <dd className={styles.version}>{status.version}</dd>
      </div>
    </dl>
  );
}
