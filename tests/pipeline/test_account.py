"""raw = loaded + duplicate + quarantined + left out + after as-of, or the build fails."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from almanac.errors import AlmanacError
from almanac.pipeline.account import take_account, unaccounted
from almanac.warehouse.engine import scratch
from almanac.warehouse.manifest import Outcome
from almanac.warehouse.raw_inventory import RawFile, RawInventory, RawTable


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with scratch() as connection:
        connection.execute("create schema intermediate")
        connection.execute(
            "create table intermediate.conservation_account"
            " (source varchar, outcome varchar, reason varchar, row_count bigint)"
        )
        yield connection


def raw(**rows: int) -> RawInventory:
    """Tables of the source `s` with so many rows, in two files."""
    tables = {}
    for name, count in rows.items():
        file = RawFile(path=name, size=1, mtime_ns=1, rows=count - 1, layout=0)
        tables[f"s.{name}"] = RawTable(files=[file, file.model_copy(update={"rows": 1})])
    return RawInventory(tables=tables)


def tell(connection: duckdb.DuckDBPyConnection, *outcomes: tuple[str, str, str | None, int]) -> None:
    connection.executemany(
        "insert into intermediate.conservation_account values (?, ?, ?, ?)", list(outcomes)
    )


def test_an_account_that_balances_is_kept(connection: duckdb.DuckDBPyConnection) -> None:
    tell(connection, ("s.a", "loaded", "", 7), ("s.a", "quarantined", "x", 2), ("s.a", "quarantined", "y", 1))
    tell(connection, ("s.b", "loaded", None, 3), ("s.b", "loaded", None, 1))
    first, second = take_account(connection, raw(a=10, b=4))
    assert (first.source, first.raw_rows, first.difference) == ("s.a", 10, 0)
    assert first.outcomes == [
        Outcome(outcome="loaded", reason=None, rows=7),
        Outcome(outcome="quarantined", reason="x", rows=2),
        Outcome(outcome="quarantined", reason="y", rows=1),
    ]
    assert second.outcomes == [Outcome(outcome="loaded", reason=None, rows=4)]


@pytest.mark.parametrize(("loaded", "complaint"), [(9, "1 without an outcome"), (12, "2 too many")])
def test_a_row_lost_or_counted_twice_is_an_error(
    connection: duckdb.DuckDBPyConnection, loaded: int, complaint: str
) -> None:
    tell(connection, ("s.a", "loaded", None, loaded), ("s.b", "loaded", None, 4))
    with pytest.raises(AlmanacError) as error:
        take_account(connection, raw(a=10, b=4))
    assert f"s.a: 10 raw rows, but {loaded} loaded: {complaint}" in str(error.value)
    assert "s.b" not in str(error.value)


def test_outcomes_of_an_unknown_source_are_an_error(connection: duckdb.DuckDBPyConnection) -> None:
    tell(connection, ("s.other", "loaded", None, 1))
    with pytest.raises(AlmanacError, match=r"s\.other: 0 raw rows, but 1 loaded: 1 too many"):
        take_account(connection, raw(a=10))


def test_sources_without_an_account_are_named(connection: duckdb.DuckDBPyConnection) -> None:
    tell(connection, ("s.a", "loaded", None, 10))
    found = raw(a=10, b=4)
    assert unaccounted(take_account(connection, found), found) == ["s.b"]
