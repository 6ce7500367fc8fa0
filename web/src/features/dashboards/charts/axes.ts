import type { ChartOption } from "@/components/EChart";
import { formatShortValue, formatValue } from "@/lib/format";
import { axisLook, frameLook, type Look, legendLook, seriesColour } from "./look";
import type { Shape } from "./shape";

type Kind = { chart: "line" | "bar" | "stacked"; share: boolean; overTime: boolean };

/** Shapes beside colours, so that lines can be told apart without them. */
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

/** Lines, bars and layers over periods or over the values of a dimension. */
export function axesOption(shape: Shape, kind: Kind, look: Look): ChartOption {
  const { ink } = look;
  const unit = kind.share ? "percentage" : (shape.series[0]?.unit ?? null);
  const shown = kind.share ? shared(shape) : shape;
  const lying = kind.chart === "bar" && !kind.overTime && shape.marks.length > 5;
  const marks = {
    ...axisLook(ink),
    type: "category" as const,
    data: shown.marks,
    splitLine: { show: false },
  };
  const values = {
    ...axisLook(ink),
    type: "value" as const,
    ...(kind.share && { max: 100 }),
    axisLabel: { ...axisLook(ink).axisLabel, formatter: (value: number) => formatShortValue(value, unit) },
  };
  const frame = frameLook(ink);
  return {
    ...frame,
    legend: legendLook(ink, shown.series.length > 1),
    grid: { left: 4, right: 12, bottom: 4, top: shown.series.length > 1 ? 32 : 12, containLabel: true },
    tooltip: {
      ...frame.tooltip,
      trigger: "axis",
      valueFormatter: (value) => formatValue(typeof value === "number" ? value : null, unit),
    },
    xAxis: lying ? values : marks,
    yAxis: lying ? { ...marks, inverse: true } : values,
    series: shown.series.map((one, place) => ({
      ...seriesLook(kind, place, look, shown.marks.length),
      name: one.name,
      data: one.values,
    })),
  };
}

function seriesLook(kind: Kind, place: number, { ink }: Look, points: number) {
  const itemStyle = { color: seriesColour(ink, place) };
  if (kind.chart === "line") {
    const symbol = SYMBOLS[place % SYMBOLS.length] ?? "circle";
    return {
      type: "line" as const,
      itemStyle,
      symbol,
      symbolSize: 6,
      showSymbol: points <= 40,
      lineStyle: { width: 2 },
    };
  }
  const layered = kind.chart === "stacked" && { stack: "all" };
  if (kind.chart === "stacked" && kind.overTime && points > 20) {
    return { type: "line" as const, itemStyle, ...layered, areaStyle: { opacity: 0.75 }, showSymbol: false };
  }
  return { type: "bar" as const, itemStyle, ...layered, barMaxWidth: 36 };
}

/** Each part as its share of the whole at that mark, in per cent. */
function shared(shape: Shape): Shape {
  const totals = shape.marks.map((_, at) =>
    shape.series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0),
  );
  const series = shape.series.map((one) => ({
    ...one,
    unit: "percentage",
    values: one.values.map((value, at) => share(value, totals[at] ?? 0)),
  }));
  return { ...shape, series };
}

function share(value: number | null, total: number): number | null {
  return value === null || total === 0 ? null : (100 * value) / total;
}
