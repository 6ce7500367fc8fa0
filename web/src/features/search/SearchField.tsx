import styles from "./GlobalSearch.module.css";
import { openSearch } from "./opening";

/** A large way into the search where people begin; looks like the field that it opens. */
export function SearchField() {
  return (
    <button
      type="button"
      className={`${styles.button} ${styles.large}`}
      aria-haspopup="dialog"
      onClick={openSearch}
    >
      <span>Find a customer by name …</span>
      <kbd className={styles.keys}>Ctrl K</kbd>
    </button>
  );
}
