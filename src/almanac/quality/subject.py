"""What a validation looks at: a version, the metrics in question, and the days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from almanac.quality.definitions import Definitions
from almanac.quality.metric_tables import TABLES
from almanac.quality.results import Check, Result
from almanac.semantic.catalog import Metric
from almanac.semantic.layer import SEMANTIC_MANIFEST, Layer, read_layer
from almanac.warehouse.manifest import Manifest, NodeResult
from almanac.warehouse.reader import Snapshot

DAYS = 35
"""As many days as the tables of metrics tell of single entities, unless a policy says otherwise."""

_OF_ALL = (
    "metrics_unified", "metrics_unified_domains", "metrics_api", "metric_weeks", "metric_months",
    "metric_quarters", "metric_sources", "time_spine_daily",
)  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """A version that is being validated; `metrics` are those in question."""

    cursor: duckdb.DuckDBPyConnection
    layer: Layer
    definitions: Definitions
    manifest: Manifest
    metrics: tuple[Metric, ...]

    @property
    def last(self) -> dt.date:
        """The as-of date."""
        return self.layer.as_of_date

    @property
    def first(self) -> dt.date:
        """The first day that is looked at."""
        return max(self.last - dt.timedelta(days=DAYS - 1), self.layer.spine.first_day)

    @property
    def first_of_entities(self) -> dt.date:
        """The first day of which the tables tell single entities."""
        days = min(int(str(self.policy("metric_entity_days", DAYS))), DAYS)
        return max(self.last - dt.timedelta(days=days - 1), self.layer.spine.first_day)

    def rows(self, sql: str, values: object = None) -> list[dict[str, Any]]:
        """The rows of a query by column name."""
        found = self.cursor.execute(sql, values)
        names = [column[0] for column in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def policy(self, name: str, default: object) -> object:
        """A policy as the version was built with it."""
        return self.manifest.dbt_vars.get(name, default)

    def skipped(self, check: Check, metric: Metric, kind: str | None = "company") -> Result:
        """The result of a metric of which nothing is told: a source is missing, or nothing happened."""
        missing = self.layer.missing.get(metric.name)
        why = f"{', '.join(missing)} is not loaded" if missing else "there is no value to check"
        return Result(
            check_name=check, metric_name=metric.name, entity_type=kind, status="skipped", detail=why
        )

    def results_of(self, tests: Iterable[str]) -> dict[str, NodeResult]:
        """What became of these dbt tests; one that never ran is left out."""
        wanted = set(tests)
        return {node.name: node for node in self.manifest.tests if node.name in wanted}


def read_subject(snapshot: Snapshot, built: Sequence[str] | None = None) -> Subject:
    """The version with all metrics, or with those that the models in `built` have a part in."""
    text = (snapshot.version.folder / SEMANTIC_MANIFEST).read_text()
    layer = read_layer(snapshot)
    known = sorted(layer.catalog.metrics.values(), key=lambda one: (one.kind, one.models, one.name))
    chosen = tuple(metric for metric in known if built is None or _has_part(metric, set(built)))
    return Subject(snapshot.cursor, layer, Definitions(text), snapshot.version.manifest, chosen)


def _has_part(metric: Metric, built: set[str]) -> bool:
    wide = {table.name for table in TABLES if metric.domain in table.domains}
    return bool(built & {*metric.models, *wide, *_OF_ALL})
