"""An answer as people and programs take it: a table, CSV, JSON, or its SQL."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, Field

from almanac.semantic.answer import Answer
from almanac.semantic.catalog import FieldType
from almanac.semantic.request import ComparedWith, Grain
from almanac.semantic.rows import Cell, Column, Role, Row

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_NUMBERS = ("integer", "number")

JsonCell = str | int | float | bool | None


class ColumnBody(BaseModel):
    """One column: what it is called, what it holds and in which unit."""

    name: str
    label: str
    role: Role
    type: FieldType
    unit: str | None


class TimeBody(BaseModel):
    """The days that were counted, both ends included, and the length of a period."""

    first: dt.date = Field(serialization_alias="from")
    last: dt.date = Field(serialization_alias="to")
    grain: Grain | None


class ComparedBody(BaseModel):
    """The days that were compared with, both ends included."""

    kind: ComparedWith
    first: dt.date = Field(serialization_alias="from")
    last: dt.date = Field(serialization_alias="to")


class AnswerBody(BaseModel):
    """An answer in JSON. `rows` hold their cells in the order of `columns`; days are text."""

    columns: list[ColumnBody]
    rows: list[list[JsonCell]]
    total_rows: int
    limited: bool
    limit: int
    time: TimeBody
    compared: ComparedBody | None
    as_of_date: dt.date
    version: str
    notes: list[str]
    sql: str
    parameters: dict[str, JsonCell]
    cache: Literal["miss", "hit"]
    elapsed_ms: float


def body(answer: Answer) -> AnswerBody:
    """The answer in JSON; its cells are known to fit, so they are not checked again."""
    return AnswerBody.model_construct(
        columns=[ColumnBody.model_construct(**vars(column)) for column in answer.columns],
        rows=[[json_cell(cell) for cell in row] for row in answer.rows],
        total_rows=answer.total_rows,
        limited=answer.limited,
        limit=answer.limit,
        time=TimeBody(first=answer.first, last=answer.last, grain=answer.grain),
        compared=ComparedBody(**vars(answer.compared)) if answer.compared else None,
        as_of_date=answer.as_of_date,
        version=answer.version,
        notes=list(answer.notes),
        sql=answer.sql,
        parameters={name: json_cell(value) for name, value in answer.parameters.items()},
        cache=answer.cache,
        elapsed_ms=answer.elapsed_ms,
    )


def csv_lines(columns: Iterable[Column], rows: Iterable[Row]) -> Iterator[str]:
    """A heading and one line per row; what is missing is empty."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    yield _taken(buffer)
    for row in rows:
        writer.writerow([_csv(cell) for cell in row])
        yield _taken(buffer)


def table(answer: Answer) -> RenderableType:
    """The rows as a table for a terminal."""
    from rich.table import Table
    from rich.text import Text

    shown = Table(header_style="bold")
    for column in answer.columns:
        shown.add_column(_heading(column), justify="right" if column.type in _NUMBERS else "left")
    for row in answer.rows:
        shown.add_row(
            *(Text(shown_cell(cell, column)) for cell, column in zip(row, answer.columns, strict=True))
        )
    return shown


def remarks(answer: Answer) -> list[str]:
    """What has to be said with the rows: how many of how many, of which day, and every note."""
    count = (
        f"{len(answer.rows):,} of {answer.total_rows:,} rows" if answer.limited else _rows(answer.total_rows)
    )
    days = f"{answer.first} to {answer.last}"
    return [
        f"{count}, {days} (UTC days), data as of {answer.as_of_date}, version {answer.version}",
        *answer.notes,
    ]


def sql_text(answer: Answer) -> str:
    """The answer's statement, with the values of its placeholders as comments before it."""
    return statement_text(answer.sql, answer.parameters)


def statement_text(sql: str, parameters: Mapping[str, Cell]) -> str:
    """A statement, with the values of its placeholders as comments before it."""
    values = [f"-- ${name} = {json.dumps(json_cell(value))}" for name, value in parameters.items()]
    return "\n".join([*values, sql])


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def json_cell(cell: Cell) -> JsonCell:
    """The cell as JSON holds it: days and moments as text."""
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def _csv(cell: Cell) -> JsonCell:
    return str(cell).lower() if isinstance(cell, bool) else json_cell(cell)


def unit_words(unit: str) -> str:
    """A unit as people read it; all money is in US dollars."""
    return "US dollars" if unit == "currency" else unit


def _heading(column: Column) -> Text:
    from rich.text import Text

    heading = Text(column.label)
    return heading.append(f"\n{unit_words(column.unit)}", style="dim") if column.unit else heading


def shown_cell(cell: Cell, column: Column) -> str:
    """The cell as a terminal shows it."""
    if cell is None:
        return "–"
    if column.type in _NUMBERS and isinstance(cell, int | float):
        return f"{cell:,}" if isinstance(cell, int) else f"{cell:,.2f}"
    return str(_csv(cell))


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
