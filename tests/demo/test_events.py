"""Product events: ids, names, actors, properties, rhythm."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from almanac.demo.catalog import EVENT_TYPES
from almanac.demo.dirt import make_day
from almanac.demo.parameters import CompanySpec
from almanac.demo.world import make_world
from almanac.warehouse.home import Home
from tests.demo.conftest import TINY, ask

CATEGORIES = """
    select case
        when event like 'issue:%' then 'issue'
        when regexp_matches(event, '(^|[^a-z0-9])ai_') then 'ai'
        when event like 'frontend:%' then 'frontend'
        when event like 'knowledge_base:%' then 'knowledge_base'
        else 'other'
    end as category, count(*) as events, count(distinct event) as names
    from events where event <> '' group by all
    """


def test_uuids_are_version_4(tiny_home: Home) -> None:
    """Every uuid says that it is random, version 4 of the common variant."""
    sql = """
        select count(*), count(*) filter (text[15] <> '4' or text[20] not in ('8', '9', 'a', 'b'))
        from (select uuid::varchar as text from events where uuid is not null)
        """
    ((uuids, wrong),) = ask(tiny_home, sql)
    assert uuids > 20_000
    assert wrong == 0


def test_every_category_occurs(tiny_home: Home) -> None:
    """About sixty names over five categories, none of them rare."""
    found = ask(tiny_home, CATEGORIES)
    assert {category for category, _, _ in found} == {"issue", "ai", "frontend", "knowledge_base", "other"}
    total = sum(events for _, events, _ in found)
    assert all(events > 0.02 * total for _, events, _ in found)
    assert 50 <= sum(names for _, _, names in found) <= 70


@pytest.mark.parametrize("name", ["email_sent", "maintain:task_done", "campaign_created", "openai_connected"])
def test_traps_are_there(tiny_home: Home, name: str) -> None:
    """Names occur that a careless pattern takes for AI."""
    assert re.search("ai.", name)
    assert ask(tiny_home, f"select count(*) from events where event = '{name}'")[0][0] > 0


def test_names_of_ai_are_marked_as_ai() -> None:
    """What the catalogue calls AI is what the rule of the category finds, the issue's own trap aside."""
    for kind in EVENT_TYPES:
        is_ai = bool(re.search(r"(^|[^a-z0-9])ai_", kind.name)) and not kind.name.startswith("issue:")
        assert is_ai == kind.is_ai, kind.name


def test_system_events_are_about_a_twentieth(tiny_home: Home) -> None:
    """Organisations act by themselves in 4 to 6 % of the events."""
    ((share,),) = ask(tiny_home, "select avg((distinct_id like 'org-%')::int) from events")
    assert 0.04 < share < 0.06


def test_properties_name_only_own_organizations(tiny_home: Home) -> None:
    """A named organisation is one of the user's; users of two name it mostly, others sometimes."""
    sql = """
        with member as (select id, list(distinct organization_id) as own from users group by all),
        named as (
            select distinct_id, properties ->> 'organization_id' as organization_id
            from events where json_valid(properties)
        )
        select len(own), avg((organization_id is not null)::int),
            count(*) filter (not list_contains(own, organization_id))
        from named join member on id = distinct_id group by all order by all
        """
    (one, one_share, one_wrong), (two, two_share, two_wrong) = ask(tiny_home, sql)
    assert (one, two, one_wrong, two_wrong) == (1, 2, 0, 0)
    assert 0.08 < one_share < 0.16
    assert two_share > 0.8


def test_people_of_two_organizations_act_for_both(tiny_home: Home) -> None:
    """Some people are seen acting for two organisations."""
    sql = """
        select distinct_id from events where json_valid(properties) and distinct_id like 'u%'
        group by all having count(distinct properties ->> 'organization_id') = 2
        """
    assert len(ask(tiny_home, sql)) >= 3


def test_properties_vary(tiny_home: Home) -> None:
    """All properties of the contract occur, and no other; ids and latencies have their types."""
    seen: dict[str, set[type]] = {}
    for (text,) in ask(tiny_home, "select properties from events where json_valid(properties)"):
        for name, value in json.loads(text).items():
            seen.setdefault(name, set()).add(type(value))
    text_names = ("organization_id", "platform", "feature", "surface", "ticket_id", "issue_id")
    assert seen == {name: {str} for name in text_names} | {"latency_ms": {int}}


def test_weekends_are_quiet(tiny_home: Home) -> None:
    """A working day has at least three times the events of a day off."""
    sql = """
        select isodow(timestamp) >= 6, count(*) / count(distinct timestamp::date) from events
        where timestamp >= '2025-02-03' and timestamp < '2025-03-31' group by all
        """
    per_day = dict(ask(tiny_home, sql))
    assert per_day[False] > 3 * per_day[True]


def test_a_day_is_made_alone() -> None:
    """A day's events do not depend on which days were made before it."""
    world, again = make_world(TINY), make_world(TINY)
    make_day(world, 3)
    one, other = make_day(world, 12), make_day(again, 12)
    assert np.array_equal(one.uuid, other.uuid) and np.array_equal(one.time, other.time)


def test_days_have_as_many_events_as_asked_for() -> None:
    """The days' events sum to the spec, whatever it asks."""
    for events in (1_000, 1_001, 98_765):
        world = make_world(CompanySpec(customers=3, days=17, seed=1, events=events))
        assert world.events_per_day[:17].sum() == events
        assert (world.events_per_day >= 0).all()


def test_people_keep_to_their_platform(tiny_home: Home) -> None:
    """Nobody works on more than two platforms, and most events of anybody are on the main one."""
    sql = """
        with used as (
            select distinct_id, properties ->> 'platform' as platform, count(*) as events
            from events where json_valid(properties) and distinct_id like 'u%' group by all
        ),
        people as (
            select distinct_id, count(platform) as platforms, max(events) as most, sum(events) as events
            from used where platform is not null group by all having sum(events) >= 20
        )
        select count(*), max(platforms), count(*) filter (platforms = 2), sum(most) / sum(events) from people
        """
    ((people, most, with_two, main_share),) = ask(tiny_home, sql)
    assert most == 2
    assert people / 4 < with_two < people * 3 / 4
    assert 0.85 < main_share < 0.97
