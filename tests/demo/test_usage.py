"""What the product tells beside its events agrees with them: catalogue, errors, app log, experiments."""

from __future__ import annotations

import numpy as np

from almanac.demo.usage.features import CATALOGUE, NEW_FEATURES
from almanac.demo.world import make_world
from almanac.warehouse.home import Home
from tests.demo.conftest import TINY, ask


def table(home: Home, name: str) -> str:
    """A raw table, for a `from` clause."""
    return f"read_parquet('{home.raw}/{name.replace('.', '/')}/**/*.parquet', hive_partitioning=false)"


def test_new_features_have_no_events_before_their_release(tiny_home: Home) -> None:
    """Nor soon after for everybody; only a corrected name may say otherwise."""
    for feature in NEW_FEATURES:
        day = feature.released_day(TINY)
        names = [name for name, _ in feature.instead]
        sql = f"""
            with once as (from events qualify count(*) over (partition by uuid) = 1)
            select min(timestamp)::date - date '{TINY.first_day}' from once
            where event in ({str(names)[1:-1]}) and timestamp >= date '{TINY.first_day}'
            """
        ((first,),) = ask(tiny_home, sql)
        assert first is None or day <= first, feature.id
    early = [feature for feature in NEW_FEATURES if feature.released_day(TINY) < TINY.days * 0.6]
    assert len(early) >= 3


def test_the_catalogue_is_extracted_as_it_was(tiny_home: Home) -> None:
    """Released features only, one under its former name first, one core later; one that cannot be read."""
    sql = f"""select feature_id, list(distinct name), list(distinct is_core), max(released_on)
        from {table(tiny_home, "releases.features")} group by all"""
    found = {feature: (names, core, released) for feature, names, core, released in ask(tiny_home, sql)}
    released = {feature.id for feature in CATALOGUE if feature.released_day(TINY) < TINY.days}
    assert found.keys() == released | {"legacy_import"}
    assert sorted(found["macros"][0]) == ["Canned answers", "Macros"]
    assert sorted(found["ai_routing"][1]) == [False, True]
    assert all(day <= TINY.as_of_date for *_, day in found.values())


def test_errors_follow_events_of_their_user(tiny_home: Home) -> None:
    """Each within 40 seconds, but those of nobody and those without a time."""
    sql = f"""
        select count(*), count(*) filter (not exists (
            from events where distinct_id = user_id
            and occurred_at - timestamp between interval 1 second and interval 40 seconds
        ))
        from {table(tiny_home, "errors.error_events")} where user_id is not null and occurred_at is not null
        """
    ((count, alone),) = ask(tiny_home, sql)
    assert count > 100
    assert alone == 0


def test_sick_customers_have_more_errors(tiny_home: Home) -> None:
    """Errors per event of the sicker half of the customers' days, against the other half."""
    world = make_world(TINY)
    customer = {f"u{user + 1:07d}": int(at) for user, at in enumerate(world.users.customer)}
    rates = []
    sick = world.customers.health[: TINY.days].mean(axis=0) < 0.5
    for is_sick in (True, False):
        counts = []
        for sql in (
            f"select user_id from {table(tiny_home, 'errors.error_events')}",
            "select distinct_id from events",
        ):
            who = [customer[user] for (user,) in ask(tiny_home, sql) if user in customer]
            counts.append(np.count_nonzero(sick[who] == is_sick))
        rates.append(counts[0] / counts[1])
    assert rates[0] > 1.5 * rates[1]


def test_the_app_log_is_of_one_piece(tiny_home: Home) -> None:
    """Page views lie within the sessions that they name; uses of features add up to events."""
    views, sessions = table(tiny_home, "app.page_views"), table(tiny_home, "app.sessions")
    sql = f"""
        select count(*), count(*) filter (not coalesce(viewed_at between started_at and ended_at, false))
        from {views} as views left join {sessions} as sessions
        on views.session_id = sessions.id and views.user_id = sessions.user_id
        """
    ((count, outside),) = ask(tiny_home, sql)
    assert count > 50
    assert outside == 0
    ((used, by_day),) = ask(
        tiny_home,
        f"""select sum(usage_count),
                count(*) = count(distinct (user_id, organization_id, feature_id, used_on))
            from {table(tiny_home, "app.feature_usage")}""",
    )
    assert used > 200
    assert by_day


def test_experiments_end_with_their_arms(later_home: Home) -> None:
    """No more conversions than subjects, and what is over was extracted after it was."""
    arms = table(later_home, "experiments.arms")
    assert ask(later_home, f"select count(*) filter (conversions > subjects) from {arms}") == [(0,)]
    sql = f"""select count(*), count(*) filter (concluded_at > _airbyte_extracted_at)
        from {table(later_home, "experiments.experiments")} where concluded_at is not null"""
    ((concluded, early),) = ask(later_home, sql)
    assert concluded > 0
    assert early == 0
