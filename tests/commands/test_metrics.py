"""`almanac metrics`, as a person types it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import typer
from typer.testing import CliRunner, Result

from almanac.commands import metrics
from almanac.config import Settings
from almanac.errors import AlmanacError
from almanac.warehouse.home import Home

Run = Callable[..., Result]


@pytest.fixture
def run(company_home: Home, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `almanac metrics` with these arguments; errors that a person can mend are raised."""
    monkeypatch.setattr(
        "almanac.config.settings", lambda: Settings.model_validate({"home": company_home.root})
    )
    app = typer.Typer()
    metrics.register(app)
    return lambda *arguments: CliRunner().invoke(app, arguments, catch_exceptions=False)


def names(result: Result) -> list[str]:
    return [metric["name"] for metric in json.loads(result.stdout)]


def test_all_metrics_by_domain(run: Run) -> None:
    found = json.loads(run("--json").stdout)
    assert len(found) == 240
    assert [metric["domain"] for metric in found] == sorted(metric["domain"] for metric in found)
    assert all(metric["formula"] and metric["description"] for metric in found)


def test_what_is_asked_for_narrows_the_list(run: Run) -> None:
    assert len(names(run("--domain", "support", "--json"))) == 15
    first = names(run("--domain", "support", "--tier", "1", "--json"))
    assert set(first) == {
        "open_ticket_backlog", "sla_compliance_rate_pct", "avg_first_response_hours",
        "avg_ticket_resolution_hours",
    }  # fmt: skip
    assert "daily_active_users" in names(run("--search", "DAU", "--json"))
    assert names(run("--search", "no such word", "--json")) == []


def test_a_table_says_how_many_there_are(run: Run) -> None:
    shown = run("--domain", "support").stdout
    assert "sla_compliance_rate" in shown
    assert shown.rstrip().endswith("15 of 240 metrics")


def test_an_unknown_domain_is_refused(run: Run) -> None:
    with pytest.raises(AlmanacError, match="customer_success, marketing"):
        run("--domain", "finances")
