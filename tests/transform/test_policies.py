"""Each policy both ways, on days that are worked by hand (see `worked_days`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from almanac.warehouse.versions import Version
from tests.transform import worked_days
from tests.transform.company import Company, Row, account, event, organization, records, rows, user
from tests.transform.conftest import BuiltUnder
from tests.transform.worked_days import ORG_DAYS, expected

LONG = pytest.mark.long
"""Each policy is a build of its own."""


def org_days(version: Version) -> list[Row]:
    """What the org-day mart says; averages to six digits, as the tables are written."""
    return [
        {name: round(float(value), 6) if isinstance(value, (int, float)) else value
         for name, value in row.items()}
        for row in records(version, ORG_DAYS)
    ]  # fmt: skip


def fates(version: Version) -> dict[str, int]:
    """Event rows by outcome and reason."""
    (events,) = [account for account in version.manifest.accounts if account.source == "app.product_events"]
    return {outcome.reason or outcome.outcome: outcome.rows for outcome in events.outcomes}


def actives(version: Version, day: int, flag: str = "is_active_1d") -> int:
    """People of the whole company who were active on a day of July."""
    sql = f"""select count(distinct user_key) from metrics.user_activity_windows
        where {flag} and metric_date = date '2025-07-0{day}'"""
    return int(rows(version, sql)[0][0])


def test_defaults(worked_days_under: BuiltUnder) -> None:
    """Events count where their properties say, on their UTC day; the system is no user."""
    version = worked_days_under()
    assert org_days(version) == expected(worked_days.DEFAULT)
    assert fates(version) == {"loaded": 15, "superseded": 1, "changed_by_loader": 1}


@pytest.mark.parametrize(
    ("policies", "table"),
    [
        ({"exclude_deactivated_users": True}, worked_days.WITHOUT_DEACTIVATED),
        pytest.param({"count_system_actor_as_user": True}, worked_days.WITH_SYSTEM_ACTOR, marks=LONG),
        ({"multi_org_policy": "primary"}, worked_days.PRIMARY),
        pytest.param({"multi_org_policy": "split"}, worked_days.SPLIT, marks=LONG),
        ({"activity_timezone": "customer"}, worked_days.CUSTOMERS_DAYS),
        # Without the properties nobody knows of which organisation an event speaks: the primary one.
        pytest.param({"extract_event_properties": False}, worked_days.PRIMARY, marks=LONG),
    ],
    ids=lambda value: "-".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_org_days_under_a_policy(
    worked_days_under: BuiltUnder, policies: dict[str, object], table: str
) -> None:
    """Every row of the org-day mart under the policy that is not the default."""
    assert table != worked_days.DEFAULT
    assert org_days(worked_days_under(**policies)) == expected(table)


def test_events_left_out_by_policy_are_accounted_for(worked_days_under: BuiltUnder) -> None:
    """An event after the deactivation has its own line; one of the very moment still counts."""
    version = worked_days_under(exclude_deactivated_users=True)
    assert fates(version) == {"loaded": 14, "superseded": 1, "changed_by_loader": 1, "deactivated_user": 1}


def test_customers_day_that_is_not_over_is_after_the_as_of(worked_days_under: BuiltUnder) -> None:
    """kim's event of 4 July in Tokyo waits, although it is of 3 July in UTC."""
    version = worked_days_under(activity_timezone="customer")
    assert fates(version) == {"loaded": 14, "superseded": 1, "changed_by_loader": 1, "after_as_of": 1}


@LONG
def test_customers_days_are_completed_by_the_next_increment(worked_company: Callable[..., Company]) -> None:
    """The next night completes 3 July in Los Angeles, brings 4 July of Tokyo, and moves acme's days."""
    # With fewer late days the move alone makes the build read the first of July again.
    company = worked_company(activity_timezone="customer", late_days=1)
    company.build()
    company.land(worked_days.NEXT_NIGHT, organizations=[worked_days.MOVED])
    increment = company.build()
    assert not increment.manifest.full_refresh
    assert org_days(increment) == expected(worked_days.CUSTOMERS_DAYS_NEXT_NIGHT)


@pytest.mark.parametrize("policy", ["event_context", "primary", pytest.param("split", marks=LONG)])
def test_a_person_counts_once_in_the_company(worked_days_under: BuiltUnder, policy: str) -> None:
    """On 1 July ann, bob and lou are active, whatever bob's organisations; in three days cal and kim, too."""
    version = worked_days_under(**({} if policy == "event_context" else {"multi_org_policy": policy}))
    assert actives(version, 1) == 3
    assert actives(version, 3) == 2
    assert actives(version, 3, "is_active_30d") == 5


