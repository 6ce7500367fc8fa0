import styles from "./Sparkline.module.css";

const [WIDTH, HEIGHT, ROOM] = [100, 28, 2];

/** The pieces of the line: a gap where nothing is known, never a drop to 0. */
export function piecesOf(values: (number | null)[]): string[] {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (at: number) => (values.length < 2 ? 0 : (at / (values.length - 1)) * WIDTH);
  const y = (value: number) =>
    high === low ? HEIGHT / 2 : HEIGHT - ROOM - ((value - low) / (high - low)) * (HEIGHT - 2 * ROOM);
  const pieces: string[][] = [[]];
  values.forEach((value, at) => {
    if (value === null) pieces.push([]);
    else pieces.at(-1)?.push(`${x(at).toFixed(1)},${y(value).toFixed(1)}`);
  });
  return pieces.filter((piece) => piece.length > 0).map((piece) => piece.join(" "));
}

/** The course of a number, without axes: the number beside it says how much, this says which way. */
export function Sparkline({ values }: { values: (number | null)[] }) {
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {piecesOf(values).map((piece) => (
        <polyline key={piece} points={piece} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  );
}
