"""What people write, apart from the published versions: `state.sqlite` under `ALMANAC_HOME`.

SQLite in WAL mode: a server reads while a command writes, and the file survives every build.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from almanac.errors import AlmanacError
from almanac.warehouse.home import Home

WAIT_SECONDS = 10

_VERSIONS = (
    """
    create table tokens (
        id integer primary key,
        hash text not null unique,
        user_name text not null,
        created_at text not null,
        expires_on text,
        revoked_at text,
        last_used_at text
    ) strict;
    create table sessions (
        hash text primary key,
        token_id integer not null references tokens (id),
        expires_at text not null
    ) strict;
    """,
)
"""What each version of the schema adds to the one before; never edited once released, only added to."""


@contextmanager
def state(home: Home, writes: bool = False) -> Iterator[sqlite3.Connection]:
    """A transaction on the state, brought to the newest schema; made where there is none.

    Only one at a time `writes`; the others read beside it.
    """
    try:
        home.root.mkdir(parents=True, exist_ok=True)
        # Only this account may read who holds a token; SQLite gives its side files the same rights.
        home.state.touch(mode=0o600)
        with closing(sqlite3.connect(home.state, timeout=WAIT_SECONDS, isolation_level=None)) as database:
            _prepare(database, home)
            with _transaction(database, "immediate" if writes else "deferred"):
                yield database
    except (OSError, sqlite3.DatabaseError) as error:
        hint = "See that the folder can be written and the file is whole."
        raise AlmanacError(str(home.state), f"cannot be used ({error})", hint) from error


def _prepare(database: sqlite3.Connection, home: Home) -> None:
    database.execute("pragma foreign_keys = on")
    if _version(database) == len(_VERSIONS):
        return
    database.execute("pragma journal_mode = wal")
    with _transaction(database, "immediate"):
        version = _version(database)
        if version > len(_VERSIONS):
            hint = "Use that Almanac, or another ALMANAC_HOME."
            raise AlmanacError(str(home.state), "was written by a newer Almanac", hint)
        for statement in "".join(_VERSIONS[version:]).split(";"):
            database.execute(statement)
        database.execute(f"pragma user_version = {len(_VERSIONS)}")


def _version(database: sqlite3.Connection) -> int:
    version: int = database.execute("pragma user_version").fetchone()[0]
    return version


@contextmanager
def _transaction(database: sqlite3.Connection, kind: str) -> Iterator[None]:
    database.execute(f"begin {kind}")
    try:
        yield
    except BaseException:
        database.execute("rollback")
        raise
    database.execute("commit")
