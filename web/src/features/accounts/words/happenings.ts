import type { Cell } from "@/lib/answer";
import { formatDay, formatMoney, formatPlural, formatScore, formatWord } from "@/lib/format";
import type { Named } from "../account";

export const TOPICS: Record<string, string> = {
  contract: "Contract",
  payments: "Payments",
  people: "People and deals",
  support: "Support",
  surveys: "Surveys",
  product: "Product",
  scores: "Scores",
};

const money = (cell: Cell | undefined) => formatMoney(cell == null ? null : Number(cell));
const word = (cell: Cell | undefined) => (cell == null ? "none" : formatWord(String(cell)));
const lower = (cell: Cell | undefined) => word(cell).toLowerCase();
const inBrackets = (...cells: (Cell | undefined)[]) => {
  const told = cells.filter((cell) => cell != null && cell !== "").map((cell) => lower(cell));
  return told.length > 0 ? ` (${told.join(", ")})` : "";
};
const quoted = (cell: Cell | undefined) => (cell ? `: “${cell}”` : "");
const fromTo = (facts: Named) => `from ${word(facts.from)} to ${word(facts.to)}`;
const scored = (facts: Named) => (facts.score == null ? "" : ` (${formatScore(Number(facts.score))})`);

const SAY: Record<string, (facts: Named) => string> = {
  signed_up: () => "Signed up",
  mrr_new: (facts) => `Began to pay ${money(facts.mrr_usd)} a month`,
  mrr_expansion: (facts) => `MRR rose from ${money(facts.opening_mrr_usd)} to ${money(facts.mrr_usd)}`,
  mrr_contraction: (facts) => `MRR fell from ${money(facts.opening_mrr_usd)} to ${money(facts.mrr_usd)}`,
  mrr_churn: (facts) => `Stopped paying; it was ${money(facts.opening_mrr_usd)} a month`,
  mrr_reactivation: (facts) => `Pays again: ${money(facts.mrr_usd)} a month`,
  plan_changed: (facts) => `Plan changed ${fromTo(facts)}`,
  segment_changed: (facts) => `Segment changed ${fromTo(facts)}`,
  csm_changed: (facts) => `CSM changed ${fromTo(facts)}`,
  invoice_paid: (facts) => `Paid an invoice of ${money(facts.amount_usd)}`,
  invoice_overdue: (facts) =>
    `An invoice of ${money(facts.amount_usd)} was not paid in time${
      facts.paid_at ? `; paid on ${formatDay(String(facts.paid_at))}` : ""
    }`,
  invoice_uncollectible: (facts) => `An invoice of ${money(facts.amount_usd)} was given up`,
  term_ended: (facts) => `A term${inBrackets(facts.plan)} ended: ${lower(facts.result)}`,
  champion_left: (facts) => `Champion left: ${facts.name}${inBrackets(facts.title)}`,
  contact_left: (facts) => `Contact left: ${facts.name}${inBrackets(facts.title)}`,
  user_arrived: (facts) => `User arrived: ${facts.name}${inBrackets(facts.role)}`,
  user_left: (facts) => `User left: ${facts.name}${inBrackets(facts.role)}`,
  deal_won: (facts) => `Deal won: ${facts.name ?? money(facts.amount_usd)}${dealt(facts)}`,
  deal_lost: (facts) => `Deal lost: ${facts.name ?? money(facts.amount_usd)}${dealt(facts)}`,
  ticket_opened: (facts) =>
    `Ticket opened: ${facts.subject ?? "no subject"}${inBrackets(facts.priority, facts.channel)}`,
  ticket_resolved: (facts) => `Ticket resolved: ${facts.subject ?? "no subject"}`,
  sla_breached: (facts) => `Missed the ${lower(facts.check)} target of a ticket${inBrackets(facts.priority)}`,
  nps_answered: (facts) => `NPS answer ${facts.score}${inBrackets(facts.group)}${quoted(facts.feedback)}`,
  csat_answered: (facts) => `CSAT answer ${facts.score}${inBrackets(facts.group)}${quoted(facts.feedback)}`,
  feature_released: (facts) => `Feature released: ${facts.feature}${inBrackets(facts.category)}`,
  incident: (facts) =>
    `${formatPlural(Number(facts.crashes), "crash", "crashes")} for ${formatPlural(Number(facts.users), "user")}`,
  health_status_changed: (facts) => `Health went ${fromTo(facts)}${scored(facts)}`,
  churn_risk_level_changed: (facts) => `Churn risk went ${fromTo(facts)}${scored(facts)}`,
};

function dealt(facts: Named): string {
  return facts.name == null ? "" : `, ${money(facts.amount_usd)}`;
}

/** What happened, in a sentence. */
export function happeningOf(kind: string, facts: Named): string {
  return SAY[kind]?.(facts) ?? formatWord(kind);
}

const BAD = [
  "mrr_contraction",
  "mrr_churn",
  "invoice_overdue",
  "invoice_uncollectible",
  "champion_left",
  "contact_left",
  "user_left",
  "deal_lost",
  "sla_breached",
  "incident",
];

/** Whether somebody should worry about it. */
export function isWarning(kind: string, facts: Named): boolean {
  return BAD.includes(kind) || facts.group === "detractor" || facts.group === "dissatisfied";
}
