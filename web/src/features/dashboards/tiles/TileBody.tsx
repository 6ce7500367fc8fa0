import { AnswerTable } from "@/components/AnswerTable";
import { Notice } from "@/components/Notice";
import type { QueryAnswer } from "@/lib/answer";
import type { Metric, TileSpec } from "../dashboard";
import { ChartBody } from "./ChartBody";
import { NumberBody } from "./NumberBody";

type TileBodyProps = {
  tile: TileSpec;
  answer: QueryAnswer;
  course: QueryAnswer | undefined;
  metrics: Record<string, Metric>;
  /** What a single number is compared with, in words. */
  against: string | null;
};

/** What a tile shows of its answer, or why there is nothing to show. */
export function TileBody({ tile, answer, course, metrics, against }: TileBodyProps) {
  const metric = metrics[tile.metrics[0] ?? ""];
  if (tile.chart === "number" && metric) {
    return <NumberBody metric={metric} values={answer} course={course} against={against} />;
  }
  if (isEmpty(answer)) {
    return (
      <Notice tone="empty" title="Nothing to show">
        <p>{answer.notes[0] ?? "No row fits the filters and days of this page. Widen them to see more."}</p>
      </Notice>
    );
  }
  if (tile.chart === "table") {
    const { columns, rows, total_rows } = answer;
    return <AnswerTable caption={tile.title} columns={columns} rows={rows} totalRows={total_rows} />;
  }
  return <ChartBody tile={tile} answer={answer} metrics={metrics} />;
}

/** Whether there is no row, or no row with any value. */
function isEmpty(answer: QueryAnswer): boolean {
  const metrics = answer.columns.flatMap(({ role }, at) => (role === "metric" ? [at] : []));
  return answer.rows.every((row) => metrics.every((at) => row[at] === null));
}
