"""Periods, against the engine's own calendar."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import duckdb
import pytest

from almanac.semantic.periods import last_days, period_end, period_start
from almanac.semantic.request import Grain

FIRST, LAST = dt.date(2023, 12, 20), dt.date(2025, 1, 10)
DAYS = [FIRST + dt.timedelta(days=number) for number in range((LAST - FIRST).days + 1)]


@pytest.mark.parametrize("grain", get_args(Grain))
def test_bounds_are_the_engine_s(grain: Grain) -> None:
    sql = f"""
        select
            day::date,
            date_trunc('{grain}', day)::date,
            (date_trunc('{grain}', day) + interval 1 {grain})::date
        from unnest(generate_series($1, $2, interval 1 day)) as days (day)
    """
    with duckdb.connect() as engine:
        rows = engine.execute(sql, [FIRST, LAST]).fetchall()
    assert [day for day, *_ in rows] == DAYS
    for day, start, following in rows:
        assert (period_start(day, grain), period_end(day, grain)) == (start, following - dt.timedelta(days=1))


@pytest.mark.parametrize("grain", get_args(Grain))
def test_last_days_are_those_before_a_new_period(grain: Grain) -> None:
    ends = [day for day in DAYS if day == LAST or period_start(day + dt.timedelta(days=1), grain) > day]
    assert last_days(FIRST, LAST, grain) == ends


def test_without_grain_there_is_one() -> None:
    assert last_days(FIRST, LAST, None) == [LAST]
    assert last_days(LAST, LAST, "month") == [LAST]
