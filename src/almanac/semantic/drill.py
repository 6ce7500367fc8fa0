"""The rows behind one cell of an answer, and what they make together."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from almanac.semantic.access import Viewer
from almanac.semantic.catalog import Metric, field_type
from almanac.semantic.cell import DrillRequest, cell_of
from almanac.semantic.drill_sql import Behind, behind, together
from almanac.semantic.layer import Layer
from almanac.semantic.measures import Formula, Use
from almanac.semantic.periods import period_start
from almanac.semantic.plan import Plan, plan
from almanac.semantic.request import Grain, RequestError
from almanac.semantic.rows import Cell, Column, Row, Stream, fetched, plain
from almanac.semantic.score_parts import NOT_STORED, ScoreParts, score_parts
from almanac.semantic.statement import placeholders, write
from almanac.semantic.values import Bound, expand

if TYPE_CHECKING:
    import duckdb

Number = int | float | None
Values = Mapping[str, tuple[Bound, ...]]

ROUNDING = 1e-9
"""How far, relatively, two sums of the same numbers may lie apart: threads add in any order."""

HOW = {
    "sum": "the sum of the contributions",
    "sum_boolean": "the number of rows that are true",
    "count": "the number of rows",
    "count_distinct": "the number of different things counted: each contributes once",
    "average": "the mean of what is counted: each row contributes its share of it",
    "min": "the smallest of what is counted",
    "max": "the largest of what is counted",
    "median": "the middle one of what is counted",
}


@dataclass(frozen=True)
class Input:
    """One measure of the metric: the rows that count for it, and the value that they make."""

    name: str
    label: str
    description: str
    aggregation: str
    how: str
    uses: tuple[Use, ...]
    table: str
    value: Number
    rows_read: int
    total_rows: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sql: str
    parameters: Mapping[str, Bound]
    score: ScoreParts | None = None

    @property
    def limited(self) -> bool:
        """Whether more rows count than these."""
        return len(self.rows) < self.total_rows


@dataclass(frozen=True)
class Drill:
    """One cell, the rows behind it, and the proof that they make it."""

    metric: Metric
    keys: Mapping[str, Cell]
    value: Number
    recomputed: Number
    """What the rows behind the inputs make by the metric's expression; the same as `value`."""
    expression: str
    inputs: tuple[Input, ...]
    first: dt.date
    last: dt.date
    grain: Grain | None
    as_of_date: dt.date
    version: str
    notes: tuple[str, ...]
    elapsed_ms: float = 0.0

    @property
    def agrees(self) -> bool:
        """Whether the rows make the cell."""
        if self.value is None or self.recomputed is None:
            return self.value is self.recomputed
        return math.isclose(self.value, self.recomputed, rel_tol=ROUNDING, abs_tol=ROUNDING)


def drill(request: DrillRequest, layer: Layer, viewer: Viewer, cursor: duckdb.DuckDBPyConnection) -> Drill:
    """The cell's value as the answer has it, and its rows per input."""
    whole = plan(request.query, layer, viewer)
    cell = cell_of(request, whole, layer, viewer)
    metric = cell.metrics[0]
    formula = layer.measures.formula(metric.name)
    chosen = _chosen(request, formula)
    value = _value(whole, cell, layer, cursor)
    totals, recomputed = _totals(formula, cell, layer, cursor)
    known = [] if metric.name in cell.unavailable else chosen
    inputs = [_input(formula, name, totals[name], request.limit, cell, cursor) for name in known]
    return Drill(
        metric=metric,
        keys=_keys(cell),
        value=value,
        recomputed=_filled(recomputed, value, metric) if known else None,
        expression=formula.expression,
        inputs=tuple(inputs),
        first=cell.first,
        last=cell.last,
        grain=cell.grain,
        as_of_date=layer.as_of_date,
        version=layer.version,
        notes=(*cell.notes, *_remarks(value, inputs)),
    )


def all_rows(
    request: DrillRequest, layer: Layer, viewer: Viewer, cursor: duckdb.DuckDBPyConnection
) -> Stream:
    """All rows behind the one input that is asked for, read as they are taken."""
    whole = plan(request.query, layer, viewer)
    cell = cell_of(request, whole, layer, viewer)
    formula = layer.measures.formula(cell.metrics[0].name)
    chosen = _chosen(request, formula)
    if len(chosen) > 1:
        hint = f"Name one of its inputs: {', '.join(chosen)}."
        raise RequestError("input", f"{formula.name} has {len(chosen)}, and CSV holds the rows of one", hint)
    _value(whole, cell, layer, cursor)
    totals, _ = _totals(formula, cell, layer, cursor)
    total = totals[chosen[0]]
    ran = cursor.execute(*expand(total.behind.rows, _values(cell, total)))
    return Stream(_columns(total.behind, ran), fetched(ran), layer.version, layer.as_of_date, cell.notes)


def _number(value: object) -> Number:
    told = plain(value)
    assert told is None or isinstance(told, int | float)
    return told


@dataclass(frozen=True)
class _Total:
    """What an input's rows make."""

    behind: Behind
    value: Number
    rows_read: int
    rows_counted: int


