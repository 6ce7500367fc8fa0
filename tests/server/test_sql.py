"""`POST /api/v1/sql`: one SELECT, and nothing but a SELECT."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from almanac.warehouse.home import Home
from tests.server.conftest import Serve
from tests.server.test_query import refused


def run(client: httpx.Client, sql: str, **more: Any) -> httpx.Response:
    return client.post("/api/v1/sql", json={"sql": sql, **more})


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("select 1 as a, 2 as a", [[1, 2]]),
        ("with t as (select 'ü;' as name) select * from t; -- done", [["ü;"]]),
        ("from (values (date '2025-07-31', 1.5::decimal(9,2), null)) t", [["2025-07-31", 1.5, None]]),
        ("select [1, 2], {'a': 1}, 'nan'::double, 9::hugeint", [["[1, 2]", "{'a': 1}", None, 9]]),
        ("select count(*) from marts.dim_organizations", [[6]]),
    ],
)
def test_a_select_is_answered(client: httpx.Client, sql: str, rows: list[list[object]]) -> None:
    body = run(client, sql).raise_for_status().json()
    assert body["rows"] == rows and body["total_rows"] == len(rows) and not body["limited"]


def test_the_limit_is_said_aloud(client: httpx.Client) -> None:
    body = run(client, "select range as n from range(12345) order by n desc -- all", limit=10).json()
    assert [row[0] for row in body["rows"]] == list(range(12344, 12334, -1))
    assert (body["total_rows"], body["limited"], body["limit"]) == (12345, True, 10)
    assert len(run(client, "from range(12345)").json()["rows"]) == 10_000


@pytest.mark.parametrize(
    ("sql", "cause"),
    [
        ("drop table marts.dim_organizations", "is no SELECT"),
        ("insert into marts.dim_organizations select * from marts.dim_organizations", "is no SELECT"),
        ("create table memory.main.t as select 1", "is no SELECT"),
        ("copy (select 1) to '/tmp/x.csv'", "is no SELECT"),
        ("attach ':memory:' as other", "is no SELECT"),
        ("set threads = 8", "is no SELECT"),
        ("pragma database_list", "is no SELECT"),
        ("install httpfs", "is no SELECT"),
        ("select 1; select 2", "holds 2 statements"),
        ("select 1; drop table marts.dim_organizations", "is no SELECT"),
        ("-- nothing", "holds no statements"),
        ("select 1) union (select 2", r"syntax error.*line 1"),
        ("select 1\nfrom marts.nothing_here", "nothing_here does not exist"),
        ("selec 1", "syntax error"),
        ("select * from read_text('/etc/passwd')", "disabled"),
        ("select * from '/etc/passwd'", "disabled|does not exist"),
        ("select * from glob('/*')", "disabled"),
        ("select * from read_csv('http://127.0.0.1/x.csv')", "disabled|not"),
        ("select * from read_blob('/etc/passwd')", "disabled"),
        ("select * from read_json('/etc/passwd')", "disabled"),
        ("select * from sniff_csv('/etc/passwd')", "disabled"),
        ("select * from read_parquet('/tmp/*.parquet')", "disabled"),
        ("select * from 'https://example.com/x.parquet'", "disabled"),
        ("from read_duckdb('/tmp/other.duckdb', table_name = 't')", "disabled"),
        ("from sqlite_scan('state.sqlite', 'views')", "disabled|does not exist"),
        (
            "from json_execute_serialized_sql(json_serialize_sql('from read_text(''/etc/passwd'')'))",
            "disabled",
        ),
        ("from query('drop table marts.dim_organizations')", "Expected a single SELECT"),
        ("from duckdb_secrets()", "disabled"),
        ("select getenv('HOME')", "does not exist"),
        ("from enable_logging()", "locked"),
        ("with t as (delete from marts.dim_organizations returning 1) from t", "read-only"),
        (
            "with t as (insert into marts.dim_organizations from marts.dim_organizations returning 1) from t",
            "only",
        ),
        ("load sqlite", "is no SELECT"),
        ("export database '/tmp/x'", "is no SELECT"),
        ("call pragma_version()", "is no SELECT"),
        ("explain analyze select 1", "is no SELECT"),
        ("use memory", "is no SELECT"),
        ("checkpoint", "is no SELECT"),
        ("select list(range) from range(400000000)", "needs more memory than it may have"),
        ("select repeat('x', 10000) from range(9000)", "holds more than 20 MB"),
        ("select 1/'x'::int", "Could not convert"),
    ],
)
def test_everything_else_is_refused_in_words(client: httpx.Client, sql: str, cause: str) -> None:
    """Each on its own; whatever was tried, the next test finds the published file as it was."""
    assert re.search(cause, refused(run(client, sql), 400)["cause"], re.DOTALL)


def test_the_published_file_stays_as_it_was(company_home: Home, serve: Serve) -> None:
    [file] = [path for path in company_home.published.resolve().iterdir() if path.suffix == ".duckdb"]
    before = (hashlib.sha256(file.read_bytes()).hexdigest(), sorted(file.parent.iterdir()))
    client = serve(company_home)
    for sql in (
        "with t as (update marts.dim_organizations set org_name = 'x' returning 1) from t",
        "with t as (delete from marts.dim_organizations returning 1) from t",
        "from checkpoint()",
    ):
        run(client, sql)
    assert run(client, "select count(*) from marts.dim_organizations").json()["rows"] == [[6]]
    assert (hashlib.sha256(file.read_bytes()).hexdigest(), sorted(file.parent.iterdir())) == before


def test_a_result_as_large_as_it_may_be_is_answered(client: httpx.Client) -> None:
    body = run(client, "select repeat('x', 1900) as text from range(10000)").json()
    assert len(body["rows"]) == body["total_rows"] == 10_000


@pytest.mark.parametrize(
    "body", [{}, {"sql": ""}, {"sql": "x" * 50_001}, {"sql": "select 1", "limit": 10_001}]
)
def test_what_has_not_the_form_of_a_statement(client: httpx.Client, body: dict[str, Any]) -> None:
    refused(client.post("/api/v1/sql", json=body), 422)


def test_what_takes_too_long_is_stopped(company_home: Home, serve: Serve, tmp_path: Path) -> None:
    impatient = serve(company_home, seconds=1)
    slow = "select count(*) from range(100000000000) a, range(1000) b"
    assert "stopped" in refused(run(impatient, slow), 504)["cause"]
    assert run(impatient, "select 1").json()["rows"] == [[1]]
