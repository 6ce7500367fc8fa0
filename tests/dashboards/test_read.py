"""A file that cannot be read says at which line, why, and what would work; the others are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from almanac.dashboards.read import read_dashboard, read_dashboards
from tests.dashboards.conftest import HEAD, Write

NUMBER = "tiles:\n  - title: Users\n    chart: number\n    metrics: [monthly_active_users]\n"


def test_a_sound_file_is_its_dashboard(write: Write) -> None:
    file = write(NUMBER)
    assert (file.name, file.problems) == ("page", ())
    assert file.dashboard and file.dashboard.tiles[0].size == "medium"
    assert file.at("tiles", 0, "metrics") == 8


def test_a_file_is_read_again_once_it_has_changed(write: Write) -> None:
    file = write(NUMBER)
    assert read_dashboard(file.path) is read_dashboard(file.path)
    file.path.write_text(file.path.read_text().replace("Users", "Everybody"))
    changed = read_dashboard(file.path).dashboard
    assert changed and changed.tiles[0].title == "Everybody"
    file.path.unlink()
    assert [problem.thing for problem in read_dashboard(file.path).problems] == ["the file"]


@pytest.mark.parametrize(
    ("tiles", "line", "thing", "cause", "hint"),
    [
        (NUMBER + "    sise: wide\n", 9, "tiles.0.sise", "extra inputs", "A tile has the fields title,"),
        (NUMBER.replace("number", "nmber"), 7, "tiles.0.chart", "'number'", "A tile has"),
        (NUMBER + "colour: red\n", 9, "colour", "extra inputs", "A dashboard has the fields title,"),
        ("tiles: []\n", 5, "tiles", "at least 1 item", "A dashboard has"),
        (
            "tiles:\n  - title: A\n    chart: line\n",
            6,
            "tiles.0",
            "a line takes 1 to 8 metrics, not 0",
            "A tile",
        ),
        (
            "tiles:\n  - {title: A, chart: scatter, metrics: [arr], dimensions: [customer], upward: x}\n",
            6,
            "tiles.0",
            "or 1 and in `upward` one of its dimensions",
            "A tile",
        ),
        ("tiles: [\n", 6, "the file", "expected the node content", "Correct its YAML"),
    ],
)
def test_a_fault_is_told_with_its_line(
    write: Write, tiles: str, line: int, thing: str, cause: str, hint: str
) -> None:
    file = write(tiles)
    assert file.dashboard is None
    problem = file.problems[0]
    assert (problem.line, problem.thing) == (line, thing)
    assert cause in problem.cause
    assert problem.next_step.startswith(hint)
    assert str(problem).startswith(f"page.yml:{line}: {thing}: ")


@pytest.mark.parametrize(
    ("tile", "cause"),
    [
        ("chart: waterfall, metrics: [a, b, c]", "one of opening, plus, minus, closing for each metric"),
        ("chart: funnel, metrics: [a]", "needs a dimension and the order of its values"),
        ("chart: text", "`text` belongs to tiles whose chart is text"),
        ("chart: number, metrics: [a], text: hello", "`text` belongs to tiles whose chart is text"),
        ("chart: scatter, metrics: [a], dimensions: [b]", "a scatter takes 2 metrics, or 1 and in `upward`"),
        ("chart: movers, metrics: [a]", "a movers takes 2 to 12 metrics, not 1"),
        (
            "chart: line, metrics: [a], quadrants: {x: a, y: b, top_left: A, top_right: B, "
            "bottom_left: C, bottom_right: D}",
            "`quadrants` belong to a scatter",
        ),
    ],
)
def test_a_chart_has_what_it_needs(write: Write, tile: str, cause: str) -> None:
    [problem] = write(f"tiles:\n  - {{title: T, {tile}}}\n").problems
    assert cause in problem.cause
    assert problem.line == 6


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.yml"
    path.write_bytes(b"title: caf\xe9\n")
    [problem] = read_dashboard(path).problems
    assert (problem.line, problem.next_step) == (1, "Correct its YAML (UTF-8).")


@pytest.mark.parametrize("content", ["", "- a\n", "title\n"])
def test_a_file_that_is_no_dashboard_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "page.yml"
    path.write_text(content)
    file = read_dashboard(path)
    assert file.dashboard is None
    assert file.problems


def test_the_name_of_a_file_is_an_address(write: Write) -> None:
    [problem] = write(NUMBER, name="My Page.yml").problems
    assert "ai-adoption.yml" in problem.next_step


def test_broken_files_come_last_and_leave_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("title: only\n")
    (tmp_path / "b.yml").write_text(f"{HEAD}order: 9\n{NUMBER}")
    (tmp_path / "c.yml").write_text(f"{HEAD}order: 3\n{NUMBER}")
    (tmp_path / "notes.txt").write_text("no dashboard")
    assert [file.name for file in read_dashboards(tmp_path)] == ["c", "b", "a"]
