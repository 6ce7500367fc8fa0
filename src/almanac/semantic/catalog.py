"""The metrics and dimensions of a published version, as its semantic manifest defines them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from almanac.errors import AlmanacError
from almanac.semantic.request import RequestError

FieldType = Literal["text", "integer", "number", "date", "timestamp", "boolean"]
ColumnTypes = Mapping[tuple[str, str, str], str]
"""Engine types by schema, table and column."""


class Dimension(BaseModel):
    """Something to group and filter by."""

    model_config = ConfigDict(frozen=True)

    name: str
    label: str
    description: str
    type: FieldType
    aliases: tuple[str, ...] = ()
    qualified: str = Field(exclude=True, description="name inside MetricFlow")
    is_entity: bool = Field(False, exclude=True)
    varies: bool = Field(False, exclude=True, description="belongs to a day, not to the customer alone")


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
    time_rule: str
    time_semantics: str
    valid_min: float | None = None
    valid_max: float | None = None
    needs_source: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    kind: Literal["flow", "stock"] = Field(description="flow: the whole period; stock: its last day")
    dimensions: tuple[str, ...] = Field(description="what it can be grouped and filtered by")
    fill_with: int | None = Field(None, exclude=True, description="value where there are no rows")


@dataclass(frozen=True)
class Catalog:
    """Metrics and dimensions by name; aliases lead to them."""

    metrics: Mapping[str, Metric]
    dimensions: Mapping[str, Dimension]

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
        return found


_Entry = TypeVar("_Entry", Metric, Dimension)


def _find(name: str, noun: str, known: Mapping[str, _Entry], listing: Iterable[str] | None = None) -> _Entry:
    spellings = _spellings(known)
    wanted = name.strip().lower()
    if wanted in spellings:
        return known[spellings[wanted]]
    near = dict.fromkeys(
        spellings[match] for match in difflib.get_close_matches(wanted, spellings, n=3, cutoff=0.5)
    )
    all_names = ", ".join(sorted(listing or known))
    hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {all_names}."
    raise RequestError(ascii(name), f"there is no such {noun}", hint)


def _spellings(known: Mapping[str, Metric] | Mapping[str, Dimension]) -> dict[str, str]:
    aliases = {alias: entry.name for entry in known.values() for alias in entry.aliases}
    return aliases | {name: name for name in known}


def read_catalog(
    manifest: Mapping[str, Any], group_bys: Callable[[str], frozenset[str]], types: ColumnTypes
) -> Catalog:
    """The catalogue of a semantic manifest; `group_bys` tells what a metric can be grouped by."""
    dimensions = {dimension.name: dimension for dimension in _dimensions(manifest, types)}
    by_qualified = {dimension.qualified: dimension.name for dimension in dimensions.values()}
    all_metrics = {raw["name"]: raw for raw in manifest["metrics"]}
    metrics = {}
    for name, raw in all_metrics.items():
        if not raw["type_params"].get("is_private"):
            allowed = sorted(by_qualified[item] for item in group_bys(name) if item in by_qualified)
            metrics[name] = _metric(raw, _kind(raw, all_metrics), tuple(allowed))
    return Catalog(metrics, dimensions)


def _metric(raw: Mapping[str, Any], kind: str, dimensions: tuple[str, ...]) -> Metric:
    own = {"name": raw["name"], "label": raw["label"], "description": raw["description"]}
    return Metric.model_validate({**raw["config"]["meta"], **own, "kind": kind, "dimensions": dimensions})


def _kind(raw: Mapping[str, Any], metrics: Mapping[str, Any]) -> Literal["flow", "stock"]:
    kinds = {_aggregates_last_day(simple) for simple in _inputs(raw, metrics)}
    if len(kinds) > 1:
        hint = "Build it in a model of its own grain, and define the metric on that."
        raise AlmanacError(raw["name"], "mixes a sum over the period with a value of its last day", hint)
    return "stock" if kinds == {True} else "flow"


def _aggregates_last_day(simple: Mapping[str, Any]) -> bool:
    return simple["type_params"]["metric_aggregation_params"]["non_additive_dimension"] is not None


def _inputs(raw: Mapping[str, Any], metrics: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    params = raw["type_params"]
    parts = [params.get("numerator"), params.get("denominator"), *(params.get("metrics") or [])]
    named = [metrics[part["name"]] for part in parts if part]
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
