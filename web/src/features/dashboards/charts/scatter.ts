import { axisLook, frameLook, type Look, seriesColour, seriesSymbol, tip } from "@/components/charts/look";
import type { Picture } from "@/components/charts/picture";
import { type CellRef, cellRef, keyColumns } from "@/components/charts/shape";
import { type AnswerRow, namedRows, number, type QueryAnswer, text } from "@/lib/answer";
import {
  formatPlural,
  formatShortMoney,
  formatShortValue,
  formatValue,
  formatWord,
  isMoney,
} from "@/lib/format";
import type { TileSpec } from "../dashboard";
import { moneyMarks, moneyPlace } from "./moneyScale";

/** What an axis shows. */
export type Axis = { label: string; unit: string };

export type Point = {
  id: string;
  name: string;
  /** The word of its group in the data; null without one. */
  group: string | null;
  x: number;
  y: number;
  cell: CellRef;
};

export type Cloud = {
  points: Point[];
  /** How many rows each group has, those without a point among them. */
  counts: Map<string | null, number>;
  /** How many rows have no point, because one of their values is missing. */
  left: number;
  lines: { x: number | null; y: number | null };
};

/** Room around the plot for the axes; the corners' words stand on the same lines. */
export const PLOT = { left: 56, right: 16, top: 28, bottom: 44 };

/** Free bands above and below the points, as a share of the axis: the corners' words stand in them. */
const BAND = 0.11;

/** What stands on the upward axis: the second metric, or a dimension of numbers. */
export function upwardOf({ upward, metrics }: TileSpec): string {
  return upward ?? metrics[1] ?? "";
}

/** One point per row with both values: its first dimension is its id, the second its name, the third its group. */
export function cloudOf(answer: QueryAnswer, tile: TileSpec): Cloud {
  const rows = namedRows(answer);
  const keys = keyColumns(answer);
  const [x = ""] = tile.metrics;
  const y = upwardOf(tile);
  const [id = "", name = id, group] = tile.dimensions;
  const groupOf = (row: AnswerRow) => (group ? text(row, group) : null);
  const points = rows.flatMap((row) => {
    const [right, up] = [number(row, x), number(row, y)];
    if (right === null || up === null) return [];
    const key = text(row, id) ?? "";
    const cell = cellRef(row, keys, tile.upward ? x : y);
    return [{ id: key, name: text(row, name) ?? key, group: groupOf(row), x: right, y: up, cell }];
  });
  const counts = new Map<string | null, number>();
  for (const row of rows) counts.set(groupOf(row), (counts.get(groupOf(row)) ?? 0) + 1);
  return { points, counts, left: rows.length - points.length, lines: linesOf(rows[0], tile) };
}

function linesOf(row: AnswerRow | undefined, { quadrants }: TileSpec): Cloud["lines"] {
  if (!row || !quadrants) return { x: null, y: null };
  return { x: number(row, quadrants.x), y: number(row, quadrants.y) };
}

/** What must be said beside the points: where the lines stand, and how many rows have no point. */
export function remarksOn(cloud: Cloud, [x, y]: Axis[]): string[] {
  if (!x || !y) return [];
  const lines = [
    cloud.lines.x !== null && `${x.label} ${formatValue(cloud.lines.x, x.unit)}`,
    cloud.lines.y !== null && `${y.label} ${formatValue(cloud.lines.y, y.unit)}`,
  ].filter((line) => line !== false);
  const stand = lines.length > 0 ? [`The lines stand at ${lines.join(" and ")}.`] : [];
  if (cloud.left === 0) return stand;
  const missing = `${formatPlural(cloud.left, "row")} without ${x.label} or ${y.label} have no point; the table lists them.`;
  return [...stand, missing];
}

