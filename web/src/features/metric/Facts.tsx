import type { ReactNode } from "react";
import { formatWord } from "@/lib/format";
import type { MetricDetail } from "./api/useMetric";
import styles from "./MetricPage.module.css";

const KINDS = {
  flow: "counts the whole period",
  stock: "as it is on the period's last day",
  opening: "as it is on the period's first day",
};
const DIRECTIONS = { up: "more is better", down: "less is better", neutral: "neither way is better" };

/** How a metric is defined, word by word. */
export function Facts({ metric }: { metric: MetricDetail }) {
  const facts: [string, ReactNode][] = [
    ["Name", <code key="name">{metric.name}</code>],
    ["Also called", metric.aliases.join(", ")],
    ["Formula", metric.formula],
    ["Time", metric.time_rule],
    ["Kind", KINDS[metric.kind]],
    ["Unit", formatWord(metric.unit)],
    ["Valid range", rangeOf(metric)],
    ["Direction", DIRECTIONS[metric.direction]],
    ["Owner", metric.owner],
    ["Status", metric.status],
    ["Needs source", metric.needs_source.join(", ")],
    ["Told by", metric.dimensions.join(", ")],
  ];
  return (
    <section className={`card ${styles.part}`}>
      <h2>Definition</h2>
      <dl className={styles.facts}>
        {facts
          .filter(([, said]) => said)
          .map(([what, said]) => (
            <Fact key={what} what={what} said={said} />
          ))}
      </dl>
    </section>
  );
}

function Fact({ what, said }: { what: string; said: ReactNode }) {
  return (
    <>
      <dt>{what}</dt>
      <dd>{said}</dd>
    </>
  );
}

function rangeOf({ valid_min, valid_max }: MetricDetail): string | null {
  if (valid_min === null && valid_max === null) return null;
  if (valid_max === null) return `${valid_min} and more`;
  return valid_min === null ? `${valid_max} at most` : `${valid_min} to ${valid_max}`;
}
