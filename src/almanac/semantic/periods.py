"""Days, weeks (from Monday), months, quarters and years."""

from __future__ import annotations

import calendar
import datetime as dt

from almanac.semantic.request import Grain

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def period_start(day: dt.date, grain: Grain) -> dt.date:
    """The first day of the period that the day belongs to."""
    if grain == "day":
        return day
    if grain == "week":
        return day - dt.timedelta(days=day.weekday())
    months = _MONTHS[grain]
    return dt.date(day.year, (day.month - 1) // months * months + 1, 1)


def period_end(day: dt.date, grain: Grain) -> dt.date:
    """The last day of the period that the day belongs to."""
    start = period_start(day, grain)
    if grain in ("day", "week"):
        return start + dt.timedelta(days=0 if grain == "day" else 6)
    years, month = divmod(start.month - 1 + _MONTHS[grain], 12)
    return dt.date(start.year + years, month + 1, 1) - dt.timedelta(days=1)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day of an earlier month; the last one where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_days(first: dt.date, last: dt.date, grain: Grain | None) -> list[dt.date]:
    """The last day of each period within the range; a period that is cut off ends where the range does."""
    if grain is None:
        return [last]
    ends = [min(period_end(first, grain), last)]
    while ends[-1] < last:
        ends.append(min(period_end(ends[-1] + dt.timedelta(days=1), grain), last))
    return ends


def first_days(first: dt.date, last: dt.date, grain: Grain | None) -> list[dt.date]:
    """The first day of each period within the range; a period that is cut off begins where the range does."""
    ends = last_days(first, last, grain)
    return [first, *(end + dt.timedelta(days=1) for end in ends[:-1])]
