"""kill -9 at random moments of a build: readers never notice, and the next build gives the same rows."""

from __future__ import annotations

import multiprocessing
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

import duckdb
import pytest

from almanac.config import Settings
from almanac.demo.company import make_company
from almanac.demo.parameters import CompanySpec
from almanac.pipeline.build import TRANSFORM_DIR, build
from almanac.pipeline.request import BuildRequest
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader, Snapshot
from almanac.warehouse.versions import Version, published_version
from tests.pipeline.conftest import copy_project
from tests.transform.company import lean_project
from tests.warehouse.sample import NOW, write_company

ORG_DAYS = ("+fct_org_daily_activity", "+user_event_days")
"""The real models that are killed: what grows by increments. The rest are tables like some of these."""
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    ["dbt.cli.main", "dbt.adapters.duckdb", "almanac.pipeline.build"]
)  # imported once


def small_company(folder: Path) -> tuple[Home, Path]:
    """Six events and four models."""
    home = Home(folder / "home")
    write_company(home)
    return home, copy_project(folder / "transform")


def demo_company(folder: Path) -> tuple[Home, Path]:
    """The synthetic company with the real models of its activity."""
    home = Home(folder / "home")
    make_company(home, CompanySpec(customers=10, days=30, seed=42, as_of_date=date(2025, 7, 31)))
    return home, lean_project(TRANSFORM_DIR, ORG_DAYS)


@pytest.mark.long
@pytest.mark.parametrize(("make", "kills"), [(small_company, 5), (demo_company, 20)])
def test_killed_at_any_moment_the_next_build_gives_the_same_rows(
    make: Callable[[Path], tuple[Home, Path]], kills: int, tmp_path: Path
) -> None:
    home, transform_dir = make(tmp_path)
    finish(start(home, transform_dir, 0))
    began = time.monotonic()
    finish(start(home, transform_dir, 1, full=True))
    duration = time.monotonic() - began
    expected = contents(published(home))
    assert any(expected.values())
    moments = random.Random(42)
    with watched(home) as seen:
        for kill in range(1, kills + 1):
            full = kill % 2 == 0
            victim = start(home, transform_dir, 2 * kill, full)
            time.sleep(moments.uniform(0, 1) * duration)
            victim.kill()
            victim.join()
            assert contents(published(home)) == expected
            finish(start(home, transform_dir, 2 * kill + 1, full))
            assert contents(published(home)) == expected
            assert published(home).manifest.built_at == NOW + timedelta(minutes=2 * kill + 1)
            assert {path.suffix for path in home.versions.iterdir()} == {""}
    assert len(set(seen)) > kills


def start(home: Home, transform_dir: Path, minutes: int, full: bool = False) -> BaseProcess:
    """A build in a process of its own, so many minutes after the first."""
    process = PROCESSES.Process(
        target=run, args=(home.root, transform_dir, NOW + timedelta(minutes=minutes), full)
    )
    process.start()
    return process


def run(root: Path, transform_dir: Path, now: datetime, full: bool) -> None:
    """What that process does."""
    request = BuildRequest(full_refresh=full)
    build(Home(root), Settings(home=root), request, now=now, transform_dir=transform_dir)


def finish(process: BaseProcess) -> None:
    process.join()
    assert process.exitcode == 0


def published(home: Home) -> Version:
    version = published_version(home)
    assert version is not None
    return version


def contents(version: Version) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every published table, without the moment of the build and the noise of sums of floats."""
    columns = "columns(lambda name: name != '_loaded_at')"
    with duckdb.connect(str(version.database), read_only=True) as connection:
        tables = {
            name: connection.execute(f"select {columns} from {name} order by all").fetchall()
            for name in version.manifest.row_counts
        }
    return {name: sorted((rounded(row) for row in rows), key=repr) for name, rows in tables.items()}


def rounded(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(round(value, 9) + 0.0 if isinstance(value, float) else value for value in row)


@contextmanager
def watched(home: Home) -> Iterator[list[str]]:
    """The versions that a reader saw meanwhile; each had exactly the rows that its manifest tells."""
    reader, done = PublishedReader(home), threading.Event()
    seen: list[str] = []
    problems: list[object] = []

    def watch() -> None:
        while not done.wait(0.05):
            try:
                with reader.lease() as snapshot:
                    seen.append(snapshot.version.id)
                    if counted(snapshot) != snapshot.version.manifest.row_counts:
                        problems.append(snapshot.version.id)
            except Exception as error:
                problems.append(error)

    thread = threading.Thread(target=watch)
    thread.start()
    yield seen
    done.set()
    thread.join()
    reader.close()
    assert problems == []


def counted(snapshot: Snapshot) -> dict[str, int]:
    """Rows of every table of the version, counted through the reader."""
    counts = {}
    for name in snapshot.version.manifest.row_counts:
        ((counts[name],),) = snapshot.cursor.execute(f"select count(*) from {name}").fetchall()
    return counts
