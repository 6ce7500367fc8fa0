"""A request made exact: every name looked up, every value typed, the range of days fixed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from almanac.semantic import comparison
from almanac.semantic.access import Viewer, bind_rules
from almanac.semantic.catalog import Dimension, FieldType, Metric
from almanac.semantic.comparison import Comparison
from almanac.semantic.layer import Layer
from almanac.semantic.periods import period_end, period_start
from almanac.semantic.request import ComparedWith, Filter, Grain, QueryRequest, RequestError, TimeRange
from almanac.semantic.values import Bound, BoundFilter, bound_values


@dataclass(frozen=True)
class BoundHaving:
    """A condition on a column of the answer that holds a number."""

    column: str
    op: str
    values: tuple[Bound, ...]


@dataclass(frozen=True)
class Plan:
    """What will be computed, over the days from `first` to `last`, both inclusive.

    A row counts if it fits all filters, and one of the rules where there are rules (None: no rule is needed).
    """

    metrics: tuple[Metric, ...]
    dimensions: tuple[Dimension, ...]
    filters: tuple[BoundFilter, ...]
    rules: tuple[BoundFilter, ...] | None
    first: dt.date
    last: dt.date
    grain: Grain | None
    order_by: tuple[tuple[str, bool], ...]
    having: tuple[BoundHaving, ...]
    comparison: Comparison | None
    unavailable: frozenset[str]
    notes: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Result columns that tell one row from another: the period, then the dimensions."""
        period = (self.grain,) if self.grain else ()
        return (*period, *(dimension.name for dimension in self.dimensions))

    def earlier(self, layer: Layer) -> Plan | None:
        """The same question of the days to compare with; no day before the data is counted."""
        if self.comparison is None:
            return None
        first, last = self.comparison.first, self.comparison.last
        first = min(max(first, layer.spine.first_day), last)
        return replace(self, first=first, last=last, comparison=None, having=(), order_by=())


def plan(request: QueryRequest, layer: Layer, viewer: Viewer) -> Plan:
    """Check the request against catalogue and viewer; an error says what would work."""
    catalog = layer.catalog
    metrics = tuple(dict.fromkeys(catalog.metric(name) for name in request.metrics))
    dimensions = tuple(dict.fromkeys(_group(name, metrics, layer) for name in request.group_by))
    filters = tuple(_bind(asked, catalog.dimension(asked.field, metrics)) for asked in request.filters)
    first, last, time_notes = _days(request.time, layer)
    compared, compare_notes = _compared(request, first, last, layer)
    columns = _metric_columns(metrics, request.compare)
    missing = {metric.name: layer.missing[metric.name] for metric in metrics if metric.name in layer.missing}
    return Plan(
        metrics=metrics,
        dimensions=dimensions,
        filters=filters,
        rules=bind_rules(viewer, catalog, metrics),
        first=first,
        last=last,
        grain=request.time.grain,
        order_by=tuple(_order(asked, request.time.grain, dimensions, columns) for asked in request.order_by),
        having=tuple(_having(asked, columns, request.compare) for asked in request.having),
        comparison=compared,
        unavailable=frozenset(missing),
        notes=(
            *time_notes,
            *compare_notes,
            *_begins_later(metrics, max(compared.first if compared else first, layer.spine.first_day), layer),
            *_why_null(missing),
            *_retired(metrics),
        ),
    )


def _group(name: str, metrics: tuple[Metric, ...], layer: Layer) -> Dimension:
    if name in ("day", "week", "month", "quarter", "year", "metric_time"):
        raise RequestError(name, "time is no dimension", "Ask for periods with the grain: day, week, month.")
    return layer.catalog.dimension(name, metrics)


def _begins_later(metrics: tuple[Metric, ...], asked: dt.date, layer: Layer) -> list[str]:
    """What is asked for from a day on which nothing was known of it yet."""
    days = {metric.name: begins for metric in metrics if (begins := layer.begins(metric)) and begins > asked}
    return [f"{name} is told from {day} on: of days before it nothing is known" for name, day in days.items()]


def _why_null(missing: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [f"{name} is null: source {', '.join(gone)} is not loaded" for name, gone in missing.items()]


def _retired(metrics: tuple[Metric, ...]) -> list[str]:
    """What has to be said of metrics that are not, or no longer, agreed upon."""
    drafts = [
        f"{one.name} is a draft: its owner has not approved it" for one in metrics if one.status == "draft"
    ]
    return drafts + [
        f"{one.name} is deprecated: use {one.successor}, it goes after {one.sunset_date}"
        for one in metrics
        if one.status == "deprecated"
    ]


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


def _compared(
    request: QueryRequest, first: dt.date, last: dt.date, layer: Layer
) -> tuple[Comparison | None, list[str]]:
    """The days to compare with, and what has to be said about them."""
    if request.compare is None:
        return None, []
    grain, begins = request.time.grain, layer.spine.first_day
    compared = comparison.compare(request.compare, first, last, grain)
    return compared, comparison.remarks(compared, first, last, grain, begins)


def _metric_columns(metrics: tuple[Metric, ...], compare: ComparedWith | None) -> dict[str, str]:
    """The columns of numbers by name and alias."""
    columns = {spelling: metric.name for metric in metrics for spelling in (*metric.aliases, metric.name)}
    parts = comparison.PARTS if compare else ()
    beside = {
        comparison.column(spelling, part): comparison.column(name, part)
        for spelling, name in columns.items()
        for part in parts
    }
    return columns | beside


def _order(
    asked: str, grain: Grain | None, dimensions: tuple[Dimension, ...], numbers: Mapping[str, str]
) -> tuple[str, bool]:
    name, descending = asked.removeprefix("-"), asked.startswith("-")
    keys = {spelling: one.name for one in dimensions for spelling in (*one.aliases, one.name)}
    columns: dict[str, str] = {**keys, **numbers}
    if grain:
        columns = {grain: grain, **columns}
    if name not in columns:
        hint = f"It has: {', '.join(dict.fromkeys(columns.values()))}."
        raise RequestError(f"order_by {name!a}", "is no column of the answer", hint)
    return columns[name], descending


@dataclass(frozen=True)
class _NumberColumn:
    name: str
    type: FieldType = "number"


def _having(wanted: Filter, columns: Mapping[str, str], compare: ComparedWith | None) -> BoundHaving:
    name = wanted.field.strip().lower()
    if name not in columns:
        also = "" if compare else " With `compare` their changes can be asked for, too."
        hint = f"Name one of {', '.join(dict.fromkeys(columns.values()))}, or use it as a filter.{also}"
        raise RequestError(f"having {wanted.field!a}", "is no metric of the answer", hint)
    return BoundHaving(columns[name], wanted.op, bound_values(wanted, _NumberColumn(columns[name])))


def _bind(wanted: Filter, dimension: Dimension) -> BoundFilter:
    return BoundFilter(dimension, wanted.op, bound_values(wanted, dimension))
