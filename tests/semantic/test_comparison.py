"""Each number beside that of the period before: the same question of other days, put next to it."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.comparison import compare
from almanac.semantic.request import ComparedWith, Grain, RequestError, parse_request
from almanac.warehouse.reader import PublishedReader
from tests.semantic.company import AS_OF
from tests.semantic.test_numbers import FIRST, METRICS, ask, named, periods
from tests.semantic.truth import Number, Truth, read_truth

ONE_DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def truth(reader: PublishedReader) -> Truth:
    with reader.lease() as snapshot:
        return read_truth(snapshot.cursor)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def beside(row: dict[str, object], metric: str) -> tuple[object, ...]:
    return tuple(row[f"{metric}__{part}"] for part in ("previous", "change", "change_pct"))


def expected(now: Number, before: Number) -> tuple[object, ...]:
    """Previous value, change and change in percent, worked out one by one."""
    if now is None or before is None:
        return before, None, None
    share = pytest.approx((now - before) / abs(before) * 100) if before else None
    return pytest.approx(before), pytest.approx(now - before), share


def days_before(grain: str, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
    """Days of the week or month before that a period is compared with; None where the data has none."""
    if grain in ("day", "week"):
        back = dt.timedelta(days={"day": 1, "week": 7}[grain])
        days = [first - back, last - back]
    else:
        end = first.replace(day=1) - ONE_DAY
        whole = (last + ONE_DAY).day == 1
        days = [end.replace(day=min(first.day, end.day)), end if whole else end.replace(day=last.day)]
    return (max(days[0], FIRST), days[1]) if days[1] >= FIRST else None


@pytest.mark.parametrize("grain", ["day", "week", "month"])
@pytest.mark.parametrize("days", [(FIRST, AS_OF), (day("2025-05-14"), day("2025-07-02"))], ids=str)
def test_each_period_beside_the_one_before(
    answers: Answers, truth: Truth, grain: str, days: tuple[dt.date, dt.date]
) -> None:
    """The first one, too: its numbers come from days before those that were asked for."""
    time = {"from": str(days[0]), "to": str(days[1]), "grain": grain}
    rows = named(ask(answers, metrics=METRICS, time=time, compare="previous_period"))
    everybody = set(truth.customers)
    found = periods(grain, *days)
    assert [row[grain] for row in rows] == [label for label, _, _ in found]
    for row, (_, first, last) in zip(rows, found, strict=True):
        earlier = days_before(grain, first, last)
        now = truth.metrics(everybody, first, last)
        before = truth.metrics(everybody, *earlier) if earlier else dict.fromkeys(METRICS)
        for metric in METRICS:
            assert beside(row, metric) == expected(now[metric], before[metric]), (row[grain], metric)


def test_groups_of_a_range_beside_the_range_before(answers: Answers, truth: Truth) -> None:
    """July 1 to 18 beside June 13 to 30; a company without industry is a group on both sides."""
    rows = named(
        ask(
            answers,
            metrics=METRICS,
            group_by=["industry"],
            time={"from": "2025-07-01"},
            compare="previous_period",
        )
    )
    assert {row["industry"] for row in rows} == {"Finance", "Media", "Retail", None}
    for row, metric in product(rows, METRICS):
        members = truth.matching(industry=row["industry"])  # type: ignore[arg-type]
        now = truth.metrics(members, day("2025-07-01"), AS_OF)[metric]
        before = truth.metrics(members, day("2025-06-13"), day("2025-06-30"))[metric]
        assert beside(row, metric) == expected(now, before), (row["industry"], metric)


def test_filters_hold_on_both_sides(answers: Answers, truth: Truth) -> None:
    (row,) = named(
        ask(
            answers,
            metrics=METRICS,
            filters=[{"field": "csm", "op": "in", "values": ["Ana", "Nobody"]}],
            time={"from": "2025-06-01", "to": "2025-06-30"},
            compare="previous_period",
        )
    )
    for metric in METRICS:
        now = truth.metrics({"o1", "o2"}, day("2025-06-01"), day("2025-06-30"))[metric]
        before = truth.metrics({"o1", "o2"}, day("2025-05-02"), day("2025-05-31"))[metric]
        assert beside(row, metric) == expected(now, before), metric


@pytest.mark.parametrize("grain", [None, "month"])
def test_group_that_is_gone_keeps_its_earlier_number(answers: Answers, grain: str | None) -> None:
    """Nobody is a quick win after May: without a row for it, May's ARR would be 50,000 short."""
    answer = ask(
        answers,
        metrics=["current_arr", "effective_ai_adoption_score"],
        group_by=["adoption_quadrant"],
        time={"from": "2025-06-01", "to": "2025-06-30", "grain": grain},
        compare="previous_period",
    )
    rows = {row["adoption_quadrant"]: row for row in named(answer)}
    assert rows["quick_win"]["current_arr"] == 0
    assert beside(rows["quick_win"], "current_arr") == (50000, -50000, -100)
    assert rows["quick_win"]["effective_ai_adoption_score"] is None
    assert sum(float(str(row["current_arr__previous"])) for row in rows.values()) == 270000


