import { lazy, Suspense, useEffect, useEffectEvent, useState } from "react";
import type { Entry } from "./entries";
import styles from "./GlobalSearch.module.css";
import { OPEN_SEARCH } from "./opening";

const SearchDialog = lazy(() => import("./SearchDialog"));

/** Search from anywhere: the button in the head, or Ctrl+K (Cmd+K); what it needs is loaded when it first opens. */
export function GlobalSearch({ pages }: { pages: Entry[] }) {
  const [open, setOpen] = useState(false);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    setOpen(!open);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    const show = () => setOpen(true);
    window.addEventListener("keydown", listen);
    window.addEventListener(OPEN_SEARCH, show);
    return () => {
      window.removeEventListener("keydown", listen);
      window.removeEventListener(OPEN_SEARCH, show);
    };
  }, []);
  return (
    <>
      <button type="button" className={styles.button} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span>Search accounts …</span>
        <kbd className={styles.keys}>Ctrl K</kbd>
      </button>
      {open && (
        <Suspense>
          <SearchDialog pages={pages} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
