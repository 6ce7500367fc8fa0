import type { ChartOption, Pick } from "@/components/EChart";
import type { CellRef } from "./shape";

/** What is drawn, and which number of the answer stands where something was clicked. */
export type Picture = { option: ChartOption; cellAt: (pick: Pick) => CellRef | null };
