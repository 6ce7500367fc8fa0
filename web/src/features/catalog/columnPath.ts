import { metricPath, tablePath } from "@/lib/places";
import type { ColumnPath, PathNode } from "./api/useColumn";

/** So many of a layer are shown until the reader asks for all. */
export const FEW = 8;

export type Layer = { name: string; nodes: PathNode[] };

/** The nodes by layer, from sources to dashboards; those that are fewest steps from the column come first. */
export function layersOf(path: ColumnPath, column: string): Layer[] {
  const steps = stepsFrom(path, column);
  const far = path.nodes.length;
  const near = ({ id }: PathNode) => steps.get(id) ?? far;
  const names = [...new Set(path.nodes.map(({ layer }) => layer))];
  return names.map((name) => {
    const all = path.nodes.filter(({ layer }) => layer === name);
    return { name, nodes: all.toSorted((a, b) => near(a) - near(b)) };
  });
}

function stepsFrom({ edges }: ColumnPath, column: string): Map<string, number> {
  const back = edges.map(([from, to]): [string, string] => [to, from]);
  return new Map([...counted(edges, column), ...counted(back, column)]);
}

/** How many edges away each node is that can be come to. */
function counted(edges: [string, string][], start: string): Map<string, number> {
  const next = new Map<string, string[]>();
  for (const [from, to] of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const found = new Map([[start, 0]]);
  for (const [one, steps] of found) {
    for (const to of next.get(one) ?? []) if (!found.has(to)) found.set(to, steps + 1);
  }
  return found;
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
export function wayThrough(path: ColumnPath, id: string): Set<string> {
  return new Set(stepsFrom(path, id).keys());
}
