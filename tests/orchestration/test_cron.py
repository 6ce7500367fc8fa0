"""Schedules: what five fields mean, and what they may not say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almanac.orchestration.cron import parse_cron

BOUNDS = {"minute": (0, 59), "hour": (0, 23), "day": (1, 31), "month": (1, 12), "weekday": (0, 6)}
FIELDS = list(BOUNDS)


def with_field(name: str, field: str) -> str:
    """A schedule that says something of one field alone."""
    return " ".join(field if other == name else "*" for other in FIELDS)


def values(name: str, field: str) -> frozenset[int]:
    """What the field means."""
    schedule = parse_cron(with_field(name, field))
    return (schedule.minutes, schedule.hours, schedule.days, schedule.months, schedule.weekdays)[
        FIELDS.index(name)
    ]


@pytest.mark.parametrize(
    ("text", "minutes", "hours"),
    [
        ("*/15 * * * *", {0, 15, 30, 45}, set(range(24))),
        ("30 1 * * *", {30}, {1}),
        ("0,30 9-17/4 * * *", {0, 30}, {9, 13, 17}),
    ],
)
def test_schedules_of_the_file(text: str, minutes: set[int], hours: set[int]) -> None:
    schedule = parse_cron(text)
    assert set(schedule.minutes) == minutes
    assert set(schedule.hours) == hours
    assert set(schedule.days) == set(range(1, 32))


@given(st.data())
def test_every_value_within_the_bounds_is_itself(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FIELDS))
    first, last = BOUNDS[name]
    low = data.draw(st.integers(first, last))
    high = data.draw(st.integers(low, last))
    step = data.draw(st.integers(1, last))
    assert values(name, str(low)) == {low}
    assert values(name, f"{low}-{high}") == {n for n in range(first, last + 1) if low <= n <= high}
    assert values(name, f"{low}-{high}/{step}") == {
        n for n in range(first, last + 1) if low <= n <= high and (n - low) % step == 0
    }
    assert values(name, f"*/{step}") == {n for n in range(first, last + 1) if (n - first) % step == 0}
    assert values(name, f"{low},{high}") == {low, high}


@given(st.data())
def test_no_value_beyond_the_bounds(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FIELDS))
    first, last = BOUNDS[name]
    beyond = data.draw(st.integers(last + 1, 99))
    wrong = [f"{beyond}", f"{first}-{beyond}", f"{beyond}-{last}", f"*/{beyond}", f"{first},{beyond}", "*/0"]
    if first:
        wrong.append("0")
    for field in wrong:
        with pytest.raises(ValueError, match=name):
            parse_cron(with_field(name, field))


@given(st.text(max_size=20))
def test_any_text_is_a_schedule_or_refused(text: str) -> None:
    """Nothing else is raised, and what is taken has values in every field."""
    try:
        schedule = parse_cron(text)
    except ValueError:
        return
    assert all((schedule.minutes, schedule.hours, schedule.days, schedule.months, schedule.weekdays))


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("* * * *", "has not the five fields"),
        ("0 0 * * * *", "has not the five fields"),
        ("0  0 * * *", "has not the five fields"),
        ("@daily", "has not the five fields"),
        ("0 4 * * mon", "weekday 'mon' is none of"),
        ("5/10 * * * *", "steps from one value: write 5-59/10"),
        ("30-10 * * * *", "ends before it begins"),
        ("-1 * * * *", "minute '-1' is none of"),
        ("1, * * * *", "minute '' is none of"),
        ("0 0 30 2 *", "a day that none of its months has"),
        ("0 0 31 4,6,9,11 *", "a day that none of its months has"),
    ],
)
def test_what_is_no_schedule_says_why(text: str, cause: str) -> None:
    with pytest.raises(ValueError, match=cause):
        parse_cron(text)


def test_a_weekday_makes_up_for_a_day_that_never_comes() -> None:
    assert parse_cron("0 0 30 2 1").weekdays == {1}
    assert parse_cron("0 0 29 2 *").days == {29}
