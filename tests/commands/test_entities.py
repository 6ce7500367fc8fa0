"""`almanac entities`, as a person types it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import typer
from typer.testing import CliRunner, Result

from almanac.commands import entities
from almanac.config import Settings
from almanac.errors import AlmanacError
from almanac.warehouse.home import Home
from tests.semantic.company import publish_company
from tests.semantic.test_entities import ENTITIES

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def home(semantic_manifest: str, tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("entities"))
    publish_company(home, semantic_manifest, change=ENTITIES)
    return home


@pytest.fixture
def run(home: Home, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `almanac entities` with these arguments; errors that a person can mend are raised."""
    monkeypatch.setattr("almanac.config.settings", lambda: Settings.model_validate({"home": home.root}))
    app = typer.Typer()
    entities.register(app)
    return lambda *arguments: CliRunner().invoke(
        app, arguments, catch_exceptions=False, env={"COLUMNS": "160"}
    )


def cells(result: Result) -> list[list[str]]:
    lines = [line for line in result.stdout.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines]


def test_list_shows_what_was_asked_for_first(run: Run) -> None:
    result = run("customers", "--where", "mrr_usd>1000", "--order-by", "-mrr_usd", "--limit", "2")
    assert [row[:3] for row in cells(result)] == [["o1", "Alpha", "10,000.00"], ["o3", "Gamma", "7,900.00"]]
    assert "2 of 3 customers, as of 2025-07-18" in result.stdout


def test_list_for_programs_is_what_the_server_answers(run: Run) -> None:
    body = json.loads(run("users", "--search", "max", "--json").stdout)
    assert body["total_rows"] == 1 and body["rows"][0][:2] == ["u2", "Max"]


def test_one_is_shown_with_its_versions(run: Run) -> None:
    shown = run("devices", "d1").stdout
    assert "belongs to customers o1 (Alpha), locations l1 (Berlin Market)" in shown
    assert "2 of 2 versions" in shown and '{"location_id": "l3"}' in shown
    body = json.loads(run("customers", "o1", "--json").stdout)
    assert {"kind": "users", "count": 2} in body["children"]


def test_unknown_names_are_explained(run: Run) -> None:
    with pytest.raises(AlmanacError, match=r"(?s)no such kind.*customers, users"):
        run("planets")
    with pytest.raises(AlmanacError, match=r"(?s)none that you may see.*--search"):
        run("customers", "o9")
    with pytest.raises(AlmanacError, match="Write FIELD=VALUE"):
        run("customers", "--where", "mrr")
