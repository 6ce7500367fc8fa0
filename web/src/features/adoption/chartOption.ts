import type { ChartOption } from "@/components/EChart";
import { formatShortMoney } from "@/lib/format";
import { arrMarks, arrPosition } from "./arrScale";
import type { Point, Thresholds } from "./customers";
import { QUADRANTS, type QuadrantLook } from "./quadrants";
import { tooltipOf } from "./tooltip";

/** Room around the plot in pixels for the axes; the style sheet of the corner labels keeps the same lines. */
const PLOT = { left: 50, right: 12, top: 28, bottom: 48 };

/** Free bands above and below the points, as a share of the axis: the corner labels stand in them. */
const BAND = 0.11;

/** Reads a colour of the page's style sheet by the name of its custom property. */
export type Ink = (name: `--${string}`) => string;

type Datum = { id: string; name: string; value: [number, number]; customer: Point };

function datum(point: Point): Datum {
  return { id: point.id, name: point.name, value: [point.adoption, arrPosition(point.arr)], customer: point };
}

function series(look: QuadrantLook, points: Point[], size: number, ink: Ink) {
  return {
    type: "scatter" as const,
    name: look.label,
    symbol: look.shape,
    // A square looks larger than a circle of the same width.
    symbolSize: look.shape === "rect" ? size * 0.82 : size,
    data: points.map(datum),
    itemStyle: { color: ink(look.colour), opacity: 0.85 },
    emphasis: { scale: 1.5, itemStyle: { opacity: 1 } },
  };
}

function selectionRing(selected: Point | undefined, ink: Ink) {
  return {
    type: "scatter" as const,
    name: "Selected",
    silent: true,
    symbol: "circle",
    symbolSize: 24,
    z: 5,
    data: selected ? [datum(selected)] : [],
    itemStyle: { color: "transparent", borderColor: ink("--text"), borderWidth: 2.5 },
  };
}

function thresholdLines({ arr, adoption }: Thresholds, ink: Ink) {
  const lines = [arr !== null && { yAxis: arrPosition(arr) }, adoption !== null && { xAxis: adoption }];
  return {
    type: "scatter" as const,
    name: "Thresholds",
    data: [],
    markLine: {
      silent: true,
      symbol: "none",
      label: { show: false },
      lineStyle: { color: ink("--text-muted"), type: "dashed" as const, width: 1.25 },
      data: lines.filter((line) => line !== false),
    },
  };
}

function axisLook(ink: Ink) {
  return {
    axisLine: { onZero: false, lineStyle: { color: ink("--line-strong") } },
    axisTick: { lineStyle: { color: ink("--line-strong") } },
    axisLabel: { color: ink("--text-muted"), fontSize: 12, hideOverlap: true },
    splitLine: { lineStyle: { color: ink("--line") } },
    nameTextStyle: { color: ink("--text-muted"), fontSize: 12 },
  };
}

const SCORE_MARKS = [0, 20, 40, 60, 80, 100];

function adoptionAxis(ink: Ink) {
  const look = axisLook(ink);
  return {
    ...look,
    type: "value" as const,
    name: "AI adoption score",
    nameLocation: "middle" as const,
    nameGap: 30,
    // Many customers have exactly 0: their points stand clear of the frame.
    min: -2.5,
    max: 102.5,
    axisLabel: { ...look.axisLabel, customValues: SCORE_MARKS },
    axisTick: { ...look.axisTick, customValues: SCORE_MARKS },
  };
}

function arrAxis(points: Point[], thresholds: Thresholds, ink: Ink) {
  const marks = arrMarks([
    ...points.map((point) => point.arr),
    ...(thresholds.arr === null ? [] : [thresholds.arr]),
  ]);
  const places = marks.map(arrPosition);
  const first = places.at(0) ?? 0;
  const last = places.at(-1) ?? 1;
  const band = (last - first) * BAND;
  const written = new Map(places.map((place, i) => [place, formatShortMoney(marks[i])]));
  const look = axisLook(ink);
  return {
    ...look,
    type: "value" as const,
    name: "ARR",
    nameGap: 12,
    nameTextStyle: { ...look.nameTextStyle, align: "right" as const, padding: [0, 8, 0, 0] },
    min: first - band,
    max: last + band,
    axisLabel: {
      ...look.axisLabel,
      customValues: places,
      formatter: (place: number) => written.get(place) ?? "",
    },
    axisTick: { ...look.axisTick, customValues: places },
  };
}

export type ChartLook = { ink: Ink; narrow: boolean };

/** The whole chart, made from data alone: one series per quadrant, the lines between them, the selected point. */
export function chartOption(
  points: Point[],
  thresholds: Thresholds,
  selectedId: string | null,
  { ink, narrow }: ChartLook,
): ChartOption {
  const size = narrow ? 8 : 11;
  const inQuadrant = (look: QuadrantLook) => points.filter((point) => point.quadrant === look.id);
  return {
    animation: false,
    textStyle: { fontFamily: ink("--font") },
    grid: { ...PLOT, outerBoundsMode: "none" },
    xAxis: adoptionAxis(ink),
    yAxis: arrAxis(points, thresholds, ink),
    tooltip: tooltip(ink),
    series: [
      ...QUADRANTS.map((look) => series(look, inQuadrant(look), size, ink)),
      thresholdLines(thresholds, ink),
      selectionRing(
        points.find((point) => point.id === selectedId),
        ink,
      ),
    ],
  };
}

function tooltip(ink: Ink) {
  return {
    trigger: "item" as const,
    confine: true,
    backgroundColor: ink("--surface-raised"),
    borderColor: ink("--line-strong"),
    textStyle: { color: ink("--text"), fontSize: 13 },
    formatter: (hit: unknown) => tooltipOf((hit as { data: Datum }).data.customer),
  };
}
