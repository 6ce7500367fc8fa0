import {
  formatCount,
  formatMoney,
  formatPercent,
  formatPlural,
  formatScore,
  formatTenth,
} from "@/lib/format";
import type { Part } from "../account";

/** Why nothing could be measured: its weight was spread over the other parts. */
const MISSING_INPUT: Record<string, string> = {
  source_missing: "This company has no source that tells it.",
  nothing_to_adopt: "Nobody used the product in the last 30 days, so there is nothing to adopt.",
  no_enabled_users: "There are no enabled users.",
  no_checks: "No ticket had a target in the last 90 days.",
  no_answers: "Nobody answered a survey in its window.",
  no_subscription: "There is no subscription.",
  no_devices: "There are no devices in service.",
  no_seats: "No seats are sold.",
  no_features: "There is no catalogue of features.",
  no_earlier_usage: "There was no use in the 30 days before to compare with.",
  no_score: "The score that it reads is missing.",
};

type Words = { label: string; say: (part: Part, observed: number) => string };

const fullFrom = (part: Part, write: (value: number) => string) =>
  part.target !== null && part.points_lost > 0 ? `; full points from ${write(part.target)}` : "";

const share = (label: string, what: string): Words => ({
  label,
  say: (_, observed) => `${formatPercent(observed)} of ${what}.`,
});

const outOf100 = (label: string, what: string): Words => ({
  label,
  say: (_, observed) => `${what} is ${formatScore(observed)} of 100.`,
});

const HEALTH = outOf100("Health", "The customer health score");

/** What each part looked at, in words; by part, or by score and part where one word means two things. */
const WORDS: Record<string, Words> = {
  usage_active_days: {
    label: "Active days",
    say: (part, seen) => `Used on ${formatCount(seen)} of the last 30 days${fullFrom(part, formatCount)}.`,
  },
  usage_trend: {
    label: "Trend of use",
    say: (_, seen) => `Use is ${formatPercent(100 * seen)} of what it was in the 30 days before.`,
  },
  engagement_active_days: {
    label: "Active days per user",
    say: (part, seen) =>
      `An enabled user was active on ${formatTenth(seen)} days of the last 30 on average${fullFrom(part, formatCount)}.`,
  },
  engagement_features: {
    label: "Features per user",
    say: (part, seen) =>
      `An enabled user used ${formatTenth(seen)} different ${seen === 1 ? "feature" : "features"} on average${fullFrom(part, formatCount)}.`,
  },
  engagement_sessions: {
    label: "Sessions per user",
    say: (part, seen) =>
      `An enabled user had ${formatTenth(seen)} sessions on average${fullFrom(part, formatCount)}.`,
  },
  support_sla: share("Targets met", "the support targets of the last 90 days were met"),
  support_csat: share("Satisfied answers", "the CSAT answers of the last 90 days were satisfied"),
  support_late_tickets: {
    label: "Late tickets",
    say: (_, seen) =>
      seen > 0
        ? `${formatPlural(seen, "urgent ticket is", "urgent tickets are")} open past the target.`
        : "No urgent ticket is open past its target.",
  },
  renewal_term: {
    label: "Term",
    say: (_, seen) =>
      seen < 0
        ? `The term ended ${formatPlural(-seen, "day")} ago.`
        : `The term ends in ${formatPlural(seen, "day")}.`,
  },
  renewal_past_due: {
    label: "Payment",
    say: (_, seen) => (seen > 0 ? "A payment is past due." : "No payment is past due."),
  },
  past_due: {
    label: "Payment past due",
    say: (_, seen) => (seen > 0 ? "A payment is past due." : "No payment is past due."),
  },
  no_recent_activity: {
    label: "No recent use",
    say: (_, seen) =>
      seen > 0 ? `${formatPlural(seen, "use")} in the last 14 days.` : "Nobody used it in the last 14 days.",
  },
  usage_drop: {
    label: "Use fell",
    say: (part, seen) =>
      `Use is ${formatPercent(100 * seen)} of what it was in the 30 days before; it counts from ${formatPercent(100 * (part.target ?? 0))} down.`,
  },
  term_ending: {
    label: "Term is ending",
    say: (part, seen) =>
      seen < 0
        ? `The term ended ${formatPlural(-seen, "day")} ago.`
        : `The term ends in ${formatPlural(seen, "day")}; it counts from ${formatCount(part.target)} down.`,
  },
  late_tickets: {
    label: "Late tickets",
    say: (_, seen) =>
      seen > 0
        ? `${formatPlural(seen, "urgent ticket is", "urgent tickets are")} open past the target.`
        : "No urgent ticket is open past its target.",
  },
  detractor: {
    label: "Detractor",
    say: (part, seen) =>
      `The latest NPS answer of the last 180 days was ${formatCount(seen)}; it counts from ${formatCount(part.target)} down.`,
  },
  ai_active_days: {
    label: "Days with AI",
    say: (part, seen) =>
      `AI features were used on ${formatCount(seen)} of the last 30 days${fullFrom(part, formatCount)}.`,
  },
  ai_event_share: {
    label: "Share of use",
    say: (part, seen) =>
      `${formatPercent(100 * seen)} of what users did was done with AI features${fullFrom(part, (value) => formatPercent(100 * value))}.`,
  },
  ai_user_share: {
    label: "Share of users",
    say: (_, seen) => `${formatPercent(100 * seen)} of the active users used AI features.`,
  },
  arr: {
    label: "ARR",
    say: (part, seen) => `The contract is worth ${formatMoney(seen)} a year${fullFrom(part, formatMoney)}.`,
  },
  tenure: {
    label: "Tenure",
    say: (part, seen) =>
      `A customer for ${formatPlural(seen, "day")}${fullFrom(part, (value) => formatPlural(value, "day"))}.`,
  },
  willingness: {
    label: "Willingness",
    say: (_, seen) => `The latest NPS answer of the last year was ${formatCount(seen)}.`,
  },
  health: HEALTH,
  engagement: outOf100("Engagement", "The engagement of its users"),
  devices: outOf100("Devices", "The mean health of its devices"),
  locations: outOf100("Locations", "The mean health of its locations"),
  seat_utilization: share("Seats used", "the seats were used in the last 30 days"),
  usage_growth: {
    label: "Growth of use",
    say: (part, seen) =>
      `Use ${seen < 0 ? "fell" : "grew"} by ${formatPercent(Math.abs(seen))} against the 30 days before${fullFrom(part, formatPercent)}.`,
  },
  feature_adoption: share("Features adopted", "the released features are adopted"),
  high_churn_risk: {
    label: "High churn risk",
    say: (part, seen) =>
      part.reason_code === "fired"
        ? `The churn risk is ${formatScore(seen)}, which takes all points.`
        : `The churn risk is ${formatScore(seen)}; only from ${formatCount(part.target)} on it takes the points.`,
  },
  cap: {
    label: "Cap",
    say: () => "The rules together give at most 99; only a customer that left has 100.",
  },
  lost: { label: "Left", say: () => "The customer has left." },
  rounding: { label: "Rounding", say: () => "Scores are rounded to two decimals." },
};

