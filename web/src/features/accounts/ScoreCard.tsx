import { toneOf } from "@/lib/change";
import { formatChange, formatPercent, formatScore, formatWord } from "@/lib/format";
import type { Score } from "./account";
import { coverageOf, groupsOf, headlineOf, isRisk } from "./parts";
import styles from "./ScoreCard.module.css";
import { GroupRows } from "./ScoreParts";
import { Tag } from "./Tag";

/** One score: what it is, where it was, and each of its parts with a sentence. */
export function ScoreCard({ score }: { score: Score }) {
  const label = score.metric?.label ?? formatWord(score.score);
  const direction = score.metric?.direction ?? "up";
  const covered = coverageOf(score);
  return (
    <article className={`card ${styles.card}`} aria-label={label}>
      <div className={styles.head}>
        <h3 className={styles.name}>{label}</h3>
        <p className={styles.value}>
          {formatScore(score.value)}
          <span className={styles.of}> of 100</span>
          {score.band && <Tag tone="same">{formatWord(score.band)}</Tag>}
        </p>
      </div>
      <p className={styles.headline}>
        {headlineOf(score)}{" "}
        {score.change_30d !== null && (
          <span className={styles[toneOf(score.change_30d, "score", direction)]}>
            {score.change_30d === 0 ? "Unchanged" : formatChange(score.change_30d, "score")} in 30 days.
          </span>
        )}
      </p>
      {score.value !== null && (
        <ul className={styles.groups}>
          {groupsOf(score).map((group) => (
            <GroupRows key={group.parent} group={group} risk={isRisk(score)} />
          ))}
        </ul>
      )}
      {covered && (
        <p className={styles.note}>
          {formatPercent(100 * (score.coverage ?? 0))} of the weight could be measured. {covered}
        </p>
      )}
    </article>
  );
}
