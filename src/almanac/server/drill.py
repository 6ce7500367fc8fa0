"""`POST /api/v1/drill`: the rows behind one cell of an answer."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Response

from almanac.semantic.cell import DrillRequest
from almanac.semantic.drill_formats import DrillBody, drill_body
from almanac.server.context import InContext, InViewer
from almanac.server.errors import RESPONSES
from almanac.server.query import CSV, csv_of

_CSV_DOC = {
    CSV: {"schema": {"type": "string"}, "example": "contribution,counted,day\n12.5,12.5,2025-07-31\n"}
}

router = APIRouter(tags=["drill"])


@router.post(
    "/drill",
    response_model=DrillBody,
    responses=RESPONSES | {200: {"content": _CSV_DOC, "description": "the cell and its rows"}},
)
def drill(
    request: DrillRequest,
    context: InContext,
    viewer: InViewer,
    accept: Annotated[str, Header(include_in_schema=False)] = "application/json",
    format: Annotated[Literal["json", "csv"] | None, Query(description="wins over Accept")] = None,
) -> Response:
    """The rows that make one number, and what each adds to it.

    Per input of the metric: a ratio has two, a derived metric as many as its parts; a score has points.
    JSON holds the first rows of each input (100 unless `limit` says otherwise), CSV all rows of one `input`.
    """
    if format == "csv" or (format is None and CSV in accept.lower()):
        return csv_of(context.answers.drill_stream(request, viewer))
    told = drill_body(context.answers.drill(request, viewer))
    return Response(told.model_dump_json(by_alias=True), media_type="application/json")
