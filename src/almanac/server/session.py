"""`/api/v1/session`: the page signs in with a token once and keeps a cookie that no script can read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from almanac.config import Access
from almanac.semantic.access import EVERYTHING, AccessError, Viewer, viewer_of
from almanac.semantic.request import RequestError
from almanac.server.context import InContext
from almanac.server.errors import RESPONSES
from almanac.server.identity import COOKIE, identify
from almanac.state.sessions import LASTS, begin_session, end_session
from almanac.state.tokens import TokenError, token_of

router = APIRouter(tags=["session"])


class SignIn(BaseModel):
    """A token, as `almanac token create` showed it."""

    model_config = ConfigDict(extra="forbid")

    token: Annotated[str, Field(min_length=1, max_length=200)]


class SessionBody(BaseModel):
    """Who is asking. Where `users_configured` is false nobody has to sign in, and all rows are seen."""

    users_configured: bool
    user: str | None
    name: str | None
    sees_all_rows: bool


_NOBODY = SessionBody(users_configured=True, user=None, name=None, sees_all_rows=False)
_PATH = "/api"


@router.get("/session")
def get_session(request: Request, context: InContext) -> SessionBody:
    """Who the sender is; `user` is null where a token is needed first."""
    try:
        viewer = identify(request, context.access, context.state, context.now())
    except (TokenError, AccessError):
        return _NOBODY
    return _body(viewer, context.access)


@router.post("/session", responses={code: RESPONSES[code] for code in (400, 401, 403, 422)})
def begin(sign_in: SignIn, request: Request, response: Response, context: InContext) -> SessionBody:
    """Begin a session of seven days, or until the token is revoked."""
    if not context.access.users:
        raise RequestError("the session", "no user is configured, so nobody signs in", "Ask without a token.")
    token = token_of(context.state, sign_in.token, context.now())
    viewer = viewer_of(token.user, context.access)
    secret = begin_session(context.state, token, context.now())
    lasts = int(LASTS.total_seconds())
    response.set_cookie(
        COOKIE, secret, lasts, path=_PATH, secure=_is_encrypted(request), httponly=True, samesite="strict"
    )
    return _body(viewer, context.access)


@router.delete("/session")
def end(request: Request, response: Response, context: InContext) -> SessionBody:
    """End the session, here and on the server; without one there is nothing to end."""
    if secret := request.cookies.get(COOKIE):
        end_session(context.state, secret)
    response.delete_cookie(COOKIE, path=_PATH, httponly=True, samesite="strict")
    return _NOBODY if context.access.users else _body(EVERYTHING, context.access)


def _body(viewer: Viewer, access: Access) -> SessionBody:
    user = access.users.get(viewer.name)
    return SessionBody(
        users_configured=bool(access.users),
        user=viewer.name or None,
        name=user and user.name,
        sees_all_rows=viewer.rules is None,
    )


def _is_encrypted(request: Request) -> bool:
    """Also where a proxy in front did it; who claims so falsely only loses the own cookie."""
    return "https" in (request.url.scheme, request.headers.get("x-forwarded-proto"))
