"""Answers that would once have been wrong in silence, one test each."""

from __future__ import annotations

import datetime as dt

import pytest

from almanac.errors import AlmanacError
from almanac.semantic.answer import Answers
from almanac.semantic.layer import SEMANTIC_MANIFEST
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from tests.semantic.company import publish_company
from tests.semantic.test_numbers import ask, named


def test_person_of_two_customers_counts_once(answers: Answers) -> None:
    """Person 2 works for o1 and o2, person 5 for o1 and o3: the parts add up to more than the whole."""
    by_customer = named(ask(answers, metrics=["monthly_active_users"], group_by=["customer"]))
    parts = {str(row["customer"]): row["monthly_active_users"] for row in by_customer}
    assert parts == {"o1": 3, "o2": 2, "o3": 2, "o4": 1, "o5": 0, "o6": 0}
    assert ask(answers, metrics=["monthly_active_users"]).rows == ((6,),)


def test_user_day_of_two_customers_is_one(answers: Answers) -> None:
    """On May 11 person 2 does three things for o1 and three for o2, person 1 two: two user-days."""
    day = {"from": "2025-05-11", "to": "2025-05-11"}
    both = [{"field": "csm", "value": "Ana"}]
    assert ask(answers, metrics=["total_event_count", "dau"], filters=both, time=day).rows == (
        (3 + 3 + 2, 2),
    )
    assert ask(answers, metrics=["avg_events_per_user"], filters=both, time=day).rows == ((8 / 2,),)


def test_filter_on_what_was_finds_no_past_day(answers: Answers) -> None:
    """o5 was a quick win until May; in July nobody is, so the ARR of quick wins is 0 and not May's."""
    quick_wins = [{"field": "adoption_quadrant", "value": "quick_win"}]
    metrics = ["current_arr", "active_customers", "effective_ai_adoption_score"]
    assert ask(answers, metrics=metrics, filters=quick_wins).rows == ((0, 0, None),)
    in_may = ask(answers, metrics=metrics[:2], filters=quick_wins, time={"to": "2025-05-31"})
    assert in_may.rows == ((50000, 1),)


def test_quadrant_of_the_last_day_by_month(answers: Answers) -> None:
    """o3 moves from risk to target in July: each month shows where customers stood at its end."""
    answer = ask(answers, metrics=["current_arr"], group_by=["adoption_quadrant"], time={"grain": "month"})
    arr = {(row["month"], row["adoption_quadrant"]): row["current_arr"] for row in named(answer)}
    assert arr[dt.date(2025, 6, 1), "risk"] == 80000
    assert arr[dt.date(2025, 7, 1), "risk"] == 0
    assert arr[dt.date(2025, 7, 1), "target"] == 120000 + 95000.5
    assert len(arr) == 3 * 4


def test_customer_is_in_one_quadrant_a_month(answers: Answers) -> None:
    """No rows are made up for quadrants in which a customer was in other months."""
    answer = ask(
        answers, metrics=["current_arr"], group_by=["customer", "adoption_quadrant"], time={"grain": "month"}
    )
    seen = [(row["month"], row["customer"]) for row in named(answer)]
    assert len(seen) == len(set(seen)) == 5 + 6 + 6


def test_quiet_day_is_zero_also_within_a_filter(answers: Answers) -> None:
    """Nobody did anything from July 5 to July 8."""
    answer = ask(
        answers,
        metrics=["total_event_count", "daily_active_users", "avg_events_per_user"],
        filters=[{"field": "industry", "value": "Retail"}],
        time={"from": "2025-07-04", "to": "2025-07-09", "grain": "day"},
    )
    values = [row[1:] for row in answer.rows]
    assert values[1:5] == [(0, 0, None)] * 4
    assert [value[0] for value in values] == [6, 0, 0, 0, 0, 5]


def test_silent_customer_is_listed(answers: Answers) -> None:
    """o6 never did anything, o5 nothing since May: asked who is silent, the answer must name them."""
    answer = ask(answers, metrics=["total_event_count"], group_by=["customer"], time={"from": "2025-06-01"})
    assert [row for row in answer.rows if row[1] == 0] == [("o5", 0), ("o6", 0)]


