import styles from "./Sparkline.module.css";

const [WIDTH, HEIGHT, ROOM] = [100, 28, 2];

type Segment = { x1: number; y1: number; x2: number; y2: number; part: boolean };

/** The line from each value to the next: a gap where nothing is known, never a drop to 0. */
export function segmentsOf(values: (number | null)[], parts: boolean[] = []): Segment[] {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (at: number) => (at / (values.length - 1)) * WIDTH;
  const y = (value: number) =>
    high === low ? HEIGHT / 2 : HEIGHT - ROOM - ((value - low) / (high - low)) * (HEIGHT - 2 * ROOM);
  return values.slice(1).flatMap((value, at) => {
    const before = values[at] ?? null;
    if (before === null || value === null) return [];
    const part = Boolean(parts[at] || parts[at + 1]);
    return [{ x1: x(at), y1: y(before), x2: x(at + 1), y2: y(value), part }];
  });
}

type SparklineProps = { values: (number | null)[]; parts: boolean[] };

/** The course of a number, without axes: which way it goes; dotted to and from periods that are not whole. */
export function Sparkline({ values, parts }: SparklineProps) {
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {segmentsOf(values, parts).map(({ part, ...place }) => (
        <line
          key={place.x1}
          {...place}
          className={part ? styles.part : undefined}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
