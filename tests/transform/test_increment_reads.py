"""What an increment reads and writes again: whole days at the end, single days of organisations before."""

from __future__ import annotations

import duckdb
import pytest

from almanac.warehouse.versions import Version
from tests.transform.company import Company, event, organization, rows, user
from tests.transform.same_rows import differences

READ = """select org_id, day(activity_date), count(*) from intermediate.event_classification
    inner join intermediate.int_organizations__with_account using (org_key) group by all order by all"""
WRITTEN = """select org_id, day(activity_date) from marts.fct_org_daily_activity
    where _loaded_at > '2001-01-01' order by all"""
DAYS = """select org_id, day(activity_date), total_event_count, unique_user_count, top_event_type
    from marts.fct_org_daily_activity where day(activity_date) < 9 order by all"""
SESSIONS = """select user_id, org_id, session_starts from intermediate.int_product_events__user_daily
    where day(activity_date) = 2 order by all"""


@pytest.mark.long
def test_an_arriving_user_brings_single_days_of_the_organisation(company: Company) -> None:
    """Of the days before the last three those of the user's organisation with an event of the user's."""
    land_days(
        company, extra=[event(900 + day, "ai_chat", "late", f"2025-06-{day:02} 15:00") for day in (2, 5)]
    )
    first = company.build()
    assert rows(first, "select count(*) from intermediate.int_product_events__unresolved") == [(2,)]
    mark_as_old(first)
    night = land_night(company, [user("late", "acme", _airbyte_extracted_at="2025-06-12 02:00:00")])
    last_days = [("acme", 9, 2), ("acme", 10, 2), ("other", 9, 2), ("other", 10, 2), ("other", 11, 1)]
    assert rows(night, READ) == [("acme", 2, 3), ("acme", 5, 3), *last_days]
    assert rows(night, WRITTEN) == [("acme", 2), ("acme", 5), *(day[:2] for day in last_days)]
    assert rows(night, "select count(*) from intermediate.int_product_events__unresolved") == [(0,)]
    assert differences(night, company.build(full_refresh=True)) == []


@pytest.mark.long
def test_a_late_event_brings_one_day_of_its_organisation(company: Company) -> None:
    """A late event, and one that was handed to another actor on another day: the days before and after."""
    land_days(company)
    mark_as_old(company.build())
    moved = event(31, "ai_chat", "other", "2025-06-04 12:00:00", _airbyte_extracted_at="2025-06-12 02:00:00")
    late = event(
        999, "ai_chat", "org-other", "2025-06-07 12:00:00", _airbyte_extracted_at="2025-06-12 02:00:00"
    )
    night = land_night(company, events=[moved, late])
    before = [row for row in rows(night, WRITTEN) if row[1] < 9]
    assert before == [("acme", 3), ("other", 4), ("other", 7)]
    # The third day of acme keeps its system event alone.
    named = [row for row in rows(night, DAYS) if row[:2] in before]
    assert named == [
        ("acme", 3, 1, 0, "email_sent"),
        ("other", 4, 3, 1, "ai_chat"),
        ("other", 7, 3, 1, "ai_chat"),
    ]
    assert differences(night, company.build(full_refresh=True)) == []


@pytest.mark.long
def test_a_user_s_events_move_to_another_organisation(company: Company) -> None:
    """Worked by hand: the user turns out to have joined another organisation first."""
    check_moved_user(company)


def check_moved_user(company: Company) -> None:
    """Events that name no organisation leave the one for the other; those that name one stay."""
    at, named = "2025-06-0{} 10:00:00", '{"organization_id":"acme"}'
    company.land(
        [
            event(1, "issue:created", "mover", at.format(1)),
            event(2, "issue:created", "mover", at.format(2)),
            event(3, "ai_chat", "stayer", at.format(2)),
            event(4, "issue:created", "mover", at.format(3), properties=named),
            event(5, "email_sent", "org-other", at.format(4)),
            event(6, "email_sent", "org-other", "2025-06-10 10:00:00"),
        ],
        [user("mover", "acme", "2025-03-01"), user("stayer", "acme")],
        [organization("acme"), organization("other")],
    )
    first = company.build()
    assert rows(first, DAYS) == [
        ("acme", 1, 1, 1, "issue:created"),
        ("acme", 2, 2, 2, "ai_chat"),
        ("acme", 3, 1, 1, "issue:created"),
        ("other", 4, 1, 0, "email_sent"),
    ]
    mark_as_old(first)
    earlier = user("mover", "other", "2025-02-01", _airbyte_extracted_at="2025-06-12 02:00:00")
    night = land_night(company, [earlier])
    assert rows(night, DAYS) == [
        ("acme", 2, 1, 1, "ai_chat"),
        ("acme", 3, 1, 1, "issue:created"),
        ("other", 1, 1, 1, "issue:created"),
        ("other", 2, 1, 1, "issue:created"),
        ("other", 4, 1, 0, "email_sent"),
    ]
    assert ("other", 4) not in rows(night, WRITTEN)


