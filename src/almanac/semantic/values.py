"""Filter values: read as the type of their dimension, or refused."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

from almanac.semantic.catalog import Dimension, FieldType
from almanac.semantic.request import RequestError

Bound = str | int | float | bool | dt.date | dt.datetime
"""What the engine is given for a placeholder."""


def typed(value: Bound, dimension: Dimension) -> Bound:
    """The value as the dimension's type; text is read, since a command line can send nothing else."""
    read, noun, example = _TYPES[dimension.type]
    try:
        return read(value)
    except (ValueError, TypeError, OverflowError):
        hint = f"Give a value such as {example}."
        raise RequestError(f"{dimension.name} {value!a}", f"is not {noun}", hint) from None


def _text(value: Bound) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: Bound) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError
    number = float(value)
    if not math.isfinite(number):
        raise ValueError
    return number


def _integer(value: Bound) -> int:
    number = int(value) if isinstance(value, str) else value
    if isinstance(number, bool) or not isinstance(number, int) or abs(number) >= 2**63:
        raise TypeError
    return number


def _boolean(value: Bound) -> bool:
    if isinstance(value, bool):
        return value
    word = _text(value).lower()
    if word not in ("true", "false"):
        raise ValueError
    return word == "true"


def _date(value: Bound) -> dt.date:
    return dt.date.fromisoformat(_text(value))


def _timestamp(value: Bound) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_text(value))
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


_TYPES: dict[FieldType, tuple[Callable[[Bound], Bound], str, str]] = {
    "text": (_text, "text", '"Retail"'),
    "integer": (_integer, "a whole number", "12"),
    "number": (_number, "a number", "12.5"),
    "boolean": (_boolean, "true or false", "true"),
    "date": (_date, "a date", "2025-07-31"),
    "timestamp": (_timestamp, "a moment", "2025-07-31T12:00:00"),
}
