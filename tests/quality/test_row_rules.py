"""Every metric and one csm of a whole company: what is told is what is true of the own customers."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import pytest

from almanac.semantic.access import EVERYTHING, AccessError, RowRule, Viewer
from almanac.semantic.answer import Answers
from almanac.semantic.catalog import Metric
from almanac.semantic.request import parse_request

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("answers")]

AT_ONCE = 10
PATHS = ("customer", "customer__csm")
Rows = dict[tuple[object, ...], tuple[object, ...]]


@pytest.fixture(scope="module")
def csms(planner: Answers) -> dict[object, object]:
    """Who looks after whom."""
    found = asked(planner, EVERYTHING, ["active_customers"], "customer", "csm")
    return {row[0]: row[1] for row in found}


@pytest.fixture(scope="module")
def viewer(csms: dict[object, object]) -> Viewer:
    """The csm with the most customers."""
    named = Counter(csm for csm in csms.values() if csm is not None)
    [(csm, count)] = named.most_common(1)
    assert 1 < count < len(csms) / 2
    return Viewer("dana", (RowRule("csm", (str(csm),)),))


def asked(
    planner: Answers, viewer: Viewer, metrics: list[str], *by: str, filters: tuple[dict[str, Any], ...] = ()
) -> Rows:
    question = {"metrics": metrics, "group_by": by, "filters": filters, "time": {"from": "2025-06-01"}}
    found = planner.ask(parse_request(question | {"limit": 100_000}), viewer)
    assert not found.limited
    return {row[: len(by)]: row[len(by) :] for row in found.rows}


def require_same(one: Rows, other: Rows) -> None:
    assert one.keys() == other.keys()
    for key, values in one.items():
        assert all(map(same, values, other[key])), (key, values, other[key])


def same(one: Any, other: Any) -> bool:
    """Sums of the same numbers may differ in their last digit."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def batches(planner: Answers, dimension: str) -> list[list[str]]:
    """The metrics that are told by the dimension, some at a time."""
    with planner.layer() as layer:
        known: list[Metric] = list(layer.catalog.metrics.values())
    names = [one.name for one in known if one.own.get(dimension) and one.own[dimension].qualified in PATHS]
    return [names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE)]


def test_each_customer_has_the_numbers_that_everybody_is_told(
    planner: Answers, viewer: Viewer, csms: dict[object, object]
) -> None:
    rules = viewer.rules or ()
    own = {customer for customer, csm in csms.items() if csm in rules[0].values}
    for metrics in batches(planner, "customer"):
        told = asked(planner, viewer, metrics, "customer")
        everything = asked(planner, EVERYTHING, metrics, "customer")
        require_same(told, {key: values for key, values in everything.items() if key[0] in own})
        assert {key[0] for key in told} <= own < {key[0] for key in everything}


def test_totals_are_those_of_the_own_customers(planner: Answers, viewer: Viewer) -> None:
    rules = viewer.rules or ()
    mine = {"field": "csm", "op": "in", "values": rules[0].values}
    for metrics in batches(planner, "csm"):
        told = asked(planner, viewer, metrics)
        require_same(told, asked(planner, EVERYTHING, metrics, filters=(mine,)))
        assert asked(planner, viewer, metrics, "csm").keys() <= {(value,) for value in rules[0].values}


def test_every_other_metric_is_refused_or_listed(planner: Answers, viewer: Viewer) -> None:
    """A metric that leads to a customer is told, though its definition does not list the csm."""
    listed = {name for metrics in batches(planner, "csm") for name in metrics}
    with planner.layer() as layer:
        others = layer.catalog.metrics.keys() - listed
    refused = []
    for name in sorted(others):
        try:
            assert asked(planner, viewer, [name])
        except AccessError:
            refused.append(name)
    assert len(refused) > 80 and {"deals_won", "total_ad_spend", "top10_customer_arr_share_pct"} <= set(
        refused
    )
