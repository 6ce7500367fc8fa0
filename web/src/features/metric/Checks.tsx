import { formatPlural } from "@/lib/format";
import type { Check, MetricDetail } from "./api/useMetric";
import styles from "./MetricPage.module.css";

const STATES = {
  passed: "Every check that could be made passed when this version was built.",
  failed: "A check failed when this version was built: do not trust the number before its owner has looked.",
  skipped: "No check could be made, because there was nothing to compare.",
  not_validated: "This version was published without checks of its metrics.",
};

const CHECKS: Record<string, string> = {
  two_ways: "Computed two ways, the same",
  valid_range: "Within its valid range",
  null_share: "Days without a value",
  identity: "Adds up with other metrics",
};

/** Whether the metric was checked when its version was built, and what came of it. */
export function Checks({ validation: { state, checks } }: { validation: MetricDetail["validation"] }) {
  return (
    <section className={`card ${styles.part}`}>
      <h2>Validation</h2>
      <p className={state === "failed" ? styles.failed : undefined}>{STATES[state]}</p>
      {checks.length > 0 && (
        <ul className={styles.checks}>
          {checks.map((check, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: checks never change places
            <li key={at}>
              <b className={check.status === "failed" ? styles.failed : undefined}>{check.status}</b>{" "}
              {said(check)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function said({ check_name, entity_type, compared_values, failed_values, detail }: Check): string {
  const what = CHECKS[check_name] ?? check_name;
  const of = entity_type ? ` (${entity_type})` : "";
  const compared = compared_values ? `: ${formatPlural(compared_values, "value")} compared` : "";
  const failed = failed_values ? `, ${formatPlural(failed_values, "value")} failed` : "";
  return `${what}${of}${compared}${failed}${detail ? `. ${detail}` : ""}`;
}
