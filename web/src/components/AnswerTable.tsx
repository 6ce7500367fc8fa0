import {
  createColumnHelper,
  createSortedRowModel,
  FlexRender,
  metaHelper,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type ReactNode, useMemo, useState } from "react";
import type { Cell, Column } from "@/lib/answer";
import { writeCell } from "@/lib/cells";
import { formatCount, formatPlural } from "@/lib/format";
import styles from "./AnswerTable.module.css";

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
  columnMeta: metaHelper<{ numeric: boolean }>(),
});

const helper = createColumnHelper<typeof features, Cell[]>();

/** So many rows are listed at once; whoever wants the others asks for them. */
const FIRST_ROWS = 100;

const NONE: string[] = [];

const NUMBERS = ["integer", "number"];

export type AnswerTableProps = {
  caption: string;
  columns: Column[];
  rows: Cell[][];
  /** How many rows there are in all, where the answer holds only the first. */
  totalRows?: number;
  /** Columns that are not listed; their values are there for `show`. */
  hidden?: string[];
  /** How a cell is shown in place of its plain writing, such as a link; undefined leaves it as it is. */
  show?: (column: Column, cell: Cell, row: Cell[]) => ReactNode | undefined;
};

/** The rows of an answer as a table that sorts; it says how many there are, and lists more when asked. */
export function AnswerTable(props: AnswerTableProps) {
  const { caption, columns, rows, totalRows = rows.length, hidden = NONE, show } = props;
  const [listed, setListed] = useState(FIRST_ROWS);
  const defined = useMemo(
    () =>
      columns.flatMap((column, at) =>
        hidden.includes(column.name)
          ? []
          : // Missing values are undefined for the table: it keeps those at the end, whichever way it sorts.
            helper.accessor((row: Cell[]): unknown => row[at] ?? undefined, {
              id: column.name,
              header: column.label,
              sortFn: "basic",
              sortUndefined: "last",
              meta: { numeric: NUMBERS.includes(column.type) },
              cell: ({ row }) =>
                show?.(column, row.original[at] ?? null, row.original) ??
                writeCell(row.original[at] ?? null, column),
            }),
      ),
    [columns, hidden, show],
  );
  const table = useTable({ features, columns: defined, data: rows, enableMultiSort: false });
  const sorted = table.getRowModel().rows;
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label={caption} tabIndex={0}>
        <table className={styles.table}>
          <caption className="unseen">{caption}</caption>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header) => (
                  <th
                    key={header.id}
                    scope="col"
                    className={header.column.columnDef.meta?.numeric ? styles.numeric : undefined}
                    aria-sort={SORTED[String(header.column.getIsSorted())]}
                  >
                    <button
                      type="button"
                      className={styles.sort}
                      onClick={header.column.getToggleSortingHandler()}
                    >
                      <FlexRender header={header} />
                    </button>
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {sorted.slice(0, listed).map((row) => (
              <tr key={row.id}>
                {row.getAllCells().map((cell) => (
                  <td
                    key={cell.id}
                    className={cell.column.columnDef.meta?.numeric ? styles.numeric : undefined}
                  >
                    <FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.count}>
        {totalRows > rows.length
          ? `The first ${formatCount(rows.length)} of ${formatPlural(totalRows, "row")}`
          : formatPlural(totalRows, "row")}
        {sorted.length > listed && (
          <button type="button" className="link-button" onClick={() => setListed(listed + 10 * FIRST_ROWS)}>
            {`${formatCount(listed)} listed: list more`}
          </button>
        )}
      </p>
    </div>
  );
}

const SORTED: Record<string, "ascending" | "descending" | "none"> = {
  asc: "ascending",
  desc: "descending",
  false: "none",
};
