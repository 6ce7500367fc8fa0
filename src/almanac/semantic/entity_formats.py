"""Entities in JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, Field

from almanac.semantic.entities import Entities
from almanac.semantic.entity import Entity
from almanac.semantic.formats import ColumnBody, JsonCell, json_cell
from almanac.semantic.rows import Column


class EntitiesBody(BaseModel):
    """Entities of one kind. `rows` hold their cells in the order of `columns`."""

    kind: str
    key: str = Field(description="the column that names an entity")
    columns: list[ColumnBody]
    rows: list[list[JsonCell]]
    total_rows: int = Field(description="entities that fit, whether they are on this page or not")
    limited: bool
    limit: int
    offset: int
    as_of_date: dt.date
    version: str
    sql: str
    parameters: dict[str, JsonCell]
    cache: Literal["miss"] = "miss"
    elapsed_ms: float


class ParentBody(BaseModel):
    """What the entity belongs to."""

    kind: str
    id: str
    name: str | None


class ChildrenBody(BaseModel):
    """How many of a kind belong to the entity."""

    kind: str
    count: int


class HistoryBody(BaseModel):
    """The versions of an entity, the latest first."""

    columns: list[ColumnBody]
    rows: list[list[JsonCell]]
    total_rows: int
    limited: bool


class EntityBody(BaseModel):
    """One entity: its row of today, what it belongs to, what belongs to it, and its versions."""

    kind: str
    id: str
    name: str | None
    columns: list[ColumnBody]
    row: list[JsonCell]
    parents: list[ParentBody]
    children: list[ChildrenBody]
    history: HistoryBody | None = Field(description="null where no versions are kept")
    as_of_date: dt.date
    version: str
    cache: Literal["miss"] = "miss"
    elapsed_ms: float


def entities_body(found: Entities) -> EntitiesBody:
    """Entities of one kind in JSON."""
    return EntitiesBody(
        kind=found.kind.name,
        key=found.kind.key,
        columns=_columns(found.columns),
        rows=[[json_cell(cell) for cell in row] for row in found.rows],
        total_rows=found.total_rows,
        limited=found.limited,
        limit=found.limit,
        offset=found.offset,
        as_of_date=found.as_of_date,
        version=found.version,
        sql=found.sql,
        parameters={name: json_cell(value) for name, value in found.parameters.items()},
        elapsed_ms=found.elapsed_ms,
    )


def entity_body(found: Entity) -> EntityBody:
    """The entity in JSON."""
    history = found.history and HistoryBody(
        columns=_columns(found.history.columns),
        rows=[[json_cell(cell) for cell in row] for row in found.history.rows],
        total_rows=found.history.total_rows,
        limited=len(found.history.rows) < found.history.total_rows,
    )
    return EntityBody(
        kind=found.kind.name,
        id=found.id,
        name=found.name,
        columns=_columns(found.columns),
        row=[json_cell(cell) for cell in found.row],
        parents=[ParentBody(**vars(parent)) for parent in found.parents],
        children=[ChildrenBody(**vars(children)) for children in found.children],
        history=history,
        as_of_date=found.as_of_date,
        version=found.version,
        elapsed_ms=found.elapsed_ms,
    )


def _columns(columns: Iterable[Column]) -> list[ColumnBody]:
    return [ColumnBody(**vars(column)) for column in columns]
