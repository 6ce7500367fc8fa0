"""How long somebody waits for the engine: statements stop at a limit, or when nobody waits any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import duckdb

from almanac.errors import AlmanacError

NAG_SECONDS = 0.02
"""A statement that begins after an interruption knows nothing of it: it is interrupted again this often."""


class TooSlowError(AlmanacError):
    """A question that took longer than anybody is meant to wait."""


class GoneError(AlmanacError):
    """A question whose asker has left."""


class Watch:
    """Stops what a cursor runs, from a thread of its own, once time is up or the asker has left."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, seconds: float | None) -> None:
        self._cursor, self._seconds = cursor, seconds
        self._woken, self._done = threading.Event(), threading.Event()
        self._is_late = self._is_alone = False
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def leave(self) -> None:
        """The asker has left."""
        self._is_alone = True
        self._woken.set()

    def finish(self) -> None:
        """Nothing has to be stopped any more."""
        self._done.set()
        self._woken.set()
        self._thread.join()

    def explained(self) -> AlmanacError:
        """Why a statement was interrupted."""
        if self._is_alone and not self._is_late:
            return GoneError("the question", "whoever asked has left", "Ask again.")
        cause = f"took longer than {self._seconds:g} seconds and was stopped"
        return TooSlowError("the question", cause, "Ask for fewer days or a coarser grain, or filter.")

    def _look(self) -> None:
        self._is_late = not self._woken.wait(self._seconds)
        while not self._done.wait(NAG_SECONDS):
            self._cursor.interrupt()


class Asker:
    """Who waits for the statements of one request, and may leave."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watches: set[Watch] = set()
        self._has_left = False

    def leave(self) -> None:
        """Stop whatever runs for this asker, and whatever begins."""
        with self._lock:
            self._has_left = True
            for watch in self._watches:
                watch.leave()

    def add(self, watch: Watch) -> None:
        with self._lock:
            self._watches.add(watch)
            if self._has_left:
                watch.leave()

    def remove(self, watch: Watch) -> None:
        with self._lock:
            self._watches.discard(watch)


_ASKER: ContextVar[Asker | None] = ContextVar("asker", default=None)


@contextmanager
def asking() -> Iterator[Asker]:
    """All leases that are taken in this context are the asker's."""
    asker = Asker()
    token = _ASKER.set(asker)
    try:
        yield asker
    finally:
        _ASKER.reset(token)


class Patience:
    """The clock of one lease: it runs from `start` to `stop`; what prepares many answers is not timed."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, seconds: float | None) -> None:
        self._cursor, self._seconds = cursor, seconds
        self._asker = _ASKER.get()
        self._watch: Watch | None = None

    def start(self) -> None:
        """From here on somebody waits."""
        if self._watch is None and (self._asker or self._seconds is not None):
            self._watch = Watch(self._cursor, self._seconds)
            if self._asker:
                self._asker.add(self._watch)

    def stop(self) -> None:
        """From here on nothing is stopped: rows are ready and only have to be taken."""
        if self._watch:
            if self._asker:
                self._asker.remove(self._watch)
            self._watch.finish()

    def explained(self, error: duckdb.InterruptException) -> Exception:
        """Why a statement was interrupted."""
        return self._watch.explained() if self._watch else error


@contextmanager
def patience(cursor: duckdb.DuckDBPyConnection, seconds: float | None) -> Iterator[Patience]:
    """Stop the cursor's statements after so many seconds, or when the context's asker leaves."""
    clock = Patience(cursor, seconds)
    try:
        yield clock
    except duckdb.InterruptException as error:
        raise clock.explained(error) from error
    finally:
        clock.stop()
