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
        ⓘ
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
