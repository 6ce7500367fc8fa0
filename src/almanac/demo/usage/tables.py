"""Writes what the product tells beside its events."""

from __future__ import annotations

from pathlib import Path

from almanac.demo.sync import Progress, Sync
from almanac.demo.usage.catalogue import write_catalogue


def write_usage(sync: Sync, raw: Path, on_progress: Progress) -> dict[str, int]:
    """Write the feature catalogue."""
    on_progress("feature catalogue", 0.0)
    return write_catalogue(sync, raw)