@LONG
def test_split_events_add_up_to_the_whole(worked_days_under: BuiltUnder) -> None:
    """The halves of bob's events sum to the same fifteen events as under the other policies."""
    total = "select sum(total_event_count), sum(user_event_count) from marts.fct_org_daily_activity"
    assert rows(worked_days_under(multi_org_policy="split"), total) == [(15.0, 13.0)]
    assert rows(worked_days_under(multi_org_policy="primary"), total) == [(15, 13)]
    assert rows(worked_days_under(), total) == [(15, 13)]


@LONG
def test_split_users_have_their_sessions_in_each_organisation(worked_days_under: BuiltUnder) -> None:
    """bob's three sessions are acme's and tokyo's, as his active days are; not one's by chance."""
    sessions = """select org_id, active_days_30d, session_count_30d
        from intermediate.int_users__activity_windows
        where user_id = 'bob' and metric_date = date '2025-07-03' order by 1"""
    version = worked_days_under(multi_org_policy="split")
    assert rows(version, sessions) == [("acme", 2, 3), ("tokyo", 2, 3)]


def test_event_properties_are_typed(worked_days_under: BuiltUnder) -> None:
    """bob's event has its typed properties; ann's malformed one is loaded, flagged and listed."""
    version = worked_days_under()
    typed = rows(
        version,
        """select distinct_id, organization_id, latency_ms, has_malformed_properties
           from staging.stg_product_events
           where event_name = 'ai_runbook_run' or has_malformed_properties order by 1""",
    )
    assert typed == [("ann", None, None, True), ("bob", "tokyo", 12.5, False)]
    malformed = "select event_name, properties from intermediate.int_product_events__malformed_properties"
    assert rows(version, malformed) == [("issue:created", "{oops")]


def test_event_properties_can_be_left_alone(worked_days_under: BuiltUnder) -> None:
    """No property is read, so that none is missed; the columns are there."""
    version = worked_days_under(extract_event_properties=False)
    typed = """select count(*) filter (has_malformed_properties or organization_id is not null
        or latency_ms is not null) from staging.stg_product_events"""
    assert rows(version, typed) == [(0,)]
    assert rows(version, "select count(*) from intermediate.int_product_events__malformed_properties") == [
        (0,)
    ]


def test_plan_status_follows_arr(worked_days_under: BuiltUnder) -> None:
    """acme pays; tokyo paid until 2 July; nobody ever billed angel."""
    version = worked_days_under()
    today = dict(rows(version, "select org_id, plan_status from marts.dim_organizations"))
    assert today == {"acme": "paid", "tokyo": "churned", "angel": "none"}
    history = """select day(metric_date), plan_status, is_active_customer, customer_arr
        from intermediate.int_organizations__daily where org_id = 'tokyo' order by 1"""
    assert rows(version, history) == [
        (1, "paid", True, 500.0),
        (2, "churned", False, 0.0),
        (3, "churned", False, 0.0),
    ]


def test_rows_that_the_loader_changed_are_kept_aside(worked_days_under: BuiltUnder) -> None:
    """Neither the altered event nor the altered ARR counts; both are there with their reason."""
    version = worked_days_under()
    quarantined = "select event, outcome_reason from staging.stg_product_events__quarantined"
    assert rows(version, quarantined) == [("ai_chat", "changed_by_loader")]
    aside = """select current_arr__c, outcome_reason from staging.base_salesforce__account
        where row_outcome != 'loaded'"""
    assert rows(version, aside) == [(9999.0, "changed_by_loader")]
    arr = "select current_arr from marts.dim_organizations where org_id = 'acme'"
    assert rows(version, arr) == [(1000.0,)]


def test_rows_that_the_loader_left_alone_are_loaded(company: Company) -> None:
    """An empty list of changes, in any spelling, and no word at all are no faults."""
    spellings = ['{"changes":[]}', '{"changes": [ ] }', '{"sync_id": 3}', "{}", None]
    events = [
        event(number, "issue:created", "u", "2025-07-01 10:00:00", _airbyte_meta=spelling)
        for number, spelling in enumerate(spellings)
    ]
    company.land(events, [user("u", "acme")], [organization("acme")], [account("a", "acme", 1)])
    version = company.build()
    days = "select activity_date, total_event_count from marts.fct_org_daily_activity"
    assert rows(version, days) == [(dt.date(2025, 7, 1), 5)]
