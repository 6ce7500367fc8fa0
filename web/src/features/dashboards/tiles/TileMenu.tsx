import { lazy, Suspense, useState } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import type { QueryAnswer, QueryRequest } from "@/lib/answer";
import type { Metric, Tile } from "../dashboard";
import styles from "./TileMenu.module.css";

const TileSheet = lazy(() => import("./TileSheet"));

export type View = "definition" | "table" | "sql";

const ENTRIES: { id: View | "csv"; label: string }[] = [
  { id: "definition", label: "What it means" },
  { id: "table", label: "View as table" },
  { id: "sql", label: "Show SQL" },
  { id: "csv", label: "Download CSV (all rows)" },
];

type TileMenuProps = {
  tile: Tile;
  request: QueryRequest;
  answer: QueryAnswer;
  metrics: Record<string, Metric>;
};

/** What can be opened from a tile. */
export function TileMenu({ tile, request, answer, metrics }: TileMenuProps) {
  const [view, setView] = useState<View | null>(null);
  return (
    <>
      <MenuTrigger>
        <Button className={styles.button ?? ""} aria-label={`More of ${tile.tile.title}`}>
          ⋯
        </Button>
        <Popover className={styles.popover ?? ""} placement="bottom end">
          <Menu className={styles.menu ?? ""} onAction={(key) => key !== "csv" && setView(key as View)}>
            {ENTRIES.map(({ id, label }) => (
              <MenuItem key={id} id={id} className={styles.item ?? ""}>
                {label}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {view && (
        <Suspense fallback={null}>
          <TileSheet
            view={view}
            tile={tile}
            request={request}
            answer={answer}
            metrics={metrics}
            onClose={() => setView(null)}
          />
        </Suspense>
      )}
    </>
  );
}
