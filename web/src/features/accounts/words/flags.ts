import { formatCount, formatMoney, formatPlural, formatScore } from "@/lib/format";
import type { Named } from "../account";

type Words = { title: string; say: (facts: Record<string, number>) => string };

const FLAGS: Record<string, Words> = {
  healthy_but_shrinking: {
    title: "Healthy score, falling money",
    say: (facts) =>
      `Health is ${formatScore(facts.customer_health_score)}, and yet MRR fell by ${formatMoney(-(facts.mrr_change_30d_usd ?? 0))} in 30 days to ${formatMoney(facts.mrr_usd)}.`,
  },
  unhealthy_but_growing: {
    title: "Poor health, growing money",
    say: (facts) =>
      `Health is ${formatScore(facts.customer_health_score)}, and yet MRR rose by ${formatMoney(facts.mrr_change_30d_usd)} in 30 days to ${formatMoney(facts.mrr_usd)}.`,
  },
  healthy_but_past_due: {
    title: "Healthy score, payment past due",
    say: (facts) =>
      `Health is ${formatScore(facts.customer_health_score)}, and yet ${formatMoney(facts.past_due_mrr_usd)} of MRR is past due.`,
  },
  healthy_but_at_risk: {
    title: "Healthy score, at risk",
    say: (facts) =>
      `Health is ${formatScore(facts.customer_health_score)}, and yet the churn risk is ${formatScore(facts.churn_risk_score)}.`,
  },
  adopted_but_detractor: {
    title: "High AI adoption, unhappy people",
    say: (facts) =>
      `AI adoption is ${formatScore(facts.effective_ai_adoption_score)}, and yet the latest NPS answer was ${formatCount(facts.latest_nps_365d)}.`,
  },
  ready_but_detractor: {
    title: "Ready to be a reference, unhappy people",
    say: (facts) =>
      `Reference readiness is ${formatScore(facts.reference_readiness_score)}, and yet the latest NPS answer was ${formatCount(facts.latest_nps_365d)}.`,
  },
  paying_but_idle: {
    title: "Paying, and nobody is active",
    say: (facts) =>
      `${formatMoney(facts.mrr_usd)} a month is paid for ${formatPlural(facts.enabled_users ?? 0, "enabled user")}, and none was active in 30 days.`,
  },
  billing_and_crm_differ: {
    title: "Billing and CRM differ",
    say: (facts) =>
      `Billing says ${formatMoney(facts.arr_usd)} a year, the CRM ${formatMoney(facts.crm_arr_usd)}.`,
  },
};

/** A disagreement in a few words, and the numbers that disagree. */
export function flagWords(flag: string, facts: Named): { title: string; text: string } {
  const words = FLAGS[flag];
  if (!words) return { title: flag.replaceAll("_", " "), text: "" };
  return { title: words.title, text: words.say(facts as Record<string, number>) };
}
