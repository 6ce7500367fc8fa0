"""A question that a metric is good for, as a command and as a request: both ask the same."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from typing import Any

from almanac.semantic.catalog import Metric

URL = "http://localhost:8420/api/v1/query"
_TOP = 10
_GROUPS = ("segment", "region", "channel", "platform", "priority", "rep", "facility", "feature_category")
"""What people group by first."""


@dataclass(frozen=True)
class Example:
    """One question."""

    arguments: tuple[str, ...]
    request: dict[str, Any]

    @property
    def command(self) -> str:
        return shlex.join(("almanac", "query", *self.arguments))

    @property
    def curl(self) -> str:
        body = json.dumps(self.request)
        return f"curl -s {URL} -H 'Content-Type: application/json' -d '{body}'"


def example_of(metric: Metric) -> Example:
    """Customers with most of it where it adds up over them, else its months by what people group by first."""
    if "customer" in metric.dimensions and "entity" in metric.additive_over:
        return _ranking(metric)
    return _months(metric)


def _ranking(metric: Metric) -> Example:
    arguments = (metric.name, "--by", "customer", "--by", "customer_name", "--top", str(_TOP), metric.name)
    request = {
        "metrics": [metric.name],
        "group_by": ["customer", "customer_name"],
        "order_by": [f"-{metric.name}"],
        "limit": _TOP,
    }
    return Example(arguments, request)


def _months(metric: Metric) -> Example:
    group = next((name for name in _GROUPS if name in metric.dimensions), None)
    request: dict[str, Any] = {"metrics": [metric.name], "time": {"grain": "month"}}
    arguments = (metric.name, "--grain", "month")
    if group is None:
        return Example(arguments, request)
    return Example((*arguments, "--by", group), {**request, "group_by": [group]})