/** The points by group, each group with its colour and shape; lines where one quadrant ends and the next begins. */
export function scatterPicture(cloud: Cloud, tile: TileSpec, [x, y]: Axis[], look: Look): Picture {
  if (!x || !y) return { option: {}, cellAt: () => null };
  const { ink, narrow } = look;
  const across = axisOf(x, [...cloud.points.map((point) => point.x), cloud.lines.x], look);
  const up = axisOf(y, [...cloud.points.map((point) => point.y), cloud.lines.y], look);
  const groups = groupsOf(cloud);
  const legend = groups.map((group, place) => ({
    name: nameOf(group),
    colour: seriesColour(ink, place, group),
    symbol: seriesSymbol(place % 4, group),
  }));
  const placed = new Map(cloud.points.map((point) => [point.id, point]));
  const frame = frameLook(ink);
  return {
    // The words in the corners are the legend of quadrants.
    legend: tile.quadrants ? [] : legend,
    option: {
      ...frame,
      grid: { ...PLOT, outerBoundsMode: "none" },
      tooltip: { ...frame.tooltip, trigger: "item", formatter: (hit: unknown) => tipOf(hit, placed, x, y) },
      xAxis: { ...across.axis, name: x.label, nameLocation: "middle", nameGap: 28 },
      yAxis: {
        ...up.axis,
        name: y.label,
        nameGap: 12,
        nameTextStyle: { align: "left", color: ink("--text-muted") },
      },
      series: [
        ...groups.map((group, place) => ({
          type: "scatter" as const,
          name: nameOf(group),
          symbol: seriesSymbol(place % 4, group),
          symbolSize: narrow ? 8 : 11,
          itemStyle: { color: seriesColour(ink, place, group), opacity: 0.85 },
          data: cloud.points
            .filter((point) => point.group === group)
            .map((point) => ({
              id: point.id,
              name: point.name,
              value: [across.place(point.x), up.place(point.y)],
            })),
        })),
        quadrantLines(
          cloud.lines.x === null ? null : across.place(cloud.lines.x),
          cloud.lines.y === null ? null : up.place(cloud.lines.y),
          ink,
        ),
      ],
    },
    cellAt: ({ id }) => placed.get(id ?? "")?.cell ?? null,
  };
}

function groupsOf({ counts }: Cloud): (string | null)[] {
  return [...counts.keys()].sort((a, b) => (a ?? "~").localeCompare(b ?? "~"));
}

function nameOf(group: string | null): string {
  return group === null ? "All" : formatWord(group);
}

function tipOf(hit: unknown, placed: Map<string, Point>, x: Axis, y: Axis): string {
  const point = placed.get((hit as { data: { id: string } }).data.id);
  if (!point) return "";
  const lines: [string, string][] = [
    [x.label, formatValue(point.x, x.unit)],
    [y.label, formatValue(point.y, y.unit)],
  ];
  return tip(point.name, point.group === null ? lines : [...lines, ["Group", formatWord(point.group)]]);
}

/** An axis that its values fit on, and where a value stands on it: amounts of money by powers of ten. */
function axisOf(metric: Axis, found: (number | null)[], { ink }: Look) {
  const values = found.filter((value) => value !== null);
  const look = { ...axisLook(ink), axisLine: { onZero: false, lineStyle: { color: ink("--line-strong") } } };
  if (isMoney(metric.unit) && values.length > 0) return moneyAxis(values, look);
  const label = { ...look.axisLabel, formatter: (value: number) => formatShortValue(value, metric.unit) };
  // Many stand at exactly 0 or 100: their points stand clear of the frame.
  const marks = ["score", "percentage"].includes(metric.unit) &&
    Math.max(0, ...values) <= 100 && [0, 20, 40, 60, 80, 100];
  const bounded = marks && {
    min: -2.5,
    max: 102.5,
    axisTick: { ...look.axisTick, customValues: marks },
    axisLabel: { ...label, customValues: marks },
  };
  return {
    axis: { ...look, type: "value" as const, axisLabel: label, ...bounded },
    place: (value: number) => value,
  };
}

function moneyAxis(values: number[], look: ReturnType<typeof axisLook>) {
  const marks = moneyMarks(values);
  const places = marks.map(moneyPlace);
  const [first, last] = [places.at(0) ?? 0, places.at(-1) ?? 1];
  const band = (last - first) * BAND;
  const written = new Map(places.map((place, at) => [place, formatShortMoney(marks[at])]));
  const label = { customValues: places, formatter: (place: number) => written.get(place) ?? "" };
  const axis = {
    ...look,
    type: "value" as const,
    min: first - band,
    max: last + band,
    axisLabel: { ...look.axisLabel, ...label },
    axisTick: { ...look.axisTick, customValues: places },
  };
  return { axis, place: moneyPlace };
}

function quadrantLines(x: number | null, y: number | null, ink: Look["ink"]) {
  const data = [x !== null && { xAxis: x }, y !== null && { yAxis: y }].filter((line) => line !== false);
  return {
    type: "scatter" as const,
    data: [],
    markLine: {
      silent: true,
      symbol: "none",
      label: { show: false },
      lineStyle: { color: ink("--text-muted"), type: "dashed" as const, width: 1.25 },
      data,
    },
  };
}
