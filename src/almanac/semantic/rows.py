"""Rows as the engine gives them and people read them: cells, columns, and rows read as they are taken."""

from __future__ import annotations

import datetime as dt
import decimal
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from almanac.semantic.catalog import FieldType

if TYPE_CHECKING:
    import duckdb

Cell = str | int | float | bool | dt.date | dt.datetime | None
Row = tuple[Cell, ...]
Role = Literal["time", "dimension", "metric", "comparison"]

BATCH = 5_000


@dataclass(frozen=True)
class Column:
    """One column of an answer."""

    name: str
    label: str
    role: Role
    type: FieldType
    unit: str | None = None


@dataclass(frozen=True)
class Stream:
    """All rows of an answer, read as they are taken."""

    columns: tuple[Column, ...]
    rows: Iterator[Row]
    version: str
    as_of_date: dt.date
    notes: tuple[str, ...]


def fetched(cursor: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """The rows that are left, a batch at a time."""
    while batch := cursor.fetchmany(BATCH):
        for row in batch:
            yield tuple(map(plain, row))


def plain(value: object) -> Cell:
    """The value as JSON can carry it: what is no finite number is no number."""
    if isinstance(value, decimal.Decimal):
        value = float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value  # type: ignore[return-value]
