"""`almanac drill`, as a person types it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
import typer
from typer.testing import CliRunner, Result

from almanac.commands import drill
from almanac.config import Settings
from almanac.errors import AlmanacError
from almanac.warehouse.home import Home

Run = Callable[..., Result]


@pytest.fixture
def run(company_home: Home, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `almanac drill` with these arguments; errors that a person can mend are raised."""
    monkeypatch.setattr(
        "almanac.config.settings", lambda: Settings.model_validate({"home": company_home.root})
    )
    app = typer.Typer()
    drill.register(app)
    return lambda *arguments: CliRunner().invoke(app, arguments, catch_exceptions=False)


def test_number_and_its_rows(run: Run) -> None:
    text = run("current_arr", "--at", "month=2025-06-01", "--at", "industry=Retail").stdout
    assert "(month 2025-06-01, industry Retail): 140,000.00" in text
    assert "2 rows that count, of 2 in warehouse.marts.fct_customer_ai_adoption_30d" in text
    assert "Alpha" in text and "Beta" in text and "Gamma" not in text
    assert "2025-06-30 (a UTC day), data as of 2025-07-18" in text


def test_ratio_shows_both_sides(run: Run) -> None:
    text = run("ai_tickets_pct", "--limit", "1").stdout
    assert "numerator of ai_tickets_pct" in text and "denominator of ai_tickets_pct" in text
    assert "1 of " in text


def test_parts_of_a_score(run: Run) -> None:
    text = run("customer_health_score").stdout
    assert "Parts of customer_health_score" in text and "usage" in text


def test_key_without_value_is_a_missing_one(run: Run) -> None:
    body = json.loads(run("total_event_count", "--at", "industry=", "--format", "json").stdout)
    assert body["keys"] == {"industry": None} and body["agrees"] and body["value"] > 0


def test_csv_is_all_rows_of_one_input(run: Run) -> None:
    text = run("current_arr", "--where", "customer_arr>=80000", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["customer"], float(row["contribution"])) for row in rows] == [
        ("o1", 120000),
        ("o3", 95000.5),
    ]


def test_sql_is_the_statement_of_each_input(run: Run) -> None:
    text = run("ai_tickets_pct", "--at", "industry=Retail", "--sql").stdout
    assert text.count("order by contribution") == 2 and '-- $f0 = "Retail"' in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--at", "month"], "names no value of a key"),
        (["--at", "month=2025-07-01", "--at", "month=2025-06-01"], "names no value of a key"),
        (["--at", "month=2025-07-01", "--at", "day=2025-07-01"], "names two periods"),
        (["--at", "month=2025-07-09"], "no month begins on that day"),
        (["--at", "industry=Nowhere"], "is no row of the answer"),
        (["--limit", "0"], "limit"),
    ],
)
def test_mistakes_are_explained(run: Run, arguments: list[str], words: str) -> None:
    with pytest.raises(AlmanacError, match=words):
        run("current_arr", *arguments)
