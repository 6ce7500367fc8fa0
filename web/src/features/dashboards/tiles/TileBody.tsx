import { memo } from "react";
import type { CellRef } from "@/components/charts/shape";
import { Notice } from "@/components/Notice";
import type { QueryAnswer } from "@/lib/answer";
import type { Metric, TileSpec } from "../dashboard";
import { ChartBody } from "./ChartBody";
import { MoversBody } from "./MoversBody";
import { NumberBody } from "./NumberBody";
import { TableBody } from "./TableBody";

// A changed filter is asked at once: until its answer comes nothing is drawn again.
const Chart = memo(ChartBody);
const Figure = memo(NumberBody);
const Table = memo(TableBody);

type TileBodyProps = {
  tile: TileSpec;
  answer: QueryAnswer;
  course: QueryAnswer | undefined;
  metrics: Record<string, Metric>;
  /** What a single number is compared with, in words. */
  against: string | null;
  /** Whether the reader's own filters narrow what is shown. */
  filtered: boolean;
  onDrill: (cell: CellRef) => void;
};

/** What a tile shows of its answer, or why there is nothing to show. */
export function TileBody({ tile, answer, course, metrics, against, filtered, onDrill }: TileBodyProps) {
  const used = tile.metrics.flatMap((name) => metrics[name] ?? []);
  const [metric] = used;
  if (tile.chart === "number" && metric) {
    return <Figure metric={metric} values={answer} course={course} against={against} onDrill={onDrill} />;
  }
  if (isEmpty(answer)) return <Nothing notes={answer.notes} filtered={filtered} />;
  if (tile.chart === "table") {
    return <Table caption={`${tile.title}: rows`} answer={answer} onDrill={onDrill} inTile />;
  }
  if (tile.chart === "movers") {
    return <MoversBody caption={`${tile.title}: changes`} answer={answer} metrics={used} onDrill={onDrill} />;
  }
  return <Chart tile={tile} answer={answer} metrics={metrics} onDrill={onDrill} />;
}

function Nothing({ notes, filtered }: { notes: string[]; filtered: boolean }) {
  const hint = filtered
    ? "No row fits the filters and days of this page: clear a filter, or show more days."
    : "No row lies in the days of this page: show more days, or load the source that these numbers come from.";
  return (
    <Notice tone="empty" title="Nothing to show">
      <p>{hint}</p>
      {notes[0] && <p>{notes[0]}</p>}
    </Notice>
  );
}

/** Whether there is no row, or no row with any value. */
function isEmpty(answer: QueryAnswer): boolean {
  const metrics = answer.columns.flatMap(({ role }, at) => (role === "metric" ? [at] : []));
  return answer.rows.every((row) => metrics.every((at) => row[at] === null));
}
