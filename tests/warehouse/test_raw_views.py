"""SQL sees the contract's columns and types, whatever the files have."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

import duckdb
import pytest

from almanac.warehouse.contract import source_contract
from almanac.warehouse.engine import scratch
from almanac.warehouse.home import Home
from almanac.warehouse.raw import inventory
from almanac.warehouse.raw_views import create_raw_views
from tests.warehouse.sample import event_rows, write_company, write_raw

EVENT = event_rows((7, "2025-07-01 01:00", "2025-07-02 02:00"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    write_company(home)
    return home


def views(home: Home) -> duckdb.DuckDBPyConnection:
    connection = scratch()
    create_raw_views(connection, home, source_contract(), inventory(home, source_contract()))
    return connection


def test_every_view_has_the_types_of_the_contract(home: Home) -> None:
    connection = views(home)
    for table in source_contract().values():
        described = connection.execute(f"describe {table.schema}.{table.name}").fetchall()
        assert [(name, kind.lower()) for name, kind, *_ in described] == [
            (column.name, column.data_type) for column in table.columns
        ]


def test_a_missing_table_is_empty(home: Home) -> None:
    assert views(home).execute("select * from raw_app.users").fetchall() == []


def test_exact_files_are_read_without_casts(home: Home) -> None:
    query = "select sql from duckdb_views() where view_name = 'product_events'"
    ((sql,),) = views(home).execute(query).fetchall()
    assert "cast" not in sql.lower()
    assert "union" not in sql.lower()


def test_files_that_come_later_are_not_seen(home: Home) -> None:
    connection = views(home)
    write_raw(home, "app.product_events", "later", EVENT)
    assert connection.execute("select count(*) from raw_app.product_events").fetchone() == (6,)


def event(home: Home, change: str) -> dict[str, object]:
    """The one event of a file whose columns were changed, as SQL sees it beside files of the usual types."""
    write_raw(home, "app.product_events", "changed", f"select * replace ({change}) from ({EVENT})")
    connection = views(home)
    assert connection.execute("select count(*) from raw_app.product_events").fetchone() == (7,)
    found = connection.execute(
        "select * from raw_app.product_events where distinct_id in ('u1', '42') order by all"
    )
    names = [column[0] for column in found.description]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    usual = {f"00000000-0000-0000-0000-{10 * day + n:012d}" for day in (1, 2, 3) for n in range(day)}
    (changed,) = [row for row in rows if str(row["uuid"]) not in usual]
    return changed


def test_text_uuids_become_uuids(home: Home) -> None:
    assert event(home, "cast(uuid as varchar) as uuid")["uuid"] == UUID(int=7)


def test_a_malformed_uuid_becomes_null(home: Home) -> None:
    assert event(home, "'no uuid' as uuid")["uuid"] is None


def test_zoned_times_become_utc(home: Home) -> None:
    change = """timestamptz '2025-07-01 01:00+02' as "timestamp\""""
    assert event(home, change)["timestamp"] == datetime(2025, 6, 30, 23)


def test_nanoseconds_become_microseconds(home: Home) -> None:
    change = """cast("timestamp" as timestamp_ns) as "timestamp\""""
    assert event(home, change)["timestamp"] == datetime(2025, 7, 1, 1)


def test_integer_ids_become_text(home: Home) -> None:
    assert event(home, "cast(42 as bigint) as distinct_id")["distinct_id"] == "42"


@pytest.mark.parametrize("meta", ["{'changes': ['x']}", """cast('{"changes":["x"]}' as json)"""])
def test_structs_and_json_become_text(home: Home, meta: str) -> None:
    assert event(home, f"{meta} as _airbyte_meta")["_airbyte_meta"] == '{"changes":["x"]}'


def test_a_column_that_some_files_lack_is_null_there_only(home: Home) -> None:
    write_raw(home, "app.product_events", "thin", f"select * exclude (properties) from ({EVENT})")
    counts = views(home).execute("select count(*), count(properties) from raw_app.product_events").fetchone()
    assert counts == (7, 6)


def test_column_names_match_regardless_of_case_and_order(home: Home) -> None:
    write_raw(
        home,
        "app.product_events",
        "shouted",
        f'select _airbyte_extracted_at, event as "EVENT", "timestamp" as "TIMESTAMP", * exclude'
        f' (_airbyte_extracted_at, event, "timestamp") from ({EVENT})',
    )
    found = (
        views(home)
        .execute("select event, timestamp from raw_app.product_events order by uuid limit 1")
        .fetchone()
    )
    assert found == ("issue:created", datetime(2025, 7, 1, 1))


def test_further_columns_are_not_in_the_way(home: Home) -> None:
    write_raw(
        home, "app.product_events", "aaa", f"select *, {{'a': 1}} as more, 1 as event_id from ({EVENT})"
    )
    assert views(home).execute("select count(*) from raw_app.product_events").fetchone() == (7,)


def test_the_folder_name_is_no_column(home: Home) -> None:
    described = views(home).execute("describe raw_app.product_events").fetchall()
    assert "date" not in {name for name, *_ in described}
