import type { CellRef } from "@/components/charts/shape";
import { SidePanel } from "@/components/SidePanel";
import type { QueryAnswer, QueryRequest } from "@/lib/answer";
import type { Metric, TileSpec } from "../dashboard";
import { Definitions } from "./Definitions";
import { DrillView } from "./DrillView";
import { SqlView } from "./SqlView";
import { TableBody } from "./TableBody";
import type { View } from "./TileMenu";

/** What is open beside the dashboard: something of the tile, or the rows behind one of its numbers. */
export type Opened = { view: View } | { cell: CellRef };

type TileSheetProps = {
  opened: Opened;
  tile: TileSpec;
  request: QueryRequest;
  answer: QueryAnswer;
  metrics: Record<string, Metric>;
  onOpen: (opened: Opened) => void;
  onClose: () => void;
};

const TITLES: Record<View, string> = {
  definition: "what it means",
  table: "as a table",
  rows: "rows behind a number",
  sql: "SQL",
};

/** What was opened from a tile, beside the dashboard. */
export default function TileSheet(props: TileSheetProps) {
  const { opened, tile, request, metrics, onClose } = props;
  const view = "view" in opened ? opened.view : "rows";
  return (
    <SidePanel title={`${tile.title}: ${TITLES[view]}`} onClose={onClose}>
      {"cell" in opened ? (
        <DrillView request={request} cell={opened.cell} choices={tile.metrics} metrics={metrics} />
      ) : (
        <Viewed {...props} view={opened.view} />
      )}
    </SidePanel>
  );
}

function Viewed({ view, tile, answer, metrics, onOpen }: TileSheetProps & { view: View }) {
  if (view === "definition") return <Definitions names={tile.metrics} metrics={metrics} />;
  if (view === "sql") return <SqlView sql={answer.sql} parameters={answer.parameters} />;
  return (
    <>
      {view === "rows" && <p>Choose a number to see the rows that make it.</p>}
      <TableBody caption={tile.title} answer={answer} onDrill={(cell) => onOpen({ cell })} />
    </>
  );
}
