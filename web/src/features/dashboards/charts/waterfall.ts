import type { ChartOption } from "@/components/EChart";
import { type AnswerRow, number } from "@/lib/answer";
import { formatShortValue, formatValue } from "@/lib/format";
import type { Metric, Sign } from "../dashboard";
import { axisLook, frameLook, type Look } from "./look";

export type Step = { label: string; from: number; to: number; sign: Sign; value: number | null };

const COLOURS: Record<Sign, `--${string}`> = {
  opening: "--series-8",
  closing: "--series-8",
  plus: "--good",
  minus: "--danger",
};

/** From the opening value over what came and went to the closing one; each step begins where the last one ended. */
export function stepsOf(row: AnswerRow, metrics: Metric[], signs: Sign[]): Step[] {
  let level = 0;
  return metrics.map((metric, place) => {
    const sign = signs[place] ?? "plus";
    const value = number(row, metric.name);
    const total = sign === "opening" || sign === "closing";
    const from = total ? 0 : level;
    const to = total ? (value ?? 0) : level + (sign === "plus" ? 1 : -1) * (value ?? 0);
    level = to;
    return { label: metric.label, from, to, sign, value };
  });
}

/** The steps as floating bars: an unseen one carries each of them. */
export function waterfallOption(steps: Step[], unit: string | null, { ink, narrow }: Look): ChartOption {
  const frame = frameLook(ink);
  const look = axisLook(ink);
  return {
    ...frame,
    grid: { left: 4, right: 12, top: 24, bottom: 4, containLabel: true },
    tooltip: {
      ...frame.tooltip,
      trigger: "axis",
      formatter: (hit: unknown) => {
        const [{ dataIndex }] = hit as [{ dataIndex: number }];
        const step = steps[dataIndex];
        return step ? `${step.label}: ${formatValue(step.value, unit)}` : "";
      },
    },
    xAxis: {
      ...look,
      type: "category",
      data: steps.map(({ label }) => label),
      axisLabel: {
        ...look.axisLabel,
        interval: 0,
        rotate: narrow ? 60 : 0,
        width: 90,
        overflow: "break",
        hideOverlap: false,
      },
    },
    yAxis: {
      ...look,
      type: "value",
      axisLabel: { ...look.axisLabel, formatter: (value: number) => formatShortValue(value, unit) },
    },
    series: [
      {
        type: "bar",
        stack: "all",
        silent: true,
        itemStyle: { color: "transparent" },
        data: steps.map(({ from, to }) => Math.min(from, to)),
      },
      {
        type: "bar",
        stack: "all",
        barMaxWidth: 64,
        label: {
          show: true,
          position: "top",
          color: ink("--text-muted"),
          formatter: ({ dataIndex }) => formatShortValue(steps[dataIndex]?.value, unit),
        },
        data: steps.map(({ from, to, sign }) => ({
          value: Math.abs(to - from),
          itemStyle: { color: ink(COLOURS[sign]) },
        })),
      },
    ],
  };
}
