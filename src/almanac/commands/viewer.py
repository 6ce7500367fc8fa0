"""Who runs a command that returns rows of customers."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from almanac.errors import AlmanacError

if TYPE_CHECKING:
    from almanac.semantic.access import Viewer

TOKEN = "ALMANAC_TOKEN"


def viewer_of_command() -> Viewer:
    """The user whose token the environment holds; anybody while no user is configured."""
    from almanac.commands.clock import edge_clock
    from almanac.config import settings
    from almanac.semantic.access import EVERYTHING, viewer_of
    from almanac.state.database import State
    from almanac.state.tokens import token_of
    from almanac.warehouse.home import Home

    access = settings().access
    if not access.users:
        return EVERYTHING
    secret = os.environ.get(TOKEN, "").strip()
    if not secret:
        hint = f"Set {TOKEN} to a token of yours; `almanac token create USER` makes one."
        raise AlmanacError(TOKEN, "is not set, and users are configured", hint)
    with closing(State(Home(settings().home))) as state:
        token = token_of(state, secret, edge_clock(None))
    return viewer_of(token.user, access)
