import { formatPlural, formatScore } from "@/lib/format";
import { COURSE_DAYS } from "./api/useHealthCourse";
import styles from "./HealthCourse.module.css";

const [WIDTH, HEIGHT] = [260, 64];

/** Lines of the days on which there was a score: a gap stays a gap. */
export function linesOf(values: (number | null)[]): string[] {
  const x = (at: number) => (values.length < 2 ? 0 : (at / (values.length - 1)) * WIDTH);
  const lines: string[][] = [[]];
  values.forEach((value, at) => {
    if (value === null) lines.push([]);
    else lines.at(-1)?.push(`${x(at).toFixed(1)},${(HEIGHT * (1 - value / 100)).toFixed(1)}`);
  });
  return lines.filter((line) => line.length > 0).map((line) => line.join(" "));
}

/** Health over the last days between 0 and 100, before the edges of its bands. */
export function HealthCourse({ values }: { values: (number | null)[] | undefined }) {
  const known = (values ?? []).filter((value) => value !== null);
  const spoken =
    known.length > 0
      ? `Health over the last ${formatPlural(COURSE_DAYS, "day")}: from ${formatScore(known[0])} to ${formatScore(known.at(-1))}, lowest ${formatScore(Math.min(...known))}, highest ${formatScore(Math.max(...known))}.`
      : "No course of health.";
  return (
    <svg className={styles.course} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={spoken}>
      {[40, 60, 80].map((edge) => (
        <line key={edge} x1="0" x2={WIDTH} y1={HEIGHT * (1 - edge / 100)} y2={HEIGHT * (1 - edge / 100)} />
      ))}
      {linesOf(values ?? []).map((line) => (
        <polyline key={line} points={line} />
      ))}
    </svg>
  );
}
