import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";
import styles from "./TileInfo.module.css";
import menu from "./TileMenu.module.css";

type TileInfoProps = { title: string; notes: string[] };

/** What has to be said about a tile's numbers, behind a button: the days compared, what is not known, what is cut. */
export function TileInfo({ title, notes }: TileInfoProps) {
  if (notes.length === 0) return null;
  return (
    <DialogTrigger>
      <Button className={menu.button ?? ""} aria-label={`Notes on ${title}`}>
        <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
          <circle cx="8" cy="8" r="6.75" fill="none" stroke="currentColor" strokeWidth="1.3" />
          <path d="M8 7.25v4M8 4.6v.9" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </Button>
      <Popover className={`${menu.popover} ${styles.popover}`} placement="bottom end">
        <Dialog className={styles.notes ?? ""} aria-label={`Notes on ${title}`}>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
