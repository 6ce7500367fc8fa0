import type { Ink, Look } from "@/components/useLook";

export type { Ink, Look };

const SERIES = 8;

/** Words and metrics that have a colour of their own wherever they stand: what is bad is never green. */
const WORDS: Record<string, `--${string}`> = {
  target: "--quadrant-target",
  risk: "--quadrant-risk",
  quick_win: "--quadrant-quick-win",
  monitor: "--quadrant-monitor",
  excellent: "--band-1",
  good: "--band-2",
  fair: "--band-3",
  poor: "--band-4",
  nps_promoters: "--band-1",
  nps_passives: "--series-8",
  nps_detractors: "--band-4",
  critical: "--band-4",
  high: "--band-3",
  medium: "--band-2",
  low: "--series-8",
};

/** Shapes beside colours, so that series can be told apart without them. */
const SYMBOLS = [
  "circle",
  "rect",
  "triangle",
  "diamond",
  "emptyCircle",
  "emptyRect",
  "emptyTriangle",
  "emptyDiamond",
];

const WORD_SYMBOLS: Record<string, string> = {
  target: "circle",
  risk: "triangle",
  quick_win: "diamond",
  monitor: "rect",
};

/** The colour of a series: that of its word, else by its place in a palette that colour-blind readers can tell apart. */
export function seriesColour(ink: Ink, place: number, word: string | null = null): string {
  const own = word === null ? undefined : WORDS[word];
  return ink(own ?? `--series-${(place % SERIES) + 1}`);
}

/** The mark of a series: that of its word, else by its place. */
export function seriesSymbol(place: number, word: string | null = null): string {
  return WORD_SYMBOLS[word ?? ""] ?? SYMBOLS[place % SYMBOLS.length] ?? "circle";
}

/** Lines, ticks and words of an axis. */
export function axisLook(ink: Ink) {
  return {
    axisLine: { lineStyle: { color: ink("--line-strong") } },
    axisTick: { lineStyle: { color: ink("--line-strong") } },
    axisLabel: { color: ink("--text-muted"), fontSize: 12, lineHeight: 15, hideOverlap: true },
    splitLine: { lineStyle: { color: ink("--line") } },
    nameTextStyle: { color: ink("--text-muted"), fontSize: 12 },
  };
}

/** What every chart shares: no animation, the page's letters, a tooltip that stays inside. */
export function frameLook(ink: Ink) {
  return {
    animation: false,
    textStyle: { fontFamily: ink("--font"), color: ink("--text") },
    tooltip: {
      confine: true,
      backgroundColor: ink("--surface-raised"),
      borderColor: ink("--line-strong"),
      textStyle: { color: ink("--text"), fontSize: 13 },
    },
  };
}

/** A tooltip's title and lines; the chart library takes HTML, and names come from data. */
export function tip(title: string, lines: [string, string][]): string {
  const written = lines.map(
    ([what, value]) =>
      `<div class="chart-tip-line"><span>${escaped(what)}</span><b>${escaped(value)}</b></div>`,
  );
  return `<div class="chart-tip"><div class="chart-tip-title">${escaped(title)}</div>${written.join("")}</div>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
