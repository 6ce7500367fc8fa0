"""A request made exact: every name looked up, every value typed, the range of days fixed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from almanac.semantic.access import RowRule, Viewer
from almanac.semantic.catalog import Dimension, FieldType, Metric
from almanac.semantic.layer import Layer
from almanac.semantic.periods import period_end, period_start
from almanac.semantic.request import Filter, Grain, QueryRequest, RequestError, TimeRange
from almanac.semantic.values import Bound, typed

_EQUALITY = ("=", "!=", "in", "not_in", "is_null", "is_not_null")
_ONLY_EQUALITY: tuple[FieldType, ...] = ("text", "boolean")


@dataclass(frozen=True)
class BoundFilter:
    """A filter whose dimension is known and whose values have the dimension's type."""

    dimension: Dimension
    op: str
    values: tuple[Bound, ...]


@dataclass(frozen=True)
class Plan:
    """What will be computed, over the days from `first` to `last`, both inclusive."""

    metrics: tuple[Metric, ...]
    dimensions: tuple[Dimension, ...]
    filters: tuple[BoundFilter, ...]
    rules: tuple[RowRule, ...] | None
    first: dt.date
    last: dt.date
    grain: Grain | None
    order_by: tuple[tuple[str, bool], ...]
    unavailable: frozenset[str]
    notes: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Result columns that tell one row from another: the period, then the dimensions."""
        period = (self.grain,) if self.grain else ()
        return (*period, *(dimension.name for dimension in self.dimensions))


def plan(request: QueryRequest, layer: Layer, viewer: Viewer) -> Plan:
    """Check the request against catalogue and viewer; an error says what would work."""
    catalog = layer.catalog
    metrics = tuple(dict.fromkeys(catalog.metric(name) for name in request.metrics))
    dimensions = tuple(dict.fromkeys(_group(name, metrics, layer) for name in request.group_by))
    filters = tuple(_bind(asked, catalog.dimension(asked.field, metrics)) for asked in request.filters)
    first, last, time_notes = _days(request.time, layer)
    missing = {metric.name: layer.missing[metric.name] for metric in metrics if metric.name in layer.missing}
    return Plan(
        metrics=metrics,
        dimensions=dimensions,
        filters=filters,
        rules=viewer.rules,
        first=first,
        last=last,
        grain=request.time.grain,
        order_by=tuple(
            _order(asked, request.time.grain, (*dimensions, *metrics)) for asked in request.order_by
        ),
        unavailable=frozenset(missing),
        notes=(
            *time_notes,
            *_begins_later(metrics, request.time, layer),
            *_why_null(missing),
            *_retired(metrics),
        ),
    )


def _group(name: str, metrics: tuple[Metric, ...], layer: Layer) -> Dimension:
    if name in ("day", "week", "month", "quarter", "year", "metric_time"):
        raise RequestError(name, "time is no dimension", "Ask for periods with the grain: day, week, month.")
    return layer.catalog.dimension(name, metrics)


def _begins_later(metrics: tuple[Metric, ...], time: TimeRange, layer: Layer) -> list[str]:
    """What is asked for from a day on which nothing was known of it yet."""
    asked = max(time.first or dt.date.max, layer.spine.first_day)
    days = {metric.name: begins for metric in metrics if (begins := layer.begins(metric)) and begins > asked}
    return [f"{name} is told from {day} on: of days before it nothing is known" for name, day in days.items()]


def _why_null(missing: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [f"{name} is null: source {', '.join(gone)} is not loaded" for name, gone in missing.items()]


def _retired(metrics: tuple[Metric, ...]) -> list[str]:
    return [f"{metric.name} is {metric.status}" for metric in metrics if metric.status != "approved"]


def _days(time: TimeRange, layer: Layer) -> tuple[dt.date, dt.date, list[str]]:
    """The days to count, within those that the data has, and what has to be said about them."""
    begins, ends = layer.spine.first_day, layer.as_of_date
    first, last = time.first or begins, time.last or ends
    if first > ends:
        raise RequestError(f"from {first}", f"the data ends on {ends}", f"Ask for days up to {ends}.")
    notes = [f"the data ends on {ends}: no day after it is counted"] if last > ends else []
    if min(first, last) < begins:
        notes.append(f"the data begins on {begins}: no day before it is counted")
    last = min(last, ends)
    first = min(max(first, begins), last)
    return first, last, notes + (_cut_periods(first, last, time.grain) if time.grain else [])


def _cut_periods(first: dt.date, last: dt.date, grain: Grain) -> list[str]:
    late = [f"the first {grain} is counted from {first} only"] if first != period_start(first, grain) else []
    early = [f"the last {grain} is counted until {last} only"] if last != period_end(last, grain) else []
    return late + early


def _order(asked: str, grain: Grain | None, entries: tuple[Dimension | Metric, ...]) -> tuple[str, bool]:
    name, descending = asked.removeprefix("-"), asked.startswith("-")
    columns = [*([grain] if grain else []), *(entry.name for entry in entries)]
    name = next((entry.name for entry in entries if name in entry.aliases), name)
    if name not in columns:
        hint = f"It has: {', '.join(columns)}."
        raise RequestError(f"order_by {name!a}", "is no column of the answer", hint)
    return name, descending


def _bind(wanted: Filter, dimension: Dimension) -> BoundFilter:
    if dimension.type in _ONLY_EQUALITY and wanted.op not in _EQUALITY:
        hint = f"{dimension.type.capitalize()} is compared with {', '.join(_EQUALITY)}."
        raise RequestError(f"{dimension.name} {wanted.op}", f"{dimension.name} is {dimension.type}", hint)
    raw = wanted.values if wanted.op in ("in", "not_in") else (wanted.value,)
    values = tuple(typed(value, dimension) for value in raw if value is not None)
    return BoundFilter(dimension, wanted.op, values)
