"""What people write, apart from the published versions: `state.sqlite` under `ALMANAC_HOME`.

SQLite in WAL mode: a server reads while a command writes, and the file survives every build.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

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
    """
    create table views (
        id integer primary key,
        owner text not null,
        name text not null,
        address text not null,
        shared integer not null,
        saved_at text not null,
        unique (owner, name)
    ) strict;
    """,
)
"""What each version of the schema adds to the one before; never edited once released, only added to."""


class State:
    """The state of one home, opened when it is first needed; safe to share between threads."""

    def __init__(self, home: Home) -> None:
        self._path = home.state
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None

    @contextmanager
    def transaction(self, writes: bool = False) -> Iterator[sqlite3.Connection]:
        """All or nothing. Only one process at a time `writes`; the others read beside it."""
        try:
            with self._lock:
                database = self._database or self._open()
                with _transaction(database, "immediate" if writes else "deferred"):
                    yield database
        except (OSError, sqlite3.DatabaseError) as error:
            hint = "See that its folder can be written and the file is whole."
            raise AlmanacError(str(self._path), f"cannot be used ({error})", hint) from error

    def close(self) -> None:
        """Let go of the file; the next transaction opens it again."""
        with self._lock:
            if self._database:
                self._database.close()
            self._database = None

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # Only this account may read who holds a token; SQLite gives its side files the same rights.
        self._path.touch(mode=0o600)
        database = sqlite3.connect(
            self._path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare(database)
        except BaseException:
            database.close()
            raise
        self._database = database
        return database

    def _prepare(self, database: sqlite3.Connection) -> None:
        """Bring the schema to the newest version."""
        database.execute("pragma foreign_keys = on")
        database.execute("pragma journal_mode = wal")
        with _transaction(database, "immediate"):
            version: int = database.execute("pragma user_version").fetchone()[0]
            if version > len(_VERSIONS):
                hint = "Use that Almanac, or another ALMANAC_HOME."
                raise AlmanacError(str(self._path), "was written by a newer Almanac", hint)
            for statement in "".join(_VERSIONS[version:]).split(";"):
                database.execute(statement)
            database.execute(f"pragma user_version = {len(_VERSIONS)}")


@contextmanager
def _transaction(database: sqlite3.Connection, kind: str) -> Iterator[None]:
    database.execute(f"begin {kind}")
    try:
        yield
    except BaseException:
        database.execute("rollback")
        raise
    database.execute("commit")
