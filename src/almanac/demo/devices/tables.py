"""What a nightly sync finds of locations, devices and their telemetry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from almanac.demo.devices.dirt import LONGEST_DELAY, with_dirt
from almanac.demo.devices.fleet import Fleet, make_fleet
from almanac.demo.devices.service import (
    Moments,
    Outages,
    make_outages,
    make_updates,
    make_visits,
    release_before,
)
from almanac.demo.devices.telemetry import ERROR, OK, POUR, Day, failures, make_day, with_heartbeats
from almanac.demo.devices.texts import (
    archive_columns,
    device_columns,
    location_columns,
    maintenance_columns,
    status_columns,
    telemetry_columns,
)
from almanac.demo.parameters import DAY
from almanac.demo.streams import Ints
from almanac.demo.sync import Progress, Sync
from almanac.demo.truth import NEVER
from almanac.demo.world import World
from almanac.demo.write import ROW_GROUP, raw_schema, write_parquet, write_rows

TELEMETRY_DAYS = 35
"""Days before the last one with single events; before them there is one row per device and day."""
STATUS_WORDS = ("offline", "maintenance", "online", "retired")
ONLINE, RETIRED = 2, 3
NOT_REPEATED = ("id", "occurred_at")


def write_devices(sync: Sync, raw: Path, on_progress: Progress) -> dict[str, int]:
    """Write locations, devices, their status, maintenance and telemetry; says how many rows each has."""
    world = sync.world
    fleet = make_fleet(world)
    visits = make_visits(world, fleet)
    outages = make_outages(world, fleet, visits)
    app = raw / "app"
    return {
        "app.locations": _write_locations(sync, fleet, app / "locations" / sync.file_name),
        "app.devices": _write_versions(sync, fleet, app / "devices" / sync.file_name),
        "app.device_status_changes": _write_statuses(
            sync, fleet, outages, app / "device_status_changes" / sync.file_name
        ),
        "app.device_maintenance": _write_visits(sync, visits, app / "device_maintenance" / sync.file_name),
        "app.device_days": _write_archive(sync, fleet, outages, app / "device_days" / sync.file_name),
        "app.device_events": _write_telemetry(sync, fleet, outages, app / "device_events", on_progress),
    }


def first_telemetry_day(world: World) -> int:
    """The first day with single events; it does not move as days are added."""
    return max(0, world.spec.days - TELEMETRY_DAYS)


def _write_locations(sync: Sync, fleet: Fleet, path: Path) -> int:
    """New locations, and those that closed."""
    opened, closed = np.flatnonzero(sync.finds(fleet.opened)), np.flatnonzero(sync.finds(fleet.closed))
    location = np.concatenate([opened, closed])
    updated = np.concatenate([fleet.opened[opened], fleet.closed[closed]])
    extracted = np.full(len(location), sync.end)
    return write_rows(
        path, "app.locations", location_columns(sync.world, fleet, location, updated, extracted)
    )


def _write_versions(sync: Sync, fleet: Fleet, path: Path) -> int:
    """Each device when it came, took new firmware, moved, left."""
    updates = make_updates(sync.world, fleet)
    everyone = np.arange(fleet.device_count)
    device = np.concatenate([everyone, updates.device, everyone, everyone])
    moment = np.concatenate([fleet.installed, updates.moment, fleet.moved, fleet.retired])
    release = np.concatenate([release_before(fleet.installed), updates.what, 0 * everyone, 0 * everyone])
    order = np.lexsort((moment, device))
    device, moment, release = device[order], moment[order], release[order]
    # Releases only rise, so that the highest so far is the one that runs; an offset keeps devices apart.
    runs = np.maximum.accumulate(device * 1_000 + release) - device * 1_000
    found = sync.finds(moment) & (moment < NEVER * DAY)
    device, moment = device[found], moment[found]
    extracted = np.full(len(device), sync.end)
    columns = device_columns(sync.world, fleet, device, runs[found], moment, extracted)
    return write_rows(path, "app.devices", columns)


def _write_statuses(sync: Sync, fleet: Fleet, outages: Outages, path: Path) -> int:
    """Online when it came and after each outage; a device that left is retired."""
    everyone = np.arange(fleet.device_count)
    recovers = outages.end < fleet.retired[outages.device]
    parts = [
        Moments(everyone, fleet.installed, np.full(len(everyone), ONLINE)),
        Moments(outages.device, outages.begin, outages.kind),
        Moments(outages.device[recovers], outages.end[recovers], np.full(int(recovers.sum()), ONLINE)),
        Moments(everyone, fleet.retired, np.full(len(everyone), RETIRED)),
    ]
    device, moment, status = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("device", "moment", "what")
    )
    found = np.flatnonzero(sync.finds(moment))
    found = found[np.lexsort((moment[found], device[found]))]
    extracted = np.full(len(found), sync.end)
    columns = status_columns(sync.world, device[found], moment[found], status[found], STATUS_WORDS, extracted)
    return write_rows(path, "app.device_status_changes", columns)


def _write_visits(sync: Sync, visits: Moments, path: Path) -> int:
    found = np.flatnonzero(sync.finds(visits.moment))
    columns = maintenance_columns(
        sync.world,
        found + 1,
        visits.device[found],
        visits.moment[found],
        visits.what[found],
        np.full(len(found), sync.end),
    )
    return write_rows(path, "app.device_maintenance", columns)


def _write_telemetry(sync: Sync, fleet: Fleet, outages: Outages, folder: Path, on_progress: Progress) -> int:
    """One file per day, in time order, with what is extracted since the last sync."""
    world, schema = sync.world, raw_schema("app.device_events")
    first = first_telemetry_day(world)
    end = world.spec.days + sync.night
    days = range(max(first, end - 1 - LONGEST_DELAY) if sync.night else first, end)
    rows = 0
    for done, day in enumerate(days):
        on_progress("device telemetry", done / len(days))
        found = with_dirt(world, day, with_heartbeats(fleet, make_day(world, fleet, outages, day)))
        found = found.take(sync.finds(found.extracted))
        if len(found):
            tables = (
                _table(telemetry_columns(world, found.take(slice(begin, begin + ROW_GROUP))), schema)
                for begin in range(0, len(found), ROW_GROUP)
            )
            path = folder / f"date={world.spec.first_day + timedelta(days=day)}" / sync.file_name
            write_parquet(path, tables, schema, NOT_REPEATED)
        rows += len(found)
    on_progress("device telemetry", 1.0)
    return rows


def _write_archive(sync: Sync, fleet: Fleet, outages: Outages, path: Path) -> int:
    """One row per device and day of which the single events are no longer kept: with the first sync alone."""
    days = range(0 if sync.night else first_telemetry_day(sync.world))
    schema = raw_schema("app.device_days")
    written = 0

    def tables() -> Iterator[pa.Table]:
        nonlocal written
        waiting: list[pa.Table] = []
        for day in days:
            one = make_day(sync.world, fleet, outages, day)
            columns = archive_columns(sync.world, day, *_counts(one), sync.end)
            waiting.append(_table(columns, schema))
            written += len(one.device)
            if sum(table.num_rows for table in waiting) >= ROW_GROUP:
                yield pa.concat_tables(waiting).combine_chunks()
                waiting = []
        if waiting:
            yield pa.concat_tables(waiting).combine_chunks()

    if days:
        write_parquet(path, tables(), schema)
    return written


def _counts(day: Day) -> tuple[Ints, dict[str, Ints]]:
    """The devices of a day in their order, and what each did."""
    events = day.events
    order = np.argsort(day.device)
    device = day.device[order]
    place = np.searchsorted(device, events.device)
    is_error = (events.kind == ERROR) | (events.status != OK)
    reads = ~np.isnan(events.temperature)
    with np.errstate(invalid="ignore"):
        is_odd = (events.temperature < 1) | (events.temperature > 8)
        is_odd |= (events.pressure < 10) | (events.pressure > 30)
    poured = (events.kind == POUR) & (events.status == OK)
    volume = np.where(poured, np.nan_to_num(np.maximum(events.volume, 0)), 0)

    def count(mask: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Ints:
        return np.bincount(place[mask], minlength=len(device))

    return device, {
        "hours_with_signal": day.is_on[order].sum(axis=1),
        "heartbeat_count": day.is_on[order].sum(axis=1),
        "event_count": np.bincount(place, minlength=len(device)),
        "error_events": count(is_error),
        "reading_events": count(reads),
        "anomaly_events": count(is_odd),
        "failures": count(failures(events)),
        "pour_count": count(poured),
        "pour_volume_ml": np.bincount(place, volume, len(device)).astype(np.int64),
    }


def _table(columns: dict[str, pa.Array], schema: pa.Schema) -> pa.Table:
    return pa.table([columns[name] for name in schema.names], schema=schema)
