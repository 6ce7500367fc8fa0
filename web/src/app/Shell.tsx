import type { ReactNode } from "react";
import { StatusLine } from "@/features/status/StatusLine";
import styles from "./Shell.module.css";

/** What every page has around it: a way past the head, the name, and what is published. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <>
      <a className={styles.skip} href="#content">
        Skip to the content
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <a className={styles.brand} href="/">
            <img src="/favicon.svg" alt="" width="28" height="28" />
            Almanac
          </a>
          <StatusLine />
        </div>
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
