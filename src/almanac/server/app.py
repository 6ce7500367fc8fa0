"""The application: resources put together, nothing of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from starlette.types import Lifespan

from almanac.config import PROJECT_DIR, QUERY_SECONDS, Access
from almanac.semantic.answer import Answers
from almanac.server import (
    accounts,
    catalog,
    dashboards,
    drill,
    entities,
    metrics,
    query,
    session,
    sql,
    status,
    views,
)
from almanac.server.context import Context, viewer_of_request
from almanac.server.errors import RESPONSES, add_error_handlers
from almanac.server.protect import protect
from almanac.server.web import add_web
from almanac.state.database import State
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader

WEB_DIST = PROJECT_DIR / "web" / "dist"
DASHBOARDS = PROJECT_DIR / "dashboards"


def create_app(
    home: Home,
    now: Callable[[], dt.datetime],
    access: Access,
    host: str = "127.0.0.1",
    web_dist: Path = WEB_DIST,
    query_seconds: float = QUERY_SECONDS,
    dashboards_dir: Path = DASHBOARDS,
) -> FastAPI:
    """The API and the page over one home; `now` is the edge's clock (UTC), `host` the bound address.

    What is open to everybody is named here: the session, the page's files and the description of the API.
    A question that the engine has not answered after `query_seconds` is stopped.
    """
    reader, state = PublishedReader(home, seconds=query_seconds), State(home)
    # Whatever people write has an engine of its own, so that no tile has to wait for it.
    free = PublishedReader(home, threads=1, memory_limit="1GB", seconds=query_seconds)
    app = FastAPI(
        title="Almanac",
        summary="Customer metrics that people trust.",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_closing(reader, free, state),
    )
    app.state.context = Context(home, Answers(reader), free, now, access, state, dashboards_dir)
    refusals: dict[int | str, dict[str, Any]] = {code: RESPONSES[code] for code in (401, 403)}
    api = APIRouter(prefix="/api/v1", dependencies=[Depends(viewer_of_request)], responses=refusals)
    for resource in (
        query,
        drill,
        entities,
        accounts,
        metrics,
        catalog,
        dashboards,
        sql,
        views,
        status,
    ):
        api.include_router(resource.router)
    app.include_router(api)
    app.include_router(session.router, prefix="/api/v1")
    add_web(app, web_dist)
    add_error_handlers(app)
    protect(app, host)
    return app


def _closing(*opened: PublishedReader | State) -> Lifespan[FastAPI]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        for each in opened:
            each.close()

    return lifespan
