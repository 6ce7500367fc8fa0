import { formatCount } from "@/lib/format";
import { type Customer, countIn } from "./customers";
import styles from "./QuadrantCorners.module.css";
import { QuadrantMark } from "./QuadrantMark";
import { QUADRANTS } from "./quadrants";

/** Names and counts of the quadrants in the corners of the chart: its legend, and readable as text. */
export function QuadrantCorners({ customers }: { customers: Customer[] }) {
  return (
    <ul className={styles.corners} aria-label="Customers in each quadrant">
      {QUADRANTS.map((look) => (
        <li key={look.id} className={styles[look.id]} data-quadrant={look.id}>
          <QuadrantMark look={look} />
          <span className={styles.name}>{look.label}</span>
          <span className={styles.count}>{formatCount(countIn(customers, look.id))}</span>
          <span className={styles.meaning}>{look.meaning}</span>
        </li>
      ))}
    </ul>
  );
}
