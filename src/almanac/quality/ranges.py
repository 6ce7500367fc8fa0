"""Every value in the long table of metrics lies within the limits that the metric's own definition names."""

from __future__ import annotations

from typing import Any

from almanac.quality.results import Result
from almanac.quality.subject import Subject

_VALUES = """
select
    metric_name,
    entity_type,
    count(*) as compared_values,
    count(*) filter (excess > 1e-9) as failed_values,
    max(excess) filter (excess > 1e-9) as largest_difference,
    min(metric_date) as metric_date_from,
    max(metric_date) as metric_date_to,
    arg_max((metric_value, entity_id, metric_date), excess) filter (excess > 1e-9) as example
from (
    select
        told.*,
        greatest(limits.valid_min - told.metric_value, told.metric_value - limits.valid_max) as excess
    from metrics.metrics_unified_domains as told
    inner join limits using (metric_name)
)
group by metric_name, entity_type
order by metric_name, entity_type
"""


def check(subject: Subject) -> list[Result]:
    """One result per metric with limits and kind of entity, of all days; without a value it is skipped."""
    limits = {metric.name: (metric.valid_min, metric.valid_max) for metric in subject.metrics}
    limited = {name: pair for name, pair in limits.items() if pair != (None, None)}
    if not limited:
        return []
    found = _values(subject, [(name, *pair) for name, pair in limited.items()])
    told = {row["metric_name"] for row in found}
    empty = [metric for metric in subject.metrics if metric.name in limited.keys() - told]
    return [
        *(_result(subject, limited[row["metric_name"]], row) for row in found),
        *(subject.skipped("valid_range", metric) for metric in empty),
    ]


def _values(subject: Subject, limits: list[tuple[str, float | None, float | None]]) -> list[dict[str, Any]]:
    subject.cursor.execute(
        "create or replace temp table limits (metric_name varchar, valid_min double, valid_max double)"
    )
    subject.cursor.executemany("insert into limits values (?, ?, ?)", limits)
    try:
        return subject.rows(_VALUES)
    finally:
        subject.cursor.execute("drop table limits")


def _result(subject: Subject, limits: tuple[float | None, float | None], row: dict[str, Any]) -> Result:
    example = row.pop("example")
    result = Result(check_name="valid_range", status="passed", **row)
    if example is None:
        return result
    value, entity, day = example
    low, high = ("any" if limit is None else f"{limit:g}" for limit in limits)
    detail = f"{value} for {entity} on {day} is not within {low} to {high}"
    if subject.policy("multi_org_policy", "") == "split":
        # An organisation may have half an event of a user-day: told, not refused.
        return result.model_copy(update={"status": "skipped", "detail": f"events are split: {detail}"})
    return result.model_copy(update={"status": "failed", "detail": detail})
