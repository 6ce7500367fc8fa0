import { micromark } from "micromark";
import { useMemo } from "react";
import styles from "./MarkdownText.module.css";

/** Paragraphs, lists, emphasis and links; tags stay text, and addresses that could run code are dropped. */
export default function MarkdownText({ text }: { text: string }) {
  const __html = useMemo(() => micromark(text), [text]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: micromark writes no tag of the text's own unless it is told to
  return <div className={styles.text} dangerouslySetInnerHTML={{ __html }} />;
}
