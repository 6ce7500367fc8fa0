import { useTable } from "@tanstack/react-table";
import { useDeferredValue, useId, useMemo, useState } from "react";
import { formatCount, formatPlural } from "@/lib/format";
import { CustomerRow } from "./CustomerRow";
import styles from "./CustomerTable.module.css";
import { columns, features, SEARCHED } from "./columns";
import type { Customer } from "./customers";
import { SortHeader } from "./SortHeader";

type CustomerTableProps = {
  customers: Customer[];
  /** How many active customers there are without any filter; null while unknown. */
  total: number | null;
  selectedId: string | null;
  onSelect: (id: string) => void;
};

/** So many rows are listed at once; whoever wants the others asks for them. */
const FIRST_ROWS = 500;

const INITIAL = { sorting: [{ id: "arr", desc: true }] };

/** The customers of the chart, and those that have no place in it, as text: sorted, searched, counted. */
export function CustomerTable({ customers, total, selectedId, onSelect }: CustomerTableProps) {
  const id = useId();
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const table = useTable({
    features,
    columns,
    data: customers,
    initialState: INITIAL,
    state: useMemo(() => ({ globalFilter: wanted }), [wanted]),
    onGlobalFilterChange: setSearch,
    globalFilterFn: "includesString",
    getColumnCanGlobalFilter: (column) => SEARCHED.has(column.id),
    getRowId: (customer) => customer.id,
    enableSortingRemoval: false,
    enableMultiSort: false,
  });
  const rows = table.getRowModel().rows;
  const [listAll, setListAll] = useState(false);
  const selectedAt = rows.findIndex((row) => row.id === selectedId);
  const listed = listAll ? rows : rows.slice(0, Math.max(FIRST_ROWS, selectedAt + 1));

  return (
    <section className={`card ${styles.card}`} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h2 id={`${id}-title`}>Customers</h2>
        <p className={styles.shown} role="status">
          Showing {formatCount(rows.length)} of{" "}
          {formatPlural(Math.max(total ?? 0, customers.length), "customer")}
        </p>
        <input
          type="search"
          className={`field ${styles.search}`}
          aria-label="Search customers by name, segment, industry or quadrant"
          placeholder="Search the table"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-labelledby={`${id}-title`}>
        <table className={styles.table}>
          <thead>
            <tr>
              {table.getFlatHeaders().map((header) => (
                <SortHeader key={header.id} header={header} />
              ))}
            </tr>
          </thead>
          <tbody>
            {listed.map((row) => (
              <CustomerRow key={row.id} row={row} selected={row.id === selectedId} onSelect={onSelect} />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className={styles.none}>No customer matches “{wanted}”.</p>}
        {listed.length < rows.length && (
          <p className={styles.none}>
            The first {formatCount(listed.length)} in this order are listed.{" "}
            <button type="button" className="link-button" onClick={() => setListAll(true)}>
              List all {formatPlural(rows.length, "customer")}
            </button>
          </p>
        )}
      </section>
    </section>
  );
}
