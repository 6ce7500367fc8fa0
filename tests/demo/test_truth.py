"""The hidden truth drives what is seen."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from almanac.demo.arr import make_arr_changes
from almanac.demo.parameters import DAY, CompanySpec
from almanac.demo.streams import Floats, Ints
from almanac.demo.truth import NEVER
from almanac.demo.world import World, make_world
from almanac.warehouse.home import Home
from tests.demo.conftest import TINY, ask

# What is seen of each customer: events and the share of AI among them.
SEEN = f"""
    with winners as (
        select distinct on (uuid) * from events
        where uuid is not null and event <> ''
            and timestamp >= '{TINY.first_day}' and timestamp < '2025-04-01'
        order by uuid, _airbyte_extracted_at desc
    ),
    home as (select distinct on (id) id, organization_id from users order by id, created_at),
    seen as (
        select organization_id as customer_id, count(*) as events,
            avg((regexp_matches(event, '(^|[^a-z0-9])ai_') and event not like 'issue:%')::int) as ai_share
        from winners join home on id = distinct_id group by all
    ),
    felt as (
        select customer_id, avg(health) as health, avg(ai_level) as ai_level, count(*) as days
        from true_health group by all
    )
    """


@pytest.fixture(scope="module")
def world() -> World:
    """A year of many customers, without writing anything."""
    return make_world(
        CompanySpec(customers=2_000, days=365, seed=5, as_of_date=date(2025, 7, 31), users=2_000)
    )


def test_health_drives_activity(tiny_home: Home) -> None:
    """Users of healthy customers do more."""
    sql = f"""{SEEN}
        select corr(health, events / users / days)
        from felt join seen using (customer_id) join true_customers using (customer_id) where users >= 8
        """
    ((correlation,),) = ask(tiny_home, sql)
    assert correlation > 0.5


def test_appetite_drives_ai(tiny_home: Home) -> None:
    """The share of AI events follows how far a customer has taken AI up."""
    sql = f"""{SEEN}
        select corr(ai_level, ai_share) from felt join seen using (customer_id) where events >= 50
        """
    ((correlation,),) = ask(tiny_home, sql)
    assert correlation > 0.8


def test_no_paid_arr_after_churn(world: World) -> None:
    """The ARR of a customer that left is 0 from the churn day on."""
    changes = make_arr_changes(world)
    after = changes.moment >= world.customers.churn_day[changes.customer] * DAY
    assert after.sum() > 100
    assert (changes.arr[after] == 0).all()


def test_salesforce_knows_of_churn(tiny_home: Home) -> None:
    """Every account of a customer that left says 0 (or nothing) at the end, and has said more before."""
    sql = """
        select arg_max(coalesce(current_arr__c, 0), _airbyte_extracted_at), max(current_arr__c)
        from accounts join true_customers on customer_id = pylon_organization_id__c
        where churn_date is not null and first_paid_date is not null
        group by id having not bool_or(is_deleted)
        """
    rows = ask(tiny_home, sql)
    assert len(rows) >= 3
    assert all(last == 0 for last, _ in rows)
    assert any(most > 0 for _, most in rows)


def test_no_events_without_a_customer(tiny_home: Home) -> None:
    """Nobody acts before the sign-up or after the churn day; those who leave have acted before."""
    sql = f"""
        with home as (select distinct on (id) id, organization_id from users order by id, created_at)
        select count(*) filter (timestamp::date > churn_date or timestamp < signup_date),
            count(*) filter (timestamp < churn_date)
        from events join home on id = distinct_id join true_customers on customer_id = organization_id
        where timestamp >= '{TINY.first_day}' and timestamp < '2025-03-30'
        """
    ((strangers, leavers),) = ask(tiny_home, sql)
    assert strangers == 0
    assert leavers > 20


def test_the_sick_leave(world: World) -> None:
    """Some 6 to 25 % leave in a year, and most of those were sicker than the median in their last month."""
    customers = world.customers
    left = np.flatnonzero((customers.churn_day >= 0) & (customers.churn_day < 365))
    assert 0.06 < len(left) / len(customers) < 0.25
    assert np.mean(_last_month(world, left) < np.median(customers.health)) > 0.8


def test_the_sick_left_before_day_0_too(world: World) -> None:
    """Some 3 to 15 % had left, nearly all sick in their last month; long before they had been fair."""
    customers = world.customers
    left = np.flatnonzero(customers.churn_day < 0)
    assert 0.03 < len(left) / len(customers) < 0.15
    median = np.median(customers.health)
    assert np.mean(_last_month(world, left) < median) > 0.9
    before = world.health_on(customers.churn_day[left] - 250, left)
    assert abs(np.median(before) - 0.68) < 0.1


def test_some_come_back(world: World) -> None:
    """Three or four per cent are away for a while, without any activity, and pay again afterwards."""
    customers = world.customers
    away = np.flatnonzero(customers.away_day < NEVER)
    assert 0.03 < len(away) / 2_000 < 0.04
    assert (customers.back_day[away] > customers.away_day[away]).all()
    inside = away[(customers.away_day[away] >= 0) & (customers.back_day[away] < 365)]
    assert len(inside) > 10
    for i in inside:
        gone = world.activity[customers.away_day[i] : customers.back_day[i], i]
        assert (gone == 0).all()
        assert world.activity[customers.back_day[i], i] > 0
    changes = make_arr_changes(world)
    day = changes.moment // DAY
    for i in away:
        arr = changes.arr[(changes.customer == i) & (day == customers.back_day[i])]
        gone = changes.arr[(changes.customer == i) & (day == customers.away_day[i])]
        assert (gone == 0).all() and len(gone) == 1
        assert (arr > 0).all() and len(arr) == 1


def test_the_past_goes_on_in_the_present(world: World) -> None:
    """Health does not jump at day 0, and day 0 does not depend on the past."""
    stays = np.flatnonzero((world.customers.churn_day > 60) & (world.customers.away_day == NEVER))
    before, after = (world.health_on(np.full(len(stays), day), stays) for day in (-1, 0))
    assert np.abs(before - after).max() < 0.25
    assert np.corrcoef(before, after)[0, 1] > 0.97


def _last_month(world: World, customer: Ints) -> Floats:
    """The mean health of each customer's last 30 days."""
    day = world.customers.churn_day[customer]
    mean: Floats = np.mean([world.health_on(day - back, customer) for back in range(30)], axis=0)
    return mean


