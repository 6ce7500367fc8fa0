import type { ReactNode } from "react";
import styles from "./Notice.module.css";

type NoticeProps = {
  tone: "error" | "info" | "empty";
  title: ReactNode;
  children?: ReactNode;
  /** What the reader can do about it. */
  action?: { label: string; onAct: () => void };
};

/** Says what is the matter and what to do. An error is announced, anything else is read in its turn. */
export function Notice({ tone, title, children, action }: NoticeProps) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={tone === "error" ? "alert" : "note"}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.body}>{children}</div>}
      {action && (
        <button type="button" className="button" onClick={action.onAct}>
          {action.label}
        </button>
      )}
    </div>
  );
}
