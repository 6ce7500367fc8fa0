import { axisLook, frameLook, type Look, tip } from "@/components/charts/look";
import type { Picture } from "@/components/charts/picture";
import { type AnswerRow, number } from "@/lib/answer";
import { formatShortValue, formatValue } from "@/lib/format";
import type { Metric, Sign } from "../dashboard";

export type Step = {
  metric: string;
  label: string;
  from: number;
  to: number;
  sign: Sign;
  value: number | null;
};

const COLOURS: Record<Sign, `--${string}`> = {
  opening: "--series-8",
  closing: "--series-8",
  plus: "--good",
  minus: "--danger",
};

/** From the opening value over what came and went to the closing one; each step begins where the last one ended. */
export function stepsOf(row: AnswerRow, metrics: Metric[], signs: Sign[]): Step[] {
  let level = 0;
  return metrics.map(({ name, label }, place) => {
    const sign = signs[place] ?? "plus";
    const value = number(row, name);
    const total = sign === "opening" || sign === "closing";
    const from = total ? 0 : level;
    const to = total ? (value ?? 0) : level + (sign === "plus" ? 1 : -1) * (value ?? 0);
    level = to;
    return { metric: name, label, from, to, sign, value };
  });
}

/** What is written at a step: what came in has a plus, what went a minus. */
export function writtenStep({ sign, value }: Step, unit: string | null): string {
  const size = formatShortValue(value === null ? null : Math.abs(value), unit);
  if (!value) return size;
  return sign === "plus" ? `+${size}` : sign === "minus" ? `−${size}` : formatShortValue(value, unit);
}

/** The steps as floating bars: an unseen one carries each of them. */
export function waterfallPicture(steps: Step[], unit: string | null, { ink, narrow }: Look): Picture {
  const frame = frameLook(ink);
  const look = axisLook(ink);
  return {
    option: {
      ...frame,
      grid: { left: 4, right: 12, top: 24, bottom: 4, containLabel: true },
      tooltip: {
        ...frame.tooltip,
        trigger: "axis",
        formatter: (hit: unknown) => {
          const step = steps[(hit as { dataIndex: number }[])[0]?.dataIndex ?? -1];
          return step ? tip(step.label, [["", formatValue(step.value, unit)]]) : "";
        },
      },
      xAxis: {
        ...look,
        type: "category",
        data: steps.map(({ label }) => shortLabel(label)),
        axisLabel: {
          ...look.axisLabel,
          interval: 0,
          rotate: narrow ? 60 : 0,
          width: narrow ? 110 : 76,
          overflow: narrow ? "truncate" : "break",
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
            fontSize: narrow ? 10 : 12,
            formatter: ({ dataIndex }) => {
              const step = steps[dataIndex];
              return step ? writtenStep(step, unit) : "";
            },
          },
          data: steps.map(({ from, to, sign }) => ({
            value: Math.abs(to - from),
            itemStyle: { color: ink(COLOURS[sign]) },
          })),
        },
      ],
    },
    cellAt: ({ index }) => {
      const step = steps[index];
      return step ? { metric: step.metric, keys: {} } : null;
    },
  };
}

/** "Monthly Recurring Revenue (MRR)" is "MRR" where seven names stand side by side. */
function shortLabel(label: string): string {
  return /\(([A-Z]{2,6})\)$/.exec(label)?.[1] ?? label;
}
