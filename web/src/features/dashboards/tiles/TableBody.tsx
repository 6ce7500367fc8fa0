import { useCallback, useMemo } from "react";
import { AnswerTable } from "@/components/AnswerTable";
import { type CellRef, cellRef, keyColumns } from "@/components/charts/shape";
import { entityCell, namedKeys } from "@/components/EntityCell";
import type { Cell, Column, QueryAnswer } from "@/lib/answer";
import { writeCell } from "@/lib/cells";
import { writePeriod } from "@/lib/periods";
import { CellButton } from "./CellButton";

type TableBodyProps = {
  caption: string;
  answer: QueryAnswer;
  onDrill: (cell: CellRef) => void;
  inTile?: boolean;
};

/** The rows of an answer: customers lead to their page, numbers to the rows that make them. */
export function TableBody({ caption, answer, onDrill, inTile = false }: TableBodyProps) {
  const { columns, rows, total_rows, time } = answer;
  const keys = useMemo(() => keyColumns(answer), [answer]);
  const hidden = useMemo(() => hiddenColumns(columns), [columns]);
  const show = useCallback(
    (column: Column, cell: Cell, row: Cell[]) => {
      if (column.role === "time" && cell !== null) return writePeriod(String(cell), time);
      if (column.role !== "metric" || cell === null) return entityCell(columns, column, row);
      const named = Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null]));
      const open = () => onDrill(cellRef(named, keys, column.name));
      return <CellButton shown={writeCell(cell, column)} what={column.label} onOpen={open} inTile={inTile} />;
    },
    [columns, keys, onDrill, inTile, time],
  );
  return (
    <AnswerTable
      caption={caption}
      columns={columns}
      rows={rows}
      totalRows={total_rows}
      hidden={hidden}
      show={show}
    />
  );
}

/** Keys whose names are listed, and the places of lines, which say the same in every row. */
function hiddenColumns(columns: Column[]): string[] {
  return [
    ...namedKeys(columns),
    ...columns.map(({ name }) => name).filter((name) => /_threshold(_|$)/.test(name)),
  ];
}
