import type { Cell, Column } from "@/lib/answer";
import type { Direction } from "@/lib/change";

export type Named = Record<string, Cell>;

/** One part of a score: what was observed, what it earned and why, and what it had earned 30 days before. */
export type Part = {
  score: string;
  component: string;
  parent: string;
  observed_value: number | null;
  target: number | null;
  points: number;
  max_points: number;
  points_lost: number;
  points_30d_ago: number | null;
  /** What it could have had then: the weight of what cannot be measured goes to the other parts. */
  max_points_30d_ago: number | null;
  reason_code: string;
};

export type Score = {
  score: string;
  metric: { name: string; label: string; description: string; direction: Direction } | null;
  value: number | null;
  value_30d_ago: number | null;
  change_30d: number | null;
  band: string | null;
  band_30d_ago: string | null;
  /** Share (0-1) of the weight that could be measured. */
  coverage: number | null;
  parts: Part[];
};

export type Flag = { flag: string; facts: string };

/** What `GET /api/v1/accounts/{id}` tells. */
export type Account = {
  id: string;
  name: string;
  facts: Named;
  scores: Score[];
  flags: Flag[];
  as_of_date: string;
  version: string;
};

export const SECTIONS = ["timeline", "features", "users", "tickets", "invoices"] as const;
export type SectionName = (typeof SECTIONS)[number];

/** A page of one list of the account. */
export type Section = {
  columns: Column[];
  rows: Cell[][];
  total_rows: number;
  limited: boolean;
  counts: Record<string, number>;
  as_of_date: string;
};

/** The rows of a section by column name. */
export function namedSection(section: Section): Named[] {
  return section.rows.map((row) =>
    Object.fromEntries(section.columns.map((column, at) => [column.name, row[at] ?? null])),
  );
}

/** JSON that the server wrote as text; nothing where it is none. */
export function parseFacts(facts: Cell | undefined): Named {
  try {
    return typeof facts === "string" ? (JSON.parse(facts) as Named) : {};
  } catch {
    return {};
  }
}

export type Tone = "good" | "bad" | "same";
