import { type RefObject, useLayoutEffect, useState } from "react";
import styles from "./ColumnGraph.module.css";

type EdgesProps = {
  frame: RefObject<HTMLElement | null>;
  edges: [string, string][];
  marked: Set<string>;
  /** Changes when other nodes are shown. */
  redraw: number;
};

type Line = { from: string; to: string; d: string };

/** Lines between the nodes that are shown, for the eye alone: every node says in words what it is made of. */
export function Edges({ frame, edges, marked, redraw }: EdgesProps) {
  const [lines, setLines] = useState<Line[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: nodes that are new have places to be measured
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const sizes = new ResizeObserver(() => setLines(drawn(element, edges)));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [frame, edges, redraw]);
  const isMarked = ({ from, to }: Line) => marked.has(from) && marked.has(to);
  return (
    <svg className={styles.edges} aria-hidden="true">
      {lines
        .toSorted((a, b) => Number(isMarked(a)) - Number(isMarked(b)))
        .map((line) => (
          <path
            key={`${line.from} ${line.to}`}
            d={line.d}
            className={isMarked(line) ? styles.markedLine : styles.line}
          />
        ))}
    </svg>
  );
}

function drawn(frame: HTMLElement, edges: [string, string][]): Line[] {
  const origin = frame.getBoundingClientRect();
  const places = new Map(
    [...frame.querySelectorAll<HTMLElement>("[data-node]")].map((node) => {
      const { left, right, top, height } = node.getBoundingClientRect();
      const y = top + height / 2 - origin.top;
      return [node.dataset.node, { left: left - origin.left, right: right - origin.left, y }];
    }),
  );
  return edges.flatMap(([from, to]) => {
    const [a, b] = [places.get(from), places.get(to)];
    if (!a || !b) return [];
    // Within one layer the line leaves and arrives on the left, so that it does not run through the names.
    const [start, end] = a.left === b.left ? [a.left, b.left] : [a.right, b.left];
    const bend = a.left === b.left ? [start - 14, end - 14] : [(start + end) / 2, (start + end) / 2];
    return [{ from, to, d: `M${start} ${a.y} C${bend[0]} ${a.y} ${bend[1]} ${b.y} ${end} ${b.y}` }];
  });
}
