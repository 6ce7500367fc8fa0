import Fuse from "fuse.js";

/** Something that one can go to. */
export type Entry = { kind: "Pages" | "Dashboards" | "Metrics"; to: string; label: string; hint: string };

const KINDS = ["Pages", "Dashboards", "Metrics"] as const;
const PER_KIND = 6;

/** What fits the text best, by kind; a slip is forgiven. Without text there are the pages and dashboards. */
export function findEntries(entries: Entry[], text: string): { kind: Entry["kind"]; found: Entry[] }[] {
  const fuse = new Fuse(entries, {
    keys: [
      { name: "label", weight: 3 },
      { name: "hint", weight: 1 },
    ],
    threshold: 0.34,
    ignoreLocation: true,
  });
  const found = text
    ? fuse.search(text).map(({ item }) => item)
    : entries.filter((entry) => entry.kind !== "Metrics");
  return KINDS.map((kind) => ({
    kind,
    found: found.filter((entry) => entry.kind === kind).slice(0, text ? PER_KIND : 12),
  })).filter((group) => group.found.length > 0);
}
