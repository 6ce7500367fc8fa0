import { Button } from "react-aria-components";
import styles from "./CellButton.module.css";

type CellButtonProps = { shown: string; what: string; onOpen: () => void; inTile?: boolean };

/** A number that opens its rows. In a tile it is left out of the tab order: the table beside the page has it there. */
export function CellButton({ shown, what, onOpen, inTile = false }: CellButtonProps) {
  return (
    <Button
      className={styles.cell ?? ""}
      aria-label={`${shown}: rows behind ${what}`}
      excludeFromTabOrder={inTile}
      onPress={onOpen}
    >
      {shown}
    </Button>
  );
}
