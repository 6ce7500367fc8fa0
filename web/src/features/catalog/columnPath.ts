import { metricPath, tablePath } from "@/lib/places";
import type { ColumnPath, PathNode } from "./api/useColumn";

/** So many of a layer are shown until the reader asks for all. */
export const FEW = 8;

export type Layer = { name: string; nodes: PathNode[] };

/** The nodes by layer, from sources to dashboards; the column itself comes first in its own. */
export function layersOf({ nodes }: ColumnPath, column: string): Layer[] {
  const names = [...new Set(nodes.map(({ layer }) => layer))];
  return names.map((name) => {
    const all = nodes.filter(({ layer }) => layer === name);
    return { name, nodes: all.toSorted((a, b) => Number(b.id === column) - Number(a.id === column)) };
  });
}

/** Where a node is told. */
export function addressOf({ layer, table, name }: PathNode): string {
  if (layer === "metric") return metricPath(name);
  if (layer === "dashboard") return `/dashboards/${name}`;
  return tablePath(table ?? "", name);
}

/** In words what a node is made of, for those who do not see the lines. */
export function madeOf({ nodes, edges }: ColumnPath, id: string): string {
  const labels = new Map(nodes.map((node) => [node.id, node.label]));
  return edges.flatMap(([from, to]) => (to === id ? (labels.get(from) ?? []) : [])).join(", ");
}

/** All that lies before and behind a node, along the edges. */
export function wayThrough({ edges }: ColumnPath, id: string): Set<string> {
  return new Set([
    ...reached(edges, id),
    ...reached(
      edges.map(([from, to]) => [to, from]),
      id,
    ),
  ]);
}

function reached(edges: [string, string][], start: string): Set<string> {
  const found = new Set([start]);
  for (const one of found) for (const [from, to] of edges) if (from === one) found.add(to);
  return found;
}
