import { formatCount } from "@/lib/format";
import type { Score } from "./account";
import { ScoreCard } from "./ScoreCard";
import styles from "./Scores.module.css";

/** Health and risk first and in full; the other scores open on request. */
const OPEN = 2;

/** Why each score is what it is. */
export function Scores({ scores }: { scores: Score[] }) {
  if (scores.every(({ value }) => value === null)) {
    return <p>This customer has no scores on this day: they are for paying customers.</p>;
  }
  return (
    <section aria-labelledby="why">
      <h2 id="why" className={styles.title}>
        Why the scores are what they are
      </h2>
      <div className={styles.open}>
        {scores.slice(0, OPEN).map((score) => (
          <ScoreCard key={score.score} score={score} />
        ))}
      </div>
      <details className={styles.more}>
        <summary>{`${formatCount(scores.length - OPEN)} other scores: ${scores
          .slice(OPEN)
          .map((score) => score.metric?.label ?? score.score)
          .join(", ")}`}</summary>
        <div className={styles.open}>
          {scores.slice(OPEN).map((score) => (
            <ScoreCard key={score.score} score={score} />
          ))}
        </div>
      </details>
    </section>
  );
}
