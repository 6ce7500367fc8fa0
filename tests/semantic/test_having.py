"""Rows chosen by their numbers, after all numbers are there."""

from __future__ import annotations

from typing import Any

import pytest

from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.request import RequestError, parse_request
from tests.semantic.test_injection import EVIL
from tests.semantic.test_numbers import ask, named

ARR = {"metrics": ["current_arr", "mau"], "group_by": ["customer"]}
"""o1 120000, 3; o2 20000, 2; o3 95000.5, 2; o4 0, 1; o5 0, 0; o6 0, 0."""


def customers(answers: Answers, *having: dict[str, Any]) -> list[object]:
    return [row[0] for row in ask(answers, **ARR, having=list(having)).rows]


@pytest.mark.parametrize(
    ("having", "kept"),
    [
        ({"field": "current_arr", "op": ">", "value": 20000}, ["o1", "o3"]),
        ({"field": "current_arr", "op": ">=", "value": "20000"}, ["o1", "o2", "o3"]),
        ({"field": "current_arr", "value": 95000.5}, ["o3"]),
        ({"field": "current_arr", "op": "!=", "value": 0}, ["o1", "o2", "o3"]),
        ({"field": "mau", "op": "in", "values": [1, 2]}, ["o2", "o3", "o4"]),
        ({"field": "MAU", "op": "not_in", "values": [1, 2]}, ["o1", "o5", "o6"]),
        ({"field": "monthly_active_users", "op": "<", "value": 1.5}, ["o4", "o5", "o6"]),
        ({"field": "mau", "op": "is_null"}, []),
        ({"field": "mau", "op": "is_not_null"}, ["o1", "o2", "o3", "o4", "o5", "o6"]),
    ],
    ids=lambda value: (
        f"{value['field']} {value['op']}" if isinstance(value, dict) and "op" in value else None
    ),
)
def test_rows_with_such_numbers(answers: Answers, having: dict[str, Any], kept: list[str]) -> None:
    """A customer without events has 0 and is found by it: numbers are filled before rows are chosen."""
    assert customers(answers, having) == kept


def test_all_conditions_hold(answers: Answers) -> None:
    conditions = [{"field": "mau", "value": 2}, {"field": "current_arr", "op": "<", "value": 50000}]
    assert customers(answers, *conditions) == ["o2"]


def test_what_is_not_known_is_neither_more_nor_less(answers: Answers) -> None:
    """o4, o5 and o6 have no health score: a row is kept by != and not_in only, as with filters."""
    question: dict[str, Any] = {"metrics": ["customer_health_score"], "group_by": ["customer"]}
    for op, kept in {">": 3, "<=": 0, "!=": 6, "is_null": 3}.items():
        condition: dict[str, object] = {"field": "customer_health_score", "op": op}
        condition |= {} if op == "is_null" else {"value": 0}
        assert len(ask(answers, **question, having=[condition]).rows) == kept, op


def test_rows_are_counted_after_it(answers: Answers) -> None:
    """What was left out by a number is no row of the answer; what was cut by the limit is."""
    having = [{"field": "current_arr", "op": ">", "value": 0}]
    cut = ask(answers, **ARR, having=having, order_by=["-current_arr"], limit=2)
    assert ([row[0] for row in cut.rows], cut.total_rows, cut.limited) == (["o1", "o3"], 3, True)
    with answers.stream(parse_request(ARR | {"having": having}), EVERYTHING) as stream:
        assert len(list(stream.rows)) == 3


def test_each_period_is_a_row(answers: Answers) -> None:
    answer = ask(
        answers,
        metrics=["total_event_count"],
        time={"grain": "month"},
        having=[{"field": "total_event_count", "op": "<", "value": 300}],
    )
    assert [row[1] for row in answer.rows] == [271, 131]


def test_one_row_of_all_may_be_none(answers: Answers) -> None:
    answer = ask(answers, metrics=["current_arr"], having=[{"field": "current_arr", "op": "<", "value": 0}])
    assert (answer.rows, answer.total_rows, answer.limited) == ((), 0, False)


def test_change_chooses_rows(answers: Answers) -> None:
    grown = ask(
        answers,
        **ARR,
        time={"from": "2025-07-01", "to": "2025-07-15"},
        compare="previous_period",
        having=[{"field": "current_arr__change_pct", "op": ">", "value": 10}],
    )
    assert [row["customer"] for row in named(grown)] == ["o3"]


@pytest.mark.parametrize(
    ("having", "thing", "hint"),
    [
        ({"field": "dau", "value": 1}, "having 'dau'", "Name one of current_arr, monthly_active_users, or"),
        ({"field": "customer", "value": "o1"}, "having 'customer'", "or use it as a filter"),
        ({"field": "mau__change", "value": 1}, "having 'mau__change'", "With `compare` their changes can"),
        ({"field": "mau", "value": "many"}, "monthly_active_users 'many'", "such as 12.5"),
        ({"field": "mau", "value": True}, "monthly_active_users True", "such as 12.5"),
    ],
)
def test_refusal_says_what_works(answers: Answers, having: dict[str, Any], thing: str, hint: str) -> None:
    with pytest.raises(RequestError) as refused:
        customers(answers, having)
    assert refused.value.thing == thing
    assert hint in refused.value.next_step


@pytest.mark.parametrize("text", EVIL, ids=ascii)
def test_hostile_text_is_refused(answers: Answers, text: str) -> None:
    for condition in ({"field": text, "value": 1}, {"field": "mau", "value": text}):
        with pytest.raises(RequestError) as refused:
            customers(answers, condition)
        assert len(str(refused.value)) < 1500
    with pytest.raises(RequestError):
        ask(answers, **ARR, compare=text)
