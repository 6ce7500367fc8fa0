"""Sessions of browsers: begun with a token, so that no page has to keep one."""

from __future__ import annotations

import datetime as dt
import secrets

from almanac.state.database import State
from almanac.state.tokens import COLUMNS, Token, as_text, found_valid, hashed

LASTS = dt.timedelta(days=7)

_FIND = f"""
select {COLUMNS} from sessions join tokens on tokens.id = token_id where sessions.hash = ? and expires_at > ?
"""


def begin_session(state: State, token: Token, now: dt.datetime) -> str:
    """A secret for the browser to keep in place of its valid token."""
    secret = secrets.token_urlsafe(32)
    with state.transaction(writes=True) as database:
        database.execute("delete from sessions where expires_at <= ?", (as_text(now),))
        values = (hashed(secret), token.id, as_text(now + LASTS))
        database.execute("insert into sessions (hash, token_id, expires_at) values (?, ?, ?)", values)
    return secret


def session_token(state: State, secret: str, now: dt.datetime) -> Token:
    """The valid token with which the session was begun; an error says why there is none."""
    return found_valid(state, _FIND, [hashed(secret), as_text(now)], now)


def end_session(state: State, secret: str) -> None:
    """Forget the session; one that is not known is forgotten already."""
    with state.transaction(writes=True) as database:
        database.execute("delete from sessions where hash = ?", (hashed(secret),))
