"""The built CRM tables give the figures that are promised of our own rows; docs/crm-metrics.md says how.

Every expected number is worked out by hand from the rows and compared exactly.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.transform.by_hand import rows_of
from tests.transform.crm_rows import FEBRUARY, JANUARY, first_day

pytestmark = pytest.mark.xdist_group("crm")


def one(database: Path, sql: str) -> Any:
    """The single value of a query, or its single row."""
    (row,) = rows_of(database, sql)
    return row[0] if len(row) == 1 else row


def reached(database: Path, month: str, stage: str) -> Any:
    """Leads that came in the month and reached the stage: how many, and in percent."""
    return one(
        database,
        f"""select
            sum(stage_count) filter (where funnel_stage = '{stage}'),
            100 * sum(stage_count) filter (where funnel_stage = '{stage}')
                / sum(stage_count) filter (where funnel_stage = 'lead')
        from marts.conversion_funnel where month = date '{first_day(month)}'""",
    )


def by_facility_and_month(database: Path, mart: str, *columns: str) -> list[Any]:
    """Columns of a mart, behind facility and number of the month."""
    chosen = ", ".join(columns)
    return rows_of(database, f"select facility_id, month(month), {chosen} from marts.{mart} order by 1, 2")


# Leads and opportunities.


def test_leads(crm_warehouse: Path) -> None:
    assert reached(crm_warehouse, JANUARY, "lead") == (8, 100)
    assert reached(crm_warehouse, FEBRUARY, "lead") == (4, 100)


def test_leads_have_all_stages_four_reps_and_two_facilities(crm_warehouse: Path) -> None:
    sql = """select list_sort(list(distinct stage)), count(distinct rep_id), count(distinct facility_id)
        from marts.weighted_pipeline_scenarios where deal_count > 0"""
    assert one(crm_warehouse, sql) == (["lead", "lost", "opportunity", "sql", "won"], 4, 2)


def test_amount_of_leads(crm_warehouse: Path) -> None:
    assert one(crm_warehouse, "select count(*), sum(amount_usd) from staging.stg_leads") == (12, 765_000)


def test_leads_that_reached_sql(crm_warehouse: Path) -> None:
    assert reached(crm_warehouse, JANUARY, "sql") == (4, 50)
    assert reached(crm_warehouse, FEBRUARY, "sql") == (3, 75)


def test_leads_won(crm_warehouse: Path) -> None:
    assert reached(crm_warehouse, JANUARY, "won") == (3, 37.5)
    assert reached(crm_warehouse, FEBRUARY, "won") == (1, 25)


def test_opportunities(crm_warehouse: Path) -> None:
    sql = """select count(*), sum(amount_usd), list_sort(list(distinct status)), count(distinct lead_id)
        from staging.stg_opportunities"""
    assert one(crm_warehouse, sql) == (6, 490_000, ["open", "won"], 6)


def test_the_rates_of_the_stages_multiply(crm_warehouse: Path) -> None:
    """Of rep_1's 2 leads of January one went all the way; of the 2 of February none is won yet."""
    sql = """select month(month), funnel_stage, stage_count, previous_stage_count, conversion_rate_pct
        from marts.conversion_funnel where rep_id = 'rep_1' order by 1, stage_rank"""
    assert rows_of(crm_warehouse, sql) == [
        (1, "lead", 2, None, None),
        (1, "sql", 1, 2, 50.0),
        (1, "opportunity", 1, 1, 100.0),
        (1, "won", 1, 1, 100.0),
        (2, "lead", 2, None, None),
        (2, "sql", 2, 2, 100.0),
        (2, "opportunity", 2, 2, 100.0),
        (2, "won", 0, 2, 0.0),
    ]


# The weighted pipeline.


def test_pipeline_by_stage_month_and_scenario(crm_warehouse: Path) -> None:
    """Amount; amount x chance; amount x chance x weight of the stage: 60,000 x 0.30 x 0.25 = 4,500."""
    sql = """select month(month), stage, max(total_pipeline_value),
            sum(weighted_pipeline_value) filter (where scenario = 'best_case'),
            sum(weighted_pipeline_value) filter (where scenario = 'base'),
            sum(weighted_pipeline_value) filter (where scenario = 'conservative')
        from (
            select month, stage, stage_rank, scenario, sum(total_pipeline_value) as total_pipeline_value,
                sum(weighted_pipeline_value) as weighted_pipeline_value
            from marts.weighted_pipeline_scenarios group by all
        ) group by month, stage, stage_rank order by month, stage_rank"""
    assert rows_of(crm_warehouse, sql) == [
        (1, "lead", 0, 0, 0, 0),
        (1, "sql", 60_000, 60_000, 18_000, 4_500),
        (1, "opportunity", 0, 0, 0, 0),
        (1, "won", 285_000, 285_000, 285_000, 285_000),
        (1, "lost", 180_000, 0, 0, 0),
        (2, "lead", 35_000, 35_000, 5_250, 525),
        (2, "sql", 0, 0, 0, 0),
        (2, "opportunity", 160_000, 160_000, 80_000, 40_000),
        (2, "won", 45_000, 45_000, 45_000, 45_000),
        (2, "lost", 0, 0, 0, 0),
    ]


