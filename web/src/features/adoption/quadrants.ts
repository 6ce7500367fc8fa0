/** The four quadrants, in the words of the data, with what a reader sees of each. The data says who is where. */

export type Quadrant = "target" | "risk" | "quick_win" | "monitor";
export type Shape = "circle" | "triangle" | "diamond" | "rect";

export type QuadrantLook = {
  id: Quadrant;
  label: string;
  meaning: string;
  /** Colour is never the only sign: each quadrant has a shape of its own. */
  shape: Shape;
  colour: `--quadrant-${string}`;
};

/** In reading order of the chart: top left, top right, bottom left, bottom right. */
export const QUADRANTS: readonly QuadrantLook[] = [
  {
    id: "risk",
    label: "Risk",
    meaning: "high ARR, low adoption",
    shape: "triangle",
    colour: "--quadrant-risk",
  },
  {
    id: "target",
    label: "Target",
    meaning: "high ARR, high adoption",
    shape: "circle",
    colour: "--quadrant-target",
  },
  {
    id: "monitor",
    label: "Monitor",
    meaning: "low ARR, low adoption",
    shape: "rect",
    colour: "--quadrant-monitor",
  },
  {
    id: "quick_win",
    label: "Quick win",
    meaning: "low ARR, high adoption",
    shape: "diamond",
    colour: "--quadrant-quick-win",
  },
];

const BY_ID = new Map<string, QuadrantLook>(QUADRANTS.map((look) => [look.id, look]));

/** How a quadrant looks; null for a customer that is in none. */
export function quadrantLook(id: string | null): QuadrantLook | null {
  return id === null ? null : (BY_ID.get(id) ?? null);
}
