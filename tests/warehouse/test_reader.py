"""Readers see one whole version per request, whatever is published meanwhile."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from almanac.errors import AlmanacError
from almanac.warehouse import versions
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader, Snapshot, _Instance
from tests.warehouse.sample import NOW, make_version

READERS, SWAPS = 4, 25


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def current(reader: PublishedReader) -> _Instance:
    """The version that the reader holds open."""
    assert reader._current is not None
    return reader._current


def numbers(snapshot: Snapshot) -> tuple[int, ...]:
    """The number of the version, told by its two tables and its manifest."""
    (one,) = snapshot.cursor.execute("select min(number), count(*) from warehouse.marts.one").fetchall()
    (other,) = snapshot.cursor.execute("select max(number), count(*) from marts.other").fetchall()
    return (*one, *other, snapshot.version.manifest.row_counts["marts.one"])


def test_nothing_published_says_what_to_do(home: Home) -> None:
    with (
        pytest.raises(AlmanacError, match=r"(?s)nothing is published yet.*almanac build"),
        PublishedReader(home).lease(),
    ):
        pass


def test_a_request_stays_with_its_version(home: Home) -> None:
    reader = PublishedReader(home)
    versions.publish(home, make_version(home, 1).id)
    with reader.lease() as before:
        versions.publish(home, make_version(home, 2).id)
        versions.prune(home, 1)
        with reader.lease() as after:
            assert numbers(after) == (2,) * 5
            assert numbers(before) == (1,) * 5


def test_a_version_is_closed_after_its_last_request(home: Home) -> None:
    reader = PublishedReader(home)
    versions.publish(home, make_version(home, 1).id)
    with reader.lease():
        old = current(reader)
        versions.publish(home, make_version(home, 2).id)
        with reader.lease() as snapshot:
            assert numbers(snapshot) == (2,) * 5
        assert old.engine.execute("select 1").fetchone() == (1,)
    with pytest.raises(duckdb.ConnectionException):
        old.engine.execute("select 1")


def test_closing_waits_for_requests(home: Home) -> None:
    reader = PublishedReader(home)
    versions.publish(home, make_version(home, 3).id)
    with reader.lease() as snapshot:
        engine = current(reader).engine
        reader.close()
        assert numbers(snapshot) == (3,) * 5
    with pytest.raises(duckdb.ConnectionException):
        engine.execute("select 1")


def test_an_error_in_a_request_gives_the_version_back(home: Home) -> None:
    reader = PublishedReader(home)
    versions.publish(home, make_version(home, 1).id)
    with pytest.raises(duckdb.CatalogException), reader.lease() as snapshot:
        snapshot.cursor.execute("select * from nowhere")
    assert current(reader).leases == 0


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('/etc/hostname')",
        "attach '/tmp/other.duckdb'",
        "copy marts.one to '/tmp/one.csv'",
        "create table marts.mine as select 1",
        "delete from marts.one",
        "set enable_external_access = true",
        "set threads = 64",
    ],
)
def test_a_reader_can_only_read_the_tables(home: Home, statement: str) -> None:
    versions.publish(home, make_version(home, 1).id)
    with PublishedReader(home).lease() as snapshot, pytest.raises(duckdb.Error):
        snapshot.cursor.execute(statement)


def test_readers_see_whole_versions_while_others_are_published(home: Home) -> None:
    """Each version is published and the one before removed at once, while four threads read."""
    versions.publish(home, make_version(home, 1).id)
    reader, done = PublishedReader(home), threading.Event()
    seen: list[tuple[int, ...]] = []
    errors: list[Exception] = []

    def read() -> None:
        try:
            while not done.is_set():
                with reader.lease() as snapshot:
                    seen.append(numbers(snapshot))
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    for number in range(2, 2 + SWAPS):
        versions.publish(home, make_version(home, number, NOW + timedelta(minutes=number)).id)
        versions.prune(home, 1)
    done.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert all(len(set(told)) == 1 for told in seen)
    assert len({told[0] for told in seen}) > SWAPS / 2
    assert current(reader).leases == 0
