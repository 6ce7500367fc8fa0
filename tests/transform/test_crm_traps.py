"""One test per trap that an earlier attempt at these tables fell into: what it told, and what is true.

Beside our own rows stands a third facility, of which the CRM knows little; where a trap is a piece of SQL, it
runs over the same rows, so that the test proves the wrong number as well as the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from almanac.pipeline.build import TRANSFORM_DIR
from tests.transform.by_hand import HandRun, rows_of
from tests.transform.crm_rows import TABLES, seed

pytestmark = pytest.mark.xdist_group("crm")

KPI_MODELS = (
    "weighted_pipeline_scenarios", "conversion_funnel", "cohort_retention", "rep_activity_by_channel",
    "ticket_sla_compliance", "satisfaction_rollups", "health_scores", "compliance_kpis", "pipeline_kpis",
    "revenue_kpis", "outreach_kpis", "combined_kpis",
)  # fmt: skip

LITTLE_KNOWN: dict[str, list[dict[str, object]]] = {
    "facilities": [{"id": "fac_3", "name": "Elm Court", "created_at": "2024-01-02 08:00:00"}],
    "tickets": [
        {
            "id": "ticket_11", "facility_id": "fac_3", "priority": "low", "status": "resolved",
            "created_at": "2024-01-10 09:00:00", "first_response_at": "2024-01-10 10:00:00",
            "resolved_at": "2024-01-11 09:00:00",
        }
    ],
    "satisfaction": [
        {
            "id": "answer_11", "facility_id": "fac_3", "survey_type": "csat", "score": 5,
            "created_at": "2024-01-12 09:00:00",
        }
    ],
    "outreach": [
        {
            "id": "out_15", "rep_id": "rep_4", "channel": "email", "sent_at": "2024-01-15 09:00:00",
            "response_received": "false", "converted": "false",
        }
    ],
}  # fmt: skip
"""Elm Court had a ticket and an answer in January, nothing in February; one message names no facility."""


@pytest.fixture(scope="module")
def warehouse(run_by_hand: HandRun) -> Path:
    return run_by_hand.build(LITTLE_KNOWN)


def project_files(*suffixes: str) -> Iterator[Path]:
    """The files of the project; what dbt makes of them is none of its own."""
    for path in TRANSFORM_DIR.rglob("*"):
        if path.suffix in suffixes and not {"target", "logs"} & {*path.relative_to(TRANSFORM_DIR).parts}:
            yield path


def test_a_comment_that_is_none() -> None:
    """`{{-- --}}` prints two minus signs and what stands between them into the SQL; a comment is `{# #}`."""
    found = [path.name for path in project_files(".sql", ".yml", ".md") if "{{--" in path.read_text()]
    assert found == []


def misplaced(exposure: Mapping[str, Any]) -> set[str]:
    """Keys that dbt does not know of an exposure; what we say beyond them belongs into its meta."""
    known = {"name", "label", "type", "maturity", "url", "description", "owner", "depends_on", "config"}
    return exposure.keys() - known


def test_keys_of_exposures_that_dbt_does_not_know() -> None:
    """criticality and metrics stood beside the name, where dbt drops or refuses them."""
    assert misplaced({"name": "x", "type": "dashboard", "criticality": "high", "metrics": []}) == {
        "criticality",
        "metrics",
    }
    files = [yaml.safe_load(path.read_text()) for path in project_files(".yml")]
    exposures = [exposure for file in files for exposure in file.get("exposures", [])]
    assert {exposure["name"]: misplaced(exposure) for exposure in exposures if misplaced(exposure)} == {}
    assert {exposure["name"]: exposure["config"]["meta"]["criticality"] for exposure in exposures} == {
        "crm_weighted_pipeline": "high",
        "crm_conversion_funnel": "high",
        "crm_cohort_retention": "medium",
        "rep_activity_dashboard": "medium",
        "support_sla_monitoring": "high",
        "customer_satisfaction_analytics": "high",
        "facility_health_scorecard": "critical",
    }


def test_seeds_in_a_schema_that_nobody_read(warehouse: Path) -> None:
    """Seeds went to one schema and staging read another: every seed's rows are those that staging counts."""
    schemas = """select distinct table_schema from information_schema.tables
        where table_name like 'seed_crm__%' and table_type = 'BASE TABLE'"""
    assert rows_of(warehouse, schemas) == [("reference",)]
    for table in TABLES:
        ((is_loaded, count),) = rows_of(
            warehouse, f"select bool_and(row_outcome = 'loaded'), count(*) from staging.base_crm__{table}"
        )
        assert (is_loaded, count) == (True, len(seed(table)) + len(LITTLE_KNOWN.get(table, ()))), table


def test_rows_of_years_ago_had_fallen_out_of_the_window(warehouse: Path) -> None:
    """`current_date - 365` finds none of our rows; the tables go by the as-of and find all."""
    trap = "select count(*) from staging.stg_leads where created_at > current_date - 365"
    assert rows_of(warehouse, trap) == [(0,)]
    for model in KPI_MODELS:
        ((count,),) = rows_of(warehouse, f"select count(*) from marts.{model}")
        assert count > 0, model


