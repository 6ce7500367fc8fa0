"""Tokens and sessions over a real file."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from almanac.errors import AlmanacError
from almanac.state.database import State
from almanac.state.sessions import LASTS, begin_session, end_session, session_token
from almanac.state.tokens import TokenError, create_token, list_tokens, revoke_token, token_of
from almanac.warehouse.home import Home

NOW = dt.datetime(2025, 8, 1, 22, 30, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def state(home: Home) -> Iterator[State]:
    opened = State(home)
    yield opened
    opened.close()


def test_a_token_tells_its_user(state: State) -> None:
    ana, bob = create_token(state, "ana", NOW), create_token(state, "bob", NOW)
    assert ana != bob
    assert [token_of(state, secret, NOW).user for secret in (ana, bob)] == ["ana", "bob"]


@pytest.mark.parametrize("wrong", ["", "almanac_", "' or 1=1 --", "\ud800", "x" * 10_000])
def test_what_is_no_token_is_known_to_nobody(state: State, wrong: str) -> None:
    secret = create_token(state, "ana", NOW)
    for text in (wrong, secret + wrong if wrong else secret[:-1]):
        with pytest.raises(TokenError, match="is not known"):
            token_of(state, text, NOW)


def test_a_token_is_good_until_the_end_of_its_last_day(state: State) -> None:
    secret = create_token(state, "ana", NOW, NOW.date())
    assert token_of(state, secret, NOW.replace(hour=23, minute=59)).user == "ana"
    with pytest.raises(TokenError, match="token 1: is expired"):
        token_of(state, secret, NOW.replace(day=2, hour=0, minute=0))
    elsewhere = dt.timezone(dt.timedelta(hours=-5))
    with pytest.raises(TokenError, match="is expired"):
        token_of(state, secret, dt.datetime(2025, 8, 1, 20, tzinfo=elsewhere))


def test_the_last_use_is_noted_at_most_every_minute(state: State) -> None:
    secret = create_token(state, "ana", NOW)
    for later in (0.0, 0.5, 1.5):
        token_of(state, secret, NOW + later * MINUTE)
    [token] = list_tokens(state)
    assert token.last_used_at == NOW + 1.5 * MINUTE
    token_of(state, secret, NOW + 2 * MINUTE)
    assert list_tokens(state)[0].last_used_at == NOW + 1.5 * MINUTE


def test_a_session_lasts_a_week_and_ends_with_its_token(state: State) -> None:
    secrets = [create_token(state, user, NOW) for user in ("ana", "bob")]
    ana, bob = (begin_session(state, token_of(state, secret, NOW), NOW) for secret in secrets)
    end = NOW + LASTS
    assert session_token(state, ana, end - MINUTE).user == "ana"
    with pytest.raises(TokenError):
        session_token(state, ana, end)
    revoke_token(state, 2, NOW)
    with pytest.raises(TokenError):
        session_token(state, bob, NOW)
    with pytest.raises(TokenError):
        session_token(state, secrets[0], NOW)


def test_a_session_that_was_ended_is_gone(state: State) -> None:
    session = begin_session(state, token_of(state, create_token(state, "ana", NOW), NOW), NOW)
    end_session(state, session)
    end_session(state, session)
    with pytest.raises(TokenError):
        session_token(state, session, NOW)


def test_a_token_revoked_twice_keeps_its_first_moment(state: State) -> None:
    create_token(state, "ana", NOW)
    for moment in (NOW, NOW + MINUTE):
        revoke_token(state, 1, moment)
    assert list_tokens(state)[0].revoked_at == NOW


def test_many_threads_and_another_process_share_the_file(state: State, home: Home) -> None:
    secret = create_token(state, "ana", NOW)
    other = State(home)
    with ThreadPoolExecutor(8) as pool:
        doors = [(each, NOW + n * MINUTE) for n in range(32) for each in (state, other)]
        assert set(pool.map(lambda door: token_of(door[0], secret, door[1]).user, doors)) == {"ana"}
    other.close()


def test_a_state_of_a_newer_almanac_is_left_alone(state: State, home: Home) -> None:
    create_token(state, "ana", NOW)
    state.close()
    with sqlite3.connect(home.state) as database:
        database.execute("pragma user_version = 99")
    with pytest.raises(AlmanacError, match="was written by a newer Almanac"):
        list_tokens(state)


def test_a_broken_file_is_an_error_that_names_it(state: State, home: Home) -> None:
    home.root.mkdir()
    home.state.write_bytes(b"this is no database, " * 100)
    with pytest.raises(AlmanacError, match=r"state\.sqlite: cannot be used"):
        list_tokens(state)


def test_what_fails_in_the_middle_leaves_nothing(state: State) -> None:
    insert = "insert into tokens (hash, user_name, created_at) values ('h', 'u', 't')"
    with pytest.raises(AlmanacError, match="UNIQUE"), state.transaction(writes=True) as database:
        list(map(database.execute, (insert, insert)))
    assert list_tokens(state) == []