/** Where nothing was observed and yet points were given or withheld. */
const UNOBSERVED: Record<string, string> = {
  usage_trend: "Nobody used it in the last 30 days, nor in the 30 before.",
  usage_drop: "There was no use in the 30 days before to compare with.",
  renewal_term: "The subscription has no fixed term: it can end at any time.",
  term_ending: "The subscription has no fixed term that could end.",
  detractor: "Nobody answered an NPS survey in the last 180 days.",
};

const GROUPS: Record<string, string> = {
  usage: "Usage",
  engagement: "Engagement",
  support: "Support",
  renewal: "Renewal and payment",
};

/** What a part is called. */
export function labelOf(component: string): string {
  return WORDS[component]?.label ?? GROUPS[component] ?? component.replaceAll("_", " ");
}

/** What a group of parts is called. */
export function groupLabel(parent: string): string {
  return GROUPS[parent] ?? labelOf(parent);
}

/** Whether nothing could be measured, so that the part's weight went to others. */
export function isMissing(part: Part): boolean {
  return part.reason_code in MISSING_INPUT;
}

/** One sentence that says why a part earned what it did. */
export function reasonOf(part: Part): string {
  const missing = MISSING_INPUT[part.reason_code];
  if (missing) return missing;
  const words = WORDS[part.component];
  if (part.component === "cap" || part.component === "lost" || part.component === "rounding") {
    return words?.say(part, 0) ?? "";
  }
  if (part.observed_value === null) return UNOBSERVED[part.component] ?? "Nothing was observed.";
  return words?.say(part, part.observed_value) ?? `Observed: ${formatTenth(part.observed_value)}.`;
}
