"""A request that is none says which part is wrong, and what would work."""

from __future__ import annotations

from typing import Any

import pytest

from almanac.semantic.answer import Answers
from almanac.semantic.request import RequestError, parse_request
from tests.semantic.test_numbers import ask

ARR = {"metrics": ["current_arr"]}


@pytest.mark.parametrize(
    ("request_", "thing", "cause", "hint"),
    [
        ({}, "metrics", "required", "Name 1 to 20 metrics"),
        ({"metrics": []}, "metrics", "at least 1", "Name 1 to 20 metrics"),
        ({"metrics": ["dau"] * 21}, "metrics", "at most 20", "Name 1 to 20 metrics"),
        ({"metrics": "dau"}, "metrics", "tuple", "Name 1 to 20 metrics"),
        (ARR | {"limit": 0}, "limit", "greater than or equal to 1", "whole number of rows"),
        (ARR | {"limit": 100_001}, "limit", "less than or equal to 100000", "whole number of rows"),
        (ARR | {"time": {"grain": "hour"}}, "time.grain", "'day', 'week'", "Use day, week, month"),
        (ARR | {"time": {"from": "2025-02-30"}}, "time.from", "day value", "Write a day as"),
        (ARR | {"time": {"from": 20250101}}, "time.from", "no day", "Write a day as"),
        (ARR | {"time": {"to": "2025-01-01T00:00:00"}}, "time.to", "no day", "Write a day as"),
        (ARR | {"time": {"from": "2025-07-02", "to": "2025-07-01"}}, "time", "swap them", "fields"),
        (
            ARR | {"filters": [{"field": "industry", "op": "like", "value": "x"}]},
            "filters.0.op",
            "'='",
            "one of =",
        ),
        (
            ARR | {"filters": [{"field": "industry", "op": "in", "value": "x"}]},
            "filters.0",
            "`values`",
            "fields",
        ),
        (
            ARR | {"filters": [{"field": "industry", "op": "in", "values": []}]},
            "filters.0",
            "non-empty",
            "fields",
        ),
        (ARR | {"filters": [{"field": "industry"}]}, "filters.0", "is_null", "fields"),
        (
            ARR | {"filters": [{"field": "industry", "op": "=", "value": None}]},
            "filters.0",
            "is_null",
            "fields",
        ),
        (
            ARR | {"filters": [{"field": "industry", "op": "is_null", "value": 1}]},
            "filters.0",
            "no value",
            "fields",
        ),
        (
            ARR | {"filters": [{"field": "x", "value": {"a": 1}}]},
            "filters.0.value",
            "valid",
            "Give text, a number",
        ),
        (ARR | {"filters": [{"field": "x", "value": float("nan")}]}, "filters.0.value", "", "Give text"),
        (ARR | {"filters": [{"field": "x", "value": "y" * 501}]}, "filters.0.value", "", "Give text"),
        (ARR | {"where": "1=1"}, "where", "not permitted", "fields metrics, group_by"),
        ("dau", "the request", "", "fields"),
    ],
)
def test_form_is_explained(request_: Any, thing: str, cause: str, hint: str) -> None:
    with pytest.raises(RequestError) as refused:
        parse_request(request_)
    assert refused.value.thing == thing
    assert cause in refused.value.cause
    assert hint in refused.value.next_step


@pytest.mark.parametrize(
    ("request_", "thing", "hint"),
    [
        ({"metrics": ["monthly_active_user"]}, "'monthly_active_user'", "Did you mean monthly_active_users"),
        ({"metrics": ["xyzzy"]}, "'xyzzy'", "There are 240 metrics, such as account_"),
        ({"metrics": ["user_days"]}, "'user_days'", ""),
        (ARR | {"group_by": ["industri"]}, "'industri'", "Did you mean industry"),
        (ARR | {"group_by": ["current_arr"]}, "'current_arr'", ""),
        (ARR | {"group_by": ["month"]}, "month", "grain"),
        (
            {"metrics": ["dau"], "group_by": ["adoption_quadrant"]},
            "adoption_quadrant",
            "csm, customer, customer_name",
        ),
        (
            {
                "metrics": ["current_arr", "total_event_count"],
                "filters": [{"field": "health_status", "value": "good"}],
            },
            "health_status",
            "These work for all metrics of the request: account_arr, csm",
        ),
        (ARR | {"order_by": ["dau"]}, "order_by 'dau'", "It has: current_arr."),
        (
            ARR | {"filters": [{"field": "industry", "op": "<", "value": "x"}]},
            "industry <",
            "Text is compared with =",
        ),
        (ARR | {"filters": [{"field": "industry", "value": 5}]}, "industry 5", 'such as "Retail"'),
        (ARR | {"filters": [{"field": "industry", "value": True}]}, "industry True", 'such as "Retail"'),
        (
            ARR | {"filters": [{"field": "customer_arr", "value": "many"}]},
            "customer_arr 'many'",
            "such as 12.5",
        ),
        (
            ARR | {"filters": [{"field": "customer_arr", "value": False}]},
            "customer_arr False",
            "such as 12.5",
        ),
        (
            ARR | {"filters": [{"field": "customer_arr", "value": "inf"}]},
            "customer_arr 'inf'",
            "such as 12.5",
        ),
        (
            ARR | {"filters": [{"field": "is_active_customer", "value": "yes"}]},
            "is_active_customer 'yes'",
            "true",
        ),
        (ARR | {"time": {"from": "2025-07-19"}}, "from 2025-07-19", "Ask for days up to 2025-07-18."),
    ],
)
def test_names_and_values_are_explained(answers: Answers, request_: Any, thing: str, hint: str) -> None:
    with pytest.raises(RequestError) as refused:
        ask(answers, **request_)
    assert refused.value.thing == thing
    assert hint in refused.value.next_step


@pytest.mark.parametrize("alias", ["mau", "active_users_30d", " MAU ", "Monthly_Active_Users"])
def test_alias_leads_to_its_metric(answers: Answers, alias: str) -> None:
    answer = ask(answers, metrics=[alias])
    assert [column.name for column in answer.columns] == ["monthly_active_users"]


def test_said_twice_is_answered_once(answers: Answers) -> None:
    answer = ask(answers, metrics=["mau", "monthly_active_users"], group_by=["industry", "industry"])
    assert [column.name for column in answer.columns] == ["industry", "monthly_active_users"]


@pytest.mark.parametrize(
    ("op", "value", "customers"),
    [
        (">=", 80000, 2),
        (">=", 95000.5, 2),
        (">", "95000.5", 1),
        ("<", 80000.0, 1),
        ("=", 120000, 1),
        ("!=", 120000, 2),
    ],
)
def test_numbers_are_compared_as_numbers(answers: Answers, op: str, value: Any, customers: int) -> None:
    wanted = {"field": "customer_arr", "op": op, "value": value}
    assert ask(answers, metrics=["active_customers"], filters=[wanted]).rows == ((customers,),)
