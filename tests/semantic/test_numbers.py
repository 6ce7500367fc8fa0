"""Every metric, by every period and group, against numbers that were counted one by one."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answer, Answers
from almanac.semantic.request import parse_request
from almanac.warehouse.reader import PublishedReader
from tests.semantic.company import AS_OF
from tests.semantic.truth import Truth, read_truth

METRICS = [
    "daily_active_users",
    "weekly_active_users",
    "monthly_active_users",
    "total_event_count",
    "ai_tickets_pct",
    "effective_ai_adoption_score",
    "customer_health_score",
    "current_arr",
    "active_customers",
    "avg_events_per_user",
]
FIRST = dt.date(2025, 5, 1)


@pytest.fixture(scope="module")
def truth(reader: PublishedReader) -> Truth:
    with reader.lease() as snapshot:
        return read_truth(snapshot.cursor)


def ask(answers: Answers, **request: object) -> Answer:
    return answers.ask(parse_request(request), EVERYTHING)


def named(answer: Answer) -> list[dict[str, object]]:
    names = [column.name for column in answer.columns]
    return [dict(zip(names, row, strict=True)) for row in answer.rows]


def numbers(row: dict[str, object]) -> dict[str, object]:
    return {
        name: pytest.approx(row[name]) if row[name] is not None else None for name in METRICS if name in row
    }


def periods(grain: str, first: dt.date, last: dt.date) -> list[tuple[dt.date, dt.date, dt.date]]:
    """(label, first counted day, last counted day) of each period, day by day."""
    labels: dict[dt.date, list[dt.date]] = {}
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(days=number)
        start = {
            "day": day,
            "week": day - dt.timedelta(days=day.weekday()),
            "month": day.replace(day=1),
            "quarter": day.replace(month={5: 4, 6: 4, 7: 7}[day.month], day=1),
            "year": day.replace(month=1, day=1),
        }[grain]
        labels.setdefault(start, []).append(day)
    return [(label, days[0], days[-1]) for label, days in labels.items()]


@pytest.mark.parametrize("last", [AS_OF, dt.date(2025, 7, 6), dt.date(2025, 6, 10), dt.date(2025, 5, 31)])
def test_in_all(answers: Answers, truth: Truth, last: dt.date) -> None:
    (row,) = named(ask(answers, metrics=METRICS, time={"to": str(last)}))
    assert truth.metrics(set(truth.customers), FIRST, last) == numbers(row)


@pytest.mark.parametrize("metric", METRICS)
def test_alone_as_in_company(answers: Answers, truth: Truth, metric: str) -> None:
    """A metric is the same number whatever else is asked with it."""
    (row,) = named(ask(answers, metrics=[metric]))
    assert truth.metrics(set(truth.customers), FIRST, AS_OF)[metric] == pytest.approx(row[metric])


@pytest.mark.parametrize("grain", ["day", "week", "month", "quarter", "year"])
def test_by_period(answers: Answers, truth: Truth, grain: str) -> None:
    rows = named(ask(answers, metrics=METRICS, time={"grain": grain}))
    expected = periods(grain, FIRST, AS_OF)
    assert [row[grain] for row in rows] == [label for label, _, _ in expected]
    for row, (_, first, last) in zip(rows, expected, strict=True):
        assert truth.metrics(set(truth.customers), first, last) == numbers(row), row[grain]


@pytest.mark.parametrize("grain", ["week", "month"])
def test_days_that_cut_periods(answers: Answers, truth: Truth, grain: str) -> None:
    """Whatever the period, no day before `from` or after `to` is counted."""
    first, last = dt.date(2025, 5, 14), dt.date(2025, 7, 2)
    rows = named(ask(answers, metrics=METRICS, time={"from": str(first), "to": str(last), "grain": grain}))
    for row, (label, start, end) in zip(rows, periods(grain, first, last), strict=True):
        assert row[grain] == label
        assert truth.metrics(set(truth.customers), start, end) == numbers(row)


@pytest.mark.parametrize(
    "group", [["customer"], ["industry"], ["csm", "segment"], ["region", "customer_name"]], ids="+".join
)
def test_by_group(answers: Answers, truth: Truth, group: list[str]) -> None:
    rows = named(ask(answers, metrics=METRICS, group_by=group))
    known = [{"customer": customer, **attributes} for customer, attributes in truth.customers.items()]
    expected = {tuple(entry[name] for name in group) for entry in known}
    assert {tuple(row[name] for name in group) for row in rows} == expected
    assert len(rows) == len(expected)
    for row in rows:
        members = {entry["customer"] for entry in known if all(entry[name] == row[name] for name in group)}
        assert truth.metrics({str(member) for member in members}, FIRST, AS_OF) == numbers(row), row


def test_by_group_and_period(answers: Answers, truth: Truth) -> None:
    """A company with no account has no industry: that is a group, and each group has each month."""
    rows = named(ask(answers, metrics=METRICS, group_by=["industry"], time={"grain": "month"}))
    expected = list(product(periods("month", FIRST, AS_OF), ["Finance", "Media", "Retail", None]))
    assert [(row["month"], row["industry"]) for row in rows] == [
        (label, name) for (label, *_), name in expected
    ]
    for row, ((_, first, last), industry) in zip(rows, expected, strict=True):
        assert truth.metrics(truth.matching(industry=industry), first, last) == numbers(row), row


@pytest.mark.parametrize(
    ("wanted", "customers"),
    [
        ({"field": "industry", "op": "=", "value": "Retail"}, {"o1", "o2"}),
        ({"field": "industry", "op": "!=", "value": "Retail"}, {"o3", "o4", "o5", "o6"}),
        ({"field": "industry", "op": "in", "values": ["Retail", "Media"]}, {"o1", "o2", "o6"}),
        ({"field": "industry", "op": "not_in", "values": ["Retail", "Media"]}, {"o3", "o4", "o5"}),
        ({"field": "industry", "op": "is_null"}, {"o4"}),
        ({"field": "industry", "op": "is_not_null"}, {"o1", "o2", "o3", "o5", "o6"}),
        ({"field": "customer", "op": "in", "values": ["o2", "o3", "nobody"]}, {"o2", "o3"}),
        ({"field": "customer_name", "op": "=", "value": "Żeta 🦊"}, {"o6"}),
        ({"field": "region", "op": "=", "value": "nowhere"}, set()),
    ],
    ids=lambda value: value["op"] + " " + value["field"] if isinstance(value, dict) else "",
)
def test_filtered(answers: Answers, truth: Truth, wanted: dict[str, object], customers: set[str]) -> None:
    """A filter and its opposite share the company between them: no value belongs to the opposite."""
    rows = named(ask(answers, metrics=METRICS, filters=[wanted], time={"grain": "month"}))
    for row, (label, first, last) in zip(rows, periods("month", FIRST, AS_OF), strict=True):
        assert row["month"] == label
        assert truth.metrics(customers, first, last) == numbers(row)


def test_filters_are_all_required(answers: Answers, truth: Truth) -> None:
    filters = [{"field": "csm", "value": "Bob"}, {"field": "segment", "value": "Enterprise"}]
    (row,) = named(ask(answers, metrics=METRICS, filters=filters))
    assert truth.metrics({"o3"}, FIRST, AS_OF) == numbers(row)
