import { useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useSearchParams } from "react-router";
import { Loading } from "@/components/Loading";
import { Notice } from "@/components/Notice";
import { ProblemNotice } from "@/components/ProblemNotice";
import { formatCount, formatDay, formatPlural } from "@/lib/format";
import { type Named, namedSection, parseFacts } from "./account";
import { useSection } from "./api/useSection";
import styles from "./Timeline.module.css";
import { happeningOf, isWarning, TOPICS } from "./words/happenings";

/** So many events are listed at first. */
export const FIRST_EVENTS = 20;

/** What happened to the customer, the latest first. */
export function Timeline({ id }: { id: string }) {
  const [params, setParams] = useSearchParams();
  const [limit, setLimit] = useState(FIRST_EVENTS);
  const topic = params.get("topic");
  const { data, error, refetch } = useSection({ id, section: "timeline", only: topic, limit });
  const choose = (next: string | null) => {
    const after = new URLSearchParams(params);
    if (next) after.set("topic", next);
    else after.delete("topic");
    setLimit(FIRST_EVENTS);
    setParams(after, { replace: true, preventScrollReset: true });
  };
  return (
    <section className={`card ${styles.timeline}`} aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      {error && !data && <ProblemNotice error={error} onRetry={refetch} />}
      {!data && !error && <Loading what="the timeline" />}
      {data && <Topics counts={data.counts} chosen={topic} onChoose={choose} />}
      {data?.total_rows === 0 && (
        <Notice
          tone="empty"
          title={topic ? "Nothing of this kind happened" : "Nothing is known to have happened"}
        >
          {topic && <p>Choose All to see everything else.</p>}
        </Notice>
      )}
      {data && <Days rows={namedSection(data)} />}
      {data?.limited && (
        <p className={styles.more}>
          The latest {formatCount(data.rows.length)} of {formatPlural(data.total_rows, "event")}.{" "}
          <button type="button" className="link-button" onClick={() => setLimit(limit + 2 * FIRST_EVENTS)}>
            Show more
          </button>
        </p>
      )}
    </section>
  );
}

type TopicsProps = {
  counts: Record<string, number>;
  chosen: string | null;
  onChoose: (topic: string | null) => void;
};

function Topics({ counts, chosen, onChoose }: TopicsProps) {
  const all = Object.values(counts).reduce((total, count) => total + count, 0);
  return (
    <ToggleButtonGroup
      className={styles.topics ?? ""}
      aria-label="Kind of event"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen ?? "all"]}
      onSelectionChange={(keys) => {
        const [key] = [...keys];
        onChoose(key === "all" || key === undefined ? null : String(key));
      }}
    >
      <ToggleButton id="all" className={styles.topic ?? ""}>{`All ${formatCount(all)}`}</ToggleButton>
      {Object.entries(TOPICS)
        .filter(([topic]) => topic in counts)
        .map(([topic, label]) => (
          <ToggleButton key={topic} id={topic} className={styles.topic ?? ""}>
            {`${label} ${formatCount(counts[topic])}`}
          </ToggleButton>
        ))}
    </ToggleButtonGroup>
  );
}

function Days({ rows }: { rows: Named[] }) {
  const days = new Map<string, Named[]>();
  for (const row of rows)
    days.set(String(row.event_date), [...(days.get(String(row.event_date)) ?? []), row]);
  return (
    <ol className={styles.days}>
      {[...days].map(([day, events]) => (
        <li key={day} className={styles.day}>
          <time dateTime={day}>{formatDay(day)}</time>
          <ul>
            {events.map((event) => (
              <Happening key={String(event.timeline_id)} event={event} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Happening({ event }: { event: Named }) {
  const facts = parseFacts(event.facts);
  const kind = String(event.kind);
  return (
    <li className={isWarning(kind, facts) ? styles.warning : undefined}>
      {happeningOf(kind, facts)}
      {isWarning(kind, facts) && <span className="unseen"> (a warning sign)</span>}
    </li>
  );
}
