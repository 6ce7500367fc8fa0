"""What snapshots keep: each figure from the build that first told it to the one that told another."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from typing import Any

import pytest

from almanac.config import PROJECT_DIR
from almanac.errors import AlmanacError
from almanac.warehouse.engine import DATABASE_FILE
from almanac.warehouse.reader import PublishedReader
from almanac.warehouse.versions import Version, published_version, rollback
from tests.pipeline.conftest import Company, rows
from tests.warehouse.sample import write_events

SNAPSHOTS = """
snapshots:
  - name: daily_snapshot
    relation: ref('fct_daily')
    config: {schema: snapshots, strategy: check, unique_key: activity_date, check_cols: [event_count],
             hard_deletes: invalidate, pre_hook: "{{ tell_moment_anew() }}"}
"""
FIRST, SECOND = datetime(2025, 7, 4, 2, tzinfo=UTC), datetime(2025, 7, 5, 2, tzinfo=UTC)
MORE_OF_JULY_2 = (40, "2025-07-02 09:00", "2025-07-05 02:00")

History = list[tuple[int, int, datetime, datetime | None]]


@pytest.fixture(autouse=True)
def with_snapshots(company: Company) -> None:
    """The tiny project with a snapshot of its days, told by the real project's rules."""
    folder = company.transform_dir
    (folder / "snapshots").mkdir()
    (folder / "snapshots/_snapshots.yml").write_text(SNAPSHOTS)
    shutil.copytree(PROJECT_DIR / "transform/macros/snapshots", folder / "macros/snapshots")
    shutil.copy(PROJECT_DIR / "transform/macros/dates/as_of.sql", folder / "macros")


def history(version: Version) -> History:
    """Day, count, from when and until when, in the order of telling."""
    sql = """select day(activity_date), event_count, dbt_valid_from, dbt_valid_to
        from snapshots.daily_snapshot order by activity_date, dbt_valid_from"""
    return [(day, count, _utc(begin), _utc(end)) for day, count, begin, end in rows(version, sql)]


def _utc(moment: Any) -> Any:
    return moment and moment.replace(tzinfo=UTC)


BEGINNING: History = [(1, 1, FIRST, None), (2, 2, FIRST, None), (3, 3, FIRST, None)]
CHANGED: History = [
    (1, 1, FIRST, None),
    (2, 2, FIRST, SECOND),
    (2, 3, SECOND, None),
    (3, 3, FIRST, None),
]


def change_one_day(company: Company) -> None:
    """An event of 2 July that comes late, in a sync that moves the as-of."""
    write_events(company.home, "late", MORE_OF_JULY_2)


@pytest.mark.long
def test_a_build_of_unchanged_data_adds_nothing(company: Company) -> None:
    """Neither an increment nor a build from nothing; the rows themselves are the same, ids included."""
    first = company.build()
    assert history(first) == BEGINNING
    everything = "select * exclude (_loaded_at) from snapshots.daily_snapshot order by all"
    told = rows(first, everything)
    for request in ({}, {"full_refresh": True}, {"select": "daily_snapshot"}):
        again = company.build(**request)
        assert rows(again, everything) == told


@pytest.mark.parametrize("full_refresh", [False, True])
def test_a_changed_figure_ends_one_row_and_begins_one(company: Company, full_refresh: bool) -> None:
    """Both at the as-of of the build that told it, in a file begun from nothing as in a copied one."""
    company.build()
    change_one_day(company)
    second = company.build(full_refresh=full_refresh)
    assert history(second) == CHANGED
    assert second.manifest.row_counts["snapshots.daily_snapshot"] == 4
    assert ("snapshot", "success") in {(node.kind, node.status) for node in second.manifest.nodes}
    assert company.said("history") == (["daily_snapshot of 20250801T030000Z-1 are continued"] * full_refresh)


def test_a_row_that_is_gone_ends(company: Company) -> None:
    company.build()
    change_one_day(company)
    company.edit("fct_daily", lambda sql: sql.replace("group by", "and day(activity_date) != 3 group by"))
    assert history(company.build()) == [*CHANGED[:3], (3, 3, FIRST, SECOND)]


@pytest.mark.long
def test_the_same_moment_is_told_anew(company: Company) -> None:
    """Corrected code replaces what was told for this as-of; what was told before it stays."""
    company.build()
    change_one_day(company)
    company.build()
    company.edit("fct_daily", lambda sql: sql.replace("count(*)", "10 * count(*)"))
    tenfold: History = [(day, 10 * count, SECOND, None) for day, count in ((1, 1), (2, 3), (3, 3))]
    closed: History = [(day, count, FIRST, SECOND) for day, count in ((1, 1), (2, 2), (3, 3))]
    assert history(company.build()) == sorted(closed + tenfold, key=lambda row: row[:3])


def test_a_build_of_an_earlier_day_leaves_history_alone(company: Company) -> None:
    """It says so; the next build goes on where history stood."""
    company.build()
    change_one_day(company)
    company.build()
    back = company.build(as_of_date=date(2025, 7, 2))
    assert history(back) == CHANGED
    said = "tells until 2025-07-05 02:00, later than this build: it stays, nothing is added"
    assert company.said("history")[-1] == said
    assert history(company.build()) == CHANGED


def test_a_new_column_begins_new_rows(company: Company) -> None:
    """Before it, nobody told it."""
    company.build()
    change_one_day(company)
    company.edit("fct_daily", lambda sql: sql.replace("count(*) as", "2 as twice, count(*) as"))
    project = company.transform_dir / "snapshots/_snapshots.yml"
    project.write_text(SNAPSHOTS.replace("[event_count]", "[event_count, twice]"))
    told = rows(company.build(), "select twice, count(*) from snapshots.daily_snapshot group by 1 order by 1")
    assert told == [(2, 3), (None, 3)]


@pytest.mark.long
def test_a_withdrawn_version_takes_its_history_along(company: Company) -> None:
    first = company.build()
    change_one_day(company)
    company.build()
    assert rollback(company.home).id == first.id
    assert history(company.build(full_refresh=True)) == CHANGED


def test_a_build_that_fails_changes_no_history(company: Company) -> None:
    company.build()
    change_one_day(company)
    company.policies = {"smallest_count": 2}
    with pytest.raises(AlmanacError, match="days_are_full"):
        company.build()
    published = published_version(company.home)
    assert published and history(published) == BEGINNING


def test_history_that_cannot_be_read_is_not_lost_in_silence(company: Company) -> None:
    first = company.build()
    (first.folder / DATABASE_FILE).write_bytes(b"broken")
    with pytest.raises(AlmanacError, match=r"(?s)history in .* cannot be read.*--rollback"):
        company.build(full_refresh=True)


@pytest.mark.long
def test_history_is_carried_while_somebody_reads(company: Company) -> None:
    company.build()
    reader = PublishedReader(company.home)
    with reader.lease() as snapshot:
        change_one_day(company)
        assert history(company.build(full_refresh=True)) == CHANGED
        assert snapshot.cursor.execute("select count(*) from snapshots.daily_snapshot").fetchone() == (3,)
    reader.close()
