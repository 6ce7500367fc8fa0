"""No metric is empty on more days than its definition allows.

A rate of a day on which nothing happened is empty, and rightly so. What may not be: that a metric which is 0
where nothing happened has no value, or that rows are there and the measured column is null in all of them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

from almanac.quality.definitions import Measure
from almanac.quality.results import Result
from almanac.quality.subject import Subject
from almanac.semantic.catalog import Metric
from almanac.warehouse.engine import quoted

Values = Mapping[str, Mapping[dt.date, float]]
"""The company's values by metric and day."""

EmptyDays = Mapping[str, frozenset[dt.date]]
"""By measure: the days that have rows, but a value in none of them."""

_TOLD = """
select metric_name, metric_date, metric_value
from metrics.metrics_unified_domains
where entity_type = 'company' and metric_date >= $first
"""


def check(subject: Subject) -> list[Result]:
    """One result per metric, of the company's days since its data began; without data it is skipped."""
    told, empty = _told(subject), _empty_days(subject)
    return [_result(subject, metric, told, empty) for metric in subject.metrics]


def _told(subject: Subject) -> Values:
    values: dict[str, dict[dt.date, float]] = defaultdict(dict)
    for row in subject.rows(_TOLD, {"first": subject.first}):
        values[row["metric_name"]][row["metric_date"]] = row["metric_value"]
    return values


def _empty_days(subject: Subject) -> EmptyDays:
    """One scan per measured model; a count of nothing is 0, so counted columns are no question."""
    measures = {
        measure.name: measure
        for metric in subject.metrics
        for measure in subject.definitions.measures(metric.name)
        if not measure.is_count
    }
    ordered = sorted(measures.values(), key=lambda one: one.model)
    by_model = groupby(ordered, key=lambda one: one.model)
    return dict(
        found for model, own in by_model for found in _empty_days_of(subject, model, list(own)).items()
    )


def _empty_days_of(subject: Subject, model: str, measures: Sequence[Measure]) -> EmptyDays:
    place = subject.definitions.measured(model)
    counts = ", ".join(f"count({measure.expression}) as {quoted(measure.name)}" for measure in measures)
    rows = subject.rows(
        f"select cast({place.day} as date) as day_of_rows, {counts} from {place.relation}"
        f" where {place.day} >= $first and {place.day} <= $last group by day_of_rows",
        {"first": subject.first, "last": subject.last},
    )
    return {
        measure.name: frozenset(row["day_of_rows"] for row in rows if row[measure.name] == 0)
        for measure in measures
    }


def _result(subject: Subject, metric: Metric, told: Values, empty: EmptyDays) -> Result:
    days = _days_of(subject, metric, told)
    if not days:
        return subject.skipped("null_share", metric)
    without = _without_values(subject, metric, days, told, empty)
    allowed = float(subject.definitions.meta(metric.name).get("max_null_share", 0))
    share = len(without) / len(days)
    failed = share > allowed
    detail = f"empty on {len(without)} of {len(days)} days, the last one {max(without)}" if failed else None
    return Result(
        check_name="null_share",
        metric_name=metric.name,
        entity_type="company",
        status="failed" if failed else "passed",
        compared_values=len(days),
        failed_values=len(without),
        largest_difference=share,
        detail=detail,
        metric_date_from=min(days),
        metric_date_to=max(days),
    )


def _days_of(subject: Subject, metric: Metric, told: Values) -> frozenset[dt.date]:
    """The days of which the metric has something to tell.

    `empty_without` in its definition names a metric: where that is 0, there is nobody to be measured.
    """
    begins = subject.layer.begins(metric)
    if metric.name in subject.layer.missing or begins is None:
        return frozenset()
    first = max(begins, subject.first)
    days = {first + dt.timedelta(days=n) for n in range((subject.last - first).days + 1)}
    population = subject.definitions.meta(metric.name).get("empty_without")
    return frozenset(day for day in days if population is None or told.get(population, {}).get(day))


def _without_values(
    subject: Subject, metric: Metric, days: frozenset[dt.date], told: Values, empty: EmptyDays
) -> frozenset[dt.date]:
    measures = subject.definitions.measures(metric.name)
    missing = {day for measure in measures for day in empty.get(measure.name, ())}
    if metric.fill_with is not None:
        missing |= days - told.get(metric.name, {}).keys()
    return frozenset(missing & days)
