import { FlexRender, type Row } from "@tanstack/react-table";
import { memo, useEffect, useRef } from "react";
import styles from "./CustomerTable.module.css";
import type { features } from "./columns";
import type { Customer } from "./customers";

type CustomerRowProps = {
  row: Row<typeof features, Customer>;
  selected: boolean;
  onSelect: (id: string) => void;
};

/** One customer. Its name is a button that marks it here and in the chart; a marked row comes into view. */
export const CustomerRow = memo(function CustomerRow({ row, selected, onSelect }: CustomerRowProps) {
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (selected) line.current?.scrollIntoView?.({ block: "nearest" });
  }, [selected]);

  const [name, ...others] = row.getAllCells();
  return (
    <tr ref={line} className={selected ? styles.selected : ""} aria-current={selected || undefined}>
      <th scope="row">
        <button
          type="button"
          className={styles.pick}
          aria-pressed={selected}
          onClick={() => onSelect(row.id)}
        >
          {name && <FlexRender cell={name} />}
        </button>
      </th>
      {others.map((cell) => (
        <td key={cell.id} className={cell.column.columnDef.meta?.numeric ? styles.numeric : ""}>
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  );
});
