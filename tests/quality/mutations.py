"""Mistakes that one could make in a definition, each with the text that is right and the one that is wrong.

A definition is what the semantic manifest says of a metric or of a table's entities, or the SQL of a measured
model (as compiled; `then` names the models between it and the metrics). A mistake in one goes into everything
that is made of it, so only answers worked out from the raw tables, a valid range or an identity can tell. Two
ways tell of each other: they catch what is wrong with the tables of metrics alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """In the definition of `what` the text `right` reads `wrong`."""

    what: str
    right: str
    wrong: str
    then: tuple[str, ...] = ()

    def __str__(self) -> str:
        wrong = " ".join(self.wrong.split()) or "nothing"
        return f"{self.what}: {' '.join(self.right.split())} -> {wrong}"


METRICS = (
    # Revenue.
    Mutation("monthly_recurring_revenue", '"agg": "sum"', '"agg": "average"'),
    Mutation("annual_recurring_revenue", "12 *", "11 *"),
    Mutation("opening_mrr", '"window_choice": "min"', '"window_choice": "max"'),
    Mutation("new_mrr", "new_mrr_usd", "new_mrr_usd + reactivation_mrr_usd"),
    Mutation("expansion_mrr", "expansion_mrr_usd", "greatest(mrr_usd - opening_mrr_usd, 0)"),
    Mutation("contraction_mrr", "contraction_mrr_usd", "greatest(opening_mrr_usd - mrr_usd, 0)"),
    Mutation("churned_mrr", "churned_mrr_usd", "churned_mrr_usd + contraction_mrr_usd"),
    Mutation("net_new_mrr", "- churned_mrr_usd", ""),
    Mutation("net_new_mrr", "- contraction_mrr_usd", "+ contraction_mrr_usd"),
    Mutation(
        "retained_mrr_365d", "case when mrr_365d_ago_usd > 0 then 100 * mrr_usd else 0 end", "100 * mrr_usd"
    ),
    Mutation("kept_mrr_365d", "least(", "greatest("),
    Mutation("paying_customers", "mrr_usd > 0", "mrr_usd >= 0"),
    Mutation("customer_lifetime_value", "arpa * 80", "arpa * 100"),
    Mutation("customer_lifetime_value", "1 / 12.0", "1 / 1.0"),
    # Sales.
    Mutation("total_pipeline_value", "open_amount_usd", "qualified_amount_usd"),
    Mutation("weighted_pipeline_value", "weighted_amount_usd", "expected_amount_usd"),
    Mutation("expected_pipeline_value", "expected_amount_usd", "weighted_amount_usd"),
    Mutation("forecast_amount", '"window_choice": "max"', '"window_choice": "min"'),
    Mutation("pipeline_coverage_ratio", "quarter_quota - quarter_won_amount", "quarter_quota"),
    Mutation("quarter_won_amount_times_100", "100.0 *", "1.0 *"),
    Mutation("closed_won_amount", '"agg": "sum"', '"agg": "max"'),
    Mutation("won_deals_times_100", "is_won", "is_lost"),
    Mutation("decided_deals", "is_won + is_lost", "is_won"),
    Mutation(
        "avg_deal_size", '"denominator": {"name": "deals_won"', '"denominator": {"name": "decided_deals"'
    ),
    Mutation("avg_sales_cycle_days", '"agg": "average"', '"agg": "median"'),
    Mutation("stalled_deal_count", "stalled_deals", "overdue_deals"),
    Mutation("stalled_deal_count", '"window_choice": "max"', '"window_choice": "min"'),
    Mutation("renewed_terms_times_100", "is_renewed", "(1 - is_renewed)"),
    # Marketing.
    Mutation("total_ad_spend", "cost_usd", "budgeted_cost_usd"),
    Mutation("campaign_return", "(return_usd - cost_usd)", "return_usd"),
    Mutation("total_mqls", "lead_id", "campaign_id"),
    Mutation("mqls_become_customers", "became_customer", "became_sql"),
    Mutation("campaign_leads", "leads_created", "mqls"),
    Mutation("linear_revenue", "linear_revenue_usd", "position_based_revenue_usd"),
    Mutation("acquisition_spend_90d", "ad_spend_90d_usd", "ad_spend_prior_90d_usd"),
    Mutation("customers_won_90d", "new_customers_90d", "1"),
    Mutation(
        "lifetime_value_cac_ratio", "/ nullif(customer_acquisition_cost, 0)", "* customer_acquisition_cost"
    ),
    # Scores and customers.
    Mutation("customer_health_score", '"agg": "average"', '"agg": "median"'),
    Mutation("churn_risk_of_active_customers", '"agg": "average"', '"agg": "max"'),
    Mutation("mrr_at_risk", '"window_choice": "max"', '"window_choice": "min"'),
    Mutation("nps_balance_x100", "nps_promoters - nps_detractors", "nps_promoters + nps_detractors"),
    Mutation("csat_score", '"agg": "average"', '"agg": "median"'),
    Mutation("active_customers", "case when is_active_customer then org_id end", "org_id"),
    Mutation("lost_customers_30d_x100", "customers_lost_30d", "customers_30d_ago"),
    Mutation("facility_health_score", '"agg": "average"', '"agg": "median"'),
    # Product, support and operations.
    Mutation("daily_active_users", "is_active_1d", "is_active_7d"),
    Mutation("daily_active_users_of_customers", "+ shared_daily_users", ""),
    Mutation("monthly_active_users", "user_key", "user_day_key"),
    Mutation("dau_mau_ratio", "30.0", "28.0"),
    Mutation("users_retained_d30", "retained_d30", "retained_d7"),
    Mutation("accounts_to_adopt", "active_customer_id", "using_customer_id"),
    Mutation("crash_free_sessions", "session_count - crashed_session_count", "crashed_session_count"),
    Mutation("sla_checks_met_times_100", "is_met", "(1 - is_met)"),
    Mutation("avg_first_response_hours", '"agg": "average"', '"agg": "median"'),
    Mutation("open_ticket_backlog", '"window_choice": "max"', '"window_choice": "min"'),
    Mutation("device_hours_with_signal_30d", "100 * hours_with_signal_30d", "100 * in_service_hours_30d"),
    Mutation("arr_yoy_growth_pct", "- 100", ""),
)

ENTITIES = (
    Mutation("deal_days", '"expr": "rep_id"', '"expr": "facility_id"'),
    Mutation("closed_deals", '"expr": "facility_id"', '"expr": "rep_id"'),
)

_SCORES = (
    "int_scores__from_sources",
    "int_scores__from_sources_leaves",
    "int_scores__from_scores",
    "int_scores__from_scores_leaves",
    "int_scores__customer_scores",
    "fct_customer_ai_adoption_30d",
    "customer_success_days",
)

MODELS = (
    Mutation(
        "int_scores__from_sources_inputs",
        "then renewal_terms.band = 'near'",
        "then renewal_terms.band = 'far'",
        _SCORES,
    ),
    Mutation(
        "int_scores__customer_inputs", "users.ai_users_30d", "users.active_users_30d as ai_users_30d", _SCORES
    ),
    Mutation("deal_days", "interval 30 day", "interval 31 day"),
    Mutation("deal_days", "and deals.expected_close_date > stage_days.metric_date", ""),
    Mutation(
        "deal_days",
        "interval 3 month as date) - 1 as quarter_end",
        "interval 1 month as date) - 1 as quarter_end",
    ),
    Mutation("deal_days", "cast(stages.stage_weight", "cast(stages.win_probability"),
    Mutation("rep_days", "date_trunc('quarter', quota_month)", "date_trunc('year', quota_month)"),
    Mutation("closed_deals", "stage = 'won'", "stage = 'Won'"),
    Mutation(
        "int_billing__renewals",
        "ended_terms.term_end_date + 30",
        "ended_terms.term_end_date",
        ("renewal_outcomes",),
    ),
    Mutation("int_billing__renewals", "steps.mrr_usd > 0", "steps.mrr_usd >= 0", ("renewal_outcomes",)),
    Mutation("revenue_days", "from_date + 365", "from_date + 360"),
    Mutation("revenue_days", "mrr_movement = 'churn'", "mrr_movement = 'churned'"),
    Mutation("acquisition_days", "rows between 89 preceding", "rows between 90 preceding"),
    Mutation("qualified_leads", "last_won_at >= mql_at", "last_won_at < mql_at"),
    Mutation(
        "int_marketing__journeys",
        "interval '90' day",
        "interval '30' day",
        ("int_marketing__attribution", "touch_credits", "campaign_days"),
    ),
    Mutation(
        "int_marketing__attribution",
        "1 as linear_weight",
        "touch_number as linear_weight",
        ("touch_credits", "campaign_days"),
    ),
    Mutation(
        "health_scores", "compliance_weight * coalesce(compliance_score, 0) +", "", ("facility_months",)
    ),
    Mutation(
        "int_support__sla_checks", "completed_at <= due_at", "completed_at >= due_at", ("sla_check_results",)
    ),
    Mutation("customer_retention_days", "lag(is_active, 30)", "lag(is_active, 29)"),
    Mutation(
        "user_cohorts", "first_sessions.first_active_date + 30)", "first_sessions.first_active_date + 31)"
    ),
)

TABLES = (
    Mutation("metrics_sales", "sum(is_won)", "sum(is_lost)", ("metrics_unified_domains",)),
    Mutation("metrics_revenue", "sum(12 * mrr_usd)", "sum(mrr_usd)", ("metrics_unified_domains",)),
    Mutation(
        "metric_months",
        "measured.metric_date = periods.period_last_day",
        "measured.metric_date = periods.period_first_day",
    ),
)
