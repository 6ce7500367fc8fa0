import type { MetricList } from "@/lib/metric";
import styles from "./Conditions.module.css";

type ChosenProps = { list: MetricList; chosen: string[]; onChange: (chosen: string[]) => void };

/** The chosen metrics, each with a way to take it out; one that is not known is told as it is. */
export function Chosen({ list, chosen, onChange }: ChosenProps) {
  if (chosen.length === 0) return null;
  const labels = new Map(list.metrics.map(({ name, label }) => [name, label]));
  return (
    <ul className={styles.list} aria-label="Chosen metrics">
      {chosen.map((name) => (
        <li key={name} className={styles.chip}>
          {labels.get(name) ?? name}
          <button
            type="button"
            aria-label={`Remove: ${labels.get(name) ?? name}`}
            onClick={() => onChange(chosen.filter((one) => one !== name))}
          >
            ×
          </button>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <button type="button" className="link-button" onClick={() => onChange([])}>
            Remove all
          </button>
        </li>
      )}
    </ul>
  );
}
