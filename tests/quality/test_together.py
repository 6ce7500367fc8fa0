"""Metrics of many models in one answer: each is the number that it is alone.

A join of what they are measured on would count a customer once for each of its users, tickets or days.
"""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answer, Answers
from almanac.semantic.catalog import Metric
from almanac.semantic.request import RequestError, parse_request

Key = tuple[object, ...]

PERIODS = [
    {},
    {"from": "2025-07-01"},
    {"from": "2025-07-20", "grain": "day"},
    {"from": "2025-06-10", "to": "2025-07-24", "grain": "week"},
    {"from": "2025-05-17", "grain": "month"},
    {"from": "2025-04-01", "grain": "quarter"},
]
pytestmark = pytest.mark.xdist_group("answers")

CASES = [pytest.param(20, id="few"), pytest.param(1_000, id="many", marks=pytest.mark.long)]


def told(answer: Answer, metric: str, keys: int) -> dict[Key, tuple[object, ...]]:
    """By row: the metric and, where it is compared, what stands beside it."""
    places = [n for n, column in enumerate(answer.columns) if column.name.split("__")[0] == metric]
    found: dict[Key, tuple[object, ...]] = {
        row[:keys]: tuple(row[place] for place in places) for row in answer.rows
    }
    assert len(found) == len(answer.rows), "a row is there twice"
    return found


def same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return all(
        math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
        if isinstance(a, int | float) and isinstance(b, int | float)
        else a == b
        for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("cases", CASES)
def test_each_is_what_it_is_alone(planner: Answers, cases: int) -> None:
    with planner.layer() as layer:
        metrics = [metric for _, metric in sorted(layer.catalog.metrics.items())]
    of: dict[str, list[Metric]] = {}
    for metric in metrics:
        for dimension in metric.dimensions:
            of.setdefault(dimension, []).append(metric)
    of = {dimension: those for dimension, those in of.items() if len(those) > 1}
    answered: list[int] = []

    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(
        first=st.sampled_from([None, *sorted(of)]),
        time=st.sampled_from(PERIODS),
        compare=st.sampled_from(["previous_period", "previous_year", None]),
        data=st.data(),
    )
    def ask(first: str | None, time: dict[str, str], compare: str | None, data: st.DataObject) -> None:
        allowed = st.sampled_from(of[first] if first else metrics)
        asked = data.draw(st.lists(allowed, min_size=2, max_size=5, unique_by=lambda metric: metric.name))
        shared = set.intersection(*(set(metric.dimensions) for metric in asked)) - {first}
        second = data.draw(st.sampled_from([None, *sorted(shared)]))
        by = [dimension for dimension in (first, second) if dimension]
        question: dict[str, Any] = {"group_by": by, "time": time, "compare": compare, "limit": 100_000}
        try:
            together = _answer(planner, asked, question)
        except RequestError as refused:
            if "one by one" in refused.next_step:
                return
            raise
        keys = len(by) + ("grain" in time)
        for metric in asked:
            _compare(metric, told(together, metric.name, keys), _answer(planner, [metric], question), keys)
        answered.append(len(together.rows))

    ask()
    assert len(answered) > 0.7 * cases and sum(answered) > 20 * cases


def _answer(planner: Answers, metrics: list[Metric], question: dict[str, Any]) -> Answer:
    names = [metric.name for metric in metrics]
    return planner.ask(parse_request({"metrics": names, **question}), EVERYTHING)


def _compare(metric: Metric, together: dict[Key, tuple[object, ...]], answer: Answer, keys: int) -> None:
    """The same numbers in every row; a row that only one of the answers has tells of nothing."""
    alone = told(answer, metric.name, keys)
    for key in alone.keys() & together.keys():
        assert same(together[key], alone[key]), (metric.name, key)
    for key in alone.keys() ^ together.keys():
        values = alone.get(key) or together[key]
        assert all(value in (None, 0) for value in values), (metric.name, key, values)
