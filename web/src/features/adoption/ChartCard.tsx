import { type ReactNode, useId } from "react";
import { formatDay } from "@/lib/format";
import styles from "./ChartCard.module.css";

type ChartCardProps = {
  asOfDate: string | null;
  /** What stands below the chart: its lines in words, who is missing from it. */
  remarks: string[];
  children: ReactNode;
};

/** The frame of the chart: its title, its day, and who is missing from it. */
export function ChartCard({ asOfDate, remarks, children }: ChartCardProps) {
  const id = useId();
  return (
    <section className={`card ${styles.card}`} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>Customers by ARR and AI adoption</h2>
        {asOfDate && <p className={styles.day}>30 days up to {formatDay(asOfDate)} (UTC days)</p>}
      </div>
      <div className={styles.body}>{children}</div>
      <div className={styles.remarks}>
        {remarks.map((remark) => (
          <p key={remark}>{remark}</p>
        ))}
      </div>
    </section>
  );
}