def test_running_month_is_compared_with_as_many_days(answers: Answers) -> None:
    """18 days of July beside 30 of June would always look like a loss."""
    answer = ask(
        answers,
        metrics=["total_event_count"],
        time={"from": "2025-06-01", "grain": "month"},
        compare="previous_period",
    )
    june = ask(answers, metrics=["total_event_count"], time={"from": "2025-06-01", "to": "2025-06-18"})
    assert [row["total_event_count__previous"] for row in named(answer)] == [382, june.rows[0][0]]
    assert answer.notes[-1] == "the last month is compared with 2025-06-01 to 2025-06-18"
    assert answer.compared is not None
    assert (answer.compared.first, answer.compared.last) == (day("2025-05-01"), day("2025-06-18"))


def test_before_the_data_nothing_is_known(answers: Answers) -> None:
    """Neither 0 nor a change from it: also of counts, and whether there are periods or not."""
    for grain in (None, "month"):
        answer = ask(
            answers,
            metrics=["dau", "current_arr"],
            time={"to": "2025-05-31", "grain": grain},
            compare="previous_year",
        )
        (row,) = named(answer)
        assert row["daily_active_users"] == 4 and row["current_arr"] == 270000
        assert beside(row, "daily_active_users") == beside(row, "current_arr") == (None, None, None)
        assert "the data begins on 2025-05-01: there is nothing before it to compare with" in answer.notes


def test_nothing_before_has_no_change_in_percent(answers: Answers) -> None:
    answer = ask(
        answers,
        metrics=["total_event_count"],
        time={"from": "2025-07-09", "to": "2025-07-09"},
        compare="previous_period",
    )
    (row,) = named(answer)
    assert row["total_event_count"] and beside(row, "total_event_count") == (
        0,
        row["total_event_count"],
        None,
    )


def test_columns_say_what_they_are_beside(answers: Answers) -> None:
    answer = ask(answers, metrics=["ai_tickets_pct", "dau"], group_by=["industry"], compare="previous_year")
    told = [(column.name, column.label, column.role, column.unit) for column in answer.columns[1:]]
    assert told == [
        ("ai_tickets_pct", "AI Tickets %", "metric", "percentage"),
        ("ai_tickets_pct__previous", "AI Tickets %, year before", "comparison", "percentage"),
        ("ai_tickets_pct__change", "AI Tickets %, change", "comparison", "percentage_points"),
        ("ai_tickets_pct__change_pct", "AI Tickets %, change in %", "comparison", "percentage"),
        ("daily_active_users", "Daily Active Users", "metric", "count"),
        ("daily_active_users__previous", "Daily Active Users, year before", "comparison", "count"),
        ("daily_active_users__change", "Daily Active Users, change", "comparison", "count"),
        ("daily_active_users__change_pct", "Daily Active Users, change in %", "comparison", "percentage"),
    ]


