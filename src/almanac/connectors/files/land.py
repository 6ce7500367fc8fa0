"""Landing: Parquet written aside, then swapped in. A killed load changes all of its tables or none."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from almanac.connectors.files import sql
from almanac.connectors.files.judge import identity
from almanac.connectors.files.names import REASON
from almanac.warehouse.contract import Table
from almanac.warehouse.home import Home


@dataclass(frozen=True)
class Staging:
    """The folder in which a load is prepared; `new` mirrors `ALMANAC_HOME`."""

    home: Home

    @property
    def root(self) -> Path:
        """Everything of a load that is not in place yet."""
        return self.home.root / "loading"

    @property
    def new(self) -> Path:
        """What will be moved into place."""
        return self.root / "new"

    def of(self, path: Path) -> Path:
        """Where a path of the home is prepared."""
        return self.new / path.relative_to(self.home.root)


def write_table(con: duckdb.DuckDBPyConnection, table: Table, folder: Path) -> None:
    """Write the rows of `work.judged` that have no reason as Parquet, in order, named after their content."""
    folder.mkdir(parents=True)
    columns = sql.names(column.name for column in table.columns)
    order = sql.names(dict.fromkeys([*([table.order_by] if table.order_by else []), *identity(table)]))
    day, options, target = "", "", folder / "rows.parquet"
    if table.partition_by:
        day = f", strftime({sql.name(table.partition_by)}, '%Y-%m-%d') as date"
        options, target = ", partition_by (date), write_partition_columns false", folder
    rows = f"select {columns}{day} from work.judged where {REASON} is null order by {order}"
    threads = sql.number(con, "select current_setting('threads')")
    con.execute("set threads = 1")  # several write a day's rows out of order, and other bytes each time
    con.execute(f"copy ({rows}) to {sql.text(target)} (format parquet, compression zstd{options})")
    con.execute(f"set threads = {threads}")
    for file in sorted(folder.rglob("*.parquet")):
        file.rename(file.with_name(f"load-{_digest(file)}.parquet"))


def write_quarantine(
    con: duckdb.DuckDBPyConnection, file: Path, loaded_at: datetime, earlier: Path | None
) -> None:
    """Write the refused rows, after those of earlier loads where rows are appended."""
    file.parent.mkdir(parents=True, exist_ok=True)
    moment = f"timestamp {sql.text(loaded_at.isoformat(' '))}"
    rows = f"select *, {moment} as loaded_at from work.refused"
    if earlier and earlier.exists():
        rows = f"from read_parquet({sql.text(earlier)}) union all ({rows})"
    con.execute(f"copy ({rows}) to {sql.text(file)} (format parquet, compression zstd)")


@contextmanager
def staging(home: Home) -> Iterator[Staging]:
    """An empty staging folder, swept away when the load fails.

    A load that was killed before is finished first, or swept away if it was not ready.
    """
    finish_interrupted(home)
    fresh = Staging(home)
    fresh.new.mkdir(parents=True)
    try:
        yield fresh
    except Exception:
        finish_interrupted(home)
        raise


def swap_in(ready: Staging, places: list[Path]) -> None:
    """Move the prepared places (folders or files of the home) in; once the note is there, it is finished."""
    note = ready.root / "ready.part"
    note.write_text(json.dumps([str(place.relative_to(ready.home.root)) for place in places]))
    note.rename(ready.root / "ready")
    finish_interrupted(ready.home)


def finish_interrupted(home: Home) -> None:
    """Finish a load that was killed while its tables were swapped in. Call it under the home's write lock."""
    left = Staging(home)
    note = left.root / "ready"
    if note.exists():
        for place in json.loads(note.read_text()):
            _replace(left.new / place, home.root / place, left.root / "old" / place)
    shutil.rmtree(left.root, ignore_errors=True)


def _replace(new: Path, place: Path, old: Path) -> None:
    if not new.exists():
        return
    for parent in (place.parent, old.parent):
        parent.mkdir(parents=True, exist_ok=True)
    if place.is_dir():
        os.rename(place, old)
    os.replace(new, place)


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:16]