@pytest.mark.parametrize(
    ("scenario", "value"), [("best_case", 255_000), ("base", 103_250), ("conservative", 45_025)]
)
def test_open_pipeline(crm_warehouse: Path, scenario: str, value: int) -> None:
    """Total, expected and weighted pipeline: the open stages alone."""
    sql = f"""select sum(total_pipeline_value), sum(weighted_pipeline_value)
        from marts.weighted_pipeline_scenarios where is_open and scenario = '{scenario}'"""
    assert one(crm_warehouse, sql) == (255_000, value)


def test_chance_and_weight_of_a_stage(crm_warehouse: Path) -> None:
    sql = """select distinct stage_rank, avg_win_probability, weight_factor
        from marts.weighted_pipeline_scenarios where scenario = 'conservative' order by 1"""
    assert rows_of(crm_warehouse, sql) == [
        (1, 0.15, 0.1), (2, 0.3, 0.25), (3, 0.5, 0.5), (4, 1.0, 1.0), (5, 0.0, 0.0),
    ]  # fmt: skip


# What became of the leads of a month.


def test_cohorts(crm_warehouse: Path) -> None:
    """Of January's 8 leads 2 were lost in January and 2 in February; 2 were won in January and 1 in February.

    At the end of January 3 had an opportunity, and 2 x 1.0 + 4 x 0.5 = 4 leads counted as active.
    """
    sql = """select month(cohort_month), months_since_cohort, sum(leads_in_cohort),
            100 * sum(leads_retained) / sum(leads_in_cohort),
            100 * sum(leads_progressed) / sum(leads_in_cohort), sum(weighted_active_leads)
        from marts.cohort_retention group by 1, 2 order by 1, 2"""
    assert rows_of(crm_warehouse, sql) == [
        (1, 0, 8, 75.0, 37.5, 4.0),
        (1, 1, 8, 50.0, 37.5, 3.5),
        (2, 0, 4, 100.0, 75.0, 2.5),
    ]


# Service levels.


def test_service_level_of_the_facilities(crm_warehouse: Path) -> None:
    """Harbour View met 9 of 10 checks in January: the mean of 90 and 100 is 95."""
    sql = """select month(month), avg(sla_compliance_rate_pct),
            list(sla_compliance_rate_pct order by facility_id),
            list(sla_checks_evaluated order by facility_id)
        from marts.combined_kpis group by month order by month"""
    assert rows_of(crm_warehouse, sql) == [
        (1, 95.0, [90.0, 100.0], [10, 6]),
        (2, 100.0, [100.0, 100.0], [2, 2]),
    ]


def test_service_level_of_all_checks(crm_warehouse: Path) -> None:
    """Not the mean over the facilities: 15 of 16 checks in January, 4 of 4 in February."""
    sql = """select month(month), sum(checks_met), sum(checks_breached), sum(checks_pending),
            100 * sum(checks_met) / sum(checks_evaluated)
        from marts.ticket_sla_compliance group by month order by month"""
    assert rows_of(crm_warehouse, sql) == [(1, 15, 1, 0, 93.75), (2, 4, 0, 0, 100.0)]


def test_tickets_that_met_both_targets(crm_warehouse: Path) -> None:
    sql = """select sum(total_tickets), sum(resolved_tickets), sum(tickets_met), sum(tickets_evaluated),
            100 * sum(tickets_met) / sum(tickets_evaluated)
        from marts.ticket_sla_compliance"""
    assert one(crm_warehouse, sql) == (10, 9, 9, 10, 90.0)


# Satisfaction.


def test_satisfaction(crm_warehouse: Path) -> None:
    sql = """select month(month), sum(avg_score * response_count) / sum(response_count), sum(response_count)
        from marts.satisfaction_rollups where metric_type = 'csat' group by month order by month"""
    assert rows_of(crm_warehouse, sql) == [(1, 4.0, 4), (2, 4.5, 2)]


def test_answers_of_the_facilities(crm_warehouse: Path) -> None:
    sql = """select metric_type, facility_id, month(month), avg_score, nps_score,
            promoter_or_satisfaction_pct, month_over_month_change
        from marts.satisfaction_rollups order by 1, 2, 3"""
    assert rows_of(crm_warehouse, sql) == [
        ("csat", "fac_1", 1, 4.0, None, 50.0, None),
        ("csat", "fac_1", 2, 4.0, None, 100.0, 0.0),
        ("csat", "fac_2", 1, 4.0, None, 100.0, None),
        ("csat", "fac_2", 2, 5.0, None, 100.0, 1.0),
        ("nps", "fac_1", 1, 9.0, 100.0, 100.0, None),
        ("nps", "fac_1", 2, 10.0, 100.0, 100.0, 0.0),
        ("nps", "fac_2", 1, 6.0, -100.0, 0.0, None),
        ("nps", "fac_2", 2, 8.0, 0.0, 0.0, 100.0),
    ]


