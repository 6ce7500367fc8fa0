"""What the resources share: the state of one running application."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from almanac.config import PROJECT_DIR, Access
from almanac.semantic.access import Viewer
from almanac.semantic.answer import Answers
from almanac.server.identity import identify
from almanac.state.database import State
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader


@dataclass(frozen=True)
class Context:
    """The published data, the edge's clock, who may see what, and what people wrote."""

    home: Home
    answers: Answers
    sql: PublishedReader
    now: Callable[[], dt.datetime]
    access: Access
    state: State
    dashboards: Path = PROJECT_DIR / "dashboards"


def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


InContext = Annotated[Context, Depends(_context)]


def viewer_of_request(request: Request, context: InContext) -> Viewer:
    """Who sends the request; every route under it is closed to those whom it does not know."""
    return identify(request, context.access, context.state, context.now())


InViewer = Annotated[Viewer, Depends(viewer_of_request)]
