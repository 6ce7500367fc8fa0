"""Ask a published version: rows with all that is needed to trust them."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from almanac.semantic import comparison
from almanac.semantic.access import RowRule, Viewer
from almanac.semantic.catalog import FieldType, Metric, field_type
from almanac.semantic.comparison import Comparison
from almanac.semantic.layer import Layer, Layers
from almanac.semantic.plan import Plan, plan
from almanac.semantic.request import DEFAULT_LIMIT, Grain, QueryRequest
from almanac.semantic.rows import Column, Row, Stream, fetched, plain
from almanac.semantic.values import Bound

if TYPE_CHECKING:
    import duckdb

    from almanac.semantic.cell import DrillRequest
    from almanac.semantic.drill import Drill
    from almanac.semantic.statement import Statement
    from almanac.warehouse.reader import PublishedReader, Snapshot

_Key = tuple[str, tuple[RowRule, ...] | None, str]

CACHED_ANSWERS = 128
CACHED_ROWS = 2_000
"""A larger answer is not kept: it is an export, not a tile that many people look at."""


@dataclass(frozen=True)
class Answer:
    """Rows, how many there are in all, and where they come from."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total_rows: int
    limit: int
    first: dt.date
    last: dt.date
    grain: Grain | None
    compared: Comparison | None
    as_of_date: dt.date
    version: str
    sql: str
    parameters: dict[str, Bound]
    notes: tuple[str, ...]
    cache: Literal["miss", "hit"] = "miss"
    elapsed_ms: float = 0.0

    @property
    def limited(self) -> bool:
        """Whether there are more rows than these."""
        return len(self.rows) < self.total_rows


@dataclass(frozen=True)
class Written:
    """The statement of a question, and the values of its placeholders."""

    sql: str
    parameters: dict[str, Bound]
    version: str
    notes: tuple[str, ...]


