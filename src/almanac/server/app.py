"""The application: resources put together, nothing of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.types import Lifespan

from almanac.config import PROJECT_DIR
from almanac.semantic.answer import Answers
from almanac.server import (
    dashboards,
    drill,
    metrics,
    query,
    status,
)
from almanac.server.context import Context
from almanac.server.errors import add_error_handlers
from almanac.server.protect import protect
from almanac.server.web import add_web
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader

WEB_DIST = PROJECT_DIR / "web" / "dist"
DASHBOARDS = PROJECT_DIR / "dashboards"


def create_app(
    home: Home,
    now: Callable[[], dt.datetime],
    host: str = "127.0.0.1",
    web_dist: Path = WEB_DIST,
    dashboards_dir: Path = DASHBOARDS,
) -> FastAPI:
    """The API and the page over one home; `now` is the edge's clock (UTC), `host` the bound address."""
    reader = PublishedReader(home)
    app = FastAPI(
        title="Almanac",
        summary="Customer metrics that people trust.",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_closing(reader),
    )
    app.state.context = Context(home, Answers(reader), now, dashboards_dir)
    api = APIRouter(prefix="/api/v1")
    for resource in (
        query,
        drill,
        metrics,
        dashboards,
        status,
    ):
        api.include_router(resource.router)
    app.include_router(api)
    add_web(app, web_dist)
    add_error_handlers(app)
    protect(app, host)
    return app


def _closing(reader: PublishedReader) -> Lifespan[FastAPI]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        reader.close()

    return lifespan
