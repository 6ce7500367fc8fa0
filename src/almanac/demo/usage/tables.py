"""Writes what the product tells beside its events."""

from __future__ import annotations

from pathlib import Path

from almanac.demo.sync import Progress, Sync
from almanac.demo.usage.catalogue import write_catalogue
from almanac.demo.usage.experiments import write_experiments
from almanac.demo.usage.log import write_log


def write_usage(sync: Sync, raw: Path, on_progress: Progress) -> dict[str, int]:
    """Write the feature catalogue, the experiments, the errors and the app's own log."""
    return {
        **write_catalogue(sync, raw),
        **write_experiments(sync, raw),
        **write_log(sync, raw, on_progress),
    }