def test_a_membership_that_has_not_begun_gives_its_events_back(company: Company) -> None:
    """Worked by hand: only the continued version knew of it."""
    check_withdrawn(company)


def check_withdrawn(company: Company) -> None:
    """The events of the first two days leave the organisation that the user does not belong to."""
    company.land(
        [event(n, "ai_chat", "mover", f"2025-06-{day:02} 10:00:00") for n, day in enumerate((1, 2, 10))],
        [user("mover", "acme", "2025-02-01"), user("mover", "other", "2025-03-01")],
        [organization("acme"), organization("other")],
    )
    assert [row[:2] for row in rows(company.build(), DAYS)] == [("acme", 1), ("acme", 2)]
    later = user("mover", "acme", "2025-12-01", _airbyte_extracted_at="2025-06-12 02:00:00")
    night = land_night(company, [later])
    assert [row[:2] for row in rows(night, DAYS)] == [("other", 1), ("other", 2)]


def test_a_late_event_leaves_the_sessions_of_a_colleague(company: Company) -> None:
    """Of a colleague who works for two organisations that day, one is read; the sessions stay as they are."""
    check_colleague(company)


def check_colleague(company: Company) -> None:
    """`both` goes on for acme what began for other: one session, which begins there."""
    company.land(
        [
            event(1, "ai_chat", "both", "2025-06-02 10:00:00", properties='{"organization_id":"other"}'),
            event(2, "ai_chat", "both", "2025-06-02 10:10:00", properties='{"organization_id":"acme"}'),
            event(3, "ai_chat", "old", "2025-06-02 10:00:00"),
            event(4, "ai_chat", "old", "2025-06-10 10:00:00"),
        ],
        [user("both", "acme"), user("both", "other", "2025-02-01"), user("old", "acme")],
        [organization("acme"), organization("other")],
    )
    company.build()
    late = event(5, "ai_chat", "old", "2025-06-02 12:00:00", _airbyte_extracted_at="2025-06-12 02:00:00")
    night = land_night(company, events=[late])
    assert rows(night, SESSIONS) == [("both", "acme", 0), ("both", "other", 1), ("old", "acme", 2)]


def land_days(company: Company, extra: list[dict[str, object]] | None = None) -> None:
    """Ten days on which a user and the system of two organisations act once each."""
    actors = ["org-acme", "old", "org-other", "other"]
    events = [
        event(
            10 * day + n, "email_sent" if "-" in who else "issue:created", who, f"2025-06-{day:02} 1{n}:00:00"
        )
        for day in range(1, 11)
        for n, who in enumerate(actors)
    ]
    company.land(
        [*events, *(extra or [])],
        [user("old", "acme"), user("other", "other")],
        [organization("acme"), organization("other")],
    )


def land_night(
    company: Company,
    users: list[dict[str, object]] | None = None,
    events: list[dict[str, object]] | None = None,
) -> Version:
    """The eleventh day, with one event of its own, and the increment that it brings."""
    company.land([event(998, "ai_chat", "other", "2025-06-11 10:00:00"), *(events or [])], users or [])
    night = company.build()
    assert not night.manifest.full_refresh
    return night


def mark_as_old(version: Version) -> None:
    """Every row of the mart as written long ago, so that those written again stand out."""
    with duckdb.connect(str(version.database)) as connection:
        connection.execute("update marts.fct_org_daily_activity set _loaded_at = '2000-01-01'")
