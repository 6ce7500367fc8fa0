import type { ReactNode } from "react";
import { toneOf } from "@/lib/change";
import { countDays } from "@/lib/days";
import { formatChange, formatDay, formatMoney, formatPlural, formatScore, formatWord } from "@/lib/format";
import styles from "./AccountHead.module.css";
import type { Account } from "./account";
import { useHealthCourse } from "./api/useHealthCourse";
import { HealthCourse } from "./HealthCourse";
import { Tag } from "./Tag";

/** Who the customer is, what it pays, until when, who cares for it, and how it is. */
export function AccountHead({ account }: { account: Account }) {
  const { facts } = account;
  const health = account.scores.find((score) => score.score === "customer_health_score");
  const course = useHealthCourse(account.id, account.as_of_date);
  const about = [facts.industry, facts.account_segment, facts.region].filter((one) => one !== null);
  return (
    <header className={`card ${styles.head}`}>
      <div className={styles.names}>
        <h1>{account.name}</h1>
        <p className={styles.about}>
          {about.map((one) => formatWord(String(one))).join(" · ")}
          {facts.is_active_customer === false && <Tag tone="bad">Not a paying customer</Tag>}
          {facts.is_past_due === true && <Tag tone="bad">Payment past due</Tag>}
        </p>
      </div>
      <dl className={styles.facts}>
        <Fact label="ARR">{formatMoney(amount(facts.arr_usd))}</Fact>
        <Fact label="Plan">{formatWord(word(facts.plan))}</Fact>
        <Fact label="Renewal" note={daysLeft(account)}>
          {facts.next_term_end_date ? formatDay(word(facts.next_term_end_date)) : "No fixed term"}
        </Fact>
        <Fact label="CSM">{facts.csm === null ? "Nobody" : word(facts.csm)}</Fact>
      </dl>
      <div className={styles.health}>
        <p className={styles.label}>Health</p>
        <p className={styles.score}>
          {formatScore(health?.value)}
          {health?.band && <Tag tone={TONES[health.band] ?? "same"}>{formatWord(health.band)}</Tag>}
        </p>
        <p className={styles.note}>
          {health?.change_30d != null ? (
            <>
              <span className={styles[toneOf(health.change_30d, "score", "up")]}>
                {formatChange(health.change_30d, "score")}
              </span>{" "}
              in 30 days
            </>
          ) : health?.value == null ? (
            "Only active customers have a score"
          ) : (
            "No score 30 days ago"
          )}
        </p>
        {health?.value != null && <HealthCourse values={course.data} />}
      </div>
    </header>
  );
}

const TONES: Record<string, "good" | "bad" | "same"> = {
  excellent: "good",
  good: "good",
  fair: "same",
  poor: "bad",
};

function Fact({ label, note, children }: { label: string; note?: string | null; children: ReactNode }) {
  return (
    <div>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>
        {children}
        {note && <span className={styles.note}> {note}</span>}
      </dd>
    </div>
  );
}

function word(cell: Account["facts"][string] | undefined): string | null {
  return cell == null ? null : String(cell);
}

function amount(cell: Account["facts"][string] | undefined): number | null {
  return cell == null ? null : Number(cell);
}

function daysLeft({ facts, as_of_date }: Account): string | null {
  const end = word(facts.next_term_end_date);
  if (!end) return null;
  const days = countDays(as_of_date, end) - 1;
  return days < 0 ? `${formatPlural(-days, "day")} ago` : `in ${formatPlural(days, "day")}`;
}
