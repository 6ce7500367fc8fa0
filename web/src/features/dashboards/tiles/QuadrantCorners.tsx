import type { QueryAnswer } from "@/lib/answer";
import { formatCount, formatWord } from "@/lib/format";
import { cloudOf, PLOT } from "../charts/scatter";
import type { Quadrants, TileSpec } from "../dashboard";
import styles from "./QuadrantCorners.module.css";

const PATHS: Record<string, string> = {
  target: "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10Z",
  risk: "M6 1L11 11H1Z",
  quick_win: "M6 0.5L11.5 6L6 11.5L0.5 6Z",
  monitor: "M1.5 1.5H10.5V10.5H1.5Z",
};

const CORNERS = ["top_left", "top_right", "bottom_left", "bottom_right"] as const;

type CornersProps = { tile: TileSpec; words: Quadrants; answer: QueryAnswer };

/** The names and counts of the quadrants in the corners of the plot: its legend, and readable as text. */
export function QuadrantCorners({ tile, words, answer }: CornersProps) {
  const { counts } = cloudOf(answer, tile);
  const groups = new Map([...counts].map(([word, count]) => [formatWord(word), { word, count }]));
  const inset = `${PLOT.top}px ${PLOT.right}px ${PLOT.bottom}px ${PLOT.left}px`;
  return (
    <ul className={styles.corners} style={{ inset }} aria-label="Rows in each quadrant">
      {CORNERS.map((corner) => {
        const group = groups.get(words[corner]);
        return (
          <li key={corner} className={styles[corner]} data-quadrant={group?.word ?? ""}>
            <Mark word={group?.word ?? ""} />
            {words[corner]} <b>{formatCount(group?.count ?? 0)}</b>
          </li>
        );
      })}
    </ul>
  );
}

/** The sign of a quadrant, as in the chart; its word stands beside it. */
function Mark({ word }: { word: string }) {
  const path = PATHS[word];
  if (!path) return null;
  return (
    <svg
      className={styles.mark}
      viewBox="0 0 12 12"
      aria-hidden="true"
      style={{ fill: `var(--quadrant-${word.replace("_", "-")})` }}
    >
      <path d={path} />
    </svg>
  );
}
