import { formatPlural, formatScore, formatShortMoney } from "@/lib/format";
import type { Customer, CustomerAnswer, Thresholds } from "./customers";

/** What must be said below the chart: where its lines stand, and who is in the table but has no place in it. */
export function remarksOn({ customers, thresholds, notes }: CustomerAnswer): string[] {
  const remarks = [
    linesInWords(thresholds),
    unscored(customers, notes.length > 0),
    lacking(customers, "arr", "no ARR on record"),
  ];
  return remarks.filter((remark) => remark !== null);
}

function linesInWords({ arr, adoption }: Thresholds): string | null {
  const lines: string[] = [];
  if (arr !== null) lines.push(`ARR ${formatShortMoney(arr)} (median of all active customers)`);
  if (adoption !== null) lines.push(`adoption score ${formatScore(adoption)}`);
  return lines.length === 0 ? null : `Quadrant lines: ${lines.join(", ")}.`;
}

function unscored(customers: Customer[], explainedByNote: boolean): string | null {
  const without = customers.filter((customer) => customer.adoption === null);
  // Where nobody has a score the cause is the data, not the customers: then the answer's note says it.
  const nobody = without.length === customers.length && explainedByNote;
  const why = nobody ? "the note below says why" : "no user activity in 30 days";
  const remark = lacking(customers, "adoption", `no adoption score: ${why}`);
  const counted = without.some((customer) => customer.quadrant !== null);
  return remark && counted ? `${remark} They have no point, but a quadrant: that of low adoption.` : remark;
}

function lacking(customers: Customer[], field: "arr" | "adoption", what: string): string | null {
  const count = customers.filter((customer) => customer[field] === null).length;
  if (count === 0) return null;
  return `${formatPlural(count, "customer")} ${count === 1 ? "has" : "have"} ${what}.`;
}
