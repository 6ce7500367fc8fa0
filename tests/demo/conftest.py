"""A tiny company, made once per test run, and DuckDB over its raw tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from almanac.demo.company import make_company, make_next_day
from almanac.demo.parameters import CompanySpec
from almanac.warehouse.home import Home

TINY = CompanySpec(customers=120, days=60, seed=3, as_of_date=date(2025, 3, 31), events=24_000, users=1_500)

RAW_TABLES = {
    "events": "app.product_events",
    "users": "app.users",
    "organizations": "app.organizations",
    "accounts": "salesforce.account",
}
"""The views of `connect`, with the raw tables that they read."""


def connect(home: Home) -> duckdb.DuckDBPyConnection:
    """DuckDB with a view per raw table and per table of the hidden truth (`true_...`)."""
    connection = duckdb.connect()
    for view, table in RAW_TABLES.items():
        files = f"{home.raw}/{table.replace('.', '/')}/**/*.parquet"
        connection.execute(
            f"create view {view} as from read_parquet('{files}', hive_partitioning=false, filename=true)"
        )
    for path in home.truth.glob("*.parquet"):
        connection.execute(f"create view true_{path.stem} as from '{path}'")
    return connection


def ask(home: Home, sql: str) -> list[Any]:
    """The rows of a query over the raw tables and the truth of this home."""
    return connect(home).sql(sql).fetchall()


@pytest.fixture(scope="session")
def tiny_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The tiny company as its first sync left it. Tests only read it."""
    home = Home(tmp_path_factory.mktemp("tiny"))
    make_company(home, TINY)
    return home


@pytest.fixture(scope="session")
def later_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The tiny company two days later. Tests only read it."""
    home = Home(tmp_path_factory.mktemp("later"))
    make_company(home, TINY)
    make_next_day(home, make_next_day(home, TINY))
    return home


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
