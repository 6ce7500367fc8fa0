"""`GET /api/v1/accounts`: find a customer, and read its account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from almanac.semantic.account import (
    MAX_ROWS,
    SECTIONS,
    SectionRequest,
    list_section,
    show_account,
)
from almanac.semantic.account_search import MAX_FOUND, search_accounts
from almanac.semantic.catalog import Metric
from almanac.semantic.formats import ColumnBody, JsonCell, json_cell
from almanac.semantic.request import parse_as
from almanac.semantic.rows import Cell
from almanac.server.context import InContext, InViewer
from almanac.server.errors import RESPONSES, ErrorBody

router = APIRouter(tags=["accounts"])

_RESPONSES = RESPONSES | {404: {"model": ErrorBody, "description": "there is none that you may see"}}
_Customer = Annotated[str, Path(max_length=200, description="id of the customer")]
Named = dict[str, JsonCell]


class FoundBody(BaseModel):
    """A customer that was found by its name."""

    id: str
    name: str
    plan: str | None
    arr_usd: float | None
    health_status: str | None
    is_active: bool | None


class ScoreBody(BaseModel):
    """One score, how it stood 30 days before, and the parts whose points sum to it."""

    score: str
    metric: Metric | None
    value: float | None
    value_30d_ago: float | None
    change_30d: float | None
    band: str | None
    band_30d_ago: str | None
    coverage: float | None = Field(description="share (0-1) of the weight that could be measured")
    parts: list[Named]


class AccountBody(BaseModel):
    """A customer as it is now, why its scores are what they are, and what does not fit together."""

    id: str
    name: str
    facts: Named = Field(description="the columns of entity_customers")
    scores: list[ScoreBody]
    flags: list[Named]
    as_of_date: dt.date
    version: str
    elapsed_ms: float


class SectionBody(BaseModel):
    """Rows about one customer. `rows` hold their cells in the order of `columns`."""

    section: str
    columns: list[ColumnBody]
    rows: list[list[JsonCell]]
    total_rows: int
    limited: bool
    counts: dict[str, int] = Field(description="rows of each value of the column that `only` chooses from")
    limit: int
    offset: int
    as_of_date: dt.date
    version: str
    elapsed_ms: float


@router.get("/accounts", responses=_RESPONSES)
def search(
    context: InContext,
    viewer: InViewer,
    search: Annotated[
        str, Query(description="a name, or how it begins; slips are forgiven", max_length=200)
    ] = "",
    limit: Annotated[int, Query(ge=1, le=MAX_FOUND)] = 10,
) -> list[FoundBody]:
    """The customers whose name is most like the text, best first; the largest where there is no text."""
    return [FoundBody(**vars(found)) for found in search_accounts(search, limit, viewer, context.answers)]


@router.get("/accounts/{customer}", responses=_RESPONSES)
def account(customer: _Customer, context: InContext, viewer: InViewer) -> AccountBody:
    """One account: the customer of today, its scores with their parts, and disagreements between them."""
    found = show_account(customer, viewer, context.answers)
    return AccountBody(
        id=found.id,
        name=found.name,
        facts=_named(found.facts),
        scores=[
            ScoreBody.model_validate(
                {**score.told, "metric": score.metric, "parts": [_named(part) for part in score.parts]}
            )
            for score in found.scores
        ],
        flags=[_named(flag) for flag in found.flags],
        as_of_date=found.as_of_date,
        version=found.version,
        elapsed_ms=found.elapsed_ms,
    )


@router.get("/accounts/{customer}/{section}", responses=_RESPONSES)
def section(
    customer: _Customer,
    section: Annotated[str, Path(description=f"one of {', '.join(SECTIONS)}", max_length=100)],
    context: InContext,
    viewer: InViewer,
    only: Annotated[str | None, Query(description="a key of `counts`", max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_ROWS)] = 50,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> SectionBody:
    """A part of the account, a page at a time; the timeline begins with the latest."""
    asked = parse_as(SectionRequest, {"only": only, "limit": limit, "offset": offset})
    found = list_section(customer, section, asked, viewer, context.answers)
    return SectionBody(
        section=found.section.name,
        columns=[ColumnBody(**vars(column)) for column in found.columns],
        rows=[[json_cell(cell) for cell in row] for row in found.rows],
        total_rows=found.total_rows,
        limited=found.limited,
        counts=dict(found.counts),
        limit=found.limit,
        offset=found.offset,
        as_of_date=found.as_of_date,
        version=found.version,
        elapsed_ms=found.elapsed_ms,
    )


def _named(cells: Mapping[str, Cell]) -> Named:
    return {name: json_cell(cell) for name, cell in cells.items()}