class Answers:
    """The one way to a number; safe to share between threads.

    An answer stays with the version that was published when it began.
    """

    def __init__(self, reader: PublishedReader, cached_answers: int = CACHED_ANSWERS) -> None:
        self._reader, self._cached_answers = reader, cached_answers
        self._layers = Layers()
        self._cache: OrderedDict[_Key, Answer] = OrderedDict()
        self._guard = threading.Lock()

    def ask(self, request: QueryRequest, viewer: Viewer) -> Answer:
        """The first rows of the answer that the viewer may see, and how many of them there are."""
        began = time.perf_counter()
        with self._reader.lease() as snapshot:
            key = (snapshot.version.id, viewer.rules, request.model_dump_json())
            known = self._recall(key)
            answer = known or self._compute(request, viewer, snapshot)
        if not known and len(answer.rows) <= CACHED_ROWS:
            self._remember(key, answer)
        elapsed = round((time.perf_counter() - began) * 1000, 2)
        return replace(answer, cache="hit" if known else "miss", elapsed_ms=elapsed)

    def written(self, request: QueryRequest, viewer: Viewer) -> Written:
        """The statement that would answer, with the viewer's rules in it; nothing is computed."""
        with self._reader.lease() as snapshot:
            checked, statement = _prepare(request, self._layers.of(snapshot), viewer)
        sql = statement.sql + (f"\nlimit {request.limit:d}" if request.limit else "")
        return Written(sql, dict(statement.parameters), snapshot.version.id, checked.notes)

    @contextmanager
    def stream(self, request: QueryRequest, viewer: Viewer) -> Iterator[Stream]:
        """All rows that the viewer may see (or as many as the request's own limit), a batch at a time."""
        with self._reader.lease() as snapshot:
            layer = self._layers.of(snapshot)
            checked, statement = _prepare(request, layer, viewer)
            sql = statement.sql + (f"\nlimit {request.limit:d}" if request.limit else "")
            cursor = snapshot.cursor.execute(sql, dict(statement.parameters))
            columns = _columns(checked, cursor)
            snapshot.stop_clock()
            yield Stream(columns, fetched(cursor), layer.version, layer.as_of_date, checked.notes)

    def drill(self, request: DrillRequest, viewer: Viewer) -> Drill:
        """The rows behind one cell of an answer, as far as the viewer may see them."""
        from almanac.semantic.drill import drill

        began = time.perf_counter()
        with self._reader.lease() as snapshot:
            told = drill(request, self._layers.of(snapshot), viewer, snapshot.cursor)
        return replace(told, elapsed_ms=round((time.perf_counter() - began) * 1000, 2))

    @contextmanager
    def drill_stream(self, request: DrillRequest, viewer: Viewer) -> Iterator[Stream]:
        """All rows behind one input of a cell, a batch at a time."""
        from almanac.semantic.drill import all_rows

        with self._reader.lease() as snapshot:
            stream = all_rows(request, self._layers.of(snapshot), viewer, snapshot.cursor)
            snapshot.stop_clock()
            yield stream

    @contextmanager
    def layer(self) -> Iterator[Layer]:
        """The published version's layer, to look at its catalogue."""
        with self._reader.lease() as snapshot:
            yield self._layers.of(snapshot)

    @contextmanager
    def published(self) -> Iterator[tuple[Layer, Snapshot]]:
        """The published version and its layer; who reads tables through it applies the viewer's rules."""
        with self._reader.lease() as snapshot:
            yield self._layers.of(snapshot), snapshot

    def _compute(self, request: QueryRequest, viewer: Viewer, snapshot: Snapshot) -> Answer:
        layer = self._layers.of(snapshot)
        checked, statement = _prepare(request, layer, viewer)
        limit = request.limit or DEFAULT_LIMIT
        cursor = snapshot.cursor.execute(statement.counted(limit), dict(statement.parameters))
        columns = _columns(checked, cursor)
        found = cursor.fetchall()
        return Answer(
            columns=columns,
            rows=tuple(tuple(map(plain, row[:-1])) for row in found),
            total_rows=found[0][-1] if found else 0,
            limit=limit,
            first=checked.first,
            last=checked.last,
            grain=checked.grain,
            compared=checked.comparison,
            as_of_date=layer.as_of_date,
            version=layer.version,
            sql=statement.sql,
            parameters=dict(statement.parameters),
            notes=checked.notes,
        )

    def _recall(self, key: _Key) -> Answer | None:
        with self._guard:
            if key in self._cache:
                self._cache.move_to_end(key)
            return self._cache.get(key)

    def _remember(self, key: _Key, answer: Answer) -> None:
        with self._guard:
            self._cache[key] = answer
            while len(self._cache) > self._cached_answers:
                self._cache.popitem(last=False)


def _prepare(request: QueryRequest, layer: Layer, viewer: Viewer) -> tuple[Plan, Statement]:
    from almanac.semantic.statement import write

    checked = plan(request, layer, viewer)
    return checked, write(checked, layer)


def _columns(checked: Plan, cursor: duckdb.DuckDBPyConnection) -> tuple[Column, ...]:
    assert cursor.description is not None
    types = {name: field_type(str(engine_type)) for name, engine_type, *_ in cursor.description}
    period = [Column(checked.grain, checked.grain.capitalize(), "time", "date")] if checked.grain else []
    dimensions = [Column(d.name, d.label, "dimension", types[d.name], d.unit) for d in checked.dimensions]
    metrics = [column for metric in checked.metrics for column in _metric_columns(metric, types, checked)]
    return (*period, *dimensions, *metrics)


def _metric_columns(metric: Metric, types: dict[str, FieldType], checked: Plan) -> Iterator[Column]:
    yield Column(metric.name, metric.label, "metric", types[metric.name], metric.unit)
    if checked.comparison:
        for part, label, unit in comparison.columns_of(metric, checked.comparison.kind):
            yield Column(part, label, "comparison", types[part], unit)
