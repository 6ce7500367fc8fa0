"""`ALMANAC_HOME`: where raw data, published versions and state lie, and the one lock that writers take."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from almanac.errors import AlmanacError


@dataclass(frozen=True)
class Home:
    """The folders below one `ALMANAC_HOME`. Nothing is made until somebody writes."""

    root: Path

    @property
    def raw(self) -> Path:
        """Raw tables as Parquet: `raw/<source>/<table>/**/*.parquet`."""
        return self.root / "raw"

    @property
    def truth(self) -> Path:
        """The demo company's hidden truth; no model reads it."""
        return self.root / "truth"

    @property
    def quarantine(self) -> Path:
        """Rows that `almanac load` kept aside: `quarantine/<source>/<table>.parquet`."""
        return self.root / "quarantine"

    @property
    def versions(self) -> Path:
        """Built versions: `versions/<id>/warehouse.duckdb` and `manifest.json`."""
        return self.root / "versions"

    @property
    def published(self) -> Path:
        """The link to the published version's folder."""
        return self.root / "published"

    @property
    def state(self) -> Path:
        """What people write: tokens, and whatever else has to survive a build."""
        return self.root / "state.sqlite"

    def raw_table(self, source: str, table: str) -> Path:
        """The folder of one raw table."""
        return self.raw / source / table

    @contextmanager
    def write_lock(self, on_wait: Callable[[str], None] = lambda holder: None) -> Iterator[None]:
        """Hold the one lock of all writers (load, demo, build, publish); waits for its turn.

        `on_wait` is told who holds it before the wait. The lock is the operating system's, so that a killed
        writer leaves none behind.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise AlmanacError(
                str(self.root),
                f"cannot be written ({error.strerror})",
                "Set ALMANAC_HOME to a folder that can.",
            ) from error
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                on_wait(os.pread(handle, 100, 0).decode() or "another process")
                fcntl.flock(handle, fcntl.LOCK_EX)
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"process {os.getpid()}".encode(), 0)
            yield
        finally:
            os.close(handle)
