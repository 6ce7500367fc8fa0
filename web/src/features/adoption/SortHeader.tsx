import { FlexRender, type Header } from "@tanstack/react-table";
import styles from "./CustomerTable.module.css";
import type { features } from "./columns";
import type { Customer } from "./customers";

const ARIA = { asc: "ascending", desc: "descending" } as const;
const ARROW = { asc: "↑", desc: "↓" } as const;

/** A column head that sorts when pressed and says how it sorts. */
export function SortHeader({ header }: { header: Header<typeof features, Customer> }) {
  const direction = header.column.getIsSorted();
  const numeric = header.column.columnDef.meta?.numeric ? styles.numeric : "";
  return (
    <th scope="col" className={numeric} aria-sort={direction ? ARIA[direction] : undefined}>
      <button type="button" className={styles.sort} onClick={header.column.getToggleSortingHandler()}>
        <FlexRender header={header} />
        <span aria-hidden="true" className={styles.arrow}>
          {direction ? ARROW[direction] : ""}
        </span>
      </button>
    </th>
  );
}