def test_metrics_of_three_models_do_not_multiply(answers: Answers) -> None:
    """ARR beside users and events: a join of the base rows would count ARR once per user or event."""
    together = ask(
        answers,
        metrics=["current_arr", "monthly_active_users", "total_event_count"],
        group_by=["industry"],
    )
    assert {row[0]: row[1] for row in together.rows} == {
        "Finance": 95000.5,
        "Media": 0,
        "Retail": 140000,
        None: 0,
    }


def test_group_without_name_is_one_group(answers: Answers) -> None:
    """In SQL null equals no null: customers without industry must still be one row of all metrics."""
    answer = ask(answers, metrics=["total_event_count", "current_arr", "mau"], group_by=["industry", "csm"])
    assert [row for row in answer.rows if row[0] is None] == [(None, None, 39, 0, 1)]


def test_mean_is_over_customers_that_pay_today(answers: Answers) -> None:
    """o5 left, o4 and o6 never paid: their scores, had they any, would not count."""
    (row,) = named(ask(answers, metrics=["customer_health_score", "active_customers"]))
    assert row == {"customer_health_score": pytest.approx((82.25 + 72.25 + 62.25) / 3), "active_customers": 3}


def test_running_period_ends_with_the_data(answers: Answers) -> None:
    """July is not over: its stock is that of July 18, and the answer says so."""
    answer = ask(
        answers, metrics=["current_arr"], time={"from": "2025-07-01", "to": "2025-12-31", "grain": "month"}
    )
    assert answer.rows == ((dt.date(2025, 7, 1), 235000.5),)
    assert answer.last == dt.date(2025, 7, 18)
    assert answer.notes == (
        "the data ends on 2025-07-18: no day after it is counted",
        "the last month is counted until 2025-07-18 only",
    )


def test_days_before_the_data_are_said(answers: Answers) -> None:
    answer = ask(answers, metrics=["total_event_count"], time={"from": "0001-01-01", "grain": "year"})
    assert [row[0] for row in answer.rows] == [dt.date(2025, 1, 1)]
    assert answer.notes[0] == "the data begins on 2025-05-01: no day before it is counted"
    weekly = ask(answers, metrics=["current_arr"], time={"from": "0001-01-01", "grain": "week"})
    assert len(weekly.rows) == 12 and len(weekly.parameters) < 20
    past = ask(answers, metrics=["total_event_count", "current_arr"], time={"to": "2020-01-01"})
    # Nobody knows what was before anything was recorded: no 0.
    assert past.rows == ((None, None),)
    assert past.notes == ("the data begins on 2025-05-01: no day before it is counted",)


def test_missing_source_is_null_and_says_why(semantic_manifest: str, empty_home: Home) -> None:
    """A company without a users table has no 0 users: nobody knows how many."""
    publish_company(empty_home, semantic_manifest, missing=("app.users",))
    reader = PublishedReader(empty_home)
    answer = ask(Answers(reader), metrics=["dau", "total_event_count"], time={"grain": "month"})
    reader.close()
    assert [row[1] for row in answer.rows] == [None, None, None]
    assert [row[2] for row in answer.rows] == [382, 271, 131]
    assert "daily_active_users is null: source app.users is not loaded" in answer.notes


def test_version_without_definitions_is_explained(semantic_manifest: str, empty_home: Home) -> None:
    version = publish_company(empty_home, semantic_manifest)
    (version.folder / SEMANTIC_MANIFEST).unlink()
    with pytest.raises(AlmanacError, match=r"has no metrics(.|\n)*almanac build"):
        ask(Answers(PublishedReader(empty_home)), metrics=["dau"])


def test_nothing_published_says_what_to_do(empty_home: Home) -> None:
    with pytest.raises(AlmanacError, match=r"nothing is published(.|\n)*almanac demo"):
        ask(Answers(PublishedReader(empty_home)), metrics=["dau"])
