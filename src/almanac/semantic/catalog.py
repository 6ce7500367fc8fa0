"""The metrics and dimensions of a published version, as its semantic manifest defines them."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from almanac.errors import AlmanacError
from almanac.semantic.request import RequestError
from almanac.semantic.shortcuts import inputs

FieldType = Literal["text", "integer", "number", "date", "timestamp", "boolean"]
Kind = Literal["flow", "stock", "opening"]
CUSTOMER = "customer"
"""The entity that rules are about."""

SHOWN_NAMES = 30
"""As many names as a refusal lists; more would hide what is wrong."""

ColumnTypes = Mapping[tuple[str, str, str], str]
"""Engine types by schema, table and column."""


class Dimension(BaseModel):
    """Something to group and filter by."""

    model_config = ConfigDict(frozen=True)

    name: str
    label: str
    description: str
    type: FieldType
    unit: str | None = Field(None, description="of a number, such as currency")
    aliases: tuple[str, ...] = ()
    qualified: str = Field(exclude=True, description="name inside MetricFlow")
    is_entity: bool = Field(False, exclude=True)
    varies: bool = Field(
        False, exclude=True, description="belongs to a measured row, not to the customer alone"
    )


class Metric(BaseModel):
    """One number and what it means."""

    model_config = ConfigDict(frozen=True)

    name: str
    label: str
    description: str
    unit: str
    tier: int
    domain: str
    owner: str
    direction: Literal["up", "down", "neutral"]
    status: Literal["draft", "approved", "deprecated"]
    sunset_date: dt.date | None = Field(None, description="last day of a deprecated metric")
    successor: str | None = Field(None, description="what to ask for instead of a deprecated metric")
    time_rule: str
    time_semantics: str
    valid_min: float | None = None
    valid_max: float | None = None
    needs_source: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    formula: str | None = None
    additive_over: tuple[str, ...] = ()
    kind: Kind = Field(description="flow: the whole period; stock: its last day; opening: its first")
    dimensions: tuple[str, ...] = Field(description="what it can be grouped and filtered by")
    fill_with: int | None = Field(None, exclude=True, description="value where there are no rows")
    own: Mapping[str, Dimension] = Field(exclude=True, description="its dimensions, as MetricFlow finds them")
    models: tuple[str, ...] = Field(exclude=True, description="the tables that it is measured on")
    paths: frozenset[str] = Field(exclude=True, description="all that MetricFlow can reach from its rows")
    shortcut: str | None = Field(
        None, exclude=True, description="a hidden metric that gives it from fewer rows"
    )
    shortcut_fields: frozenset[str] = Field(frozenset(), exclude=True, description="what the shortcut knows")

    def asked_as(self, fields: Iterable[str]) -> str:
        """The name to compile: the shortcut's where it knows all these fields."""
        return self.shortcut if self.shortcut and self.shortcut_fields.issuperset(fields) else self.name

    def __hash__(self) -> int:
        """By name, which no two metrics of a version share."""
        return hash(self.name)


@dataclass(frozen=True)
class Catalog:
    """Metrics and dimensions by name; aliases lead to them."""

    metrics: Mapping[str, Metric]
    dimensions: Mapping[str, Dimension]
    of_customers: Mapping[str, Dimension]
    """The customer and its attributes: what rules are about, whatever else may bear the same word."""

    def metric(self, name: str) -> Metric:
        """The metric of that name or alias; an error suggests the nearest."""
        return _find(name, "metric", self.metrics)

    def dimension(self, name: str, metrics: Iterable[Metric]) -> Dimension:
        """The dimension of that name or alias, which every one of the metrics must allow."""
        asked = tuple(metrics)
        allowed = sorted(key for key in self.dimensions if all(key in metric.dimensions for metric in asked))
        found = _find(name, "dimension", self.dimensions, allowed)
        for metric in asked:
            if found.name not in metric.dimensions:
                hint = f"These work for all metrics of the request: {', '.join(allowed) or 'none'}."
                raise RequestError(found.name, f"is not a dimension of {metric.name}", hint)
        return _same_meaning(found.name, asked) if asked else found


def _same_meaning(name: str, metrics: tuple[Metric, ...]) -> Dimension:
    """The dimension as the first metric has it; one name may mean different things to different metrics."""
    first = metrics[0]
    for metric in metrics[1:]:
        if metric.own[name].label != first.own[name].label:
            what = (
                f"means {first.own[name].label} for {first.name}, {metric.own[name].label} for {metric.name}"
            )
            raise RequestError(name, what, "Ask for these metrics one by one.")
    return first.own[name]


_Entry = TypeVar("_Entry", Metric, Dimension)


def _find(name: str, noun: str, known: Mapping[str, _Entry], listing: Iterable[str] | None = None) -> _Entry:
    spellings = _spellings(known)
    wanted = name.strip().lower()
    if wanted in spellings:
        return known[spellings[wanted]]
    near = dict.fromkeys(
        spellings[match] for match in difflib.get_close_matches(wanted, spellings, n=3, cutoff=0.5)
    )
    hint = f"Did you mean {' or '.join(near)}?" if near else _listed(noun, sorted(listing or known))
    raise RequestError(ascii(name), f"there is no such {noun}", hint)


def _listed(noun: str, names: Sequence[str]) -> str:
    """All names where they can be read at a glance, else where to read them."""
    if len(names) <= SHOWN_NAMES:
        return f"There are: {', '.join(names)}."
    where = "`almanac metrics` and GET /api/v1/metrics list them"
    return f"There are {len(names)} {noun}s, such as {', '.join(names[:5])}: {where}."


def _spellings(known: Mapping[str, Metric] | Mapping[str, Dimension]) -> dict[str, str]:
    aliases = {alias: entry.name for entry in known.values() for alias in entry.aliases}
    return aliases | {name: name for name in known}


