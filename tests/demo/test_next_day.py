"""One more day: only new files, all from its own night."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from almanac.demo.company import make_company, make_next_day
from almanac.errors import AlmanacError
from almanac.warehouse.home import Home
from tests.demo.conftest import RAW_TABLES, TINY, ask, files_of
from tests.demo.test_company import kill_at_rename

NEW = "filename not like '%/extracted-2025-04-01.parquet'"


def test_next_day_only_adds_files(tmp_path: Path) -> None:
    """Old raw files stay as they are; what is new is named after the new night."""
    home = Home(tmp_path)
    make_company(home, TINY)
    before = files_of(home.raw)
    assert make_next_day(home, TINY) == replace(TINY, nights=1)
    after = files_of(home.raw)
    assert {name: after[name] for name in before} == before
    added = after.keys() - before.keys()
    assert len(added) > 5
    assert all(name.endswith("/extracted-2025-04-02.parquet") for name in added)


@pytest.mark.parametrize("view", RAW_TABLES)
def test_new_rows_were_extracted_in_the_new_night(later_home: Home, view: str) -> None:
    """Each file holds what was extracted after the sync before it, in the night of its name."""
    sql = f"""
        select regexp_extract(filename, 'extracted-([0-9-]+)', 1), min(_airbyte_extracted_at),
            max(_airbyte_extracted_at)
        from {view} group by all order by all
        """
    first, second, third = ask(later_home, sql)
    assert [night for night, _, _ in (first, second, third)] == ["2025-04-01", "2025-04-02", "2025-04-03"]
    assert first[2] <= datetime(2025, 4, 1, 2, 30) < second[1]
    assert second[2] <= datetime(2025, 4, 2, 2, 30) < third[1]


def test_next_day_brings_events_of_many_days(later_home: Home) -> None:
    """Two whole days, and late and corrected events of days before."""
    sql = f"""
        select count(*) filter (timestamp >= '2025-04-01'), count(*) filter (timestamp < '2025-04-01'),
            count(distinct timestamp::date)
        from events where {NEW}
        """
    ((new, old, days),) = ask(later_home, sql)
    assert new > 400
    assert old >= 10
    assert days >= 5
    sql = f"""
        select count(*) from events as late join events as early using (uuid)
        where late.{NEW} and not early.{NEW}
        """
    assert ask(later_home, sql)[0][0] >= 3


def test_next_day_brings_changes_of_the_other_tables(later_home: Home) -> None:
    """New organisations and users, users that were known before and changed, users that had been missed."""
    assert ask(later_home, f"select count(distinct id) from organizations where {NEW}")[0][0] >= 2
    assert ask(later_home, f"select count(distinct id) from users where {NEW}")[0][0] >= 4
    arrived = ask(later_home, "select id from users where id like 'u9%' order by id")
    assert arrived == [("u9000001",), ("u9000002",)]
    sql = "select count(*) from events where distinct_id in ('u9000001', 'u9000002') and not " + NEW
    assert ask(later_home, sql)[0][0] > 0


def test_adding_days_is_the_same_as_asking_for_them(tmp_path: Path, later_home: Home) -> None:
    """A spec with two nights gives the files that two added nights give."""
    make_company(Home(tmp_path), replace(TINY, nights=2))
    assert files_of(tmp_path) == files_of(later_home.root)


def test_killed_and_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later_home: Home) -> None:
    """Whoever is killed between two files runs the same day again and has the same company."""
    home = Home(tmp_path)
    make_company(home, TINY)
    first = make_next_day(home, TINY)
    for renames in (0, 2, 5):
        kill_at_rename(monkeypatch, renames)
        with pytest.raises(KeyboardInterrupt):
            make_next_day(home, first)
        monkeypatch.undo()
    make_next_day(home, first)
    assert files_of(tmp_path) == files_of(later_home.root)


def test_it_needs_its_company(tmp_path: Path, tiny_home: Home) -> None:
    """A home without a company, or with another one, is refused and stays as it is."""
    with pytest.raises(AlmanacError, match="there is none"):
        make_next_day(Home(tmp_path), TINY)
    before = files_of(tiny_home.root)
    with pytest.raises(AlmanacError, match="another one"):
        make_next_day(tiny_home, replace(TINY, seed=8))
    assert files_of(tiny_home.root) == before
