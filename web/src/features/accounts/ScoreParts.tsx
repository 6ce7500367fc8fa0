import { formatChange, formatScore } from "@/lib/format";
import type { Part } from "./account";
import { type Before, beforeOf, type Group } from "./parts";
import styles from "./ScoreCard.module.css";
import { groupLabel, isMissing, labelOf, reasonOf } from "./words/reasons";

/** What belongs together, with its parts below it; a part that stands alone is its own group. */
export function GroupRows({ group, risk }: { group: Group; risk: boolean }) {
  const [only] = group.parts;
  if (group.parts.length === 1 && only && only.component === group.parent) {
    return (
      <li className={styles.group}>
        <PartRow part={only} risk={risk} strong />
      </li>
    );
  }
  return (
    <li className={styles.group}>
      <div className={styles.row}>
        <span className={styles.strong}>{groupLabel(group.parent)}</span>
        <Points points={group.points} max={group.max} before={group.before} />
        <Bar points={group.points} max={group.max} risk={risk} />
      </div>
      <ul className={styles.parts}>
        {group.parts.map((part) => (
          <li key={part.component}>
            <PartRow part={part} risk={risk} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function PartRow({ part, risk, strong = false }: { part: Part; risk: boolean; strong?: boolean }) {
  return (
    <div className={styles.row}>
      <span className={strong ? styles.strong : undefined}>{labelOf(part.component)}</span>
      {isMissing(part) ? (
        <span className={styles.points}>not measured</span>
      ) : (
        <Points points={part.points} max={part.max_points} before={beforeOf(part)} />
      )}
      <span className={styles.reason}>{reasonOf(part)}</span>
      {strong && !isMissing(part) && <Bar points={part.points} max={part.max_points} risk={risk} />}
    </div>
  );
}

function Points({ points, max, before }: { points: number; max: number; before: Before | null }) {
  const moved = before && movedWords(points, max, before);
  return (
    <span className={styles.points}>
      {max > 0 ? `${formatScore(points)} of ${formatScore(max)}` : takenWords(points)}
      {moved && <span className={styles.moved}> ({moved})</span>}
    </span>
  );
}

/** A part that can only take points away says nothing while it takes none. */
function takenWords(points: number): string {
  return points === 0 ? "nothing taken away" : formatChange(points, "score");
}

/** A change below half a point is no news. */
const NEWS = 0.5;

/** What changed; where a part could have had another number of points then, the two do not make a difference. */
function movedWords(points: number, max: number, before: Before): string | null {
  if (before.max === 0 && max > 0) return "not measured 30 days ago";
  if (Math.abs(max - before.max) >= NEWS) {
    return `${formatScore(before.points)} of ${formatScore(before.max)} 30 days ago`;
  }
  const moved = points - before.points;
  return Math.abs(moved) >= NEWS ? `${formatChange(moved, "score")} in 30 days` : null;
}

function Bar({ points, max, risk }: { points: number; max: number; risk: boolean }) {
  if (max <= 0) return null;
  const won = Math.max(0, Math.min(100, (100 * points) / max));
  return (
    <span className={styles.bar} aria-hidden="true">
      <span className={risk ? styles.risky : styles.won} style={{ width: `${won}%` }} />
    </span>
  );
}
