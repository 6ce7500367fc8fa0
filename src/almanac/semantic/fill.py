"""What a cell holds where a metric found no rows."""

from __future__ import annotations

import datetime as dt

from almanac.semantic.catalog import Metric
from almanac.semantic.layer import Layer
from almanac.semantic.periods import period_start
from almanac.semantic.plan import Plan

UNKNOWN = "null::double"


def value(metric: Metric, column: str, period: str, plan: Plan, layer: Layer, since: dt.date) -> str:
    """The metric's column; without rows it is what its definition says, once its data has begun.

    `period` is the SQL of the row's period, where there are periods; `since` the first day of the first one.
    """
    begins = max(layer.begins(metric) or layer.spine.first_day, layer.spine.first_day)
    if metric.name in plan.unavailable or begins > plan.last:
        # A count of no rows would be 0: nobody knows what was before anything was recorded.
        return UNKNOWN
    if metric.fill_with is None:
        return column
    filled = f"coalesce({column}, {metric.fill_with})"
    if begins <= since:
        return filled
    if plan.grain is None:
        return UNKNOWN if metric.kind == "opening" else filled
    # An opening balance is that of the period's first day, so that day must be known.
    first = begins if metric.kind == "opening" else period_start(begins, plan.grain)
    return f"case when {period} >= date '{first}' then {filled} else {column} end"
