"""One test per trap of the SQL that was first written down: what it said, and what is true.

Most run the trap's SQL over the same rows, so that the test proves the wrong number as well as the right
one. The rows are those of `worked_days`.
"""

from __future__ import annotations

from tests.transform.company import rows
from tests.transform.conftest import BuiltUnder

EVENTS = "raw_app.product_events"


def test_email_sent_was_an_ai_event(worked_days_under: BuiltUnder) -> None:
    """`LIKE '%ai_%'` takes `_` for any character, as in em-ai-l: acme had an AI event on 1 July."""
    version = worked_days_under()
    trap = f"select count(*) from {EVENTS} where distinct_id = 'bob' and event like '%ai_%'"
    assert rows(version, trap) == [(2,)]
    truth = """select org_id, ai_events, other_events from marts.fct_org_daily_activity
        where activity_date = date '2025-07-01' order by 1"""
    assert rows(version, truth) == [("acme", 0, 1), ("angel", 0, 0), ("tokyo", 1, 0)]


def test_fifteen_of_sixteen_events_were_dropped_for_an_empty_list_of_changes(
    worked_days_under: BuiltUnder,
) -> None:
    """`WHERE changes IS NULL` keeps only what the loader says nothing of: 1 event instead of 15."""
    version = worked_days_under()
    trap = f"""select count(*) from {EVENTS} where json_extract(_airbyte_meta, '$.changes') is null"""
    assert rows(version, trap) == [(1,)]
    truth = "select sum(total_event_count) from marts.fct_org_daily_activity"
    assert rows(version, truth) == [(15,)]


def test_two_salesforce_accounts_doubled_every_day(worked_days_under: BuiltUnder) -> None:
    """Joined by organisation, acme's 9 events were 18 and its rows 6; ARR is the accounts' sum, told once."""
    version = worked_days_under()
    mart = "marts.fct_org_daily_activity"
    trap = f"""select count(*), sum(total_event_count) from {mart} as activity
        join (select distinct id, pylon_organization_id__c from raw_salesforce.account) as accounts
            on activity.org_id = accounts.pylon_organization_id__c
        where org_id = 'acme'"""
    assert rows(version, trap) == [(6, 18)]
    truth = f"""select count(*), sum(total_event_count), min(current_arr), max(current_arr),
        any_value(salesforce_account_name), any_value(industry), any_value(annualrevenue)
        from {mart} where org_id = 'acme'"""
    assert rows(version, truth) == [(3, 9, 1000.0, 1000.0, "Large", "Software", 5e6)]


def test_a_tie_for_the_top_event_gave_any_of_the_names(worked_days_under: BuiltUnder) -> None:
    """Three names occur once each at acme on 1 July; the one that sorts first is told, every time."""
    version = worked_days_under()
    top = """select top_event_type, top_event_count from marts.fct_org_daily_activity
        where org_id = 'acme' and activity_date = date '2025-07-01'"""
    assert rows(version, top) == [("email_sent", 1)]
    split = worked_days_under(multi_org_policy="split")
    assert rows(split, top) == [("issue:closed", 1.0)]


def test_the_system_was_a_third_user(worked_days_under: BuiltUnder) -> None:
    """Counting distinct_id makes `org-acme` a person: 3 users on 2 July instead of 2."""
    version = worked_days_under()
    trap = f"""select count(distinct distinct_id) from {EVENTS}
        where distinct_id in ('ann', 'bob', 'cal', 'org-acme') and timestamp::date = date '2025-07-02'"""
    assert rows(version, trap) == [(3,)]
    truth = """select unique_user_count, user_event_count, system_event_count
        from marts.fct_org_daily_activity
        where org_id = 'acme' and activity_date = date '2025-07-02'"""
    assert rows(version, truth) == [(2, 4, 1)]


def test_a_day_of_system_events_had_one_event_per_user(worked_days_under: BuiltUnder) -> None:
    """angel's 3 July has a system event and no user: 0 events per user, neither 1 nor null."""
    version = worked_days_under()
    truth = """select total_event_count, unique_user_count, avg_events_per_user
        from marts.fct_org_daily_activity
        where org_id = 'angel' and activity_date = date '2025-07-03'"""
    assert rows(version, truth) == [(1, 0, 0.0)]


def test_system_events_raised_the_average_of_users(worked_days_under: BuiltUnder) -> None:
    """acme's 2 July: 4 user events of 2 users are 2.0 each; with the system's event it was 2.5."""
    version = worked_days_under()
    both = """select avg_events_per_user, total_event_count / unique_user_count
        from marts.fct_org_daily_activity
        where org_id = 'acme' and activity_date = date '2025-07-02'"""
    assert rows(version, both) == [(2.0, 2.5)]


def test_an_event_that_was_read_twice_counted_twice(worked_days_under: BuiltUnder) -> None:
    """Event 1 was read again under another name: the later name counts, once."""
    version = worked_days_under()
    trap = f"select count(*) from {EVENTS} where distinct_id = 'ann' and timestamp::date = date '2025-07-01'"
    assert rows(version, trap) == [(3,)]
    truth = """select event_name from staging.stg_product_events
        where distinct_id = 'ann' and event_date = date '2025-07-01' order by 1"""
    assert rows(version, truth) == [("issue:closed",), ("issue:reopened",)]
