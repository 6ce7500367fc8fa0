"""What a check needs to know of the metrics' definitions, beyond what a question may ask."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from almanac.quality.metric_tables import TABLES
from almanac.semantic.catalog import Metric
from almanac.semantic.shortcuts import inputs, with_shortcuts

COUNTS = ("count", "count_distinct")
COMPANY = "company"
_BASE = ("metrics_revenue", "metrics_operations", "metrics_engagement")


@dataclass(frozen=True)
class Measure:
    """A column of a measured model, as a simple metric aggregates it."""

    name: str
    model: str
    expression: str
    aggregation: str

    @property
    def is_count(self) -> bool:
        """Whether it is 0, not null, where no row has a value."""
        return self.aggregation in COUNTS


@dataclass(frozen=True)
class Measured:
    """A measured model: its table and the column of its days."""

    relation: str
    day: str


class Definitions:
    """The semantic manifest of a version."""

    def __init__(self, text: str) -> None:
        self._manifest, self._shortcuts = with_shortcuts(json.loads(text))
        self._metrics = {metric["name"]: metric for metric in self._manifest["metrics"]}
        self._models = {model["name"]: model for model in self._manifest["semantic_models"]}

    def meta(self, metric: str) -> Mapping[str, Any]:
        """What the definition says beside what dbt knows."""
        meta: dict[str, Any] = self._metrics[metric]["config"]["meta"]
        return meta

    def entity_types(self, metric: Metric) -> list[str]:
        """The kinds of entity of which the tables of metrics tell it, and which it can be asked by."""
        tables = [table for table in TABLES if table.base is None and metric.domain in table.domains]
        kinds = [kind for table in tables for kind in table.entities]
        return [kind for kind in kinds if kind == COMPANY or kind in metric.dimensions]

    def is_unified(self, metric: Metric, kind: str) -> bool:
        """Whether `metrics_unified`, which is made of the base tables, tells it of this kind of entity."""
        base = self.meta(metric.name).get("base")
        tables = [table for table in TABLES if table.name in _BASE and metric.domain in table.domains]
        return any(kind in table.entities for table in tables if table.base in (None, base))

    def measures(self, metric: str) -> list[Measure]:
        """The columns that a metric is made of."""
        return [_measure(self._metrics[name]) for name in self._reach(metric) if self._is_simple(name)]

    def measured(self, model: str) -> Measured:
        """Where a model's rows lie."""
        raw = self._models[model]
        name = raw["defaults"]["agg_time_dimension"]
        day = next(one["expr"] or name for one in raw["dimensions"] if one["name"] == name)
        return Measured(raw["node_relation"]["relation_name"], day)

    def part(self, metrics: Iterable[Metric], kind: str) -> str:
        """The manifest with no more models than it takes to ask for these metrics by a kind of entity.

        MetricFlow looks at every model for each metric that it compiles: with few it is several times faster.
        """
        asked = list(metrics)
        names = {
            name
            for metric in asked
            for one in (metric.name, self._shortcuts.get(metric.name, metric.name))
            for name in self._reach(one)
        }
        measured = {name: _measure(raw).model for name, raw in self._metrics.items() if self._is_simple(name)}
        wanted = {measured[name] for name in names & measured.keys()}
        part = {
            "semantic_models": [
                model for name, model in self._models.items() if name in wanted or _tells_of(model, kind)
            ],
            "metrics": [raw for name, raw in self._metrics.items() if name in names],
        }
        return json.dumps(self._manifest | part)

    def _reach(self, name: str) -> Iterator[str]:
        """The metric and those that it is made of."""
        yield name
        for part in inputs(self._metrics[name]):
            yield from self._reach(part["name"])

    def _is_simple(self, name: str) -> bool:
        return bool(self._metrics[name]["type"] == "simple")


def _tells_of(model: Mapping[str, Any], kind: str) -> bool:
    """Whether a model has one row per entity of the kind."""
    return any(one["type"] == "primary" and one["name"] == kind for one in model["entities"])


def _measure(raw: Mapping[str, Any]) -> Measure:
    params = raw["type_params"]
    measured = params["metric_aggregation_params"]
    expression = str(params.get("expr") or raw["name"])
    return Measure(raw["name"], measured["semantic_model"], expression, measured["agg"])
