import { useState } from "react";
import styles from "./CodeBlock.module.css";

/** Text for a machine, with a button that copies it. */
export function CodeBlock({ what, text }: { what: string; text: string }) {
  const [copied, setCopied] = useState<string | null>(null);
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  }
  return (
    <div className={styles.block}>
      <button type="button" className="button" onClick={copy}>
        {copied === text ? "Copied" : `Copy ${what}`}
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label={what} tabIndex={0}>
        <pre>{text}</pre>
      </section>
    </div>
  );
}
