from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

import duckdb
import pytest

from almanac.connectors.files.casts import MACROS, cast


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for statement in ("set TimeZone = 'UTC'", *MACROS):
            connection.execute(statement)
        yield connection


def one(con: duckdb.DuckDBPyConnection, value: Any, target: str, date_format: str | None = None) -> Any:
    """The value cast, from whatever type the engine gives it."""
    relation = con.execute("create or replace table t as select ? as v", [value])
    source_type = con.execute("select typeof(v) from t").fetchall()[0][0]
    relation = con.execute(f"select {cast('v', source_type, target, date_format)} from t")
    return relation.fetchall()[0][0]


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        ("2024-01-01", "timestamp", datetime(2024, 1, 1)),
        (" 2024-01-01T10:00:00.123456+05:30 ", "timestamp", datetime(2024, 1, 1, 4, 30, 0, 123456)),
        ("2024-07-01 12:00 Europe/Berlin", "timestamp", datetime(2024, 7, 1, 10)),
        ("0001-01-01", "timestamp", datetime(1, 1, 1)),
        ("10000-01-01", "timestamp", None),
        ("-infinity", "timestamp", None),
        ("2023-02-29", "timestamp", None),
        ("1700000000", "timestamp", None),
        (date(2024, 2, 29), "timestamp", datetime(2024, 2, 29)),
        (datetime(2024, 1, 1, 5), "timestamp", datetime(2024, 1, 1, 5)),
        ("2024-01-01T23:00:00-05:00", "date", date(2024, 1, 2)),
        ("1e3", "double", 1000.0),
        ("0.1", "double", 0.1),
        ("-inf", "double", None),
        ("nan", "double", None),
        (float("nan"), "double", None),
        (0.1 + 0.2, "double", 0.1 + 0.2),
        ("12.7", "bigint", None),
        ("+12", "bigint", 12),
        ("9223372036854775808", "bigint", None),
        (True, "boolean", True),
        ("no", "boolean", False),
        ("2", "boolean", None),
        ("0CC175B9C0F1B6A831C399E269772661", "uuid", UUID("0cc175b9-c0f1-b6a8-31c3-99e269772661")),
        ("0cc175b9", "uuid", None),
        ("", "varchar", None),
        (" a ", "varchar", " a "),
        ({"a": [1, None]}, "varchar", '{"a":[1,null]}'),
        ([1, 2], "varchar", "[1,2]"),
    ],
)
def test_cast(con: duckdb.DuckDBPyConnection, value: Any, target: str, expected: Any) -> None:
    assert one(con, value, target) == expected


@pytest.mark.parametrize(
    ("value", "date_format", "expected"),
    [
        ("31/01/2024", "%d/%m/%Y", datetime(2024, 1, 31)),
        ("01/31/2024", "%d/%m/%Y", None),
        ("31/01/2024 10:00 +0200", "%d/%m/%Y %H:%M %z", datetime(2024, 1, 31, 8)),
        ("1700000000.5", "epoch", datetime(2023, 11, 14, 22, 13, 20, 500000)),
        (1700000000500, "epoch_ms", datetime(2023, 11, 14, 22, 13, 20, 500000)),
        ("1e30", "epoch", None),
        ("soon", "epoch", None),
    ],
)
def test_formats(
    con: duckdb.DuckDBPyConnection, value: Any, date_format: str, expected: datetime | None
) -> None:
    assert one(con, value, "timestamp", date_format) == expected
