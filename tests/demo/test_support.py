"""Tickets and surveys of the synthetic company: lives in order, worse where a customer is sick."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pytest

from almanac.demo.support.history import make_changes
from almanac.demo.support.moments import NOT_AT_ALL
from almanac.demo.support.surveys import make_answers
from almanac.demo.support.tickets import RESOLUTION_HOURS, RESPONSE_HOURS, Tickets, make_tickets
from almanac.demo.world import World, make_world
from almanac.warehouse.home import Home
from tests.demo.conftest import TINY

TABLES = ("ticket", "ticket_field_history", "ticket_comment", "ticket_tag", "satisfaction_rating", "user")


def ask(home: Home, sql: str) -> list[Any]:
    """The rows of a query over Zendesk's tables and the survey answers."""
    connection = duckdb.connect()
    for table in TABLES:
        files = f"{home.raw}/zendesk/{table}/*.parquet"
        connection.execute(f"create view \"{table}\" as from '{files}'")
    connection.execute(f"create view answers as from '{home.raw}/surveys/responses/*.parquet'")
    return connection.sql(sql).fetchall()


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(TINY)


@pytest.fixture(scope="module")
def tickets(world: World) -> Tickets:
    return make_tickets(world)


def test_the_moments_of_a_ticket_follow_each_other(tickets: Tickets) -> None:
    """Created, assigned, answered, solved, perhaps reopened and solved again, closed."""
    order = ("created", "assigned", "responded", "solved", "reopened", "solved_again", "closed")
    before = tickets.created
    for name in order[1:]:
        moment = getattr(tickets, name)
        happens = moment < NOT_AT_ALL
        assert (moment[happens] > before[happens]).all(), name
        assert (moment[happens] < tickets.deleted[happens]).all(), name
        before = np.where(happens, moment, before)
    assert (tickets.reopened < NOT_AT_ALL).any() and (tickets.deleted < NOT_AT_ALL).any()


def test_tickets_come_while_somebody_is_a_customer(world: World, tickets: Tickets) -> None:
    day = tickets.created // 86_400_000_000
    assert world.is_customer_on(day, tickets.customer).all()
    assert (world.users.created[tickets.user] < tickets.created).all()
    assert (world.users.customer[tickets.user] == tickets.customer).all()


def test_the_sick_ask_more_urgently_and_wait_longer(world: World, tickets: Tickets) -> None:
    """More urgent ones, more answered late, more solved late, more reopened; and more of them."""
    hour = 3_600_000_000
    late = (tickets.responded - tickets.created) / hour > RESPONSE_HOURS[tickets.priority]
    slow = (tickets.solved - tickets.created) / hour > RESOLUTION_HOURS[tickets.priority]
    for what in (tickets.priority <= 1, late, slow, tickets.reopened < NOT_AT_ALL):
        sick, well = what[tickets.health < 0.4].mean(), what[tickets.health > 0.7].mean()
        assert sick > 1.3 * well
    everyone = np.arange(len(world.customers))
    days = [world.customers.health[day, everyone] for day in range(TINY.days)]
    here = [world.is_customer_on(np.full(len(everyone), day), everyone) for day in range(TINY.days)]
    health, is_here = np.array(days), np.array(here)
    count = np.zeros(health.shape)
    inside = (tickets.created >= 0) & (tickets.created < TINY.days * 86_400_000_000)
    np.add.at(count, (tickets.created[inside] // 86_400_000_000, tickets.customer[inside]), 1)
    per_user = count / np.sqrt(world.customers.users)
    assert per_user[is_here & (health < 0.4)].mean() > 1.5 * per_user[is_here & (health > 0.7)].mean()


def test_answers_are_low_where_a_customer_is_sick(world: World, tickets: Tickets) -> None:
    answers = make_answers(world, tickets)
    for kind, worst, best in ((0, 0, 10), (1, 1, 5)):
        chosen = answers.kind == kind
        score = answers.score[chosen]
        assert score.min() >= worst and score.max() <= best and (score == np.round(score)).all()
        health = world.health_on(answers.moment[chosen] // 86_400_000_000, answers.customer[chosen])
        assert score[health > 0.7].mean() > score[health < 0.4].mean() + 0.25 * (best - worst)


def test_history_and_ticket_tell_the_same(later_home: Home) -> None:
    """The latest row of every ticket has the last values of its history, over three syncs."""
    differing = """
        with last_values as (
            select ticket_id, field_name, arg_max(value, updated) as value, max(updated) as updated
            from ticket_field_history where ticket_id is not null group by all
        )
        select id, status, priority
        from (
            from ticket qualify row_number() over (partition by id order by _fivetran_synced desc) = 1
        ) as latest
        where status is distinct from (
                select value from last_values where ticket_id = latest.id and field_name = 'status')
            or priority is distinct from (
                select value from last_values where ticket_id = latest.id and field_name = 'priority')
        """
    # One row in about ten thousand has lost its ticket, and may be the last one.
    assert len(ask(later_home, differing)) <= 1
    assert ask(later_home, "select count(distinct id) > 500, count(distinct status) from ticket") == [
        (True, 5)
    ]


def test_a_ticket_that_changes_comes_again(later_home: Home) -> None:
    """Between two syncs: a later extraction with another state, never an earlier change."""
    again = """
        select count(*), count(*) filter (where later.updated_at > earlier.updated_at)
        from ticket as later join ticket as earlier using (id)
        where later._fivetran_synced > earlier._fivetran_synced and later._fivetran_synced > '2025-04-02'
        """
    ((pairs, newer),) = ask(later_home, again)
    assert pairs == newer > 0


def test_nothing_is_extracted_before_it_happens(later_home: Home) -> None:
    sql = """
        select count(*) filter (updated_at > _fivetran_synced), count(*) from ticket
        union all select count(*) filter (updated > _fivetran_synced), count(*) from ticket_field_history
        union all select count(*) filter (created > _fivetran_synced), count(*) from ticket_comment
        union all select count(*) filter (updated_at > _fivetran_synced), count(*) from satisfaction_rating
        union all select count(*) filter (responded_at > _airbyte_extracted_at), count(*) from answers
        """
    for early, rows in ask(later_home, sql):
        assert early == 0 and rows > 100


def test_tickets_reach_back_three_years(world: World, tickets: Tickets) -> None:
    """They do not depend on how many days of events there are."""
    first, last = tickets.created.min() // 86_400_000_000, tickets.created.max() // 86_400_000_000
    assert -1_100 < first - TINY.days < -900
    assert last > TINY.days
    assert len(make_changes(tickets).ticket) > 4 * len(tickets)
