import { useEffect, useMemo, useRef, useState } from "react";
import { Link } from "react-router";
import { formatCount, formatWord } from "@/lib/format";
import type { ColumnPath, PathNode } from "./api/useColumn";
import styles from "./ColumnGraph.module.css";
import { addressOf, FEW, type Layer, layersOf, madeOf, wayThrough } from "./columnPath";
import { Edges } from "./Edges";

const TITLES: Record<string, string> = {
  source: "Sources",
  metrics: "Metric tables",
  metric: "Metrics",
  dashboard: "Dashboards",
};

type ColumnGraphProps = { path: ColumnPath; column: string };

/** Layers from sources to dashboards with lines between them; where the reader stands, the way through is marked. */
export function ColumnGraph({ path, column }: ColumnGraphProps) {
  const [whole, setWhole] = useState<string[]>([]);
  const [at, setAt] = useState(column);
  const frame = useRef<HTMLOListElement>(null);
  // A wide graph is scrolled to the column that it is about.
  useEffect(() => {
    const own = frame.current
      ?.querySelector<HTMLElement>("[aria-current]")
      ?.closest<HTMLElement>("[data-node]");
    const view = frame.current?.parentElement;
    if (own && view) view.scrollLeft = own.offsetLeft - view.clientWidth / 2;
  }, []);
  const layers = useMemo(() => layersOf(path, column), [path, column]);
  const marked = useMemo(() => wayThrough(path, at), [path, at]);
  const shown = (layer: Layer) => (whole.includes(layer.name) ? layer.nodes : layer.nodes.slice(0, FEW));
  const node = (one: PathNode) => (
    <li
      key={one.id}
      data-node={one.id}
      className={`${styles.node} ${marked.has(one.id) ? styles.marked : ""}`}
      onMouseEnter={() => setAt(one.id)}
      onFocus={() => setAt(one.id)}
    >
      <Link to={addressOf(one)} aria-current={one.id === column ? "true" : undefined}>
        {one.table === null ? one.label : <Column node={one} />}
      </Link>
      {madeOf(path, one.id) && <span className="unseen"> made of {madeOf(path, one.id)}</span>}
    </li>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={`From sources to dashboards: ${column}`} tabIndex={0}>
      <ol ref={frame} className={styles.layers}>
        {layers.map((layer) => (
          <li key={layer.name}>
            <h3>
              {titleOf(layer)} ({formatCount(layer.nodes.length)})
            </h3>
            <ul className={styles.nodes}>{shown(layer).map(node)}</ul>
            {shown(layer).length < layer.nodes.length && (
              <button
                type="button"
                className="link-button"
                aria-label={`All ${formatCount(layer.nodes.length)}: ${titleOf(layer)}`}
                onClick={() => setWhole([...whole, layer.name])}
              >
                All {formatCount(layer.nodes.length)}
              </button>
            )}
          </li>
        ))}
      </ol>
      <Edges frame={frame} edges={path.edges} marked={marked} redraw={whole.length} />
    </section>
  );
}

function titleOf({ name }: Layer): string {
  return TITLES[name] ?? formatWord(name);
}

function Column({ node }: { node: PathNode }) {
  return (
    <>
      <span className={styles.table}>{node.table}</span> {node.name}
    </>
  );
}
