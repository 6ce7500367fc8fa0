import type { ChartOption } from "@/components/EChart";
import { formatShortValue, formatValue } from "@/lib/format";
import { axisLook, frameLook, type Look } from "./look";
import type { Shape } from "./shape";

/** A grid of values: the darker, the more. Marks run to the right, series downwards. */
export function heatmapOption(shape: Shape, unit: string | null, { ink, narrow }: Look): ChartOption {
  const cells = shape.series.flatMap((one, y) =>
    one.values.flatMap((value, x) => (value === null ? [] : [[x, y, value] as [number, number, number]])),
  );
  const values = cells.map(([, , value]) => value);
  const [low, high] = [Math.min(0, ...values), Math.max(...values, 0)];
  const frame = frameLook(ink);
  const look = axisLook(ink);
  return {
    ...frame,
    grid: { left: 4, right: 12, top: 8, bottom: 4, containLabel: true },
    tooltip: {
      ...frame.tooltip,
      formatter: (hit: unknown) => {
        const [x, y, value] = (hit as { value: [number, number, number] }).value;
        return `${shape.series[y]?.name}, ${shape.marks[x]}: ${formatValue(value, unit)}`;
      },
    },
    xAxis: { ...look, type: "category", data: shape.marks, splitLine: { show: false } },
    yAxis: {
      ...look,
      type: "category",
      inverse: true,
      data: shape.series.map(({ name }) => name),
      splitLine: { show: false },
    },
    visualMap: {
      show: false,
      min: low,
      max: high,
      inRange: { color: [ink("--heat-low"), ink("--heat-high")] },
    },
    series: [
      {
        type: "heatmap",
        data: cells,
        itemStyle: { borderColor: ink("--surface"), borderWidth: 1 },
        label: {
          show: !narrow && cells.length <= 200,
          fontSize: 11,
          formatter: ({ value }) => formatShortValue((value as [number, number, number])[2], unit),
        },
      },
    ],
  };
}
