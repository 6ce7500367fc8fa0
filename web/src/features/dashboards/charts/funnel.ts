import { axisLook, frameLook, type Look, seriesColour, tip } from "@/components/charts/look";
import type { Picture } from "@/components/charts/picture";
import { type CellRef, keyColumns, metricColumns } from "@/components/charts/shape";
import { namedRows, number, type QueryAnswer } from "@/lib/answer";
import { writeCell } from "@/lib/cells";
import { formatShare, formatValue } from "@/lib/format";

export type Stage = { name: string; value: number | null; unit: string | null; cell: CellRef };

/** The stages of a funnel in order: several metrics, or one metric by the values of a dimension. */
export function stagesOf(answer: QueryAnswer, order: string[]): Stage[] {
  const metrics = metricColumns(answer);
  const dimension = keyColumns(answer).find(({ role }) => role === "dimension");
  const rows = namedRows(answer);
  const [metric] = metrics;
  if (!dimension || !metric) {
    const row = rows[0] ?? {};
    return metrics.map(({ name, label, unit }) => ({
      name: label,
      value: number(row, name),
      unit,
      cell: { metric: name, keys: {} },
    }));
  }
  const found = new Map(rows.map((row) => [row[dimension.name] ?? null, number(row, metric.name)]));
  return order.map((stage) => ({
    name: writeCell(stage, dimension),
    value: found.get(stage) ?? null,
    unit: metric.unit,
    cell: { metric: metric.name, keys: { [dimension.name]: stage } },
  }));
}

/** What is written beside a stage: its value, and which part of the stage before it came so far. */
export function writtenStage(stages: Stage[], at: number): string {
  const [stage, before] = [stages[at], stages[at - 1]];
  if (!stage) return "";
  const value = formatValue(stage.value, stage.unit);
  return before?.value && stage.value !== null
    ? `${value}  (${formatShare(stage.value / before.value)})`
    : value;
}

/** Bars that grow shorter from stage to stage, in the middle; each with its value and its part of the one before. */
export function funnelPicture(stages: Stage[], { ink, narrow }: Look): Picture {
  const frame = frameLook(ink);
  const look = axisLook(ink);
  const largest = Math.max(1, ...stages.map(({ value }) => value ?? 0));
  const hidden = { show: false };
  return {
    option: {
      ...frame,
      grid: { left: 4, right: narrow ? 96 : 130, top: 8, bottom: 8, containLabel: true },
      tooltip: {
        ...frame.tooltip,
        formatter: (hit: unknown) => {
          const at = (hit as { dataIndex: number }).dataIndex;
          return tip(stages[at]?.name ?? "", [["", writtenStage(stages, at)]]);
        },
      },
      xAxis: { type: "value", max: largest, axisLabel: hidden, splitLine: hidden, axisLine: hidden },
      yAxis: {
        ...look,
        type: "category",
        inverse: true,
        axisTick: hidden,
        axisLine: hidden,
        data: stages.map(({ name }) => name),
        axisLabel: { ...look.axisLabel, color: ink("--text"), width: narrow ? 90 : 140, overflow: "break" },
      },
      series: [
        {
          type: "bar",
          barMaxWidth: 44,
          barMinHeight: 3,
          showBackground: true,
          backgroundStyle: { color: ink("--surface-hover"), borderRadius: 4 },
          itemStyle: { color: seriesColour(ink, 0), borderRadius: 4 },
          label: { show: false },
          data: stages.map(({ value }) => value ?? 0),
        },
        {
          // The values stand in a column of their own, beside the longest bar.
          type: "bar",
          barGap: "-100%",
          silent: true,
          itemStyle: { color: "transparent" },
          label: {
            show: true,
            position: "right",
            color: ink("--text"),
            formatter: ({ dataIndex }) => writtenStage(stages, dataIndex),
          },
          data: stages.map(() => largest),
        },
      ],
    },
    cellAt: ({ index }) => stages[index]?.cell ?? null,
  };
}
