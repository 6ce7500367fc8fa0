import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import type { TileSpec } from "../dashboard";
import styles from "./TileMenu.module.css";

/** What can be opened beside a tile. */
export type View = "definition" | "table" | "rows" | "sql";

type Entry = { id: View | "csv"; label: string };

const ENTRIES: Entry[] = [
  { id: "definition", label: "What it means" },
  { id: "table", label: "View as table" },
  { id: "rows", label: "Rows behind a number" },
  { id: "sql", label: "Show SQL" },
  { id: "csv", label: "Download CSV (all rows)" },
];

type TileMenuProps = { tile: TileSpec; onView: (view: View) => void; onCsv: () => void };

/** What can be opened from a tile. */
export function TileMenu({ tile, onView, onCsv }: TileMenuProps) {
  return (
    <MenuTrigger>
      <Button className={styles.button ?? ""} aria-label={`More of ${tile.title}`}>
        ⋯
      </Button>
      <Popover className={styles.popover ?? ""} placement="bottom end">
        <Menu
          className={styles.menu ?? ""}
          aria-label={`More of ${tile.title}`}
          onAction={(key) => (key === "csv" ? onCsv() : onView(key as View))}
        >
          {ENTRIES.map(({ id, label }) => (
            <MenuItem key={id} id={id} className={styles.item ?? ""}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
