from __future__ import annotations

import duckdb
import pytest

from almanac.connectors.files import sql
from almanac.errors import AlmanacError


def test_quoting_survives_quotes() -> None:
    name, text = 'a "b"', "it's"
    assert duckdb.execute(f"select {sql.text(text)} as {sql.name(name)}").fetchall() == [(text,)]
    assert duckdb.execute(f"select 1 as {sql.name(name)}").description[0][0] == name


@pytest.mark.parametrize("statement", ["select 1", "with a as (select 1) from a ;", "from range(3) -- end"])
def test_a_single_select_passes(statement: str) -> None:
    duckdb.execute(f"select * from (\n{sql.single_select('here', statement)}\n)").fetchall()


@pytest.mark.parametrize(
    ("statement", "cause"),
    [
        ("select 1; select 2", "here: holds SELECT, SELECT"),
        ("select 1; drop table x", "here: holds SELECT, DROP"),
        ("copy (select 1) to 'x.csv'", "here: holds COPY"),
        ("attach 'x.duckdb'", "here: holds ATTACH"),
        ("set threads = 99", "here: holds SET"),
        ("", "here: holds nothing"),
        ("select from where", "here: Parser Error"),
    ],
)
def test_anything_else_is_refused(statement: str, cause: str) -> None:
    with pytest.raises(AlmanacError, match=f"{cause}.*\n  It must be one SELECT"):
        sql.single_select("here", statement)


def test_an_expression_may_end_with_a_comment() -> None:
    assert duckdb.execute(f"select {sql.expression('here', '1 + 1 -- two')}").fetchall() == [(2,)]
    with pytest.raises(AlmanacError, match="here: Parser Error"):
        sql.expression("here", "1 +")