def test_the_clock_is_read_nowhere(run_by_hand: HandRun, warehouse: Path) -> None:
    clock = re.compile(r"\b(current_date|current_timestamp|current_time|now\(\)|today\(\)|getdate)", re.I)
    compiled = run_by_hand.compiled()
    assert {*KPI_MODELS} <= compiled.keys()
    assert [name for name, sql in compiled.items() if clock.search(sql)] == []


def test_a_year_later_the_same_months_say_the_same(run_by_hand: HandRun, warehouse: Path) -> None:
    later = run_by_hand.build(LITTLE_KNOWN, as_of_at="2025-03-01 00:00:00", as_of_date="2025-02-28")
    sql = """select month, facility_id, overall_health_score, coverage from marts.health_scores
        where month < date '2024-03-01' order by 1, 2"""
    assert rows_of(later, sql) == rows_of(warehouse, sql)
    ages = """select cohort_month, max(months_since_cohort), count(distinct months_since_cohort)
        from marts.cohort_retention group by 1 order by 1"""
    assert [row[1:] for row in rows_of(later, ages)] == [(12, 13), (12, 13)]


def test_three_hours_between_a_quarter_to_nine_and_eleven(warehouse: Path) -> None:
    """Counting the hours that strike gives 3 for ticket_01; 2.25 hours went by."""
    trap = """select date_diff('hour', created_at, resolved_at)
        from staging.stg_tickets where ticket_id = 'ticket_01'"""
    assert rows_of(warehouse, trap) == [(3,)]
    truth = """select avg_resolution_hours, max_resolution_hours, median_resolution_hours
        from marts.ticket_sla_compliance
        where facility_id = 'fac_1' and priority = 'critical' and month = date '2024-01-01'"""
    assert rows_of(warehouse, truth) == [(2.25, 2.25, 2.25)]


def test_a_facility_and_month_without_leads_came_twice(warehouse: Path) -> None:
    """Full joins on the keys of the first table alone leave a row per table where the first has none."""
    part = "(select facility_id, date_trunc('month', created_at) as month from staging.{} group by all)"
    leads, tickets, answers = (part.format(name) for name in ("stg_leads", "stg_tickets", "stg_satisfaction"))
    trap = f"""select count(*) from {leads} as a
        full join {tickets} as b on a.facility_id = b.facility_id and a.month = b.month
        full join {answers} as c on a.facility_id = c.facility_id and a.month = c.month
        where coalesce(a.facility_id, b.facility_id, c.facility_id) = 'fac_3'"""
    assert rows_of(warehouse, trap) == [(2,)]
    for model in ("combined_kpis", "health_scores"):
        sql = f"""select month(month), count(*) from marts.{model}
            where facility_id = 'fac_3' group by 1 order by 1"""
        assert rows_of(warehouse, sql) == [(1, 1), (2, 1)], model
    kpis = """select total_tickets, csat_response_count, leads_created, total_applications
        from marts.combined_kpis where facility_id = 'fac_3' and month = date '2024-01-01'"""
    assert rows_of(warehouse, kpis) == [(1, 1, 0, 0)]


def test_two_deals_of_one_amount_were_one(warehouse: Path) -> None:
    """opp_05 and opp_06 are rep_1's, of February, and of 80,000 each: grouping by amount made them 80,000."""
    trap = """select sum(amount_usd) from (
            select rep_id, date_trunc('month', created_at), amount_usd from staging.stg_opportunities
            where status = 'open' group by all
        )"""
    assert rows_of(warehouse, trap) == [(80_000,)]
    truth = """select deal_count, total_pipeline_value, weighted_pipeline_value
        from marts.weighted_pipeline_scenarios
        where rep_id = 'rep_1' and month = date '2024-02-01'
            and stage = 'opportunity' and scenario = 'base'"""
    assert rows_of(warehouse, truth) == [(2, 160_000, 80_000)]


def test_a_part_that_is_missing_was_50(warehouse: Path) -> None:
    """Elm Court has service levels and satisfaction, 100 each: 100, where three parts of 50 made it 70."""
    sql = """select month(month), compliance_score, pipeline_health, conversion_health, sla_health,
            satisfaction_health, overall_health_score, health_status, coverage
        from marts.health_scores where facility_id = 'fac_3' order by 1"""
    assert rows_of(warehouse, sql) == [
        (1, None, None, None, 100.0, 100.0, 100.0, "excellent", 0.4),
        (2, None, None, None, None, None, None, None, 0.0),
    ]


def test_a_message_about_no_lead_was_lost(warehouse: Path) -> None:
    """Joined to leads, out_13 and out_15 drop out; all 15 messages count, one of them at no facility."""
    trap = """select count(*) from staging.stg_outreach as outreach
        inner join staging.stg_leads as leads on outreach.lead_id = leads.lead_id"""
    assert rows_of(warehouse, trap) == [(13,)]
    for model in ("rep_activity_by_channel", "outreach_kpis", "combined_kpis"):
        sql = f"""select sum(total_outreach), sum(total_outreach) filter (where facility_id = 'unassigned')
            from marts.{model}"""
        assert rows_of(warehouse, sql) == [(15, 1)], model
