"""A company that lacks a source: what needs it is null with a reason, never 0, and the rest is built."""

from __future__ import annotations

import pytest

from almanac.warehouse.home import Home
from almanac.warehouse.versions import Version
from tests.transform import worked_days
from tests.transform.company import Company, records, rows

pytestmark = pytest.mark.xdist_group("without_sources")

MODELS = (
    "+fct_org_daily_activity", "+fct_customer_ai_adoption_30d", "+fct_reference_readiness_30d",
    "+score_components_daily",
)  # fmt: skip
"""What these tests look at."""


@pytest.fixture(scope="module")
def without_users(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """The company of `worked_days` with its system events only that anybody can place: no users table."""
    company = Company(Home(tmp_path_factory.mktemp("no-users")), models=MODELS)
    company.land(worked_days.EVENTS, (), worked_days.ORGANIZATIONS, worked_days.ACCOUNTS)
    return company.build()


@pytest.fixture(scope="module")
def without_salesforce(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """The company of `worked_days` without Salesforce."""
    company = Company(Home(tmp_path_factory.mktemp("no-salesforce")), models=MODELS)
    company.land(worked_days.EVENTS, worked_days.USERS, worked_days.ORGANIZATIONS)
    return company.build()


def values(version: Version, table: str, *columns: str) -> dict[str, set[object]]:
    """The distinct values of columns."""
    found = records(version, f"select {', '.join(columns)} from {table}")
    assert found
    return {column: {row[column] for row in found} for column in columns}


def test_without_users_what_tells_people_apart_is_null(without_users: Version) -> None:
    """Also on the days of system events, where it would be 0."""
    assert "app.users" in without_users.manifest.raw.missing
    columns = ("unique_user_count", "avg_events_per_user", "user_event_count", "ai_user_event_count")
    found = values(without_users, "marts.fct_org_daily_activity", *columns)
    assert found == {column: {None} for column in columns}
    days = "select org_id, day(activity_date), total_event_count from marts.fct_org_daily_activity order by 1"
    assert rows(without_users, days) == [("acme", 2, 1), ("angel", 3, 1)]


def test_without_users_nobody_has_a_score(without_users: Version) -> None:
    """Neither a score nor a band, a tier or a quadrant; what stands on ARR and all events is there."""
    columns = (
        "effective_ai_adoption_score", "customer_health_score", "health_status", "adoption_quadrant",
        "active_users_30d", "ai_users_30d", "enabled_users", "active_days_30d", "user_event_count_30d",
    )  # fmt: skip
    mart = "marts.fct_customer_ai_adoption_30d"
    assert values(without_users, mart, *columns) == {column: {None} for column in columns}
    readiness = ("reference_readiness_score", "reference_tier", "customer_health_score")
    found = values(without_users, "marts.fct_reference_readiness_30d", *readiness)
    assert found == {column: {None} for column in readiness}
    here = f"select customer_arr, total_event_count_30d from {mart} where org_id = 'acme' order by as_of_date"
    assert rows(without_users, here)[-1] == (1000.0, 1)


def test_without_users_each_part_says_why(without_users: Version) -> None:
    """Every part of every score is missing because its source is, or the score that it stands on."""
    # Who left is lost for certain, whatever is missing.
    parts = "marts.score_components_daily where component not in ('lost', 'rounding')"
    found = values(without_users, parts, "reason_code", "points", "observed_value")
    reasons = {"source_missing", "no_score", "not_capped"}
    assert found == {"reason_code": reasons, "points": {0}, "observed_value": {None}}


def test_without_users_their_events_wait(without_users: Version) -> None:
    """The account keeps them: they come back when the users do."""
    (events,) = [a for a in without_users.manifest.accounts if a.source == "app.product_events"]
    found = {outcome.reason or outcome.outcome: outcome.rows for outcome in events.outcomes}
    assert found == {"loaded": 2, "unknown_user": 13, "superseded": 1, "changed_by_loader": 1}


@pytest.mark.long
def test_without_salesforce_nobody_is_a_customer(without_salesforce: Version) -> None:
    """Activity is complete; ARR and industry are null, nobody is active, nobody has a score."""
    assert "salesforce.account" in without_salesforce.manifest.raw.missing
    total = "select sum(total_event_count) from marts.fct_org_daily_activity"
    assert rows(without_salesforce, total) == [(15,)]
    columns = ("salesforce_account_name", "industry", "current_arr", "annualrevenue")
    found = values(without_salesforce, "marts.fct_org_daily_activity", *columns)
    assert found == {column: {None} for column in columns}
    told = values(
        without_salesforce,
        "marts.fct_customer_ai_adoption_30d",
        "is_active_customer",
        "plan_status",
        "customer_arr",
        "customer_health_score",
        "adoption_quadrant",
        "arr_threshold_usd",
    )
    assert told == {
        "is_active_customer": {False},
        "plan_status": {"none"},
        "customer_arr": {None},
        "customer_health_score": {None},
        "adoption_quadrant": {None},
        "arr_threshold_usd": {None},
    }
    assert rows(without_salesforce, "select count(*) from marts.score_components_daily") == [(0,)]
