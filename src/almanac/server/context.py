"""What the resources share: the state of one running application."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from almanac.config import PROJECT_DIR
from almanac.semantic.access import EVERYTHING, Viewer
from almanac.semantic.answer import Answers
from almanac.warehouse.home import Home


@dataclass(frozen=True)
class Context:
    """The published data and the edge's clock."""

    home: Home
    answers: Answers
    now: Callable[[], dt.datetime]
    dashboards: Path = PROJECT_DIR / "dashboards"


def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


InContext = Annotated[Context, Depends(_context)]


def _viewer() -> Viewer:
    """Who sends the request."""
    return EVERYTHING


InViewer = Annotated[Viewer, Depends(_viewer)]
