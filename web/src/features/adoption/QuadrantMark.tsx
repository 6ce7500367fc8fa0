import { MISSING } from "@/lib/format";
import styles from "./QuadrantMark.module.css";
import { type Quadrant, type QuadrantLook, quadrantLook, type Shape } from "./quadrants";

const PATHS: Record<Shape, string> = {
  circle: "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10Z",
  triangle: "M6 1L11 11H1Z",
  diamond: "M6 0.5L11.5 6L6 11.5L0.5 6Z",
  rect: "M1.5 1.5H10.5V10.5H1.5Z",
};

/** The sign of a quadrant, as in the chart. The word always stands beside it. */
export function QuadrantMark({ look }: { look: QuadrantLook }) {
  return (
    <svg
      className={styles.mark}
      viewBox="0 0 12 12"
      aria-hidden="true"
      style={{ fill: `var(${look.colour})` }}
    >
      <path d={PATHS[look.shape]} />
    </svg>
  );
}

/** A quadrant as sign and word; a dash for a customer in none. */
export function QuadrantName({ quadrant }: { quadrant: Quadrant | null }) {
  const look = quadrantLook(quadrant);
  if (!look) return MISSING;
  return (
    <span className={styles.name}>
      <QuadrantMark look={look} />
      {look.label}
    </span>
  );
}
