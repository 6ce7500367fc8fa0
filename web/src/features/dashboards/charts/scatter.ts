import type { ChartOption } from "@/components/EChart";
import { type AnswerRow, namedRows, number, type QueryAnswer, text } from "@/lib/answer";
import { formatShortValue, formatValue, formatWord } from "@/lib/format";
import type { Metric, TileSpec } from "../dashboard";
import { axisLook, frameLook, type Look, legendLook, seriesColour } from "./look";

export type Point = { id: string; name: string; group: string; x: number; y: number };

export type Cloud = { points: Point[]; left: number; lines: { x: number | null; y: number | null } };

/**
 * One point per row that has both values: its first dimension is its id, the second its name, the third its group.
 * `left` counts the rows that have only one of the values, so that nobody is missing in silence.
 */
export function cloudOf(answer: QueryAnswer, tile: TileSpec): Cloud {
  const rows = namedRows(answer);
  const [x, y] = tile.metrics as [string, string];
  const [id, name, group] = tile.dimensions as [string, string?, string?];
  const points = rows.flatMap((row) => {
    const [right, up] = [number(row, x), number(row, y)];
    if (right === null || up === null) return [];
    const shown = text(row, name ?? id) ?? text(row, id) ?? "";
    return [
      {
        id: text(row, id) ?? "",
        name: shown,
        group: group ? formatWord(text(row, group)) : "",
        x: right,
        y: up,
      },
    ];
  });
  return { points, left: rows.length - points.length, lines: linesOf(rows[0], tile) };
}

function linesOf(row: AnswerRow | undefined, { quadrants }: TileSpec): Cloud["lines"] {
  if (!row || !quadrants) return { x: null, y: null };
  return { x: number(row, quadrants.x), y: number(row, quadrants.y) };
}

const SHAPES = ["circle", "rect", "triangle", "diamond"];

/** The points by group, each group with its colour and shape; lines where one quadrant ends and the next begins. */
export function scatterOption(
  cloud: Cloud,
  tile: TileSpec,
  metrics: Record<string, Metric>,
  look: Look,
): ChartOption {
  const { ink, narrow } = look;
  const [x, y] = tile.metrics.map((name) => metrics[name]) as [Metric, Metric];
  const groups = [...new Set(cloud.points.map(({ group }) => group))].sort((a, b) => a.localeCompare(b));
  const frame = frameLook(ink);
  return {
    ...frame,
    legend: legendLook(ink, groups.length > 1),
    grid: { left: 8, right: 20, bottom: 28, top: groups.length > 1 ? 52 : 28, containLabel: true },
    tooltip: {
      ...frame.tooltip,
      trigger: "item",
      formatter: (hit: unknown) => {
        const { name, group, x: right, y: up } = (hit as { data: { point: Point } }).data.point;
        const lines = [
          name,
          group,
          `${x.label}: ${formatValue(right, x.unit)}`,
          `${y.label}: ${formatValue(up, y.unit)}`,
        ];
        return lines.filter(Boolean).map(escaped).join("<br>");
      },
    },
    xAxis: { ...axisOf(x, ink), nameLocation: "middle", nameGap: 26, axisLine: { onZero: false } },
    yAxis: {
      ...axisOf(y, ink),
      axisLine: { onZero: false },
      nameTextStyle: { align: "left", color: ink("--text-muted") },
    },
    series: [
      ...groups.map((group, place) => ({
        type: "scatter" as const,
        name: group || "All",
        symbol: SHAPES[place % SHAPES.length] ?? "circle",
        symbolSize: narrow ? 8 : 11,
        itemStyle: { color: seriesColour(ink, place), opacity: 0.85 },
        data: cloud.points
          .filter((point) => point.group === group)
          .map((point) => ({ id: point.id, name: point.name, value: [point.x, point.y], point })),
      })),
      lines(cloud.lines, ink),
    ],
  };
}

function axisOf(metric: Metric, ink: Look["ink"]) {
  const look = axisLook(ink);
  return {
    ...look,
    type: "value" as const,
    name: metric.label,
    axisLabel: { ...look.axisLabel, formatter: (value: number) => formatShortValue(value, metric.unit) },
  };
}

function lines({ x, y }: Cloud["lines"], ink: Look["ink"]) {
  const data = [x !== null && { xAxis: x }, y !== null && { yAxis: y }].filter((line) => line !== false);
  return {
    type: "scatter" as const,
    name: "Thresholds",
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

/** Names come from data: the chart library takes its tooltips as HTML. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
