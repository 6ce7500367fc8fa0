"""Our own CRM rows agree with each other and give the figures that are promised, without any SQL."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import mean

import pytest

from almanac.config import PROJECT_DIR
from tests.transform.crm_rows import (
    AS_OF,
    FEBRUARY,
    JANUARY,
    MONTHS,
    TABLES,
    SeedRow,
    by_id,
    moment,
    month,
    seed,
)

TARGET_HOURS = {"critical": (1, 4), "high": (2, 24), "medium": (4, 72), "low": (8, 120)}
"""Hours to the first response and to the resolution."""
FACILITIES = ("fac_1", "fac_2")
WON_OR_LOST = {"won", "lost"}


def amounts(rows: Iterable[SeedRow]) -> float:
    return sum(float(row["amount"]) for row in rows)


def of(table: str, facility: str, month_name: str, column: str = "created_at") -> list[SeedRow]:
    """The rows of a facility whose moment lies in a month."""
    return [row for row in seed(table) if row["facility_id"] == facility and month(row[column]) == month_name]


def checks(ticket: SeedRow) -> list[tuple[datetime, bool]]:
    """The checks of a ticket that are over by the as-of: when each was evaluated, whether it was met."""
    opened = datetime.fromisoformat(ticket["created_at"])
    found = []
    columns = ("first_response_at", "resolved_at")
    for column, hours in zip(columns, TARGET_HOURS[ticket["priority"]], strict=True):
        done, due = moment(ticket[column]), opened + timedelta(hours=hours)
        evaluated = min(done, due) if done else due
        if evaluated < AS_OF:
            found.append((evaluated, done is not None and done <= due))
    return found


def met(facility: str | None, month_name: str | None) -> list[bool]:
    """Whether each check was met, of one facility or all, evaluated in one month or ever."""
    return [
        is_met
        for ticket in seed("tickets")
        if facility in (None, ticket["facility_id"])
        for evaluated, is_met in checks(ticket)
        if month_name in (None, f"{evaluated:%Y-%m}")
    ]


def percent(answers: Iterable[bool]) -> float:
    """The share of yes among answers; there must be some."""
    found = list(answers)
    return 100 * sum(found) / len(found)


# How the rows hang together.


def test_every_row_names_what_there_is() -> None:
    leads, applications, facilities = by_id("leads"), by_id("applications"), by_id("facilities")
    assert sorted(facilities) == list(FACILITIES)
    for table in TABLES:
        for row in seed(table):
            assert row.get("lead_id", "") in {"", *leads}
            assert row.get("application_id", "") in {"", *applications}
            assert row.get("facility_id", "") in {"", *facilities}


@pytest.mark.parametrize("table", [name for name in TABLES if name != "lead_stage_history"])
def test_an_id_is_given_once(table: str) -> None:
    assert len(by_id(table)) == len(seed(table)) > 0


@pytest.mark.parametrize("table", TABLES)
def test_nothing_has_happened_after_the_as_of(table: str) -> None:
    """When an open deal is expected to close is no happening; it lies ahead."""
    for row in seed(table):
        moments = [moment(value) for column, value in row.items() if column.endswith("_at")]
        assert all(found is None or datetime(2024, 1, 1) <= found < AS_OF for found in moments)


@pytest.mark.parametrize("table", ["leads", "opportunities", "outreach"])
def test_a_row_was_last_changed_when_it_last_happened(table: str) -> None:
    for row in seed(table):
        if "updated_at" in row:
            later = [value for column, value in row.items() if column.endswith("_at") and value]
            assert row["updated_at"] == max(later)


def test_a_lead_moves_forward() -> None:
    for lead in seed("leads"):
        is_closed = lead["stage"] in WON_OR_LOST
        assert lead["status"] == ("closed" if is_closed else "active")
        assert bool(lead["closed_at"]) == is_closed
        assert bool(lead["qualified_at"]) == (lead["stage"] in {"sql", "opportunity", "won"})
        steps = [lead[column] for column in ("created_at", "qualified_at", "closed_at") if lead[column]]
        assert steps == sorted(steps)


def test_an_opportunity_agrees_with_its_lead() -> None:
    leads, opportunities = by_id("leads"), seed("opportunities")
    assert len({row["lead_id"] for row in opportunities}) == len(opportunities)
    for row in opportunities:
        lead = leads[row["lead_id"]]
        assert row["status"] == {"won": "won", "opportunity": "open"}[lead["stage"]]
        assert (row["rep_id"], row["amount"]) == (lead["rep_id"], lead["amount"])
        assert row["closed_at"] == lead["closed_at"]
        assert lead["created_at"] <= lead["qualified_at"] <= row["created_at"]
        assert not row["closed_at"] or row["created_at"] <= row["closed_at"]
        assert row["closed_at"] or row["expected_close_date"] >= f"{AS_OF:%Y-%m-%d}"
    with_one = {row["lead_id"] for row in opportunities}
    assert with_one == {name for name, lead in leads.items() if lead["stage"] in {"won", "opportunity"}}


def test_the_stage_history_says_what_leads_and_opportunities_say() -> None:
    began = {row["lead_id"]: row["created_at"] for row in seed("opportunities")}
    expected = set()
    for name, lead in by_id("leads").items():
        entered = {"lead": lead["created_at"], "sql": lead["qualified_at"], "opportunity": began.get(name)}
        if lead["stage"] in WON_OR_LOST:
            entered[lead["stage"]] = lead["closed_at"]
        expected |= {(name, stage, at) for stage, at in entered.items() if at}
    found = [(row["lead_id"], row["stage"], row["entered_at"]) for row in seed("lead_stage_history")]
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_a_ticket_is_resolved_once_somebody_resolved_it() -> None:
    for ticket in seed("tickets"):
        assert (ticket["status"] == "resolved") == bool(ticket["resolved_at"])
        steps = [ticket["created_at"], ticket["first_response_at"], ticket["resolved_at"] or "9999"]
        assert steps == sorted(steps) and all(steps)


def test_answers_are_on_their_scale() -> None:
    scales = {"csat": range(1, 6), "nps": range(11)}
    assert all(int(row["score"]) in scales[row["survey_type"]] for row in seed("satisfaction"))


def test_an_application_agrees_with_itself() -> None:
    applications = seed("applications")
    assert {row["status"] for row in applications} == {"pending", "interview", "hired", "rejected"}
    for row in applications:
        assert (row["status"] == "hired") == bool(row["hired_at"])
        assert not row["hired_at"] or row["created_at"] <= row["hired_at"]
        violated = {"": "", "false": "80 or more", "true": "less than 80"}[row["has_violations"]]
        score = row["compliance_score"]
        assert violated == (score and ("80 or more" if float(score) >= 80 else "less than 80"))
    assert {"", "80"} <= {row["compliance_score"] for row in applications}


def test_an_invoice_is_for_a_hire() -> None:
    applications, invoices = by_id("applications"), seed("invoices")
    assert {row["status"] for row in invoices} == {"pending", "paid", "cancelled"}
    for row in invoices:
        application = applications[row["application_id"]]
        assert application["status"] == "hired" and application["hired_at"] <= row["created_at"]
        assert application["facility_id"] == row["facility_id"]
        assert float(row["amount"]) > 0
        assert (row["status"] == "paid") == bool(row["paid_at"])
        assert not row["paid_at"] or row["created_at"] <= row["paid_at"]
    standing = Counter(row["application_id"] for row in invoices if row["status"] != "cancelled")
    assert standing == {row["id"]: 1 for row in applications.values() if row["status"] == "hired"}


def test_a_message_agrees_with_its_lead() -> None:
    """Whoever works the lead writes while it is open; a message that led to a deal was answered before."""
    leads, outreach = by_id("leads"), seed("outreach")
    assert {row["channel"] for row in outreach} == {"email", "phone", "social", "referral", "job_board"}
    for row in outreach:
        is_answered, is_converted = (row[name] == "true" for name in ("response_received", "converted"))
        assert is_answered == bool(row["responded_at"])
        assert not is_answered or row["sent_at"] <= row["responded_at"]
        assert row["created_at"] == row["sent_at"]
        if row["lead_id"]:
            lead = leads[row["lead_id"]]
            assert row["rep_id"] == lead["rep_id"] and row["facility_id"] in {"", lead["facility_id"]}
            until = lead["closed_at"] or "9999"
            assert lead["created_at"] <= row["sent_at"] <= (row["responded_at"] or row["sent_at"]) <= until
        assert not is_converted or (is_answered and leads[row["lead_id"]]["stage"] == "won")
    assert {row["lead_id"] for row in outreach if row["converted"] == "true"} == {
        name for name, lead in leads.items() if lead["stage"] == "won"
    }
    assert [row["id"] for row in outreach if not row["facility_id"]] == ["out_12"]
    assert [row["id"] for row in outreach if not row["lead_id"]] == ["out_13"]


def test_both_facilities_have_rows_of_every_kind_in_both_months() -> None:
    for table in ("leads", "tickets", "satisfaction", "applications", "invoices", "outreach"):
        assert all(of(table, facility, name) for facility in FACILITIES for name in MONTHS), table


def test_the_page_of_metrics_names_rows_that_there_are() -> None:
    page = (PROJECT_DIR / "docs" / "crm-metrics.md").read_text()
    named = set(re.findall(r"\b(?:fac|lead|opp|ticket|answer|app|inv|out)_\d+", page))
    known = {name for table in TABLES if table != "lead_stage_history" for name in by_id(table)}
    assert named <= known
    assert known - named <= {row["id"] for row in seed("outreach") + seed("applications")}


# The figures.


def test_leads() -> None:
    leads = seed("leads")
    assert Counter(month(row["created_at"]) for row in leads) == {JANUARY: 8, FEBRUARY: 4}
    assert {row["stage"] for row in leads} == {"lead", "sql", "opportunity", "won", "lost"}
    assert len({row["rep_id"] for row in leads}) == 4
    assert amounts(leads) == 765_000


def test_opportunities() -> None:
    opportunities = seed("opportunities")
    assert Counter(row["status"] for row in opportunities) == {"won": 4, "open": 2}
    assert amounts(opportunities) == 490_000
    others = by_id("leads").keys() - {row["lead_id"] for row in opportunities}
    assert amounts(row for row in seed("leads") if row["id"] in others) == 275_000


@pytest.mark.parametrize(
    ("created_in", "reached_sql", "won"), [(JANUARY, (4, 50), (3, 37.5)), (FEBRUARY, (3, 75), (1, 25))]
)
def test_funnel(created_in: str, reached_sql: tuple[int, float], won: tuple[int, float]) -> None:
    leads = [row for row in seed("leads") if month(row["created_at"]) == created_in]
    qualified = [bool(row["qualified_at"]) for row in leads]
    assert (sum(qualified), percent(qualified)) == reached_sql
    were_won = [row["stage"] == "won" for row in leads]
    assert (sum(were_won), percent(were_won)) == won


def test_service_levels() -> None:
    by_facility = [[percent(met(facility, name)) for facility in FACILITIES] for name in MONTHS]
    assert by_facility == [[90, 100], [100, 100]]
    assert [mean(rates) for rates in by_facility] == [95, 100]
    assert len(met("fac_1", JANUARY)) == 10
    assert [percent(met(None, name)) for name in MONTHS] == [93.75, 100]
    assert (sum(met(None, None)), len(met(None, None))) == (19, 20)


def test_tickets_that_met_both_targets() -> None:
    both = {ticket["id"]: [is_met for _, is_met in checks(ticket)] for ticket in seed("tickets")}
    assert percent(all(found) for found in both.values()) == 90
    assert [name for name, found in both.items() if not all(found)] == ["ticket_07"]
    assert [ticket["id"] for ticket in seed("tickets") if ticket["status"] == "open"] == ["ticket_07"]
    assert {ticket["priority"] for ticket in seed("tickets")} == set(TARGET_HOURS)


def scores(facility: str, month_name: str, survey: str) -> list[int]:
    answers = of("satisfaction", facility, month_name)
    return [int(row["score"]) for row in answers if row["survey_type"] == survey]


def test_satisfaction() -> None:
    by_facility = [[scores(facility, name, "csat") for facility in FACILITIES] for name in MONTHS]
    assert by_facility == [[[5, 3], [4, 4]], [[4], [5]]]
    assert [mean([*first, *second]) for first, second in by_facility] == [4.0, 4.5]
    assert [scores(facility, JANUARY, "nps") for facility in FACILITIES] == [[9], [6]]
    assert [scores(facility, FEBRUARY, "nps") for facility in FACILITIES] == [[10], [8]]


def parts(facility: str, name: str) -> list[float]:
    """Compliance, pipeline, conversion, service levels and satisfaction of a facility and month."""
    applications = of("applications", facility, name)
    scored = [float(row["compliance_score"]) for row in applications if row["compliance_score"]]
    closed = of("leads", facility, name, "closed_at")
    return [
        percent(score >= 80 for score in scored),
        percent(row["status"] != "pending" for row in applications),
        percent(row["stage"] == "won" for row in closed),
        percent(met(facility, name)),
        percent(score >= 4 for score in scores(facility, name, "csat")),
    ]


def test_health() -> None:
    assert parts("fac_1", JANUARY) == [75, 80, 50, 90, 50]
    assert parts("fac_2", JANUARY) == [75, 60, 50, 100, 100]
    assert parts("fac_1", FEBRUARY) == [75, 80, 50, 100, 100]
    assert parts("fac_2", FEBRUARY) == [75, 50, 50, 100, 100]
    health = [[mean(parts(facility, name)) for facility in FACILITIES] for name in MONTHS]
    assert health == [[69, 77], [81, 75]]
    assert [mean(of_month) for of_month in health] == [73, 78]
