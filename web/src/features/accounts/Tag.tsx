import type { ReactNode } from "react";
import type { Tone } from "./account";
import styles from "./Tag.module.css";

/** A word that stands out; the word says it, the colour only helps. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`${styles.tag} ${styles[tone]}`}>{children}</span>;
}
