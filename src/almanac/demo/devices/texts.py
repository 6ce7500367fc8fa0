"""The raw tables of the fleet as columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from almanac.demo.devices.dirt import FIRST_UNKNOWN, Extracted
from almanac.demo.devices.fleet import DEVICE_TYPES, MODELS_PER_TYPE, Fleet, location_id
from almanac.demo.devices.telemetry import EVENT_TYPES, STATUSES
from almanac.demo.parameters import DAY
from almanac.demo.streams import Ints, Mask
from almanac.demo.texts import METAS, customer_id, moments
from almanac.demo.truth import REGIONS
from almanac.demo.world import World

Columns = dict[str, pa.Array]

CITIES = (
    (
        ("New York", "US", "America/New_York"),
        ("Chicago", "US", "America/Chicago"),
        ("Los Angeles", "US", "America/Los_Angeles"),
        ("Toronto", "CA", "America/Toronto"),
        ("Sao Paulo", "BR", "America/Sao_Paulo"),
    ),
    (
        ("Berlin", "DE", "Europe/Berlin"),
        ("London", "GB", "Europe/London"),
        ("Paris", "FR", "Europe/Paris"),
        ("Madrid", "ES", "Europe/Madrid"),
        ("Cape Town", "ZA", "Africa/Johannesburg"),
    ),
    (
        ("Tokyo", "JP", "Asia/Tokyo"),
        ("Singapore", "SG", "Asia/Singapore"),
        ("Sydney", "AU", "Australia/Sydney"),
        ("Mumbai", "IN", "Asia/Kolkata"),
        ("Seoul", "KR", "Asia/Seoul"),
    ),
)
STREETS = ("Harbour", "Market", "Station", "Old Town", "Riverside", "Airport", "University", "Garden")
KINDS = ("routine", "repair", "inspection")
MODEL_NAMES = {"tap_system": "TS", "keg_cooler": "KC", "coffee_machine": "CM", "water_dispenser": "WD"}


def location_columns(world: World, fleet: Fleet, location: Ints, updated: Ints, extracted: Ints) -> Columns:
    """These locations as they were at these moments."""
    region = world.customers.region[fleet.customer[location]].tolist()
    place = fleet.place[location].tolist()
    cities = [CITIES[r][p % 5] for r, p in zip(region, place, strict=True)]
    closed = fleet.closed[location]
    return {
        "id": _texts([location_id(i) for i in location.tolist()]),
        "organization_id": _texts([customer_id(i) for i in fleet.customer[location].tolist()]),
        "name": _texts(
            [
                f"{city} {STREETS[p // 5 % len(STREETS)]}"
                for (city, _, _), p in zip(cities, place, strict=True)
            ]
        ),
        "city": _texts([city for city, _, _ in cities]),
        "country": _texts([country for _, country, _ in cities]),
        "region": _texts([REGIONS[r] for r in region]),
        "timezone": _texts([zone for _, _, zone in cities]),
        "opened_at": moments(world.midnight, fleet.opened[location]),
        "closed_at": moments(world.midnight, closed, closed > updated),
        "updated_at": moments(world.midnight, updated),
        **_loader(world, extracted),
    }


def device_columns(
    world: World, fleet: Fleet, device: Ints, release: Ints, updated: Ints, extracted: Ints
) -> Columns:
    """These devices as they were at these moments, with the firmware release that they ran then."""
    location = np.where(updated >= fleet.moved[device], fleet.second_location[device], fleet.location[device])
    retired = fleet.retired[device]
    is_retired = retired <= updated
    models = [f"{MODEL_NAMES[kind]}-{100 * (n + 1)}" for kind in DEVICE_TYPES for n in range(MODELS_PER_TYPE)]
    releases = [f"{n // 4 + 1}.{n % 4}.0" for n in range(int(release.max(initial=0)) + 1)]
    return {
        "id": pa.array((device + 1).astype(np.int32)),
        "location_id": _texts([location_id(i) for i in range(len(fleet.customer))]).take(pa.array(location)),
        "device_type": _picked(DEVICE_TYPES, fleet.device_type[device]),
        "model": _picked(models, fleet.device_type[device] * MODELS_PER_TYPE + fleet.model[device]),
        "firmware": _picked(releases, release),
        "installed_at": moments(world.midnight, fleet.installed[device]),
        "retired_at": moments(world.midnight, np.where(is_retired, retired, 0), ~is_retired),
        "status": _picked(("online", "retired"), is_retired.astype(np.int64)),
        "updated_at": moments(world.midnight, updated),
        **_loader(world, extracted),
    }


def status_columns(
    world: World, device: Ints, changed: Ints, status: Ints, words: Sequence[str], extracted: Ints
) -> Columns:
    """Changes of the status of devices."""
    return {
        "device_id": pa.array((device + 1).astype(np.int32)),
        "changed_at": moments(world.midnight, changed),
        "status": _picked(words, status),
        **_loader(world, extracted),
    }


def maintenance_columns(
    world: World, number: Ints, device: Ints, moment: Ints, kind: Ints, extracted: Ints
) -> Columns:
    """Maintenance that was done."""
    return {
        "id": pa.array(number),
        "device_id": pa.array((device + 1).astype(np.int32)),
        "performed_at": moments(world.midnight, moment),
        "kind": _picked(KINDS, kind),
        **_loader(world, extracted),
    }


def telemetry_columns(world: World, found: Extracted) -> Columns:
    """Telemetry rows."""
    rows = found.rows
    device = np.where(rows.device >= FIRST_UNKNOWN, rows.device, rows.device + 1)
    return {
        "id": pa.array(found.id),
        "device_id": pa.array(device.astype(np.int32), mask=rows.device < 0),
        "occurred_at": moments(world.midnight, rows.time),
        "event_type": _picked(EVENT_TYPES, rows.kind),
        "status": _picked(STATUSES, rows.status),
        "temperature_c": _measures(rows.temperature),
        "pressure_psi": _measures(rows.pressure),
        "volume_ml": _measures(rows.volume),
        "_airbyte_extracted_at": moments(world.midnight, found.extracted),
    }


def archive_columns(world: World, day: int, device: Ints, counts: dict[str, Ints], extracted: int) -> Columns:
    """One row per device for a day of which the single events are no longer kept."""
    count = len(device)
    date = pa.array(np.full(count, world.midnight // DAY + day, dtype=np.int32), pa.int32()).cast(pa.date32())
    return {
        "device_id": pa.array((device + 1).astype(np.int32)),
        "day": date,
        **{
            name: pa.array(values.astype(np.int32))
            for name, values in counts.items()
            if name != "pour_volume_ml"
        },
        "pour_volume_ml": pa.array(counts["pour_volume_ml"].astype(np.float64)),
        "_airbyte_extracted_at": moments(world.midnight, np.full(count, extracted)),
    }


def _measures(values: NDArray[np.float32]) -> pa.Array:
    is_null: Mask = np.isnan(values)
    return pa.array(np.round(values.astype(np.float64), 1), mask=is_null)


def _texts(values: Sequence[str | None]) -> pa.Array:
    return pa.array(values, pa.string())


def _picked(values: Sequence[str], index: Ints | NDArray[np.int8]) -> pa.Array:
    return pa.array(values, pa.string()).take(pa.array(index))


def _loader(world: World, extracted: Ints) -> Columns:
    return {
        "_airbyte_extracted_at": moments(world.midnight, extracted),
        "_airbyte_meta": _picked([str(METAS[0])], np.zeros(len(extracted), dtype=np.int64)),
    }
