import type { ChartOption, Pick } from "@/components/EChart";
import type { CellRef } from "./shape";

/** A line of the legend: its colour and shape are those of the chart. */
export type LegendEntry = { name: string; colour: string; symbol: string };

/** What is drawn, its legend, and which number of the answer stands where something was clicked. */
export type Picture = {
  option: ChartOption;
  legend?: LegendEntry[];
  cellAt: (pick: Pick) => CellRef | null;
};
