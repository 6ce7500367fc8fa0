"""Filter values: read as the type of their dimension, or refused."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from almanac.semantic.catalog import Dimension, FieldType
from almanac.semantic.operators import EQUALITY, ONLY_EQUALITY
from almanac.semantic.request import Filter, RequestError

Bound = str | int | float | bool | dt.date | dt.datetime
"""What the engine is given for a placeholder."""


@dataclass(frozen=True)
class BoundFilter:
    """A filter whose dimension is known and whose values have the dimension's type."""

    dimension: Dimension
    op: str
    values: tuple[Bound, ...]


_PLACEHOLDER = re.compile(r"\$([a-z_]+[0-9]*)\b")


def expand(
    sql: str, values: Mapping[str, tuple[Bound, ...]], prefix: str = ""
) -> tuple[str, dict[str, Bound]]:
    """Give a placeholder of several values as many placeholders; those that do not occur are left out."""
    used: dict[str, Bound] = {}

    def names_of(match: re.Match[str]) -> str:
        found = values[match[1]]
        name = prefix + match[1]
        names = [name] if len(found) == 1 else [f"{name}_{n}" for n in range(len(found))]
        used.update(zip(names, found, strict=True))
        return ", ".join(f"${name}" for name in names)

    return _PLACEHOLDER.sub(names_of, sql), used


class Field(Protocol):
    """What a condition tests: a dimension, a metric, a column."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def type(self) -> FieldType:
        """What it holds."""


def bound_values(wanted: Filter, field: Field) -> tuple[Bound, ...]:
    """The condition's values as the field's type; an error where its operator does not suit that type."""
    if field.type in ONLY_EQUALITY and wanted.op not in EQUALITY:
        hint = f"{field.type.capitalize()} is compared with {', '.join(EQUALITY)}."
        raise RequestError(f"{field.name} {wanted.op}", f"{field.name} is {field.type}", hint)
    raw = wanted.values if wanted.op in ("in", "not_in") else (wanted.value,)
    return tuple(typed(value, field) for value in raw if value is not None)


def typed(value: Bound, field: Field) -> Bound:
    """The value as the field's type; text is read, since a command line can send nothing else."""
    read, noun, example = _TYPES[field.type]
    try:
        return read(value)
    except (ValueError, TypeError, OverflowError):
        hint = f"Give a value such as {example}."
        raise RequestError(f"{field.name} {value!a}", f"is not {noun}", hint) from None


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
