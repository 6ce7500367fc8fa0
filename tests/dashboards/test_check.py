"""Every tile is compiled; what cannot be asked is told with file, line and what would work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from almanac.config import PROJECT_DIR
from almanac.dashboards.check import check
from almanac.dashboards.model import Dashboard
from almanac.dashboards.read import read_dashboards
from almanac.semantic.answer import Answers
from tests.dashboards.conftest import Write

DASHBOARDS = PROJECT_DIR / "dashboards"
TEN = {
    "ai-adoption",
    "cs-health",
    "customer-experience",
    "executive-summary",
    "facility-scorecard",
    "marketing",
    "organization-activity",
    "product",
    "reference-readiness",
    "sales",
}


def test_every_tile_of_the_ten_dashboards_compiles(answers: Answers) -> None:
    files = read_dashboards(DASHBOARDS)
    assert {file.name for file in files} == TEN
    with answers.layer() as layer:
        assert [str(problem) for problem in check(files, layer)] == []


@pytest.mark.long
def test_every_tile_compiles_with_every_filter_that_it_follows(answers: Answers) -> None:
    with answers.layer() as layer:
        assert [str(problem) for problem in check(read_dashboards(DASHBOARDS), layer, filtered=True)] == []


def test_the_schema_is_that_of_the_model() -> None:
    kept = json.loads((DASHBOARDS / "schema.json").read_text())
    assert kept == json.loads(json.dumps(Dashboard.model_json_schema())), "almanac dashboards schema"


TILE = """\
tiles:
  - title: Sound
    chart: number
    metrics: [current_arr]
  - title: Broken
    chart: {chart}
    metrics:
      - active_customers
      - {metric}
    dimensions: [{dimension}]
"""


@pytest.mark.parametrize(
    ("metric", "dimension", "line", "words"),
    [
        ("current_ar", "segment", 13, "Did you mean current_arr"),
        ("current_arr", "segmnt", 14, "Did you mean segment"),
        ("win_rate", "csm", 14, "These work for all metrics of the request"),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_line(
    write: Write, answers: Answers, metric: str, dimension: str, line: int, words: str
) -> None:
    file = write(TILE.format(chart="bar", metric=metric, dimension=dimension))
    with answers.layer() as layer:
        [problem] = check([file], layer)
    assert (problem.file, problem.line, problem.tile) == ("page.yml", line, 1)
    assert problem.thing.startswith("tile 'Broken': ")
    assert words in problem.next_step


def test_the_first_rows_of_no_order_are_refused(write: Write, answers: Answers) -> None:
    file = write(
        "tiles:\n  - {title: T, chart: table, metrics: [current_arr], dimensions: [customer], limit: 5}\n"
    )
    with answers.layer() as layer:
        [problem] = check([file], layer)
    assert "`order_by`" in problem.next_step


def test_broken_and_sound_files_are_told_together(write: Write, answers: Answers, tmp_path: Path) -> None:
    broken = write("tiles: 5\n", name="a.yml")
    sound = write("tiles:\n  - {title: T, chart: number, metrics: [current_arr]}\n", name="b.yml")
    with answers.layer() as layer:
        problems = check([sound, broken], layer)
    assert [problem.file for problem in problems] == ["a.yml"]
