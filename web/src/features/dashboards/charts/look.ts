import type { Ink, Look } from "@/components/useLook";

export type { Ink, Look };

const SERIES = 8;

/** The colour of a series by its place: a palette that colour-blind readers can tell apart, in order. */
export function seriesColour(ink: Ink, place: number): string {
  return ink(`--series-${(place % SERIES) + 1}`);
}

/** Lines, ticks and words of an axis. */
export function axisLook(ink: Ink) {
  return {
    axisLine: { lineStyle: { color: ink("--line-strong") } },
    axisTick: { lineStyle: { color: ink("--line-strong") } },
    axisLabel: { color: ink("--text-muted"), fontSize: 12, hideOverlap: true },
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

/** A legend that can be read, above the plot. */
export function legendLook(ink: Ink, shown: boolean) {
  return {
    show: shown,
    top: 0,
    left: 0,
    type: "scroll" as const,
    itemWidth: 14,
    itemHeight: 10,
    textStyle: { color: ink("--text-muted"), fontSize: 12 },
    pageTextStyle: { color: ink("--text-muted") },
    pageIconColor: ink("--text-muted"),
    pageIconInactiveColor: ink("--line-strong"),
  };
}
