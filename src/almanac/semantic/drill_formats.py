"""A drill as people and programs take it: tables or JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, Field

from almanac.semantic.drill import Drill, Input
from almanac.semantic.formats import ColumnBody, JsonCell, TimeBody, json_cell, shown_cell
from almanac.semantic.score_parts import Part, ScoreParts

if TYPE_CHECKING:
    from rich.console import RenderableType


SHOWN_COLUMNS = 9


class UseBody(BaseModel):
    """Where an input stands: in which metric, and as which side of it."""

    metric: str
    side: Literal["value", "numerator", "denominator", "part"]


class PartBody(BaseModel):
    """One part of a score: what it adds, what it could have added, and why."""

    component: str
    parent: str
    points: float
    max_points: float
    points_lost: float
    observed_value: float | None
    target: float | None
    reason_code: str | None
    owner: str | None


class ScoreBody(BaseModel):
    """The parts of a score. Those of `cell` are means over its customers and add up to the input's value."""

    score: str
    cell: list[PartBody]
    customers: dict[str, list[PartBody]] = Field(description="parts of each customer whose row is shown")


class InputBody(BaseModel):
    """The rows that count for one input. `rows` hold their cells in the order of `columns`; days are text."""

    name: str
    label: str
    description: str
    aggregation: str
    how: str = Field(description="how the rows make the value")
    uses: list[UseBody]
    table: str
    value: float | None
    rows_read: int = Field(
        description="rows that belong to the cell, whether they count for the value or not"
    )
    total_rows: int = Field(description="rows that count")
    limited: bool
    columns: list[ColumnBody]
    rows: list[list[JsonCell]]
    score: ScoreBody | None
    sql: str
    parameters: dict[str, JsonCell]


class DrillBody(BaseModel):
    """One cell and the rows behind it."""

    metric: str
    label: str
    unit: str
    keys: dict[str, JsonCell]
    value: float | None = Field(description="as the answer has it")
    recomputed: float | None = Field(description="what the rows make")
    agrees: bool
    formula: str | None = Field(description="the metric in words")
    expression: str = Field(description="the metric over its inputs")
    inputs: list[InputBody]
    time: TimeBody = Field(description="the days of the cell")
    as_of_date: dt.date
    version: str
    notes: list[str]
    elapsed_ms: float


def drill_body(drill: Drill) -> DrillBody:
    """The drill in JSON; its cells are known to fit, so they are not checked again."""
    return DrillBody.model_construct(
        metric=drill.metric.name,
        label=drill.metric.label,
        unit=drill.metric.unit,
        keys={name: json_cell(value) for name, value in drill.keys.items()},
        value=drill.value,
        recomputed=drill.recomputed,
        agrees=drill.agrees,
        formula=drill.metric.formula,
        expression=drill.expression,
        inputs=[_input(one) for one in drill.inputs],
        time=TimeBody(first=drill.first, last=drill.last, grain=drill.grain),
        as_of_date=drill.as_of_date,
        version=drill.version,
        notes=list(drill.notes),
        elapsed_ms=drill.elapsed_ms,
    )


def _input(one: Input) -> InputBody:
    plain = ("name", "label", "description", "aggregation", "how", "table", "rows_read", "total_rows", "sql")
    return InputBody.model_construct(
        **{name: getattr(one, name) for name in plain},
        uses=[UseBody.model_construct(metric=use.metric, side=use.side) for use in one.uses],
        value=one.value,
        limited=one.limited,
        columns=[ColumnBody.model_construct(**vars(column)) for column in one.columns],
        rows=[[json_cell(cell) for cell in row] for row in one.rows],
        score=_score(one.score) if one.score else None,
        parameters={name: json_cell(value) for name, value in one.parameters.items()},
    )


def _score(score: ScoreParts) -> ScoreBody:
    return ScoreBody.model_construct(
        score=score.score,
        cell=[_part(part) for part in score.cell],
        customers={customer: [_part(part) for part in parts] for customer, parts in score.customers.items()},
    )


def _part(part: Part) -> PartBody:
    return PartBody.model_construct(**vars(part))


def tables(drill: Drill) -> Iterator[RenderableType]:
    """For a terminal: the rows of each input, after what they make; the parts of a score."""
    for one in drill.inputs:
        yield _heading(one)
        if one.rows:
            yield _rows(one)
        if one.score and one.score.cell:
            yield _parts(one.score)


def summary(drill: Drill) -> list[str]:
    """What the cell is and what its rows make."""
    keys = ", ".join(
        f"{name} {'–' if value is None else json_cell(value)}" for name, value in drill.keys.items()
    )
    return [
        f"{drill.metric.label}{f' ({keys})' if keys else ''}: {_number(drill.value)}",
        f"{drill.metric.name} = {drill.expression}" if len(drill.inputs) > 1 else drill.metric.formula or "",
    ]


def remarks(drill: Drill) -> list[str]:
    """What has to be said with the rows: of which days, and every note."""
    days = f"{_days(drill)}, data as of {drill.as_of_date}, version {drill.version}"
    differs = (
        f"the rows make {_number(drill.recomputed)}: cell and rows do not agree, and one of them is wrong"
    )
    return [days, *([] if drill.agrees else [differs]), *drill.notes]


def _days(drill: Drill) -> str:
    """The days whose rows are told."""
    if drill.metric.kind == "flow" and drill.first < drill.last:
        return f"{drill.first} to {drill.last} (UTC days)"
    return f"{drill.first if drill.metric.kind == 'opening' else drill.last} (a UTC day)"


def _heading(one: Input) -> RenderableType:
    from rich.text import Text

    sides = ", ".join(dict.fromkeys(f"{use.side} of {use.metric}" for use in one.uses if use.side != "value"))
    count = f"{len(one.rows):,} of {one.total_rows:,} rows" if one.limited else f"{one.total_rows:,} rows"
    text = Text(f"\n{one.label}: {_number(one.value)}", style="bold")
    detail = f"{one.how}; {count} that count, of {one.rows_read:,} in {one.table}"
    return text.append(f"\n{one.name}{f', {sides}' if sides else ''}: {detail}", style="not bold dim")


def _rows(one: Input) -> RenderableType:
    """The first columns: what counts, when, who. A row is wider than a terminal."""
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold")
    for column in one.columns[:SHOWN_COLUMNS]:
        table.add_column(
            Text(column.label), justify="right" if column.type in ("integer", "number") else "left"
        )
    for row in one.rows:
        cells = zip(row[:SHOWN_COLUMNS], one.columns, strict=False)
        table.add_row(*(Text(shown_cell(cell, column)) for cell, column in cells))
    return table


def _parts(score: ScoreParts) -> RenderableType:
    from rich.table import Table

    table = Table("Part", title=f"Parts of {score.score}, mean of all customers", header_style="bold")
    for name in ("Points", "of", "Lost"):
        table.add_column(name, justify="right")
    for part in score.cell:
        table.add_row(part.component, *map(_number, (part.points, part.max_points, part.points_lost)))
    return table


def _number(value: object) -> str:
    if value is None:
        return "–"
    return (
        f"{value:,.2f}"
        if isinstance(value, float)
        else f"{value:,}"
        if isinstance(value, int)
        else str(value)
    )
