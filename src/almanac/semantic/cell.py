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
from almanac.semantic.request import Name, QueryRequest, RequestError, Strict, TimeRange, Value, parse_as
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
    query = request.query.model_copy(update=bare)
    keys = _by_name(request, whole)
    first, last = _days(keys, whole)
    days = TimeRange.model_validate({"from": first, "to": last, "grain": whole.grain})
    alone = plan(query.model_copy(update={"time": days}), layer, viewer)
    told = tuple(_is(dimension, keys[dimension.name]) for dimension in alone.dimensions)
    return replace(alone, filters=(*alone.filters, *told))


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


def _by_name(request: DrillRequest, whole: Plan) -> dict[str, Value | None]:
    """The keys under the names of the answer's columns, none missing and none too many."""
    spellings = {alias: one.name for one in whole.dimensions for alias in (one.name, *one.aliases)}
    keys = {spellings.get(name.strip().lower(), name): value for name, value in request.keys.items()}
    listed = ", ".join(whole.keys) or "none"
    for name in keys.keys() - set(whole.keys):
        raise RequestError(f"keys {name!a}", "is no key of the answer", f"Its keys are: {listed}.")
    for name in [name for name in whole.keys if name not in keys]:
        hint = f"Give a value (or null) for each of: {listed}."
        raise RequestError(f"keys {name}", "is missing: the cell is not known without it", hint)
    return keys


def _days(keys: dict[str, Value | None], whole: Plan) -> tuple[dt.date, dt.date]:
    """The days of the cell: those of its period that the question asks for."""
    if whole.grain is None:
        return whole.first, whole.last
    day = _day(keys[whole.grain], whole.grain)
    start = period_start(day, whole.grain)
    if day != start:
        hint = f"Name it by its first day: {start}."
        raise RequestError(f"{whole.grain} {day}", f"no {whole.grain} begins on that day", hint)
    first, last = max(whole.first, start), min(whole.last, period_end(start, whole.grain))
    if first > last:
        hint = f"It tells of the days from {whole.first} to {whole.last}."
        raise RequestError(f"{whole.grain} {day}", "is not in the answer", hint)
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