# Health.


def test_parts_of_health(crm_warehouse: Path) -> None:
    found = by_facility_and_month(
        crm_warehouse,
        "health_scores",
        "compliance_score",
        "pipeline_health",
        "conversion_health",
        "sla_health",
        "satisfaction_health",
        "overall_health_score",
        "health_status",
        "coverage",
    )
    assert found == [
        ("fac_1", 1, 75.0, 80.0, 50.0, 90.0, 50.0, 69.0, "good", 1.0),
        ("fac_1", 2, 75.0, 80.0, 50.0, 100.0, 100.0, 81.0, "excellent", 1.0),
        ("fac_2", 1, 75.0, 60.0, 50.0, 100.0, 100.0, 77.0, "good", 1.0),
        ("fac_2", 2, 75.0, 50.0, 50.0, 100.0, 100.0, 75.0, "good", 1.0),
    ]


@pytest.mark.parametrize(("month", "score"), [(JANUARY, 73), (FEBRUARY, 78)])
def test_health(crm_warehouse: Path, month: str, score: int) -> None:
    sql = f"""select mean, arg_max(band, minimum)
        from (
            select avg(overall_health_score) as mean
            from marts.health_scores where month = date '{first_day(month)}'
        ), reference.score_bands
        where scale = 'health_status' and minimum <= mean group by mean"""
    assert one(crm_warehouse, sql) == (score, "good")


# Applications, invoices, messages.


def test_applications(crm_warehouse: Path) -> None:
    """Hires by the month of hiring: app_03 took 28.25 days and app_11 20, a mean of 24.125."""
    found = by_facility_and_month(
        crm_warehouse,
        "pipeline_kpis",
        "total_applications",
        "pending_applications",
        "interview_applications",
        "hired_applications",
        "rejected_applications",
        "hires",
        "avg_days_to_fill",
    )
    assert found == [
        ("fac_1", 1, 5, 1, 1, 2, 1, 1, 9.25),
        ("fac_1", 2, 5, 1, 2, 1, 1, 2, 24.125),
        ("fac_2", 1, 5, 2, 0, 2, 1, 1, 12.0),
        ("fac_2", 2, 4, 2, 1, 1, 0, 2, 25.25),
    ]


def test_compliance(crm_warehouse: Path) -> None:
    """A score of 80 is compliant, one of 79.5 is not."""
    found = by_facility_and_month(
        crm_warehouse,
        "compliance_kpis",
        "scored_applications",
        "compliant_applications",
        "compliance_rate_pct",
        "avg_compliance_score",
        "applications_with_violations",
    )
    assert found == [
        ("fac_1", 1, 4, 3, 75.0, 79.75, 1),
        ("fac_1", 2, 4, 3, 75.0, 82.75, 1),
        ("fac_2", 1, 4, 3, 75.0, 82.5, 1),
        ("fac_2", 2, 4, 3, 75.0, 84.875, 1),
    ]


def test_revenue(crm_warehouse: Path) -> None:
    """What was paid in the month; of St Anne's February invoices one was cancelled and one is not paid."""
    found = by_facility_and_month(
        crm_warehouse,
        "revenue_kpis",
        "paid_invoices",
        "revenue_usd",
        "issued_usd",
        "pending_usd",
        "cancelled_usd",
    )
    assert found == [
        ("fac_1", 1, 1, 4_500, 4_500, 0, 0),
        ("fac_1", 2, 1, 4_800, 9_400, 4_600, 0),
        ("fac_2", 1, 1, 5_200, 5_200, 0, 0),
        ("fac_2", 2, 1, 5_100, 16_300, 5_300, 5_900),
    ]


def test_outreach(crm_warehouse: Path) -> None:
    """out_12 names no facility and counts at its lead's; out_13 has no lead and counts all the same."""
    found = by_facility_and_month(
        crm_warehouse,
        "outreach_kpis",
        "total_outreach",
        "outreach_without_lead",
        "total_responses",
        "total_conversions",
    )
    assert found == [
        ("fac_1", 1, 5, 0, 2, 2),
        ("fac_1", 2, 2, 0, 2, 0),
        ("fac_2", 1, 4, 0, 3, 1),
        ("fac_2", 2, 3, 1, 2, 1),
    ]


def test_channels_of_a_rep(crm_warehouse: Path) -> None:
    """rep_2 wrote three times to Harbour View in January: the call was answered and won the deal."""
    sql = """select channel, total_outreach, response_rate_pct, conversion_rate_pct,
            channel_effectiveness_rank
        from marts.rep_activity_by_channel where rep_id = 'rep_2' and facility_id = 'fac_1' order by 5"""
    expected = [("phone", 1, 100.0, 100.0, 1), ("email", 1, 0.0, 0.0, 2), ("social", 1, 0.0, 0.0, 3)]
    assert rows_of(crm_warehouse, sql) == expected
