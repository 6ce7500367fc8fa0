"""An increment gives the rows of a full build, whatever the nights brought."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from almanac.pipeline.build import TRANSFORM_DIR
from almanac.warehouse.home import Home
from tests.transform.company import Company, account, event, feature, organization, rows, user
from tests.transform.nights import HAPPENINGS, Happenings
from tests.transform.same_rows import differences

POLICIES: list[dict[str, object]] = [
    {},
    {"multi_org_policy": "split"},
    {"activity_timezone": "customer"},
    {"exclude_deactivated_users": True, "multi_org_policy": "primary"},
    {"count_system_actor_as_user": True, "extract_event_properties": False},
    {"activity_timezone": "customer", "multi_org_policy": "split", "exclude_deactivated_users": True},
]


SEED = 1977
"""Its four nights see every kind of happening."""


def check_sequence(
    home: Home, seed: int, nights: int, policies: dict[str, object], transform_dir: Path = TRANSFORM_DIR
) -> set[str]:
    """Let nights pass, each with an increment; a full build then says the same. Returns what happened."""
    company = Company(home, policies, transform_dir)
    happenings = Happenings(company, random.Random(seed))
    happenings.begin()
    version, happened = company.build(), []
    for _ in range(nights):
        happened.append(happenings.night())
        version = company.build()
        assert not version.manifest.full_refresh, version.manifest.reason
    found = differences(version, company.build(full_refresh=True))
    assert not found, f"seed {seed}, {policies}, nights {happened}:\n" + "\n".join(found)
    return {name for names in happened for name in names}


@pytest.mark.long
def test_increments_equal_a_full_build(company: Company) -> None:
    """Four nights with late, repeated, corrected and moved events, arrivals, new memberships and names."""
    happened = check_sequence(company.home, seed=SEED, nights=4, policies={})
    assert happened == set(HAPPENINGS)


@pytest.mark.long
@pytest.mark.parametrize("policies", POLICIES, ids=str)
@pytest.mark.parametrize("seed", range(100, 101))
def test_many_sequences_of_nights(company: Company, seed: int, policies: dict[str, object]) -> None:
    """The same over many sequences of one to five nights, under several policies."""
    check_sequence(company.home, seed, 1 + seed % 5, policies)


@pytest.mark.long
def test_a_range_is_read_again_on_request(company: Company) -> None:
    """`--from` and `--to` replace what those days hold, and no other day's."""
    land_days(company)
    first = company.build()
    with duckdb.connect(str(first.database)) as connection:
        # Not the total: the conservation account would notice.
        connection.execute("update intermediate.int_product_events__org_daily set issue_events = 99")
        connection.execute("update marts.fct_org_daily_activity set issue_events = 99")
    again = company.build(rebuild_from=date(2025, 6, 3), rebuild_to=date(2025, 6, 4))
    assert not again.manifest.full_refresh
    days = "select day(activity_date), issue_events from marts.fct_org_daily_activity order by 1"
    # The last three days are read by every increment.
    assert rows(again, days) == [(1, 99), (2, 99), (3, 1), (4, 1), (5, 99), (6, 1), (7, 1), (8, 1)]


def check_catalogue(company: Company) -> None:
    """A feature gets other events, another comes that was released long ago: their days are read again."""
    land_days(company)
    company.land(
        features=[feature("old", "^nothing$", "2025-06-01"), feature("kept", "^issue:", "2025-06-03")]
    )
    company.build()
    changed = feature("old", "^issue:", "2025-06-02", _airbyte_extracted_at="2025-06-09 03:00:00")
    company.land(features=[changed, feature("new", "created$", _airbyte_extracted_at="2025-06-09 03:00:00")])
    version = company.build()
    assert not version.manifest.full_refresh
    uses = """select feature_id, min(day(activity_date)), max(day(activity_date)), sum(event_count)
        from intermediate.int_product_events__feature_daily group by 1 order by 1"""
    assert rows(version, uses) == [("kept", 3, 8, 6), ("new", 1, 8, 8), ("old", 2, 8, 7)]


@pytest.mark.long
def test_a_changed_catalogue_reads_its_days_again(company: Company) -> None:
    """An increment knows what became a use of what."""
    check_catalogue(company)


def test_the_same_data_and_as_of_give_the_same_rows(
    worked_days_under: Callable[..., object], worked_company: Callable[..., Company]
) -> None:
    """A second build in another home differs in nothing but the moment of the build."""
    assert differences(worked_days_under(), worked_company().build(full_refresh=True)) == []  # type: ignore[arg-type]


@pytest.mark.long
def test_an_earlier_as_of_tells_that_day_only(company: Company) -> None:
    """Later days do not exist yet; their rows are told as after the as-of, and come with the next build."""
    land_days(company)
    back = company.build(as_of_date=date(2025, 6, 5))
    last_days = """select max(activity_date),
        (select max(metric_date) from intermediate.int_organizations__daily),
        (select max(metric_date) from metrics.user_activity_windows) from marts.fct_org_daily_activity"""
    assert rows(back, last_days) == [(date(2025, 6, 5),) * 3]
    # The ARR of 7 June and the user who came on 6 June are of another day, too.
    assert rows(back, "select current_arr from marts.dim_organizations") == [(100.0,)]
    outcomes = {
        (account.source, outcome.outcome): outcome.rows
        for account in back.manifest.accounts
        for outcome in account.outcomes
    }
    assert outcomes == {
        ("app.product_events", "loaded"): 5,
        ("app.product_events", "after_as_of"): 3,
        ("app.organizations", "loaded"): 1,
        ("app.users", "loaded"): 1,
        ("app.users", "after_as_of"): 1,
        ("salesforce.account", "loaded"): 1,
        ("salesforce.account", "after_as_of"): 1,
    }
    forth = company.build()
    assert not forth.manifest.full_refresh
    assert differences(forth, company.build(full_refresh=True)) == []
    # Once more, with nothing new: an increment that changes nothing.
    again = company.build()
    assert not again.manifest.full_refresh
    assert differences(forth, again) == []
    assert rows(forth, "select count(*), max(current_arr) from marts.fct_org_daily_activity") == [(8, 200.0)]


def land_days(company: Company) -> None:
    """Eight days with an event each; a user comes on the sixth, more ARR on the seventh."""
    company.land(
        [event(n, "issue:created", "u", f"2025-06-0{n} 10:00:00") for n in range(1, 9)],
        [
            user("u", "acme"),
            user("v", "acme", "2025-06-06 09:00:00", _airbyte_extracted_at="2025-06-07 02:00:00"),
        ],
        [organization("acme")],
        [account("a", "acme", 100), account("a", "acme", 200, "2025-06-07")],
    )