def _chosen(request: DrillRequest, formula: Formula) -> list[str]:
    """The inputs that are asked for."""
    if request.input is None:
        return list(formula.measures)
    if request.input not in formula.measures:
        hint = f"It has: {', '.join(formula.measures)}."
        raise RequestError(f"input {request.input!a}", f"is no input of {formula.name}", hint)
    return [request.input]


def _value(whole: Plan, cell: Plan, layer: Layer, cursor: duckdb.DuckDBPyConnection) -> Number:
    """The cell as the planner answers it, asked for alone; else looked up among the rows of the whole answer.

    A row may be there only because another metric of the question has rows in it, or another period.
    """
    alone = write(cell, layer)
    rows = cursor.execute(alone.select, dict(alone.parameters)).fetchall()
    if not rows:
        rows = _looked_up(whole, cell, layer, cursor)
    if not rows:
        hint = "Ask the question for its rows: each is named by the values of its keys."
        raise RequestError(
            ", ".join(f"{name} {value}" for name, value in _keys(cell).items()),
            "is no row of the answer",
            hint,
        )
    return _number(rows[0][-1])


def _looked_up(
    whole: Plan, cell: Plan, layer: Layer, cursor: duckdb.DuckDBPyConnection
) -> list[tuple[object, ...]]:
    statement = write(whole, layer)
    keys = {f"key_{number}": value for number, value in enumerate(_keys(cell).values())}
    names = [f'"{name}" is not distinct from ${key}' for name, key in zip(cell.keys, keys, strict=True)]
    sql = f'select "{cell.metrics[0].name}" from (\n{statement.select}\n) where {" and ".join(names)}'
    return cursor.execute(sql, {**statement.parameters, **keys}).fetchall()


def _keys(cell: Plan) -> dict[str, Cell]:
    """The values by which the cell's row is named."""
    period: dict[str, Cell] = {cell.grain: period_start(cell.first, cell.grain)} if cell.grain else {}
    told = cell.filters[len(cell.filters) - len(cell.dimensions) :]
    return {**period, **{one.dimension.name: one.values[0] if one.values else None for one in told}}


def _totals(
    formula: Formula, cell: Plan, layer: Layer, cursor: duckdb.DuckDBPyConnection
) -> tuple[dict[str, _Total], Number]:
    """What each input's rows make, and what the formula makes of that; one statement."""
    rows = {name: behind(measure, cell, layer.measures) for name, measure in formula.measures.items()}
    found = cursor.execute(*expand(together(formula, rows), placeholders(cell))).fetchone()
    assert found is not None
    *parts, computed = found
    threes = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    totals = {
        name: _Total(one, _number(value), read, counted)
        for (name, one), (value, read, counted) in zip(rows.items(), threes, strict=True)
    }
    return totals, _number(computed)


def _input(
    formula: Formula, name: str, total: _Total, limit: int, cell: Plan, cursor: duckdb.DuckDBPyConnection
) -> Input:
    measure, values = total.behind.measure, _values(cell, total)
    sql, parameters = expand(total.behind.rows, values)
    ran = cursor.execute(f"{sql}\nlimit {limit:d}", parameters)
    columns = _columns(total.behind, ran)
    return Input(
        name=name,
        label=measure.label,
        description=measure.description,
        aggregation=measure.aggregation,
        how=HOW[measure.aggregation],
        uses=formula.uses(name),
        table=measure.model.table.replace('"', ""),
        value=total.value,
        rows_read=total.rows_read,
        total_rows=total.rows_counted,
        columns=columns,
        rows=tuple(tuple(map(plain, row)) for row in ran.fetchall()),
        sql=sql,
        parameters=parameters,
        score=score_parts(total.behind, limit, values, cursor),
    )


def _values(cell: Plan, total: _Total) -> Values:
    return {**placeholders(cell), "counted_rows": (total.rows_counted,)}


def _columns(rows: Behind, ran: duckdb.DuckDBPyConnection) -> tuple[Column, ...]:
    assert ran.description is not None
    types = [field_type(str(engine_type)) for _, engine_type, *_ in ran.description]
    first = [Column("contribution", "Contribution", "metric", types[0])]
    first += [Column("counted", "Counted", "metric", types[1])]
    rest = zip(rows.shown, types[2:], strict=True)
    return (
        *first,
        *(
            Column(one.name, one.label, "time" if one.name == "day" else "dimension", kind)
            for one, kind in rest
        ),
    )


def _filled(recomputed: Number, value: Number, metric: Metric) -> Number:
    """Where there are no rows the definition says what the value is, as soon as anything is known at all."""
    if value is None and recomputed == 0:
        return None
    return metric.fill_with if recomputed is None and value is not None else recomputed


def _remarks(value: Number, inputs: list[Input]) -> Iterator[str]:
    """What has to be said about the rows."""
    if not any(one.total_rows for one in inputs):
        yield "no row counts for this cell" + (
            "" if value is None else f": its {value} says that there was nothing"
        )
    if any(one.score and not one.score.cell and one.total_rows for one in inputs):
        yield NOT_STORED
