"""What stands behind a metric: the tables that it is measured on and how its inputs are put together.

MetricFlow compiles a metric to its number; the rows of that number are read from the same manifest here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from almanac.errors import AlmanacError

Aggregation = Literal["sum", "sum_boolean", "count", "count_distinct", "average", "min", "max", "median"]
Side = Literal["value", "numerator", "denominator", "part"]

Columns = Mapping[tuple[str, str, str], str]
"""Engine types by schema, table and column."""


@dataclass(frozen=True)
class Model:
    """A table that is measured on, or whose rows are the entities that measured rows name."""

    name: str
    label: str
    table: str
    day: str
    primary_entity: str
    entities: Mapping[str, str] = field(hash=False)
    """Column by entity; the table's own entity is among them where it is a table of entities."""
    dimensions: Mapping[str, str] = field(hash=False)
    """Column by categorical dimension."""
    columns: tuple[str, ...]
    labels: Mapping[str, str] = field(hash=False)
    """What people call entities and dimensions."""


@dataclass(frozen=True)
class Measure:
    """A simple metric: one aggregation of one expression over the rows of one model."""

    name: str
    label: str
    description: str
    model: Model
    aggregation: Aggregation
    expression: str
    score: str | None
    """Name of the score that it is the mean of, where the parts of that score are stored."""
    score_part: str | None
    """The part of that score that it is alone."""


@dataclass(frozen=True)
class Use:
    """Where an input stands in a metric."""

    metric: str
    side: Side


@dataclass(frozen=True)
class Formula:
    """How a metric is computed from its inputs, each a formula of its own until it is a measure."""

    name: str
    expression: str
    """What people read: `a / b`, or the expression over the names of the inputs."""
    measure: Measure | None = None
    inputs: tuple[tuple[str, Side, Formula], ...] = ()

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """All measures behind it by name, each once."""
        return {measure.name: measure for _, measure in self._leaves(Use(self.name, "value"))}

    def uses(self, measure: str) -> tuple[Use, ...]:
        """Every place at which the measure stands in it."""
        found = self._leaves(Use(self.name, "value"))
        return tuple(dict.fromkeys(use for use, leaf in found if leaf.name == measure))

    def _leaves(self, use: Use) -> Iterator[tuple[Use, Measure]]:
        if self.measure:
            yield use, self.measure
        for _, side, formula in self.inputs:
            yield from formula._leaves(Use(self.name, side))


class Measures:
    """Formulas and tables of one semantic manifest."""

    def __init__(self, manifest: Mapping[str, Any], columns: Columns) -> None:
        self._metrics = {raw["name"]: raw for raw in manifest["metrics"]}
        self._models = {raw["name"]: _model(raw, columns) for raw in manifest["semantic_models"]}
        self._tables = dict(_entity_tables(manifest, self._models))

    def formula(self, metric: str) -> Formula:
        """How the metric is computed, down to its measures."""
        raw = self._metrics[metric]
        _refuse_what_is_not_told(raw)
        params = raw["type_params"]
        if raw["type"] == "simple":
            return Formula(metric, metric, measure=self._measure(raw))
        if raw["type"] == "ratio":
            sides: list[tuple[Side, Any]] = [(side, params[side]) for side in ("numerator", "denominator")]
            text = f"{sides[0][1]['name']} / {sides[1][1]['name']}"
        else:
            sides = [("part", part) for part in params["metrics"]]
            text = params["expr"]
        inputs = tuple((part["alias"] or part["name"], side, self._input(part)) for side, part in sides)
        return Formula(metric, text, inputs=inputs)

    def table_of(self, entity: str) -> Model | None:
        """The table with one row per entity of that kind."""
        return self._tables.get(entity)

    def _input(self, part: Mapping[str, Any]) -> Formula:
        _refuse_what_is_not_told(part)
        return self.formula(part["name"])

    def _measure(self, raw: Mapping[str, Any]) -> Measure:
        params, meta = raw["type_params"], raw["config"]["meta"]
        measured = params["metric_aggregation_params"]
        return Measure(
            name=raw["name"],
            label=raw["label"] or raw["name"],
            description=raw["description"] or "",
            model=self._models[measured["semantic_model"]],
            aggregation=measured["agg"],
            expression=params["expr"] or raw["name"],
            score=meta.get("score"),
            score_part=meta.get("score_part"),
        )


def _refuse_what_is_not_told(raw: Mapping[str, Any]) -> None:
    """A filter or a shift in a definition would select rows that are not selected here."""
    known = raw.get("type", "simple") in ("simple", "ratio", "derived")
    if not known or any(raw.get(name) for name in ("filter", "offset_window", "offset_to_grain")):
        cause = "its definition filters or shifts an input, and the rows of that cannot be told"
        raise AlmanacError(raw["name"], cause, "Put the condition into the column that is measured.")


def _model(raw: Mapping[str, Any], columns: Columns) -> Model:
    relation = raw["node_relation"]
    place = (relation["schema_name"], relation["alias"])
    named = [*raw["entities"], *(one for one in raw["dimensions"] if one["type"] == "categorical")]
    day = (raw["defaults"] or {}).get("agg_time_dimension")
    days = {one["name"]: one["expr"] or one["name"] for one in raw["dimensions"]}
    return Model(
        name=raw["name"],
        label=raw["label"] or raw["name"].replace("_", " ").capitalize(),
        table=relation["relation_name"],
        day=days.get(day, ""),
        primary_entity=raw["primary_entity"] or "",
        entities={one["name"]: one["expr"] or one["name"] for one in raw["entities"]},
        dimensions={
            one["name"]: one["expr"] or one["name"]
            for one in raw["dimensions"]
            if one["type"] == "categorical"
        },
        columns=tuple(column for *table, column in columns if tuple(table) == place),
        labels={one["name"]: one["label"] for one in named if one["label"]},
    )


def _entity_tables(manifest: Mapping[str, Any], models: Mapping[str, Model]) -> Iterator[tuple[str, Model]]:
    for raw in manifest["semantic_models"]:
        for entity in raw["entities"]:
            if entity["type"] == "primary":
                yield entity["name"], models[raw["name"]]