def test_the_healthy_expand(world: World) -> None:
    """ARR grows where health is high and shrinks where it is low."""
    changes = make_arr_changes(world)
    step = np.where(np.diff(changes.customer) == 0, np.diff(changes.arr), np.nan)
    day = changes.moment[1:] // DAY
    inside = (day >= 0) & (day < 365) & (changes.arr[1:] > 0) & (changes.arr[:-1] > 0)
    health = world.customers.health[np.clip(day, 0, 364), changes.customer[1:]]
    grown, shrunk = health[inside & (step > 0)], health[inside & (step < 0)]
    assert min(len(grown), len(shrunk)) > 100
    assert np.quantile(grown, 0.1) >= np.quantile(shrunk, 0.9)


def test_ai_spreads(world: World) -> None:
    """Few use AI at first, many at the end; the keener a customer, the further it goes; some never do."""
    customers = world.customers
    first, last = customers.ai_level(0), customers.ai_level(364)
    assert np.mean(last > 0.2) > 2 * np.mean(first > 0.2)
    assert np.corrcoef(customers.appetite, last)[0, 1] > 0.8
    assert 0.03 < np.mean(customers.ai_day == NEVER) < 0.2


def test_truth_ends_with_the_last_day(tiny_home: Home, later_home: Home) -> None:
    """What has not happened yet is not written, and comes when its day has come."""
    for home, last in ((tiny_home, date(2025, 3, 31)), (later_home, date(2025, 4, 2))):
        sql = """
            select (select max(date) from true_health), max(churn_date), max(signup_date),
                max(ai_adopted_date)
            from true_customers
            """
        ((health, *others),) = ask(home, sql)
        assert health == last
        assert all(day <= last for day in others)
