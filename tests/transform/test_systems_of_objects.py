"""Deals, tickets and answers count from the systems in which a company keeps them, by one rule each."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from almanac.warehouse.home import Home
from almanac.warehouse.versions import Version
from tests.transform.company import Company, Row, event, organization, rows

pytestmark = pytest.mark.xdist_group("systems")
"""What is built for one test serves the next: all of them go to one worker."""

MODELS = (
    "+int_support__sla_checks", "+int_surveys__responses", "+int_sales__deals", "+int_sales__leads",
    "+ticket_sla_compliance", "+satisfaction_rollups", "+weighted_pipeline_scenarios",
    "+conservation_account",
)  # fmt: skip
SYNCED: Row = {"_fivetran_synced": "2025-01-21 02:00:00"}
READ: Row = {"_airbyte_extracted_at": "2025-01-21 02:00:00", "_airbyte_meta": '{"changes":[]}'}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Version]:
    """One customer with a site; a ticket, an answer and a deal in the CRM, and one of each elsewhere."""

    @cache
    def build(*policies: tuple[str, tuple[str, ...]]) -> Version:
        chosen = {name: list(sources) for name, sources in policies}
        company = Company(Home(tmp_path_factory.mktemp("kept")), chosen, models=MODELS)
        opened = {"opened_at": "2025-01-01", "updated_at": "2025-01-01"}
        others: dict[str, list[Row]] = {
            "app.locations": [{"id": "loc", "organization_id": "acme"} | opened | READ],
            "crm.facilities": [{"id": "f1", "location": "LOC", "created_at": "2025-01-01"} | READ],
            "crm.tickets": [
                {"id": "t1", "facility_id": "f1", "priority": "High", "created_at": "2025-01-10 10:00",
                 "first_response_at": "2025-01-10 12:30", "resolved_at": "2025-01-11 09:00"} | READ,
            ],
            "crm.satisfaction": [
                {"id": "a1", "facility_id": "f1", "survey_type": "CSAT", "score": 2,
                 "created_at": "2025-01-12"} | READ,
            ],
            "crm.leads": [
                {"id": "l1", "facility_id": "f1", "stage": "sql", "amount": 100,
                 "created_at": "2025-01-03", "qualified_at": "2025-01-04"} | READ,
            ],
            "zendesk.ticket": [
                {"id": "z9", "status": "open", "priority": "urgent",
                 "created_at": "2025-01-15 10:00", "updated_at": "2025-01-15 10:00"} | SYNCED,
            ],
            "surveys.responses": [
                {"id": "s1", "organization_id": "acme", "survey_type": "nps", "score": 9,
                 "responded_at": "2025-01-12"} | READ,
            ],
            "salesforce.opportunity": [
                {"id": "o1", "is_closed": "false", "is_won": "false", "is_deleted": "false",
                 "amount": 900, "created_date": "2025-01-05"} | SYNCED,
            ],
        }  # fmt: skip
        company.land([event(1, "page", "ann", "2025-01-19 10:00")], [], [organization("acme")], others=others)
        return company.build()

    return build


def ids(version: Version, table: str, key: str) -> list[tuple[str, str]]:
    """Where the objects of a table are kept, and which they are."""
    return rows(version, f"select source, {key} from intermediate.{table} order by all")


@pytest.fixture(scope="module")
def kept_in_crm(kept: Callable[..., Version]) -> Version:
    """The company, when it keeps tickets and answers in the CRM."""
    return kept(("ticket_sources", ("crm",)), ("survey_sources", ("crm",)))


def test_by_default_each_object_is_kept_in_its_usual_system(kept: Callable[..., Version]) -> None:
    """Zendesk's ticket, the survey tool's answer, the CRM's deal."""
    version = kept()
    assert ids(version, "int_support__tickets", "ticket_id") == [("zendesk", "z9")]
    assert ids(version, "int_surveys__responses", "response_id") == [("surveys", "s1")]
    assert ids(version, "int_sales__deals", "deal_id") == [("crm", "crm-lead-l1")]


def test_tickets_and_answers_of_a_site_are_its_customer_s(kept_in_crm: Version) -> None:
    """The answer came 2.5 hours after the ticket, half an hour too late; the solution after 23, in time."""
    checks = """select customer_id, facility_id, check_kind, sla_result
        from intermediate.int_support__sla_checks order by check_kind"""
    assert rows(kept_in_crm, checks) == [
        ("acme", "f1", "resolution", "met"),
        ("acme", "f1", "response", "breached"),
    ]
    answers = "select source, customer_id, csat_group from intermediate.int_surveys__responses"
    assert rows(kept_in_crm, answers) == [("crm", "acme", "dissatisfied")]


def test_a_customer_s_checks_are_those_of_its_site(kept_in_crm: Version) -> None:
    """The two tables of checks are one rule over the same tickets."""
    columns = "ticket_id, check_kind, due_at, evaluated_at, sla_result, hours_taken"
    told = [
        rows(kept_in_crm, f"select {columns} from intermediate.{table} order by all")
        for table in ("int_support__sla_checks", "int_crm__sla_checks")
    ]
    assert told[0] == told[1] != []


def test_the_crm_s_tables_are_the_same_whatever_counts_for_customers(
    kept: Callable[..., Version], kept_in_crm: Version
) -> None:
    """They read the CRM alone."""
    for version in (kept(), kept_in_crm):
        counts = "select sum(total_tickets), sum(checks_breached) from marts.ticket_sla_compliance"
        assert rows(version, counts) == [(1, 1)]
        assert rows(version, "select sum(response_count) from marts.satisfaction_rollups") == [(1,)]


@pytest.mark.long
def test_deals_of_salesforce_go_through_the_same_pipeline(kept: Callable[..., Version]) -> None:
    """An open opportunity of 900: 450 at its chance of a half, 225 with the weight of its stage as well."""
    version = kept(("deal_sources", ("salesforce",)))
    assert rows(version, "select deal_id, stage from intermediate.int_sales__deals") == [
        ("salesforce-opportunity-o1", "opportunity")
    ]
    values = """select scenario, facility_id, cast(weighted_pipeline_value as integer)
        from marts.weighted_pipeline_scenarios where stage = 'opportunity' order by scenario"""
    assert rows(version, values) == [
        ("base", "unassigned", 450),
        ("best_case", "unassigned", 900),
        ("conservative", "unassigned", 225),
    ]
    assert rows(version, "select stage, reached_sql from intermediate.int_sales__leads") == [(None, True)]


def test_an_unknown_system_is_refused(kept: Callable[..., Version]) -> None:
    """A name that nobody knows would count nothing in silence; these tests read the project beforehand."""
    with pytest.raises(AssertionError, match="there is no source 'jira'"):
        kept(("ticket_sources", ("jira",)))
