import { namedRows, number, type QueryAnswer } from "@/lib/answer";
import type { Direction } from "@/lib/change";

/** What is looked at for "what changed": money, people, use and support. */
export const CHANGING = [
  "monthly_recurring_revenue",
  "past_due_mrr",
  "monthly_active_users",
  "total_event_count",
  "ai_events",
  "features_adopted",
  "avg_engagement_score",
  "seat_utilization_pct",
  "tickets_created",
  "open_ticket_backlog",
];

export type MetricLine = { name: string; label: string; description: string; direction: Direction };

export type Change = {
  name: string;
  label: string;
  description: string;
  unit: string | null;
  direction: Direction;
  now: number | null;
  before: number | null;
  change: number | null;
  share: number | null;
};

/** What moved, the largest relative change first; what stayed as it was is left out. */
export function changesOf(answer: QueryAnswer, metrics: MetricLine[]): Change[] {
  const row = namedRows(answer)[0] ?? {};
  const known = new Map(metrics.map((metric) => [metric.name, metric]));
  return CHANGING.map((name) => ({
    name,
    label: known.get(name)?.label ?? name,
    description: known.get(name)?.description ?? "",
    direction: known.get(name)?.direction ?? ("neutral" as const),
    unit: answer.columns.find((column) => column.name === name)?.unit ?? null,
    now: number(row, name),
    before: number(row, `${name}__previous`),
    change: number(row, `${name}__change`),
    share: number(row, `${name}__change_pct`),
  }))
    .filter((change) => change.change !== null && change.change !== 0)
    .sort((one, other) => weight(other) - weight(one));
}

/** From nothing to something is the largest change of all. */
function weight({ share }: Change): number {
  return share === null ? Number.POSITIVE_INFINITY : Math.abs(share);
}
