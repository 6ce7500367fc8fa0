"""Statements for copying: each engine's own words, with values where placeholders stood."""

from __future__ import annotations

import datetime as dt
import re

import duckdb
import pytest
import sqlglot

from almanac.semantic.dialects import translated
from almanac.semantic.values import Bound

SQL = """select date_trunc('month', day) as "month", count(*) filter (where name = $name) as hits
from (values (date '2025-07-01', 'O''Neil'), (date '2025-07-02', 'x')) as t(day, name)
where day between $first and $last and ($flag or 1 = $one) group by all"""
VALUES: dict[str, Bound] = {
    "name": "O'Neil",
    "first": dt.date(2025, 7, 1),
    "last": dt.date(2025, 7, 31),
    "flag": True,
    "one": 1.5,
}


def test_duckdb_answers_the_copy_as_it_answers_the_statement() -> None:
    with duckdb.connect() as engine:
        copied = engine.execute(translated(SQL, VALUES, "duckdb")).fetchall()
        assert copied == engine.execute(SQL, VALUES).fetchall() == [(dt.datetime(2025, 7, 1), 1)]


@pytest.mark.parametrize(
    ("dialect", "quoted"),
    [("postgres", "'O''Neil'"), ("snowflake", "'O\\'Neil'"), ("spark", "'O\\'Neil'")],
)
def test_values_are_literals_of_the_engine(dialect: str, quoted: str) -> None:
    copied = translated(SQL, VALUES, dialect)  # type: ignore[arg-type]
    assert quoted in copied and "CAST('2025-07-31' AS DATE)" in copied
    assert not re.search(r"[$:](name|first|last|flag|one)\b", copied)
    assert sqlglot.parse_one(copied, read=dialect).sql(dialect="duckdb")


def test_a_value_cannot_leave_its_literal() -> None:
    evil = "' or 1=1; drop table x --"
    copied = translated("select $name as name", {"name": evil}, "duckdb")
    with duckdb.connect() as engine:
        assert engine.execute(copied).fetchall() == [(evil,)]


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "snowflake", "spark"])
def test_every_subquery_has_a_name(dialect: str) -> None:
    """Postgres 15 refuses one without: "subquery in FROM must have an alias"."""
    nested = (
        "select a from (select a from (select 1 as a) where a in (select 1)) join (select 2 as b) on a < b"
    )
    tree = sqlglot.parse_one(translated(nested, {}, dialect), read=dialect)  # type: ignore[arg-type]
    read_from = [
        found
        for found in tree.find_all(sqlglot.exp.Subquery)
        if isinstance(found.parent, sqlglot.exp.From | sqlglot.exp.Join)
    ]
    names = [found.alias for found in read_from]
    assert len(names) == len(set(names)) == 3 and all(names)
    with duckdb.connect() as engine:
        assert engine.execute(translated(nested, {}, "duckdb")).fetchall() == [(1,)]
