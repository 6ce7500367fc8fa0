import { useState } from "react";
import type { Cell } from "@/lib/answer";
import styles from "./SqlView.module.css";

/** The statement that answered a tile, and the values that are bound to its placeholders. */
export function SqlView({ sql, parameters }: { sql: string; parameters: Record<string, Cell> }) {
  const [copied, setCopied] = useState(false);
  const bound = Object.entries(parameters);
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(sql);
    setCopied(true);
  }
  return (
    <div className={styles.view}>
      <button type="button" className="button" onClick={copy}>
        {copied ? "Copied" : "Copy SQL"}
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre className={styles.sql} tabIndex={0}>
        {sql}
      </pre>
      {bound.length > 0 && (
        <>
          <h3>Values of its placeholders</h3>
          <dl className={styles.bound}>
            {bound.map(([name, value]) => (
              <div key={name}>
                <dt>
                  <code>${name}</code>
                </dt>
                <dd>{String(value)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}
