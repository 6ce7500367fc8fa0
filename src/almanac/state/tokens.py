"""Tokens: who sends a request. A token is shown once; what is kept cannot be turned back into it.

A token is 256 random bits, so nobody can try them all and a plain SHA-256 is enough: slow, salted hashes are
for passwords that people choose. A token is looked up by its hash, and how long that takes tells nothing:
nobody can steer the hash of a guess towards a stored one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from typing import Literal

from almanac.errors import AlmanacError
from almanac.state.database import State

PREFIX = "almanac_"
"""Lets people, and the scanners that look for secrets in code, see what it is."""

NOTED_EVERY = dt.timedelta(minutes=1)
"""A token's last use is written at most so often, so that reading does not mean writing."""

_HINT = "Ask for a new one: `almanac token create USER` makes it."
COLUMNS = "id, user_name, created_at, expires_on, revoked_at, last_used_at"


class TokenError(AlmanacError):
    """What was sent proves nobody's identity."""


@dataclass(frozen=True)
class Token:
    """What is known of a token, apart from the token. Moments are UTC."""

    id: int
    user: str
    created_at: dt.datetime
    expires_on: dt.date | None
    revoked_at: dt.datetime | None
    last_used_at: dt.datetime | None

    def condition(self, now: dt.datetime) -> Literal["valid", "expired", "revoked"]:
        """Whether it still opens a door; it does so until the end of its last day."""
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_on and self.expires_on < now.astimezone(dt.UTC).date() else "valid"


def create_token(state: State, user: str, now: dt.datetime, expires_on: dt.date | None = None) -> str:
    """A new token of the user: the only time that it can be read."""
    secret = PREFIX + secrets.token_urlsafe(32)
    with state.transaction(writes=True) as database:
        database.execute(
            "insert into tokens (hash, user_name, created_at, expires_on) values (?, ?, ?, ?)",
            (hashed(secret), user, as_text(now), expires_on and expires_on.isoformat()),
        )
    return secret


def list_tokens(state: State) -> list[Token]:
    """All tokens that there ever were, the oldest first."""
    with state.transaction() as database:
        return [_token(row) for row in database.execute(f"select {COLUMNS} from tokens order by id")]


def revoke_token(state: State, token_id: int, now: dt.datetime) -> Token:
    """From now on the token opens nothing, and no session that was begun with it."""
    with state.transaction(writes=True) as database:
        row = database.execute(f"select {COLUMNS} from tokens where id = ?", (token_id,)).fetchone()
        if row is None:
            raise AlmanacError(f"token {token_id}", "is not there", "`almanac token list` lists them.")
        database.execute(
            "update tokens set revoked_at = coalesce(revoked_at, ?) where id = ?", (as_text(now), token_id)
        )
        database.execute("delete from sessions where token_id = ?", (token_id,))
    return _token(row)


def token_of(state: State, secret: str, now: dt.datetime) -> Token:
    """The valid token that this text is; an error says why it is none."""
    return found_valid(state, f"select {COLUMNS} from tokens where hash = ?", [hashed(secret)], now)


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def found_valid(state: State, sql: str, values: list[str], now: dt.datetime) -> Token:
    """The token that the statement finds, if it is valid; its use is noted."""
    with state.transaction() as database:
        row = database.execute(sql, values).fetchone()
    if row is None:
        raise TokenError("the token", "is not known", _HINT)
    token = _token(row)
    if (condition := token.condition(now)) != "valid":
        raise TokenError(f"token {token.id}", f"is {condition}", _HINT)
    if token.last_used_at is None or now - token.last_used_at >= NOTED_EVERY:
        with state.transaction(writes=True) as database:
            database.execute("update tokens set last_used_at = ? where id = ?", (as_text(now), token.id))
    return token


def _token(row: sqlite3.Row) -> Token:
    number, user, created_at, expires_on, revoked_at, last_used_at = row
    return Token(
        id=number,
        user=user,
        created_at=dt.datetime.fromisoformat(created_at),
        expires_on=expires_on and dt.date.fromisoformat(expires_on),
        revoked_at=revoked_at and dt.datetime.fromisoformat(revoked_at),
        last_used_at=last_used_at and dt.datetime.fromisoformat(last_used_at),
    )


def as_text(moment: dt.datetime) -> str:
    """The moment as it is kept: texts in the order of time."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
