"""`almanac validate`, as a person types it; what the checks find is theirs (tests/quality)."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import typer
from typer.testing import CliRunner
from typer.testing import Result as Ran

from almanac.commands import validate, viewer
from almanac.config import Settings
from almanac.errors import AlmanacError
from almanac.quality.results import Result
from almanac.semantic.access import Viewer
from almanac.warehouse.home import Home

PASSED = Result(
    check_name="two_ways", metric_name="arpa", entity_type="company", status="passed", compared_values=35
)
SKIPPED = Result(
    check_name="two_ways", metric_name="nps_score", status="skipped", detail="surveys is not loaded"
)
FAILED = Result(
    check_name="valid_range", metric_name="win_rate", entity_type="rep", status="failed", detail="130 for r1"
)
Run = Callable[..., Ran]


@pytest.fixture
def run(company_home: Home, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `almanac validate` on a version of which the checks find this."""
    monkeypatch.setattr(
        "almanac.config.settings", lambda: Settings.model_validate({"home": company_home.root})
    )
    app = typer.Typer()
    validate.register(app)

    def invoke(found: list[Result], *arguments: str) -> Ran:
        monkeypatch.setattr("almanac.quality.validate.validate", lambda snapshot: found)
        return CliRunner().invoke(app, arguments, catch_exceptions=False, env={"COLUMNS": "160"})

    return invoke


def test_a_failure_comes_first_and_is_the_exit_status(run: Run) -> None:
    result = run([PASSED, SKIPPED, FAILED])
    assert result.exit_code == 1
    lines = [
        line for line in result.stdout.splitlines() if any(word in line for word in ("arpa", "win_", "nps_"))
    ]
    assert [line.split()[1] for line in lines] == ["win_rate", "arpa", "nps_score"]
    assert "rep: 130 for r1" in lines[0]
    assert "surveys is not loaded" in lines[2]
    assert result.stdout.rstrip().endswith("1 failed, 1 passed, 1 skipped")


def test_nothing_wrong_is_status_0(run: Run) -> None:
    assert run([PASSED, SKIPPED]).exit_code == 0


def test_programs_get_every_result(run: Run) -> None:
    result = run([PASSED, FAILED], "--json")
    assert result.exit_code == 1
    assert [Result.model_validate(one) for one in json.loads(result.stdout)] == [PASSED, FAILED]


def test_who_sees_only_some_rows_is_told_nothing_of_all(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewer, "viewer_of_command", lambda: Viewer("ana", ()))
    with pytest.raises(AlmanacError, match="ana: sees some rows"):
        run([PASSED])
