"""`POST /api/v1/sql`: one SELECT over the published version, for those who see all rows."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from almanac.semantic.formats import JsonCell, json_cell
from almanac.semantic.free_sql import ask_freely
from almanac.semantic.request import DEFAULT_LIMIT
from almanac.server.context import InContext, InViewer
from almanac.server.errors import RESPONSES

router = APIRouter(tags=["sql"])

MAX_LENGTH = 50_000


class SqlRequest(BaseModel):
    """A statement, and how many of its rows are wanted."""

    model_config = ConfigDict(extra="forbid")

    sql: Annotated[str, Field(min_length=1, max_length=MAX_LENGTH)]
    limit: Annotated[int, Field(ge=1, le=DEFAULT_LIMIT, description="rows at most")] = DEFAULT_LIMIT


class SqlColumn(BaseModel):
    """One column, with the engine's word for its type."""

    name: str
    type: str


class SqlBody(BaseModel):
    """The first rows, and how many there are in all."""

    columns: list[SqlColumn]
    rows: list[list[JsonCell]]
    total_rows: int
    limited: bool
    limit: int
    version: str
    elapsed_ms: float


@router.post("/sql", responses={code: RESPONSES[code] for code in (400, 403, 422, 503, 504)})
def run_sql(request: SqlRequest, context: InContext, viewer: InViewer) -> SqlBody:
    """Run one SELECT. Nothing can be changed, and no file or address can be read."""
    answer = ask_freely(request.sql, request.limit, viewer, context.sql)
    return SqlBody(
        columns=[SqlColumn(name=name, type=engine_type) for name, engine_type in answer.columns],
        rows=[[json_cell(cell) for cell in row] for row in answer.rows],
        total_rows=answer.total_rows,
        limited=len(answer.rows) < answer.total_rows,
        limit=request.limit,
        version=answer.version,
        elapsed_ms=answer.elapsed_ms,
    )
