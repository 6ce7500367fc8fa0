"""What is written, and that a table is replaced whole or not at all."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from almanac.connectors.files import land
from almanac.connectors.files.load import load
from almanac.errors import AlmanacError
from almanac.warehouse.contract import contract_table
from almanac.warehouse.home import Home
from tests.connectors.files.workshop import NOW, USERS, Workshop

EVENTS = {"uuid": {"sql": "md5(id)::uuid"}, "event": "what", "distinct_id": "who", "timestamp": "at"}
USER_ENTRY = {"app.users": {"files": "u.csv", "columns": USERS}}
OLD = "id,org,since\na,o1,2024-01-01\n"
NEW = "id,org,since\nb,o1,2024-01-02\nc,o1,2024-01-02\n"


def load_events(workshop: Workshop, rows: str, **options: Any) -> None:
    workshop.write("e.csv", "id,what,who,at\n" + rows)
    workshop.load({"app.product_events": {"files": "e.csv", "columns": EVENTS}}, **options)


def test_events_lie_by_utc_day_in_time_order_with_exact_types(workshop: Workshop) -> None:
    moments = [f"2024-01-0{1 + i % 3}T{(i * 7) % 24:02}:30:00+01:00" for i in range(200)]
    load_events(workshop, "".join(f"{i},click,u1,{at}\n" for i, at in enumerate(moments)))
    folder = workshop.home.raw_table("app", "product_events")
    days = sorted(path.name for path in folder.iterdir())
    assert days == ["date=2023-12-31", "date=2024-01-01", "date=2024-01-02", "date=2024-01-03"]
    for day in folder.iterdir():
        (file,) = day.iterdir()
        order = [
            moment for (moment,) in duckdb.execute(f"select timestamp from read_parquet('{file}')").fetchall()
        ]
        assert order == sorted(order)
        assert {f"date={moment:%Y-%m-%d}" for moment in order} == {day.name}
    schema = pq.ParquetFile(file).schema
    assert "UUID" in str(schema.column(0).logical_type)
    assert "isAdjustedToUTC=false, timeUnit=microseconds" in str(schema.column(3).logical_type)


def test_a_table_has_the_contract_s_columns_and_types(workshop: Workshop) -> None:
    workshop.load_users("u.csv", OLD)
    (file,) = workshop.home.raw_table("app", "users").iterdir()
    found = duckdb.execute(f"describe select * from read_parquet('{file}')").fetchall()
    expected = [(column.name, column.data_type.upper()) for column in contract_table("app.users").columns]
    assert [(row[0], row[1]) for row in found] == expected


def test_loading_twice_gives_the_same_bytes(workshop: Workshop) -> None:
    rows = (
        "".join(f"{i},click,u{i % 7},2024-01-{1 + i % 28:02} 10:00\n" for i in range(5000))
        + "1,other,u1,2024-01-01\n"
    )
    load_events(workshop, rows)
    once = workshop.bytes()
    load_events(workshop, rows)
    assert workshop.bytes() == once
    assert len(once) == 29


def test_a_load_replaces_its_tables_and_leaves_the_others(workshop: Workshop) -> None:
    load_events(workshop, "1,click,u1,2024-01-01\n")
    workshop.load_users("u.csv", OLD + "bad\n")
    workshop.load_users("u.csv", NEW)
    assert workshop.rows("app.users", "id") == [("b",), ("c",)]
    assert workshop.quarantined("app.users") == []
    assert len(workshop.rows("app.product_events")) == 1
    assert not (workshop.home.root / "loading").exists()


def test_a_home_that_is_named_relative_to_the_working_folder(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workshop.folder)
    workshop.write("data/u.csv", OLD)
    mapping = workshop.map(USER_ENTRY).relative_to(workshop.folder)
    load(Home(Path("home")), mapping, NOW, Path("data"))
    assert workshop.rows("app.users", "id") == [("a",)]


def test_append_adds_rows_and_keeps_what_was_quarantined(workshop: Workshop) -> None:
    load_events(workshop, "1,click,u1,2024-01-01\n2,,u1,2024-01-01\n", now=datetime(2024, 1, 2))
    load_events(workshop, "3,click,u1,2024-01-01\n4,,u1,2024-01-01\n", now=datetime(2024, 1, 3), append=True)
    assert len(workshop.rows("app.product_events")) == 2
    assert [row["row"]["id"] for row in workshop.quarantined("app.product_events")] == ["2", "4"]
    (day,) = workshop.home.raw_table("app", "product_events").iterdir()
    assert len(list(day.iterdir())) == 2


def test_appending_the_same_file_at_the_same_moment_adds_nothing(workshop: Workshop) -> None:
    load_events(workshop, "1,click,u1,2024-01-01\n")
    load_events(workshop, "1,click,u1,2024-01-01\n", append=True)
    assert len(workshop.rows("app.product_events")) == 1


def test_appending_a_file_without_rows_adds_nothing(workshop: Workshop) -> None:
    load_events(workshop, "1,click,u1,2024-01-01\n")
    load_events(workshop, "", append=True)
    assert len(workshop.rows("app.product_events")) == 1


def test_nothing_changes_when_an_entry_fails(workshop: Workshop) -> None:
    workshop.load_users("u.csv", OLD)
    before = workshop.bytes()
    workshop.write("u.csv", NEW)
    workshop.write("o.csv", "id,since\no1,never\n")
    failing = {"app.organizations": {"files": "o.csv", "columns": {"id": "id", "created_at": "since"}}}
    with pytest.raises(AlmanacError, match="none of its 1 rows can be loaded"):
        workshop.load({**USER_ENTRY, **failing})
    assert workshop.bytes() == before
    assert not (workshop.home.root / "loading").exists()
    workshop.load(USER_ENTRY)
    assert workshop.rows("app.users", "id") == [("b",), ("c",)]


class Killed(BaseException):
    """Stands for a signal that no code can catch."""


@pytest.mark.parametrize("calls", range(1, 12))
def test_a_killed_load_is_finished_or_swept_away(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    """Killed at each change of the file system in turn, a load has happened whole or not at all."""
    workshop.write("o.csv", "id,since\no1,2024-01-01\n")
    organizations = {"app.organizations": {"files": "o.csv", "columns": {"id": "id", "created_at": "since"}}}
    workshop.write("u.csv", OLD)
    workshop.load({**USER_ENTRY, **organizations})
    before = workshop.bytes()
    workshop.write("u.csv", NEW)
    workshop.write("o.csv", "id,since\no2,2024-01-01\n")
    survived = _kill_at(monkeypatch, calls, lambda: workshop.load({**USER_ENTRY, **organizations}))
    with workshop.home.write_lock():
        land.finish_interrupted(workshop.home)
    after = workshop.bytes()
    workshop.load({**USER_ENTRY, **organizations})
    whole = workshop.bytes()
    assert after in (before, whole)
    assert before != whole
    assert not survived or after == whole
    assert not (workshop.home.root / "loading").exists()


def _kill_at(monkeypatch: pytest.MonkeyPatch, calls: int, run: Any) -> bool:
    """Run it, but die before the given call of rename or replace; whether it survived."""
    left = [calls]

    def dying(real: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            return real(*args, **kwargs)

        return call

    with monkeypatch.context() as patch:
        for owner, name in ((os, "rename"), (os, "replace"), (Path, "rename")):
            patch.setattr(owner, name, dying(getattr(owner, name)))
        try:
            run()
        except Killed:
            return False
    return True
