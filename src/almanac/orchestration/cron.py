"""Schedules as cron writes them, read strictly: five fields, and a moment that comes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(r"(?:(?P<all>\*)|(?P<low>\d{1,2})(?:-(?P<high>\d{1,2}))?)(?:/(?P<step>\d{1,2}))?")
_FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 6))
_LONGEST = dict(zip(range(1, 13), (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True))


@dataclass(frozen=True)
class Schedule:
    """The values of each field at which a job begins; Sunday is 0."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]


def parse_cron(text: str) -> Schedule:
    """The schedule that the text means; a ValueError says what is wrong with it."""
    fields = text.split(" ")
    if len(fields) != len(_FIELDS) or "" in fields:
        raise ValueError(f"{text!r} has not the five fields minute hour day month weekday")
    values = [_values(field, *bounds) for field, bounds in zip(fields, _FIELDS, strict=True)]
    schedule = Schedule(*values)
    # Where both a day and a weekday are named, either of them will do.
    if fields[4] == "*" and not any(min(schedule.days) <= _LONGEST[month] for month in schedule.months):
        raise ValueError(f"{text!r} names a day that none of its months has")
    return schedule


def check_cron(text: str) -> str:
    """The text itself, where it is a schedule."""
    parse_cron(text)
    return text


def _values(field: str, name: str, first: int, last: int) -> frozenset[int]:
    return frozenset(value for part in field.split(",") for value in _part(part, name, first, last))


def _part(part: str, name: str, first: int, last: int) -> range:
    """The values of one part: `*`, `5`, `1-5`, each with a step such as `*/15`."""
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError(f"{name} {part!r} is none of *, {first}, {first}-{last}, */2")
    if match["step"] and not (match["all"] or match["high"]):
        raise ValueError(f"{name} {part!r} steps from one value: write {match['low']}-{last}/{match['step']}")
    low = first if match["all"] else int(match["low"])
    high = last if match["all"] else int(match["high"] or low)
    step = int(match["step"] or 1)
    if not first <= low <= last or not first <= high <= last:
        raise ValueError(f"{name} {part!r} is not within {first}-{last}")
    if low > high:
        raise ValueError(f"{name} {part!r} ends before it begins")
    if not 1 <= step <= last:
        raise ValueError(f"{name} {part!r} steps by {step}, not by 1-{last}")
    return range(low, high + 1, step)
