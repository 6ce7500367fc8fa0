"""Who sends a request: told by a token or by the session of a browser, never by an address."""

from __future__ import annotations

import datetime as dt

from fastapi import Request

from almanac.config import Access
from almanac.semantic.access import EVERYTHING, Viewer, viewer_of
from almanac.state.database import State
from almanac.state.sessions import session_token
from almanac.state.tokens import Token, TokenError, token_of

COOKIE = "almanac_session"


def identify(request: Request, access: Access, state: State, now: dt.datetime) -> Viewer:
    """The viewer; an error says what is missing. While no user is configured, anybody sees everything."""
    if not access.users:
        return EVERYTHING
    return viewer_of(_token(request, state, now).user, access)


def _token(request: Request, state: State, now: dt.datetime) -> Token:
    """An Authorization header wins over a cookie: it was sent on purpose."""
    header, cookie = request.headers.get("authorization"), request.cookies.get(COOKIE)
    if header is not None:
        scheme, _, secret = header.partition(" ")
        if scheme.lower() == "bearer" and secret.strip():
            return token_of(state, secret.strip(), now)
    elif cookie:
        return session_token(state, cookie, now)
    hint = "Send `Authorization: Bearer TOKEN`, or begin a session with POST /api/v1/session."
    raise TokenError("the request", "carries no token, and users are configured", hint)
