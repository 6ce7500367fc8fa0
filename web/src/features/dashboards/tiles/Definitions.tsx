import { formatWord } from "@/lib/format";
import type { Metric } from "../dashboard";
import styles from "./Definitions.module.css";

/** Each metric of a tile as it is defined: what it tells, how it is worked out, who answers for it. */
export function Definitions({ names, metrics }: { names: string[]; metrics: Record<string, Metric> }) {
  return names
    .flatMap((name) => metrics[name] ?? [])
    .map((metric) => (
      <section key={metric.name} className={styles.metric}>
        <h3>{metric.label}</h3>
        <p>{metric.description}</p>
        <dl>
          <dt>Name</dt>
          <dd>
            <code>{metric.name}</code>
          </dd>
          {metric.formula && (
            <>
              <dt>Formula</dt>
              <dd>{metric.formula}</dd>
            </>
          )}
          <dt>Unit</dt>
          <dd>{formatWord(metric.unit)}</dd>
          <dt>Tier</dt>
          <dd>{metric.tier}</dd>
          <dt>Owner</dt>
          <dd>{metric.owner}</dd>
        </dl>
      </section>
    ));
}
