"""Reading the published version from many threads while builds publish new ones."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from almanac.errors import AlmanacError
from almanac.warehouse.engine import CATALOG, literal, scratch
from almanac.warehouse.home import Home
from almanac.warehouse.patience import Patience, patience
from almanac.warehouse.versions import Version, load_version, nothing_published, published_id


@dataclass(frozen=True)
class Snapshot:
    """One version for the time of one request; the cursor belongs to the thread that took the lease."""

    version: Version
    cursor: duckdb.DuckDBPyConnection
    patience: Patience | None = None

    def start_clock(self) -> None:
        """From here on somebody waits."""
        if self.patience:
            self.patience.start()

    def stop_clock(self) -> None:
        """From here on the asker sets the pace: rows are ready and only have to be taken."""
        if self.patience:
            self.patience.stop()


@dataclass
class _Instance:
    """A version in an engine of its own, and how many requests are reading it."""

    version: Version
    engine: duckdb.DuckDBPyConnection
    leases: int = field(default=0)


class PublishedReader:
    """Hands out the published version. A request stays with the version that it began on.

    With `seconds` a lease may compute for so long and no longer, once its clock is started.
    """

    def __init__(
        self, home: Home, threads: int = 2, memory_limit: str = "4GB", seconds: float | None = None
    ) -> None:
        self._home, self._threads, self._memory_limit = home, threads, memory_limit
        self._seconds = seconds
        self._lock = threading.Lock()
        self._current: _Instance | None = None

    @contextmanager
    def lease(self) -> Iterator[Snapshot]:
        """The published version with a cursor of its own; an error says so while nothing is published."""
        with self._lock:
            instance = self._published_instance()
            instance.leases += 1
        try:
            with instance.engine.cursor() as cursor:
                cursor.execute(f"use {CATALOG}")
                with patience(cursor, self._seconds) as clock:
                    yield Snapshot(instance.version, cursor, clock)
        finally:
            with self._lock:
                instance.leases -= 1
                self._close_if_idle(instance)

    def close(self) -> None:
        """Close the engine as soon as the last request has finished."""
        with self._lock:
            last, self._current = self._current, None
            if last:
                self._close_if_idle(last)

    def _published_instance(self) -> _Instance:
        version_id = published_id(self._home)
        if self._current is None or self._current.version.id != version_id:
            last, self._current = self._current, self._open_published()
            if last:
                self._close_if_idle(last)
        return self._current

    def _open_published(self) -> _Instance:
        """A version may be pruned between reading the link and opening it; then the link has moved on."""
        while (version_id := published_id(self._home)) is not None:
            try:
                version = load_version(self._home, version_id)
                return _Instance(version, self._open(version))
            except (AlmanacError, duckdb.Error):
                if published_id(self._home) == version_id:
                    raise
        raise nothing_published(self._home)

    def _open(self, version: Version) -> duckdb.DuckDBPyConnection:
        """The tables of the version and nothing else: no files, no network, no settings to change."""
        engine = scratch()
        spill = Path(tempfile.gettempdir()) / f"almanac-{os.getpid()}-{id(engine)}"
        engine.execute(f"attach {literal(str(version.database))} as {CATALOG} (read_only)")
        engine.execute(f"set threads = {self._threads}")
        engine.execute(f"set memory_limit = {literal(self._memory_limit)}")
        engine.execute(f"set temp_directory = {literal(str(spill))}")
        engine.execute("set enable_external_access = false")
        engine.execute("set lock_configuration = true")
        return engine

    def _close_if_idle(self, instance: _Instance) -> None:
        if instance.leases == 0 and instance is not self._current:
            instance.engine.close()
