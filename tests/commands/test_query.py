"""`almanac query`, as a person types it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
import typer
from typer.testing import CliRunner, Result

from almanac.commands import query
from almanac.config import Settings
from almanac.errors import AlmanacError
from almanac.semantic.conditions import parse_conditions
from almanac.warehouse.home import Home

Run = Callable[..., Result]


@pytest.fixture
def run(company_home: Home, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `almanac query` with these arguments; errors that a person can mend are raised."""
    monkeypatch.setattr(
        "almanac.config.settings", lambda: Settings.model_validate({"home": company_home.root})
    )
    app = typer.Typer()
    query.register(app)
    return lambda *arguments: CliRunner().invoke(app, arguments, catch_exceptions=False)


def test_table_by_dimension_and_month(run: Run) -> None:
    result = run("mau", "total_event_count", "--by", "industry", "--grain", "month", "--from", "2025-07-01")
    assert result.exit_code == 0
    lines = [
        [cell.strip() for cell in line.split("│")[1:-1]] for line in result.stdout.splitlines() if "│" in line
    ]
    assert lines == [
        ["2025-07-01", "Finance", "2", "37"],
        ["2025-07-01", "Media", "0", "0"],
        ["2025-07-01", "Retail", "4", "85"],
        ["2025-07-01", "–", "1", "9"],
    ]
    assert "4 rows, 2025-07-01 to 2025-07-18 (UTC days), data as of 2025-07-18" in result.stdout
    assert "the last month is counted until 2025-07-18 only" in result.stdout


def test_csv_is_rows_alone(run: Run) -> None:
    result = run("current_arr", "--by", "customer", "--where", "customer_arr>=80000", "--format", "csv")
    assert list(csv.reader(io.StringIO(result.stdout))) == [
        ["customer", "current_arr"],
        ["o1", "120000.0"],
        ["o3", "95000.5"],
    ]


def test_json_is_what_the_server_answers(run: Run) -> None:
    body = json.loads(run("active_customers", "--format", "json", "--to", "2025-05-31").stdout)
    assert body["rows"] == [[4]] and body["time"]["to"] == "2025-05-31"


def test_sql_is_the_statement(run: Run) -> None:
    result = run("dau", "--where", "industry=Retail", "--sql")
    assert '-- $f0 = "Retail"' in result.stdout.splitlines()
    assert "COUNT(DISTINCT" in result.stdout and "Retail" not in result.stdout.split("with stocks")[1]


def test_same_field_again_means_either(run: Run) -> None:
    either = ["--where", "industry=Retail", "--where", "industry=Media", "--format", "csv"]
    assert run("current_arr", *either).stdout.split() == ["current_arr", "140000.0"]


def test_order_and_limit(run: Run) -> None:
    result = run(
        "current_arr", "--by", "customer", "--order-by", "-current_arr", "--limit", "1", "--format", "csv"
    )
    assert result.stdout.split() == ["customer,current_arr", "o1,120000.0"]


def test_most_of_it_first(run: Run) -> None:
    result = run("current_arr", "--by", "customer", "--top", "2", "current_arr", "--format", "csv")
    assert result.stdout.split() == ["customer,current_arr", "o1,120000.0", "o3,95000.5"]


def test_beside_the_period_before_with_more_than(run: Run) -> None:
    asked = [
        "current_arr",
        "--by",
        "customer",
        "--from",
        "2025-07-01",
        "--to",
        "2025-07-15",
        "--format",
        "csv",
    ]
    result = run(*asked, "--compare", "previous_period", "--having", "current_arr__change>0")
    heading, line = result.stdout.split()[:2]
    names = ["current_arr", *(f"current_arr__{part}" for part in ("previous", "change", "change_pct"))]
    assert heading.split(",") == ["customer", *names]
    assert line.split(",")[:4] == ["o3", "95000.5", "80000.0", "15000.5"]
    assert "note: compared with 2025-06-16 to 2025-06-30" in result.stderr


@pytest.mark.parametrize(
    ("conditions", "filters"),
    [
        (["a=b"], [{"field": "a", "op": "=", "value": "b"}]),
        (["a = b c "], [{"field": "a", "op": "=", "value": "b c "}]),
        (["a!=b"], [{"field": "a", "op": "!=", "value": "b"}]),
        (
            ["a>=1", "a<=2"],
            [{"field": "a", "op": ">=", "value": "1"}, {"field": "a", "op": "<=", "value": "2"}],
        ),
        (["a>1"], [{"field": "a", "op": ">", "value": "1"}]),
        (["a=b", "a=c"], [{"field": "a", "op": "in", "values": ["b", "c"]}]),
        (["a!=b", "a!=c"], [{"field": "a", "op": "not_in", "values": ["b", "c"]}]),
        (["a="], [{"field": "a", "op": "is_null"}]),
        (["a!="], [{"field": "a", "op": "is_not_null"}]),
        (["a=x=y>=z"], [{"field": "a", "op": "=", "value": "x=y>=z"}]),
        (["a=two\nlines"], [{"field": "a", "op": "=", "value": "two\nlines"}]),
    ],
)
def test_conditions_become_filters(conditions: list[str], filters: list[dict[str, object]]) -> None:
    assert parse_conditions(conditions) == filters


@pytest.mark.parametrize("condition", ["", "a", "=b", "a b"])
def test_what_is_no_condition_is_refused(condition: str) -> None:
    with pytest.raises(AlmanacError, match=r"--having .*\n?.*Write FIELD=VALUE"):
        parse_conditions([condition], "--having")


def test_unknown_metric_suggests(run: Run) -> None:
    with pytest.raises(AlmanacError, match="Did you mean monthly_active_users"):
        run("monthly_actives_user")
