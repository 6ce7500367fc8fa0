import { AnswerTable } from "@/components/AnswerTable";
import { SidePanel } from "@/components/SidePanel";
import type { QueryAnswer, QueryRequest } from "@/lib/answer";
import type { Metric, Tile } from "../dashboard";
import { Definitions } from "./Definitions";
import type { View } from "./TileMenu";

type TileSheetProps = {
  view: View;
  tile: Tile;
  request: QueryRequest;
  answer: QueryAnswer;
  metrics: Record<string, Metric>;
  onClose: () => void;
};

const TITLES: Record<View, string> = { definition: "What it means", table: "As table", sql: "SQL" };

/** What was opened from a tile, beside the dashboard. */
export default function TileSheet({ view, tile, answer, metrics, onClose }: TileSheetProps) {
  return (
    <SidePanel title={`${tile.tile.title}: ${TITLES[view]}`} onClose={onClose}>
      {view === "definition" && <Definitions names={tile.tile.metrics} metrics={metrics} />}
      {view === "table" && (
        <AnswerTable
          caption={tile.tile.title}
          columns={answer.columns}
          rows={answer.rows}
          totalRows={answer.total_rows}
        />
      )}
      {view === "sql" && (
        <pre>
          <code>{answer.sql}</code>
        </pre>
      )}
    </SidePanel>
  );
}
