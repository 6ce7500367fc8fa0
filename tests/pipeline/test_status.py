"""Status tells the published version, its age by the edge's clock, and a failure only while it matters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from almanac.commands import pipeline
from almanac.config import settings
from almanac.errors import AlmanacError
from almanac.pipeline.failure import record_failure
from almanac.pipeline.status import status_report
from almanac.warehouse.contract import source_contract
from almanac.warehouse.home import Home
from almanac.warehouse.manifest import Account, NodeResult, Outcome
from almanac.warehouse.raw import inventory
from almanac.warehouse.versions import begin_version, finish_version, id_of, publish, published_id
from tests.warehouse.sample import NOW, make_manifest, make_version, write_company


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setenv("ALMANAC_HOME", str(tmp_path))
    settings.cache_clear()
    yield Home(tmp_path)
    settings.cache_clear()


@pytest.fixture
def published(home: Home) -> str:
    """A version with a raw inventory, tests and an account."""
    write_company(home)
    building = begin_version(home, NOW)
    (building / "warehouse.duckdb").touch()
    outcomes = [
        Outcome(outcome="loaded", reason=None, rows=5),
        Outcome(outcome="quarantined", reason="future_timestamp", rows=1),
    ]
    nodes = [
        NodeResult(
            unique_id=f"test.{name}", name=name, kind="test", status=status, seconds=0.1, message=message
        )
        for name, status, message in [("sound", "pass", None), ("doubtful", "warn", "Got 2 results")]
    ]
    more = {
        "raw": inventory(home, source_contract()),
        "accounts": [Account(source="app.product_events", raw_rows=6, outcomes=outcomes)],
        "nodes": nodes,
    }
    manifest = make_manifest(id_of(building)).model_copy(update=more)
    return publish(home, finish_version(home, building, manifest).id).id


def run(*arguments: str) -> tuple[int, str]:
    """The command line's exit status and output."""
    app = typer.Typer()
    pipeline.register(app)
    result = CliRunner().invoke(app, arguments)
    if isinstance(result.exception, AlmanacError):
        return 1, str(result.exception)
    return result.exit_code, result.output


def test_the_age_is_told_by_the_edges_clock(home: Home, published: str) -> None:
    report = status_report(home, datetime(2025, 7, 4, 14, tzinfo=UTC))
    ages = {source.source: source.age_hours for source in report.freshness}
    assert {source: age for source, age in ages.items() if age is not None} == {
        "app.product_events": 12.0,
        "app.organizations": 84.0,
    }
    assert set(ages) == set(source_contract())


def test_a_failure_is_told_while_it_is_newer(home: Home, published: str) -> None:
    record_failure(home, NOW - timedelta(hours=1), AlmanacError("a", "b", "c"))
    assert status_report(home, NOW).last_failure is None
    record_failure(home, NOW + timedelta(hours=1), AlmanacError("a", "b", "c"))
    failure = status_report(home, NOW).last_failure
    assert failure is not None
    assert failure.error == "a: b\n  c"


def test_status_shows_what_became_of_every_row(home: Home, published: str) -> None:
    record_failure(home, NOW + timedelta(hours=1), AlmanacError("test x", "Got 1 result", "Mend it."))
    code, output = run("status", "--now", "2025-08-01T04:00")
    assert code == 0
    for text in (
        published,
        "2025-07-03",
        "future_timestamp",
        "marts.one",
        "1 passed, 1 warned",
        "doubtful",
        "test x",
    ):
        assert text in output


def test_status_as_json_has_everything(home: Home, published: str) -> None:
    code, output = run("status", "--json", "--now", "2025-07-04T14:00:00Z")
    assert code == 0
    report = json.loads(output)
    assert report["version"] == published
    assert report["tests"]["warned"] == 1
    assert report["freshness"][0]["age_hours"] == 12.0
    assert report["accounts"][0]["outcomes"][1] == {
        "outcome": "quarantined",
        "reason": "future_timestamp",
        "rows": 1,
    }


def test_without_a_version_status_says_what_to_do(home: Home) -> None:
    code, output = run("status")
    assert code == 1
    assert "nothing is published yet" in output
    assert "almanac build" in output


def test_publish_lists_and_returns(home: Home) -> None:
    first, second = (make_version(home, number).id for number in (1, 2))
    publish(home, second)
    code, output = run("publish", "--list")
    assert code == 0
    (line,) = [line for line in output.splitlines() if "published" in line]
    assert second in line
    assert first in output
    assert run("publish", "--rollback") == (0, f"{first} is published\n")
    assert run("publish", "--rollback", second) == (0, f"{second} is published\n")
    code, output = run("publish", "--rollback", "20200101T000000Z-1")
    assert (code, published_id(home)) == (1, second)
    assert "there is no such version" in output
    assert run("publish")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--as-of-date", "yesterday"], "--as-of-date yesterday: this is no day"),
        (["--from", "2025-02-30"], "--from 2025-02-30: this is no day"),
        (["--from", "2025-07-02", "--to", "2025-07-01"], "the range ends before it begins"),
        (["--as-of-date", "2025-08-01", "--now", "2025-08-01T23:00"], "the day is not over"),
        (["--now", "soon"], "--now soon: this is no moment"),
        ([], "no raw data"),
    ],
)
def test_bad_builds_are_refused(home: Home, arguments: list[str], complaint: str) -> None:
    code, output = run("build", *arguments)
    assert code == 1
    assert complaint in output
