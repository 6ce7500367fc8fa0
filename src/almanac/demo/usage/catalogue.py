"""The raw tables of the release tool: features as they were extracted, and releases."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from almanac.demo.parameters import DAY, HOUR, MINUTE
from almanac.demo.streams import Stream, generator
from almanac.demo.sync import Sync
from almanac.demo.usage.features import CATALOGUE, Feature, day_of
from almanac.demo.usage.rows import Row, after_day, write_found
from almanac.demo.world import World

FIRST_EXTRACTION = -30
"""The day on which the catalogue was first read."""
RENAMED = 0.55
IMPROVEMENTS = 3


def write_catalogue(sync: Sync, raw: Path) -> dict[str, int]:
    """Write the features and releases that the sync finds; they are few."""
    tables = {
        "releases.features": _features(sync.world),
        "releases.releases": _releases(sync.world),
    }
    return write_found(sync, raw, tables)


def _features(world: World) -> list[Row]:
    """Every state of each feature, extracted the night after; one extracted twice, one unreadable."""
    rows = [row for feature in CATALOGUE for row in _states(world, feature)]
    again = rows[0] | {"_airbyte_extracted_at": after_day(0)}
    broken = {
        "feature_id": "legacy_import",
        "name": "Legacy import",
        "category": "platform",
        "is_core": False,
        "released_on": world.spec.first_day - timedelta(days=900),
        "event_pattern": "^import_(started",
        "_airbyte_extracted_at": after_day(FIRST_EXTRACTION),
    }
    return [*rows, again, broken]


def _states(world: World, feature: Feature) -> list[Row]:
    released = feature.released_day(world.spec)
    first = max(FIRST_EXTRACTION, released)
    renamed = max(first + 1, day_of(world.spec, RENAMED)) if feature.former_name else None
    core = max(first + 1, day_of(world.spec, feature.core_since)) if feature.core_since is not None else None
    moments = sorted({first, *(day for day in (renamed, core) if day is not None)})
    return [
        {
            "feature_id": feature.id,
            "name": feature.former_name if renamed is not None and day < renamed else feature.name,
            "category": feature.category,
            "is_core": feature.is_core or (core is not None and day >= core),
            "released_on": world.spec.first_day + timedelta(days=released),
            "event_pattern": feature.pattern,
            "_airbyte_extracted_at": after_day(day),
        }
        for day in moments
    ]


def _releases(world: World) -> list[Row]:
    """The first release of each feature and a few improvements of it."""
    rng = generator(world.spec.seed, Stream.FEATURES, 1000)
    found = []
    for feature in CATALOGUE:
        day = feature.released_day(world.spec)
        days = [day, *(day + int(wait) for wait in rng.integers(20, 400, IMPROVEMENTS).cumsum())]
        for number, when in enumerate(days):
            notes = (
                f"{feature.name} is here." if number == 0 else f"{feature.name}: faster, and easier to find."
            )
            found.append((when, feature.id, notes, int(rng.integers(0, 7 * 60))))
    found.sort()
    return [
        {
            "release_id": f"r{number:04d}",
            "feature_id": feature_id,
            "released_at": when * DAY + 9 * HOUR + minute * MINUTE,
            "version": f"{5 + number // 40}.{number % 40}",
            "notes": notes,
            "_airbyte_extracted_at": after_day(max(when, FIRST_EXTRACTION)),
        }
        for number, (when, feature_id, notes, minute) in enumerate(found, 1)
        if when < world.spec.horizon
    ]
