"""One cell of an answer, as a plan that has no other cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pydantic import Field

from almanac.semantic.access import Viewer
from almanac.semantic.catalog import Dimension, Metric
from almanac.semantic.layer import Layer
from almanac.semantic.periods import period_end, period_start
from almanac.semantic.plan import Plan, plan
from almanac.semantic.request import Name, QueryRequest, RequestError, Strict, Value, parse_as
from almanac.semantic.values import BoundFilter, typed

DEFAULT_ROWS = 100
MAX_ROWS = 10_000


class DrillRequest(Strict):
    """A question and one cell of its answer: the metric and the values of the row's keys."""

    query: QueryRequest
    metric: Name | None = Field(None, description="may be left out where the question has one metric only")
    keys: dict[Name, Value | None] = Field(
        default_factory=dict,
        max_length=9,
        description="the row: first day of its period and value of each dimension, null where it has none",
    )
    input: Name | None = Field(None, description="rows of this input only; CSV holds the rows of one")
    limit: int = Field(DEFAULT_ROWS, ge=1, le=MAX_ROWS, description="rows per input at most (CSV: all)")


def parse_drill(raw: object) -> DrillRequest:
    """The request of plain data; an error says which part is wrong and why."""
    return parse_as(DrillRequest, raw)


def cell_of(request: DrillRequest, whole: Plan, layer: Layer, viewer: Viewer) -> Plan:
    """The plan of the question `whole` for the named cell alone."""
    metric = _metric(request, whole, layer)
    bare = {"metrics": (metric.name,), "order_by": (), "having": (), "compare": None}
    alone = plan(request.query.model_copy(update=bare), layer, viewer)
    keys = _by_name(request, alone)
    first, last = _days(keys, alone)
    told = tuple(_is(dimension, keys[dimension.name]) for dimension in alone.dimensions)
    return replace(alone, filters=(*alone.filters, *told), first=first, last=last)


def _metric(request: DrillRequest, whole: Plan, layer: Layer) -> Metric:
    names = ", ".join(metric.name for metric in whole.metrics)
    if request.metric is None:
        if len(whole.metrics) > 1:
            raise RequestError("metric", "the question has several", f"Name one of them: {names}.")
        return whole.metrics[0]
    metric = layer.catalog.metric(request.metric)
    if metric not in whole.metrics:
        raise RequestError(metric.name, "is not in the question", f"It asks for: {names}.")
    return metric


def _by_name(request: DrillRequest, alone: Plan) -> dict[str, Value | None]:
    """The keys under the names of the answer's columns, none missing and none too many."""
    spellings = {alias: one.name for one in alone.dimensions for alias in (one.name, *one.aliases)}
    keys = {spellings.get(name.strip().lower(), name): value for name, value in request.keys.items()}
    listed = ", ".join(alone.keys) or "none"
    for name in keys.keys() - set(alone.keys):
        raise RequestError(f"keys {name!a}", "is no key of the answer", f"Its keys are: {listed}.")
    for name in [name for name in alone.keys if name not in keys]:
        hint = f"Give a value (or null) for each of: {listed}."
        raise RequestError(f"keys {name}", "is missing: the cell is not known without it", hint)
    return keys


def _days(keys: dict[str, Value | None], alone: Plan) -> tuple[dt.date, dt.date]:
    """The days of the cell: those of its period that the question asks for."""
    if alone.grain is None:
        return alone.first, alone.last
    day = _day(keys[alone.grain], alone.grain)
    start = period_start(day, alone.grain)
    if day != start:
        hint = f"Name it by its first day: {start}."
        raise RequestError(f"{alone.grain} {day}", f"no {alone.grain} begins on that day", hint)
    first, last = max(alone.first, start), min(alone.last, period_end(start, alone.grain))
    if first > last:
        hint = f"It tells of the days from {alone.first} to {alone.last}."
        raise RequestError(f"{alone.grain} {day}", "is not in the answer", hint)
    return first, last


def _day(value: Value | None, grain: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value if isinstance(value, str) and len(value) == 10 else "")
    except ValueError:
        hint = f"Name the {grain} by its first day, such as 2025-07-01."
        raise RequestError(f"{grain} {value!a}"[:100], "is no day", hint) from None


def _is(dimension: Dimension, value: Value | None) -> BoundFilter:
    """The condition that a row belongs to the cell; a missing value is a value like any other."""
    if value is None:
        return BoundFilter(dimension, "is_null", ())
    return BoundFilter(dimension, "=", (typed(value, dimension),))
