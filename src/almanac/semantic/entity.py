"""One entity: as it is now, how it became so, and what it belongs to."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from almanac.semantic.access import Viewer
from almanac.semantic.answer import Answers
from almanac.semantic.entity_tables import KINDS, Kind, Table, kind_of, seen_history, seen_table
from almanac.semantic.layer import Layer
from almanac.semantic.request import NotFoundError
from almanac.semantic.rows import Cell, Column, Row, plain

if TYPE_CHECKING:
    import duckdb

MAX_VERSIONS = 500
"""The latest ones; hardly anything changes more often."""

_STATES = ("old_value", "new_value")


@dataclass(frozen=True)
class Parent:
    """What an entity belongs to."""

    kind: str
    id: str
    name: str | None


@dataclass(frozen=True)
class Children:
    """How many of a kind belong to an entity."""

    kind: str
    count: int


@dataclass(frozen=True)
class History:
    """The versions of an entity, the latest first."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total_rows: int


@dataclass(frozen=True)
class Entity:
    """One entity as it is at the end of the as-of day."""

    kind: Kind
    id: str
    name: str | None
    columns: tuple[Column, ...]
    row: Row
    parents: tuple[Parent, ...]
    children: tuple[Children, ...]
    history: History | None
    as_of_date: dt.date
    version: str
    elapsed_ms: float = 0.0


def show_entity(kind: str, entity_id: str, viewer: Viewer, answers: Answers) -> Entity:
    """The entity with that key; whether one exists that the viewer may not see is not told."""
    began = time.perf_counter()
    with answers.published() as (layer, snapshot):
        found = _Room(layer, viewer, snapshot.cursor).shown(kind_of(kind), entity_id)
    return replace(found, elapsed_ms=round((time.perf_counter() - began) * 1000, 2))


@dataclass(frozen=True)
class _Room:
    """One version as one viewer sees it."""

    layer: Layer
    viewer: Viewer
    cursor: duckdb.DuckDBPyConnection

    def shown(self, kind: Kind, entity_id: str) -> Entity:
        table = seen_table(kind, self.layer, self.viewer)
        rows = self._rows(table, table.selected, kind.key, entity_id)
        if not rows:
            hint = f"`almanac entities {kind.name} --search NAME` finds one by its name."
            raise NotFoundError(
                f"{kind.name} {ascii(entity_id)[:100]}", "there is none that you may see", hint
            )
        row = dict(zip(table.columns, map(plain, rows[0]), strict=True))
        return Entity(
            kind=kind,
            id=entity_id,
            name=_text(row.get(kind.label)),
            columns=tuple(table.columns.values()),
            row=tuple(row.values()),
            parents=tuple(self._parents(kind, row)),
            children=tuple(self._children(kind, entity_id)),
            history=self._history(kind, entity_id),
            as_of_date=self.layer.as_of_date,
            version=self.layer.version,
        )

    def _rows(
        self, table: Table, selected: str, column: str, value: str, more: str = ""
    ) -> list[tuple[object, ...]]:
        sql = f'select {selected} from {table.name} where "{column}" = $wanted and {table.condition}{more}'
        return self.cursor.execute(sql, {**table.parameters, "wanted": value}).fetchall()

    def _others(self, kind: Kind) -> Iterator[tuple[Kind, Table]]:
        """The tables of the other kinds, as far as they may be seen."""
        for other in KINDS.values():
            if other != kind:
                try:
                    yield other, seen_table(other, self.layer, self.viewer)
                except NotFoundError:
                    continue

    def _parents(self, kind: Kind, row: dict[str, Cell]) -> Iterator[Parent]:
        for other, table in self._others(kind):
            key = _text(row.get(other.key))
            if key is not None:
                for (name,) in self._rows(table, f'"{other.label}"', other.key, key):
                    yield Parent(other.name, key, _text(plain(name)))

    def _children(self, kind: Kind, entity_id: str) -> Iterator[Children]:
        for other, table in self._others(kind):
            if kind.key in table.columns:
                [(count,)] = self._rows(table, "count(*)", kind.key, entity_id)
                yield Children(other.name, int(str(count)))

    def _history(self, kind: Kind, entity_id: str) -> History | None:
        table = seen_history(kind, self.layer, self.viewer)
        if table is None:
            return None
        latest = f"\norder by version_number desc limit {MAX_VERSIONS}"
        rows = self._rows(table, f"{table.selected}, count(*) over ()", kind.key, entity_id, latest)
        names = list(table.columns)
        told = [
            tuple(self._told(name, plain(cell)) for name, cell in zip(names, row[:-1], strict=True))
            for row in rows
        ]
        return History(tuple(table.columns.values()), tuple(told), int(str(rows[0][-1])) if rows else 0)

    def _told(self, name: str, cell: Cell) -> Cell:
        """The cell; what a version was and became may name what is somebody else's: that is left out."""
        if self.viewer.rules is None or name not in _STATES or cell is None:
            return cell
        state = json.loads(str(cell))
        return json.dumps({key: value for key, value in state.items() if not key.endswith(("_id", "_ids"))})


def _text(cell: Cell) -> str | None:
    return None if cell is None else str(cell)
