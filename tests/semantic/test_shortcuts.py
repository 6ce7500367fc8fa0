"""What is made of metrics with shortcuts gets one of its own, in one step where that says the same."""

from __future__ import annotations

from typing import Any

from almanac.semantic.shortcuts import PREFIX, with_shortcuts

Raw = dict[str, Any]


def made_of(*names: str, **changed: Any) -> list[Raw]:
    """Whole inputs under their own names."""
    empty = {"alias": None, "filter": None, "offset_window": None, "offset_to_grain": None}
    return [{"name": name, **empty, **changed} for name in names]


def metric(name: str, expr: str | None = None, parts: list[Raw] | None = None, shortcut: str = "") -> Raw:
    return {
        "name": name,
        "type": "derived" if parts else "simple",
        "filter": None,
        "config": {"meta": {"shortcut": shortcut} if shortcut else {}},
        "type_params": {"expr": expr, "metrics": parts, "numerator": None, "denominator": None},
    }


SIMPLE = [metric(name) for name in ("own_days", "shared_days", "own_users", "shared_users", "sales")]
SHORT = [
    metric("days_of_customers", "own_days + shared_days", made_of("own_days", "shared_days")),
    metric("users_of_customers", "own_users + shared_users", made_of("own_users", "shared_users")),
    metric("days", shortcut="days_of_customers"),
    metric("users", shortcut="users_of_customers"),
]


def shortcut_to(whole: Raw) -> Raw:
    manifest, names = with_shortcuts({"metrics": [*SIMPLE, *SHORT, whole]})
    assert names[whole["name"]] == PREFIX + whole["name"]
    (made,) = [raw for raw in manifest["metrics"] if raw["name"] == PREFIX + whole["name"]]
    return dict(made["type_params"])


def test_sums_stand_in_brackets_where_their_names_stood() -> None:
    made = shortcut_to(metric("stickiness", "days / 30.0 / nullif(users, 0)", made_of("days", "users")))
    assert made["expr"] == "(own_days + shared_days) / 30.0 / nullif((own_users + shared_users), 0)"
    assert made["metrics"] == made_of("own_days", "shared_days", "own_users", "shared_users")
    assert made["is_private"]


def test_what_has_no_shortcut_stays_as_it_is() -> None:
    made = shortcut_to(metric("sales_per_day", "sales / days", made_of("sales", "days")))
    assert made["expr"] == "sales / (own_days + shared_days)"
    assert made["metrics"] == made_of("sales", "own_days", "shared_days")


def test_a_part_of_another_period_keeps_its_step() -> None:
    earlier = made_of("days", alias="days_before", offset_window={"count": 30, "granularity": "day"})
    made = shortcut_to(metric("growth", "days - days_before", [*made_of("days"), *earlier]))
    assert made["expr"] == "(own_days + shared_days) - days_before"
    assert [(part["name"], part["alias"]) for part in made["metrics"]] == [
        ("days_of_customers", "days_before"),
        ("own_days", None),
        ("shared_days", None),
    ]


def test_a_metric_of_nothing_shorter_gets_none() -> None:
    _, names = with_shortcuts({"metrics": [*SIMPLE, metric("double", "2 * sales", made_of("sales"))]})
    assert names == {}
