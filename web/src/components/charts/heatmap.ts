import { formatShortValue, formatValue } from "@/lib/format";
import { axisLook, frameLook, type Look, tip } from "./look";
import type { Picture } from "./picture";
import type { CellRef, Shape } from "./shape";

type Square = { x: number; y: number; value: number; cell: CellRef | null };

/** A grid of values: the darker, the more. Marks run to the right, series downwards. */
export function heatmapPicture(shape: Shape, unit: string | null, { ink, narrow }: Look): Picture {
  const squares = squaresOf(shape);
  const values = squares.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // The darkest quarter has light letters: a square's colour runs evenly from the lowest value to the highest.
  const isDark = (value: number) => high > low && (value - low) / (high - low) > 0.75;
  const frame = frameLook(ink);
  const look = axisLook(ink);
  const axis = { ...look, type: "category" as const, splitLine: { show: false } };
  const label = { ...look.axisLabel, interval: 0, hideOverlap: false };
  // Names that would run into one another stand aslant.
  const letters = shape.marks.length * Math.max(0, ...shape.marks.map((mark) => mark.length));
  const tilted = letters > (narrow ? 24 : 80);
  return {
    option: {
      ...frame,
      grid: { left: 4, right: 12, top: 8, bottom: 4, containLabel: true },
      tooltip: {
        ...frame.tooltip,
        formatter: (hit: unknown) => {
          const square = squares[(hit as { dataIndex: number }).dataIndex];
          if (!square) return "";
          const [row, column] = [shape.series[square.y]?.name ?? "", shape.marks[square.x] ?? ""];
          return tip(row, [[column, formatValue(square.value, unit)]]);
        },
      },
      xAxis: { ...axis, data: shape.marks, axisLabel: { ...label, rotate: tilted ? 35 : 0 } },
      yAxis: { ...axis, inverse: true, data: shape.series.map(({ name }) => name), axisLabel: label },
      visualMap: {
        show: false,
        min: low,
        max: high > low ? high : low + 1,
        inRange: { color: [ink("--heat-low"), ink("--heat-high")] },
      },
      series: [
        {
          type: "heatmap",
          itemStyle: { borderColor: ink("--surface"), borderWidth: 1 },
          data: squares.map(({ x, y, value }) => ({
            value: [x, y, value],
            label: {
              show: !narrow && squares.length <= 200,
              fontSize: 11,
              color: ink(isDark(value) ? "--on-heat-high" : "--text"),
              formatter: () => formatShortValue(value, unit),
            },
          })),
        },
      ],
    },
    cellAt: ({ index }) => squares[index]?.cell ?? null,
  };
}

function squaresOf(shape: Shape): Square[] {
  return shape.series.flatMap(({ values, cells }, y) =>
    values.flatMap((value, x) => (value === null ? [] : [{ x, y, value, cell: cells[x] ?? null }])),
  );
}
