"""`GET /api/v1/entities/{kind}`: customers, users, devices, ... as they are now, and how they became so."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import unquote_plus

from fastapi import APIRouter, Path, Query, Request

from almanac.semantic.conditions import parse_conditions
from almanac.semantic.entities import (
    DEFAULT_ENTITIES,
    MAX_ENTITIES,
    MAX_OFFSET,
    EntitiesRequest,
    list_entities,
)
from almanac.semantic.entity import show_entity
from almanac.semantic.entity_formats import EntitiesBody, EntityBody, entities_body, entity_body
from almanac.semantic.entity_tables import KINDS
from almanac.semantic.request import parse_as
from almanac.server.context import InContext, InViewer
from almanac.server.errors import RESPONSES, ErrorBody

router = APIRouter(tags=["entities"])

_RESPONSES = RESPONSES | {404: {"model": ErrorBody, "description": "there is none that you may see"}}
_Kind = Annotated[str, Path(description=f"one of {', '.join(KINDS)}", max_length=100)]


@router.get("/entities/{kind}", responses=_RESPONSES)
def entities(
    kind: _Kind,
    request: Request,
    context: InContext,
    viewer: InViewer,
    search: Annotated[str | None, Query(description="text in the name or the key", max_length=500)] = None,
    order_by: Annotated[
        list[str] | None, Query(description="columns; with a leading minus downwards")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_ENTITIES)] = DEFAULT_ENTITIES,
    offset: Annotated[int, Query(ge=0, le=MAX_OFFSET)] = 0,
) -> EntitiesBody:
    """The entities of a kind, by name.

    Every column is a filter: `?industry=Retail`, `?mrr_usd>=1000`, `?industry!=Retail`; the same one again
    means any of the values, `?industry=` those that have none.
    """
    asked = {
        "search": search,
        "filters": parse_conditions(_conditions(request.url.query), "the address"),
        "order_by": order_by or [],
        "limit": limit,
        "offset": offset,
    }
    found = list_entities(kind, parse_as(EntitiesRequest, asked), viewer, context.answers)
    return entities_body(found)


def _conditions(query: str) -> list[str]:
    """The parts of the address that are no parameter of ours."""
    own = ("search", "order_by", "limit", "offset")
    parts = [unquote_plus(part) for part in query.split("&") if part]
    return [part for part in parts if part.split("=")[0] not in own]


@router.get("/entities/{kind}/{entity_id:path}", responses=_RESPONSES)
def entity(kind: _Kind, entity_id: str, context: InContext, viewer: InViewer) -> EntityBody:
    """One entity: its row of today, what it belongs to, what belongs to it, and its versions."""
    return entity_body(show_entity(kind, entity_id, viewer, context.answers))
