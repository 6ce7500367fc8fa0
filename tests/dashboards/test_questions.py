"""What a tile asks: days, grain, comparison, and the page's filters that it can follow."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from almanac.dashboards.model import Tile
from almanac.dashboards.questions import accepted_filters, questions
from almanac.semantic.answer import Answers
from tests.dashboards.conftest import Write

FIRST, LAST = dt.date(2025, 5, 3), dt.date(2025, 7, 31)


def tile(chart: str, **said: Any) -> Tile:
    return Tile.model_validate({"title": "T", "chart": chart, **said})


def asked(one: Tile, use: str = "values", **said: Any) -> dict[str, Any]:
    return questions(one)[use].request(FIRST, LAST, "week", **said)


def test_a_number_asks_for_its_value_and_its_course() -> None:
    number = tile("number", metrics=["current_arr"])
    assert asked(number, compare="previous_year")["compare"] == "previous_year"
    assert asked(number)["time"] == {"from": "2025-05-03", "to": "2025-07-31", "grain": None}
    course = asked(number, "course", compare="previous_year")
    assert course["time"]["grain"] == "week"
    assert "compare" not in course


@pytest.mark.parametrize(
    ("chart", "said", "grain"),
    [
        ("line", {}, "week"),
        ("stacked", {}, "week"),
        ("bar", {}, None),
        ("bar", {"grain": "page"}, "week"),
        ("line", {"grain": "month"}, "month"),
        ("stacked", {"grain": "none"}, None),
        ("cohort", {"dimensions": ["cohort_month"]}, "month"),
    ],
)
def test_the_length_of_a_period(chart: str, said: dict[str, Any], grain: str | None) -> None:
    assert asked(tile(chart, metrics=["current_arr"], **said))["time"]["grain"] == grain


def test_days_of_its_own_end_where_the_page_ends() -> None:
    time = asked(tile("line", metrics=["current_arr"], days=365))["time"]
    assert time == {"from": "2024-08-01", "to": "2025-07-31", "grain": "week"}


def test_a_number_is_one_value_and_its_grain_is_that_of_its_course() -> None:
    number = tile("number", metrics=["daily_active_users"], grain="day")
    grains = {use: asked(number, use)["time"]["grain"] for use in ("values", "course")}
    assert grains == {"values": None, "course": "day"}


def test_only_numbers_and_movers_are_compared() -> None:
    two = ["current_arr", "active_customers"]
    assert "compare" in asked(tile("movers", metrics=two), compare="previous_period")
    assert "compare" not in asked(tile("bar", metrics=two), compare="previous_period")


def test_filters_of_the_tile_come_before_those_of_the_page() -> None:
    own = {"field": "segment", "op": "=", "value": "smb"}
    page = {"field": "industry", "op": "in", "values": ["retail"]}
    request = asked(tile("bar", metrics=["current_arr"], where=[own]), filters=(page,))
    assert request["filters"] == (own, page)


def test_a_text_asks_nothing() -> None:
    assert questions(tile("text", text="Hello")) == {}


def test_a_tile_follows_the_filters_that_all_of_its_metrics_share(write: Write, answers: Answers) -> None:
    file = write(
        "filters: [industry, segment, csm, account_arr]\n"
        "tiles:\n"
        "  - {title: A, chart: bar, metrics: [active_customers]}\n"
        "  - {title: B, chart: bar, metrics: [active_customers, win_rate]}\n"
        "  - {title: C, chart: bar, metrics: [compliance_rate]}\n"
    )
    assert file.dashboard
    with answers.layer() as layer:
        found = [accepted_filters(one, file.dashboard, layer.catalog) for one in file.dashboard.tiles]
    assert found == [("industry", "segment", "csm", "account_arr"), ("industry", "segment"), ()]