def read_catalog(
    manifest: Mapping[str, Any],
    group_bys: Callable[[str], frozenset[str]],
    types: ColumnTypes,
    shortcuts: Mapping[str, str] = MappingProxyType({}),
) -> Catalog:
    """The catalogue of a semantic manifest; `group_bys` tells what a metric can be grouped by."""
    known = list(_dimensions(manifest, types))
    by_qualified = {dimension.qualified: dimension for dimension in known}
    all_metrics = {raw["name"]: raw for raw in manifest["metrics"]}
    metrics = {}
    for name, raw in all_metrics.items():
        if not raw["type_params"].get("is_private"):
            paths = group_bys(name)
            offered = [by_qualified[item] for item in sorted(paths) if item in by_qualified]
            metric = _metric(raw, _inputs(raw, all_metrics), offered, paths)
            metrics[name] = _shortened(metric, shortcuts.get(name), group_bys)
    of_customers = {each.name: each for each in known if each.qualified.split("__")[0] == CUSTOMER}
    return Catalog(metrics, {dimension.name: dimension for dimension in reversed(known)}, of_customers)


def _metric(
    raw: Mapping[str, Any],
    simples: Sequence[Mapping[str, Any]],
    offered: Sequence[Dimension],
    paths: frozenset[str],
) -> Metric:
    meta = raw["config"]["meta"]
    own = _own_dimensions(offered, meta.get("dimensions"))
    given = {name: meta[name] for name in meta.keys() & Metric.model_fields.keys() if name != "shortcut"}
    return Metric.model_validate(
        {
            **given,
            "name": raw["name"],
            "label": raw["label"],
            "description": raw["description"],
            "kind": _kind(raw["name"], simples),
            "dimensions": sorted(own),
            "own": own,
            "models": sorted({_measured(simple)["semantic_model"] for simple in simples}),
            "paths": paths,
        }
    )


def _shortened(metric: Metric, shortcut: str | None, group_bys: Callable[[str], frozenset[str]]) -> Metric:
    if shortcut is None:
        return metric
    return metric.model_copy(update={"shortcut": shortcut, "shortcut_fields": group_bys(shortcut)})


def _own_dimensions(offered: Sequence[Dimension], allowed: Sequence[str] | None) -> dict[str, Dimension]:
    """The dimensions of a metric by name: its own column wins over that of an entity.

    `allowed` are those that its definition lists; an entity that is listed brings its attributes along.
    """
    own: dict[str, Dimension] = {}
    for dimension in sorted(offered, key=lambda one: (not one.varies, one.qualified)):
        names = {dimension.name, *dimension.aliases}
        if not dimension.varies:
            names.add(dimension.qualified.split("__")[0])
        if allowed is None or names.intersection(allowed):
            own.setdefault(dimension.name, dimension)
    return own


def _kind(name: str, simples: Sequence[Mapping[str, Any]]) -> Kind:
    kinds = {_moment(simple) for simple in simples}
    if len(kinds) > 1:
        hint = "Build it in a model of its own grain, and define the metric on that."
        raise AlmanacError(name, f"mixes {' with '.join(sorted(kinds))} values", hint)
    return kinds.pop()


def _moment(simple: Mapping[str, Any]) -> Kind:
    stock = _measured(simple)["non_additive_dimension"]
    if stock is None:
        return "flow"
    return "opening" if stock["window_choice"] == "min" else "stock"


def _measured(simple: Mapping[str, Any]) -> Mapping[str, Any]:
    measured: Mapping[str, Any] = simple["type_params"]["metric_aggregation_params"]
    return measured


def _inputs(raw: Mapping[str, Any], metrics: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    named = [metrics[part["name"]] for part in inputs(raw)]
    return [simple for part in named for simple in _inputs(part, metrics)] or [raw]


def _dimensions(manifest: Mapping[str, Any], types: ColumnTypes) -> Iterable[Dimension]:
    for model in manifest["semantic_models"]:
        place = (model["node_relation"]["schema_name"], model["node_relation"]["alias"])
        primary = [entity for entity in model["entities"] if entity["type"] == "primary"]
        owner = model["primary_entity"] or primary[0]["name"]
        varies = model["defaults"]["agg_time_dimension"] is not None if model["defaults"] else False
        for entity in primary:
            yield _dimension(entity, entity["name"], place, types, is_entity=True)
        for raw in model["dimensions"]:
            if raw["type"] == "categorical":
                yield _dimension(raw, f"{owner}__{raw['name']}", place, types, varies=varies)


def _dimension(
    raw: Mapping[str, Any], qualified: str, place: tuple[str, str], types: ColumnTypes, **traits: bool
) -> Dimension:
    meta = raw["config"]["meta"] if raw["config"] else {}
    engine_type = types.get((*place, raw["expr"] or raw["name"]), "VARCHAR")
    return Dimension(
        name=raw["name"],
        label=raw["label"] or raw["name"].replace("_", " ").capitalize(),
        description=raw["description"] or "",
        type=field_type(engine_type),
        unit=meta.get("unit"),
        aliases=tuple(meta.get("aliases", ())),
        qualified=qualified,
        **traits,
    )


def field_type(engine_type: str) -> FieldType:
    """Our word for a type of the engine."""
    name = engine_type.upper()
    if name in ("DATE", "BOOLEAN"):
        return "date" if name == "DATE" else "boolean"
    if name.startswith("TIMESTAMP"):
        return "timestamp"
    if name.endswith(("INT", "INTEGER")):
        return "integer"
    return "number" if name in ("DOUBLE", "FLOAT") or name.startswith("DECIMAL") else "text"
