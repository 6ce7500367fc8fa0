import { ChartCard } from "./ChartCard";
import styles from "./Loading.module.css";

const NO_REMARKS: string[] = [];

/** Stands where the chart will be, in its size. */
export function Loading() {
  return (
    <ChartCard asOfDate={null} remarks={NO_REMARKS}>
      <p className={styles.loading} role="status">
        Asking for the customers …
      </p>
    </ChartCard>
  );
}
