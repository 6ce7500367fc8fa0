import { lazy, Suspense, useEffect, useEffectEvent, useState } from "react";
import type { Entry } from "./entries";
import styles from "./GlobalSearch.module.css";

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
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
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
