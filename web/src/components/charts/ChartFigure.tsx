import { lazy, Suspense } from "react";
import type { Pick } from "@/components/EChart";
import styles from "./ChartFigure.module.css";
import type { LegendEntry, Picture } from "./picture";

// Fetched while the numbers are still being asked for: whoever loads this is about to draw.
const loaded = import("@/components/EChart");
const EChart = lazy(() => loaded);

const PATHS: Record<string, string> = {
  circle: "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9Z",
  triangle: "M6 1.5L11 10.5H1Z",
  diamond: "M6 0.5L11.5 6L6 11.5L0.5 6Z",
  rect: "M1.5 1.5H10.5V10.5H1.5Z",
};

type ChartFigureProps = {
  picture: Picture;
  /** What the picture shows, for those who do not see it. */
  spoken: string;
  onPick?: (pick: Pick) => void;
};

/** A chart that fills its parent, below its legend in words, which wraps where room is short. */
export function ChartFigure({ picture, spoken, onPick }: ChartFigureProps) {
  const { option, legend = [] } = picture;
  return (
    <div className={styles.figure}>
      {legend.length > 1 && (
        <ul className={styles.legend} aria-label="Legend">
          {legend.map((entry) => (
            <li key={entry.name}>
              <Sign {...entry} />
              {entry.name}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.plot} role="img" aria-label={spoken}>
        <Suspense fallback={null}>
          <EChart option={option} {...(onPick && { onPick })} />
        </Suspense>
      </div>
    </div>
  );
}

function Sign({ colour, symbol }: LegendEntry) {
  const hollow = symbol.startsWith("empty");
  const shape = hollow ? symbol.slice("empty".length).toLowerCase() : symbol;
  return (
    <svg viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
      <path
        d={PATHS[shape] ?? PATHS.rect}
        fill={hollow ? "none" : colour}
        stroke={colour}
        strokeWidth="1.5"
      />
    </svg>
  );
}
