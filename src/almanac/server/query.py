"""`POST /api/v1/query`: ask for numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from almanac.semantic.dialects import Dialect, translated
from almanac.semantic.formats import AnswerBody, body, csv_lines
from almanac.semantic.request import QueryRequest
from almanac.semantic.rows import Stream
from almanac.server.context import InContext, InViewer
from almanac.server.errors import RESPONSES

CSV = "text/csv"
_CSV_DOC = {CSV: {"schema": {"type": "string"}, "example": "month,total_event_count\n2025-07-01,122\n"}}

router = APIRouter(tags=["query"])


@router.post(
    "/query",
    response_model=AnswerBody,
    responses=RESPONSES | {200: {"content": _CSV_DOC, "description": "the answer"}},
)
def query(
    request: QueryRequest,
    context: InContext,
    viewer: InViewer,
    accept: Annotated[str, Header(include_in_schema=False)] = "application/json",
    format: Annotated[Literal["json", "csv"] | None, Query(description="wins over Accept")] = None,
) -> Response:
    """Metrics, grouped and filtered, over a time.

    JSON holds the first rows (10,000 unless `limit` says otherwise) and how many there are; CSV holds all.
    """
    if format == "csv" or (format is None and CSV in accept.lower()):
        return csv_of(context.answers.stream(request, viewer))
    answer = context.answers.ask(request, viewer)
    return Response(body(answer).model_dump_json(by_alias=True), media_type="application/json")


class StatementBody(BaseModel):
    """The statement of a question, to be copied; the days and values of the question stand in it."""

    dialect: Dialect
    sql: str
    version: str
    notes: tuple[str, ...]


@router.post("/query/sql", responses=RESPONSES)
def query_sql(
    request: QueryRequest,
    context: InContext,
    viewer: InViewer,
    dialect: Annotated[Dialect, Query(description="the engine that it is written for")] = "duckdb",
) -> StatementBody:
    """The SQL of a question, as DuckDB, Postgres, Snowflake or Spark write it; it is not run."""
    written = context.answers.written(request, viewer)
    sql = translated(written.sql, written.parameters, dialect)
    return StatementBody(dialect=dialect, sql=sql, version=written.version, notes=written.notes)


def csv_lines_of(opening: AbstractContextManager[Stream]) -> CsvLines:
    """All lines of the rows; their version is held until they are taken or dropped."""
    with ExitStack() as opened:
        stream = opened.enter_context(opening)
        return CsvLines(stream, opened.pop_all())


class CsvLines:
    """Lines that let go of their version whatever becomes of them.

    A plain generator that is dropped before its first line never runs, so it would never let go.
    """

    def __init__(self, stream: Stream, opened: ExitStack) -> None:
        self.stream, self._opened = stream, opened
        self._lines = csv_lines(stream.columns, stream.rows)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            return next(self._lines)
        except BaseException:
            self._opened.close()
            raise

    def __del__(self) -> None:
        self._opened.close()


def csv_of(opening: AbstractContextManager[Stream]) -> Response:
    """All of the rows as CSV, sent as they are read."""
    lines = csv_lines_of(opening)
    headers = {
        "content-disposition": 'attachment; filename="almanac.csv"',
        "x-almanac-version": lines.stream.version,
        "x-almanac-as-of-date": lines.stream.as_of_date.isoformat(),
        "x-almanac-notes": "; ".join(lines.stream.notes),
    }
    return StreamingResponse(lines, media_type=CSV, headers=headers)
