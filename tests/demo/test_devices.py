"""Devices of the demo company: telemetry that fits their lives, an archive before it, added nights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from almanac.demo.devices.fleet import make_fleet
from almanac.demo.devices.tables import write_devices
from almanac.demo.parameters import DAY
from almanac.demo.sync import Sync
from almanac.demo.world import World, make_world
from tests.demo.conftest import TINY, files_of

TABLES = (
    "locations",
    "devices",
    "device_status_changes",
    "device_maintenance",
    "device_events",
    "device_days",
)


@pytest.fixture(scope="module")
def world() -> World:
    """A tiny company."""
    return make_world(TINY)


@pytest.fixture(scope="module")
def raw(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What its first two nights wrote."""
    folder = tmp_path_factory.mktemp("devices")
    for night in range(2):
        write_devices(Sync(world, night), folder, lambda label, share: None)
    return folder


def ask(raw: Path, sql: str) -> list[Any]:
    """The rows of a query with a view per table."""
    with duckdb.connect() as connection:
        for table in TABLES:
            files = f"{raw}/app/{table}/**/*.parquet"
            connection.execute(
                f"create view {table} as from read_parquet('{files}', hive_partitioning=false, filename=true)"
            )
        return connection.execute(sql).fetchall()


def test_the_same_nights_give_the_same_bytes(world: World, raw: Path, tmp_path: Path) -> None:
    """Night by night, whatever was made before."""
    for night in (1, 0):
        write_devices(Sync(world, night), tmp_path, lambda label, share: None)
    assert files_of(tmp_path) == files_of(raw)


def test_fleet_follows_its_customers(world: World) -> None:
    """1.5 locations and about 4.5 devices per customer; no device outlives its customer by much."""
    fleet = make_fleet(world)
    today = fleet.customer < TINY.customers
    assert int(today.sum()) == round(1.5 * TINY.customers)
    devices = int((fleet.device_customer < TINY.customers).sum())
    assert 4.2 * TINY.customers < devices <= 4.5 * TINY.customers
    churned = world.customers.churn_day[fleet.device_customer]
    gone = churned < TINY.days
    assert gone.any()
    assert (fleet.retired[gone] <= (churned[gone] + 15) * DAY).all()


def test_telemetry_and_archive_share_no_day(raw: Path) -> None:
    """35 days of single events and those that were added; the archive ends the day before."""
    sql = """
        select (select max(day) from device_days) < min(occurred_at)::date, count(distinct occurred_at::date),
            count(*) filter (filename like '%2025-04-02%' and occurred_at::date = date '2025-04-01')
        from device_events where occurred_at < _airbyte_extracted_at
        """
    ((is_apart, days, added),) = ask(raw, sql)
    assert is_apart
    assert days == 36
    assert added > 5_000


def test_devices_speak_in_service_only(raw: Path) -> None:
    """No event before the installation or from the retirement on, none while the device is said to be off."""
    sql = """
        with lives as (
            select id, min(installed_at) as begin, max(retired_at) as finish from devices group by id
        )
        select count(*) from device_events e join lives l on e.device_id = l.id
        where occurred_at < _airbyte_extracted_at and (occurred_at < l.begin or occurred_at >= l.finish)
        """
    assert ask(raw, sql) == [(0,)]
    sql = """
        select count(*) filter (s.status = 'offline'), count(*) from device_events e
        asof join device_status_changes s on e.device_id = s.device_id and e.occurred_at >= s.changed_at
        where e.event_type = 'heartbeat' and e.occurred_at < e._airbyte_extracted_at
        """
    ((offline, everything),) = ask(raw, sql)
    assert offline == 0
    assert everything > 100_000
