"""Raw files and versions made by hand, small enough to reckon with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from almanac.warehouse.engine import DATABASE_FILE, open_for_writing, scratch
from almanac.warehouse.home import Home
from almanac.warehouse.manifest import Fingerprints, Manifest
from almanac.warehouse.raw_inventory import RawInventory
from almanac.warehouse.versions import Version, begin_version, finish_version, id_of

NOW = datetime(2025, 8, 1, 3, tzinfo=UTC)

ORGANIZATION = """
    select 'o1' as id, 'Acme' as name, 'acme.test' as domain, 'emea' as region, 'UTC' as timezone,
        timestamp '2025-01-01' as created_at, timestamp '2025-07-01 02:00' as _airbyte_extracted_at,
        cast(null as varchar) as _airbyte_meta
"""


def write_raw(home: Home, table: str, name: str, select: str) -> Path:
    """One Parquet file of a raw table (`source.table`) from a SELECT."""
    path = home.raw.joinpath(*table.split(".")) / f"{name}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    with scratch() as connection:
        connection.execute(f"copy ({select}) to '{path}' (format parquet)")
    return path


def event_rows(*events: tuple[int, str, str]) -> str:
    """Product events from (number, moment, extraction); the number makes the uuid."""
    return " union all ".join(
        f"""select cast('00000000-0000-0000-0000-{number:012d}' as uuid) as uuid, 'issue:created' as event,
            'u1' as distinct_id, cast('{moment}' as timestamp) as "timestamp", '{{}}' as properties,
            cast('{extracted}' as timestamp) as _airbyte_extracted_at, '{{"changes":[]}}' as _airbyte_meta"""
        for number, moment, extracted in events
    )


def write_events(home: Home, name: str, *events: tuple[int, str, str]) -> Path:
    """One file of product events."""
    return write_raw(home, "app.product_events", name, event_rows(*events))


def write_company(home: Home) -> None:
    """The least that the contract asks for: three days of events and one organisation."""
    write_raw(home, "app.organizations", "organizations", ORGANIZATION)
    for day in (1, 2, 3):
        rows = [(10 * day + n, f"2025-07-0{day} 0{n}:00", f"2025-07-0{day + 1} 02:00") for n in range(day)]
        write_events(home, f"date=2025-07-0{day}/events", *rows)


def make_version(home: Home, number: int = 1, now: datetime = NOW) -> Version:
    """A version whose two tables both hold the number; not published."""
    building = begin_version(home, now)
    with open_for_writing(building / DATABASE_FILE) as connection:
        connection.execute("create schema marts")
        connection.execute(f"create table marts.one as select {number} as number from range({number})")
        connection.execute(f"create table marts.other as select {number} as number from range({number})")
    return finish_version(home, building, make_manifest(id_of(building), number, now))


def make_manifest(version_id: str, number: int = 1, now: datetime = NOW) -> Manifest:
    """The manifest of such a version."""
    return Manifest(
        version=version_id,
        built_at=now,
        commit="unknown",
        as_of_at=datetime(2025, 7, 4, 2, tzinfo=UTC),
        as_of_date=date(2025, 7, 3),
        full_refresh=True,
        reason="made by hand",
        base_version=None,
        selection=None,
        fingerprints=Fingerprints(code="code", policies="policies"),
        dbt_vars={},
        raw=RawInventory(tables={}),
        row_counts={"marts.one": number, "marts.other": number},
        nodes=[],
        accounts=[],
        seconds={},
    )
