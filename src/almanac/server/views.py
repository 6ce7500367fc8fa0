"""`/api/v1/views`: pages saved under a name, one's own and those that others share."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from almanac.semantic.access import Viewer
from almanac.semantic.request import Name, NotFoundError, RequestError
from almanac.server.context import InContext, InViewer
from almanac.server.errors import RESPONSES
from almanac.state.views import MOST, View, delete_view, list_views, save_view

router = APIRouter(tags=["views"])

MAX_ADDRESS = 4_000
MAX_ID = 2**63 - 1


class SaveView(BaseModel):
    """A page of this application, and what to call it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: Name
    address: str = Field(
        max_length=MAX_ADDRESS,
        pattern=r"^/[a-z][a-z0-9/-]*(\?[!-~]*)?$",
        description="path and query string, such as /dashboards/cs-health?segment=smb",
    )
    shared: bool = Field(False, description="whether everybody sees it in their list")


class ViewBody(BaseModel):
    """A saved page. Its numbers are those of whoever opens it: row rules apply as on any page."""

    id: int
    name: str
    address: str
    shared: bool
    own: bool
    owner: str | None
    saved_at: dt.datetime


@router.get("/views")
def get_views(context: InContext, viewer: InViewer) -> list[ViewBody]:
    """One's own views and those that others share, by name."""
    return [_body(view, viewer) for view in list_views(context.state, viewer.name)]


@router.post("/views", responses={code: RESPONSES[code] for code in (400, 422)})
def post_view(view: SaveView, context: InContext, viewer: InViewer) -> ViewBody:
    """Save a page; one's own view of that name is replaced."""
    saved = save_view(context.state, viewer.name, view.name, view.address, view.shared, context.now())
    if saved is None:
        raise RequestError("the view", f"you have {MOST} already", "Delete some of them first.")
    return _body(saved, viewer)


@router.delete("/views/{view_id}", responses={code: RESPONSES[code] for code in (404, 422)})
def remove_view(
    view_id: Annotated[int, Path(ge=1, le=MAX_ID)], context: InContext, viewer: InViewer
) -> list[ViewBody]:
    """Delete a view of one's own; what is left is answered."""
    if not delete_view(context.state, viewer.name, view_id):
        raise NotFoundError(f"view {view_id}", "is no view of yours", "GET /api/v1/views lists them.")
    return get_views(context, viewer)


def _body(view: View, viewer: Viewer) -> ViewBody:
    return ViewBody(
        id=view.id,
        name=view.name,
        address=view.address,
        shared=view.shared,
        own=view.owner == viewer.name,
        owner=view.owner or None,
        saved_at=view.saved_at,
    )