def test_order_and_limit_by_the_change(answers: Answers) -> None:
    question = {
        "metrics": ["current_arr", "mau"],
        "group_by": ["customer"],
        "time": {"from": "2025-07-01", "to": "2025-07-15"},
        "compare": "previous_period",
    }
    cut = ask(answers, **question, order_by=["-current_arr__change", "mau__previous"], limit=1)
    assert (cut.rows[0][0], cut.total_rows) == ("o3", 6)
    assert named(cut)[0]["current_arr__change"] == 15000.5
    with answers.stream(parse_request(question), EVERYTHING) as stream:
        assert [column.name for column in stream.columns][1:5] == [
            "current_arr",
            "current_arr__previous",
            "current_arr__change",
            "current_arr__change_pct",
        ]


def test_column_of_a_comparison_needs_one(answers: Answers) -> None:
    with pytest.raises(RequestError, match="is no column of the answer"):
        ask(answers, metrics=["dau"], order_by=["dau__change"])


@pytest.mark.parametrize("to", ["0001-01-01", "0001-02-28", "1000-02-28", "2025-04-30"])
@pytest.mark.parametrize("grain", [None, "day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("kind", ["previous_period", "previous_year"])
def test_days_long_before_all_data_are_no_error(
    answers: Answers, to: str, grain: str | None, kind: str
) -> None:
    answer = ask(answers, metrics=["dau", "current_arr"], time={"to": to, "grain": grain}, compare=kind)
    assert all(cell is None for row in answer.rows for cell in row[1 if grain else 0 :])


@pytest.mark.parametrize(
    ("kind", "grain", "asked", "other"),
    [
        ("previous_period", None, "2025-07-01/2025-07-31", "2025-05-31/2025-06-30"),
        ("previous_period", None, "2025-07-18/2025-07-18", "2025-07-17/2025-07-17"),
        ("previous_year", None, "2025-02-01/2025-02-28", "2024-02-01/2024-02-29"),
        ("previous_year", None, "2025-02-02/2025-02-28", "2024-02-02/2024-02-28"),
        ("previous_year", None, "2024-02-29/2024-02-29", "2023-02-28/2023-02-28"),
        ("previous_period", "month", "2025-03-01/2025-03-31", "2025-02-01/2025-02-28"),
        ("previous_period", "month", "2025-02-01/2025-02-28", "2025-01-01/2025-01-31"),
        ("previous_period", "month", "2025-03-01/2025-03-30", "2025-02-01/2025-02-28"),
        ("previous_period", "month", "2025-02-10/2025-02-27", "2025-01-10/2025-01-27"),
        ("previous_period", "quarter", "2025-04-01/2025-05-31", "2025-01-01/2025-02-28"),
        ("previous_period", "quarter", "2025-01-01/2025-03-31", "2024-10-01/2024-12-31"),
        ("previous_period", "year", "2024-01-01/2024-12-31", "2023-01-01/2023-12-31"),
        ("previous_period", "week", "2025-07-14/2025-07-18", "2025-07-07/2025-07-11"),
        ("previous_year", "week", "2025-07-14/2025-07-20", "2024-07-15/2024-07-21"),
        ("previous_year", "month", "2025-02-01/2025-02-28", "2024-02-01/2024-02-29"),
        ("previous_year", "day", "2024-02-28/2024-03-01", "2023-02-28/2023-03-01"),
        ("previous_year", "quarter", "2025-07-01/2025-07-18", "2024-07-01/2024-07-18"),
    ],
)
def test_days_that_are_compared(kind: ComparedWith, grain: Grain | None, asked: str, other: str) -> None:
    first, last = map(day, asked.split("/"))
    found = compare(kind, first, last, grain)
    assert f"{found.first}/{found.last}" == other
