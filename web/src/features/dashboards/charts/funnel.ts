import type { ChartOption } from "@/components/EChart";
import { namedRows, number, type QueryAnswer } from "@/lib/answer";
import { writeCell } from "@/lib/cells";
import { formatValue } from "@/lib/format";
import { frameLook, type Look, seriesColour } from "./look";

export type Stage = { name: string; value: number | null; unit: string | null };

/** The stages of a funnel in order: several metrics, or one metric by the values of a dimension. */
export function stagesOf(answer: QueryAnswer, order: string[]): Stage[] {
  const metrics = answer.columns.filter(({ role }) => role === "metric");
  const dimension = answer.columns.find(({ role }) => role === "dimension");
  const rows = namedRows(answer);
  if (!dimension) {
    const row = rows[0] ?? {};
    return metrics.map(({ name, label, unit }) => ({ name: label, value: number(row, name), unit }));
  }
  const metric = metrics[0];
  const found = new Map(rows.map((row) => [row[dimension.name] ?? null, number(row, metric?.name ?? "")]));
  return order.map((stage) => ({
    name: writeCell(stage),
    value: found.get(stage) ?? null,
    unit: metric?.unit ?? null,
  }));
}

/** Bars that narrow from stage to stage, each with its value and its share of the first. */
export function funnelOption(stages: Stage[], { ink }: Look): ChartOption {
  const first = stages[0]?.value ?? null;
  const written = (at: number) => {
    const stage = stages[at];
    if (!stage) return "";
    const part =
      first && stage.value !== null && at > 0 ? ` (${((100 * stage.value) / first).toFixed(0)}%)` : "";
    return `${stage.name}: ${formatValue(stage.value, stage.unit)}${part}`;
  };
  const frame = frameLook(ink);
  return {
    ...frame,
    tooltip: {
      ...frame.tooltip,
      formatter: (hit: unknown) => written((hit as { dataIndex: number }).dataIndex),
    },
    series: [
      {
        type: "funnel",
        sort: "none",
        gap: 3,
        left: "5%",
        width: "90%",
        top: 8,
        bottom: 8,
        minSize: "12%",
        label: {
          position: "inside",
          color: ink("--on-series"),
          formatter: ({ dataIndex }) => written(dataIndex),
        },
        itemStyle: { borderWidth: 0 },
        data: stages.map(({ name, value }, at) => ({
          name,
          value: value ?? 0,
          itemStyle: { color: seriesColour(ink, 1), opacity: 1 - at * 0.09 },
        })),
      },
    ],
  };
}
