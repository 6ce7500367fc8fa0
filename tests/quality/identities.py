"""What must hold between metrics on every day, whatever the company; asked of the planner."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.request import parse_request

Number = float
DAYS = {"from": "2025-06-27", "to": "2025-07-31", "grain": "day"}
MONTHS = {"from": "2025-01-01", "to": "2025-07-31", "grain": "month"}


@dataclass(frozen=True)
class Identity:
    """Metrics, and what must hold of their values (on a day, or a month, of which all are known)."""

    says: str
    metrics: tuple[str, ...]
    holds: Callable[..., bool]


def _equal(one: Number, other: Number) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)


IDENTITIES = (
    Identity(
        "opening + movements = closing",
        (
            "opening_mrr",
            "new_mrr",
            "expansion_mrr",
            "reactivation_mrr",
            "contraction_mrr",
            "churned_mrr",
            "monthly_recurring_revenue",
        ),
        lambda opening, new, more, again, less, gone, closing: _equal(
            opening + new + more + again - less - gone, closing
        ),
    ),
    Identity(
        "net new = closing - opening",
        ("net_new_mrr", "monthly_recurring_revenue", "opening_mrr"),
        lambda net, closing, opening: _equal(net, closing - opening),
    ),
    Identity(
        "ARR = 12 x MRR",
        ("annual_recurring_revenue", "monthly_recurring_revenue"),
        lambda arr, mrr: _equal(arr, 12 * mrr),
    ),
    Identity(
        "gross retention <= net retention",
        ("gross_revenue_retention", "net_revenue_retention"),
        lambda gross, net: gross <= net + 1e-9,
    ),
    Identity(
        "ARPA x customers = MRR",
        ("arpa", "active_customers", "monthly_recurring_revenue"),
        lambda arpa, customers, mrr: _equal(arpa * customers, mrr),
    ),
    Identity(
        "LTV / CAC",
        ("lifetime_value_cac_ratio", "customer_acquisition_cost", "customer_lifetime_value"),
        lambda ratio, cost, worth: _equal(ratio * cost, worth),
    ),
    Identity(
        "weighted <= expected <= total pipeline",
        ("weighted_pipeline_value", "expected_pipeline_value", "total_pipeline_value"),
        lambda weighted, expected, total: weighted <= expected <= total,
    ),
    Identity(
        "size x deals = amount won",
        ("avg_deal_size", "deals_won", "closed_won_amount"),
        lambda size, deals, amount: _equal(size * deals, amount),
    ),
    Identity(
        "ROI = 100 x (ROAS - 1)",
        ("overall_roi", "roas"),
        lambda roi, roas: _equal(roi, 100 * (roas - 1)),
    ),
    Identity(
        "platforms' spend <= total",
        ("google_ads_spend", "facebook_ads_spend", "linkedin_ads_spend", "total_ad_spend"),
        lambda google, facebook, linkedin, total: google + facebook + linkedin <= total + 1e-6,
    ),
    Identity(
        "active in a day <= week <= month",
        ("daily_active_users", "weekly_active_users", "monthly_active_users"),
        lambda day, week, month: day <= week <= month,
    ),
    Identity(
        "NPS from its groups",
        ("nps_score", "nps_promoters", "nps_detractors", "nps_response_count"),
        lambda score, promoters, detractors, answers: _equal(score * answers, 100 * (promoters - detractors)),
    ),
    Identity(
        "revenue at risk <= revenue",
        ("mrr_at_risk", "monthly_recurring_revenue"),
        lambda at_risk, mrr: at_risk <= mrr + 1e-6,
    ),
    Identity(
        "checks met / evaluated",
        ("sla_compliance_rate_pct", "sla_checks_met", "sla_checks_evaluated"),
        lambda rate, met, evaluated: _equal(rate * evaluated, 100 * met),
    ),
)


def broken(planner: Answers, metrics: set[str]) -> list[str]:
    """The identities about any of these metrics that do not hold."""
    touched = [identity for identity in IDENTITIES if metrics & set(identity.metrics)]
    return [identity.says for identity in touched if not _holds(planner, identity)]


def _holds(planner: Answers, identity: Identity) -> bool:
    for time in (DAYS, MONTHS):
        answer = planner.ask(parse_request({"metrics": identity.metrics, "time": time}), EVERYTHING)
        known = [row[1:] for row in answer.rows if None not in row]
        if not all(identity.holds(*values) for values in known):
            return False
    return True
