import type { ReactNode } from "react";
import type { Cell, Column } from "@/lib/answer";
import { formatChange, formatWord } from "@/lib/format";
import type { Section, SectionName, Tone } from "./account";
import { Tag } from "./Tag";

export type ListName = Exclude<SectionName, "timeline">;

type List = {
  title: string;
  /** What is shown of each row, in this order: the column, its heading, its unit. */
  columns: [name: string, label: string, unit?: string][];
  empty: string;
  hint: string;
  show: (column: Column, cell: Cell) => ReactNode | undefined;
};

const STATES: Record<string, [word: string, tone: Tone]> = {
  breached: ["Target missed", "bad"],
  pending: ["Target ahead", "same"],
  met: ["Targets met", "good"],
  no_target: ["No target", "same"],
  new: ["New", "good"],
  growing: ["Growing", "good"],
  steady: ["Steady", "same"],
  falling: ["Falling", "bad"],
  stopped: ["Stopped", "bad"],
  unused: ["Unused", "same"],
};

function state(cell: Cell): ReactNode | undefined {
  const known = STATES[String(cell)];
  return known && <Tag tone={known[1]}>{known[0]}</Tag>;
}

export const LISTS: Record<ListName, List> = {
  features: {
    title: "Usage by feature",
    columns: [
      ["feature_name", "Feature"],
      ["feature_category", "Category"],
      ["usage_state", "Use"],
      ["event_count_30d", "Uses, 30 days"],
      ["event_count_prior_30d", "30 days before"],
      ["usage_change_pct", "Change", "percentage"],
      ["users_30d", "Users, 30 days"],
      ["users_prior_30d", "Users before"],
      ["last_used_date", "Last used"],
    ],
    empty: "There are no features",
    hint: "Features come from the product's releases; this company has none loaded.",
    show: (column, cell) => {
      if (column.name === "usage_state") return state(cell);
      if (column.name === "feature_category" && cell === "ai") return "AI";
      if (column.name === "usage_change_pct" && typeof cell === "number")
        return formatChange(cell, "percentage");
      return undefined;
    },
  },
  users: {
    title: "Users",
    columns: [
      ["user_name", "Name"],
      ["role", "Role"],
      ["is_enabled", "Enabled"],
      ["engagement_tier", "Engagement"],
      ["engagement_score", "Score", "score"],
      ["is_power_user", "Power user"],
      ["active_days_30d", "Active days, 30 days"],
      ["features_used_30d", "Features, 30 days"],
      ["ai_event_count_30d", "AI uses, 30 days"],
      ["last_active_date", "Last active"],
    ],
    empty: "There are no users",
    hint: "Nobody of this customer has an account in the product yet.",
    show: (column, cell) => (column.name === "user_name" ? String(cell ?? "–") : undefined),
  },
  tickets: {
    title: "Tickets",
    columns: [
      ["subject", "Subject"],
      ["status", "Status"],
      ["priority", "Priority"],
      ["sla_state", "Targets"],
      ["next_due_at", "Next due"],
      ["opened_at", "Opened"],
      ["resolved_at", "Resolved"],
      ["open_hours", "Open", "hours"],
      ["reopen_count", "Reopened"],
      ["assignee_name", "Assignee"],
      ["satisfaction", "Satisfaction"],
    ],
    empty: "There are no tickets",
    hint: "This customer has asked for no help.",
    show: (column, cell) => {
      if (column.name === "sla_state") return state(cell);
      return column.name === "subject" ? String(cell ?? "–") : undefined;
    },
  },
  invoices: {
    title: "Invoices",
    columns: [
      ["invoice_id", "Invoice"],
      ["status", "Status"],
      ["issued_at", "Issued"],
      ["due_at", "Due"],
      ["paid_at", "Paid"],
      ["amount_due_usd", "Amount", "currency"],
      ["amount_paid_usd", "Paid amount", "currency"],
      ["days_late", "Days late"],
      ["failed_charges", "Failed charges"],
    ],
    empty: "There are no invoices",
    hint: "Billing has sent none to this customer.",
    show: (column, cell) => {
      if (column.name === "invoice_id") return String(cell);
      if (column.name !== "status" || cell !== "uncollectible") return undefined;
      return <Tag tone="bad">{formatWord(cell)}</Tag>;
    },
  },
};

/** The columns of a list with headings for people, and its rows cut to them. */
export function listed(name: ListName, section: Section): { columns: Column[]; rows: Cell[][] } {
  const chosen = LISTS[name].columns.flatMap(([column, label, unit]) => {
    const at = section.columns.findIndex((one) => one.name === column);
    const found = section.columns[at];
    return found ? [{ at, column: { ...found, label, unit: unit ?? null } }] : [];
  });
  return {
    columns: chosen.map(({ column }) => column),
    rows: section.rows.map((row) => chosen.map(({ at }) => row[at] ?? null)),
  };
}
