"""`GET /api/v1/dashboards`: the files as they are, broken ones with their reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from almanac.config import Access
from almanac.server.app import create_app
from almanac.warehouse.home import Home
from tests.server.conftest import NOW

SOUND = """\
title: Sound
description: It works.
audience: [product]
owner: product-analytics
tiles:
  - {title: ARR, chart: number, metrics: [current_arr]}
  - {title: Wrong, chart: number, metrics: [current_ar]}
"""


@pytest.fixture
def asker(company_home: Home, tmp_path: Path) -> Iterator[TestClient]:
    """A client of a server over the tiny company and a folder with a sound and a broken file."""
    folder = tmp_path / "dashboards"
    folder.mkdir()
    (folder / "sound.yml").write_text(SOUND)
    (folder / "broken.yml").write_text("title: Broken\ntilse: []\n")
    app = create_app(company_home, lambda: NOW, Access(), web_dist=tmp_path / "none", dashboards_dir=folder)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def test_a_broken_file_is_listed_with_its_line_and_leaves_the_others(asker: TestClient) -> None:
    sound, broken = asker.get("/api/v1/dashboards").raise_for_status().json()
    assert (sound["name"], sound["title"], sound["problems"]) == ("sound", "Sound", [])
    assert (broken["name"], broken["title"]) == ("broken", None)
    assert {"file": "broken.yml", "line": 2, "thing": "tilse"}.items() <= broken["problems"][-1].items()


def test_while_nothing_is_published_the_list_says_what_to_do(tmp_path: Path) -> None:
    app = create_app(Home(tmp_path), lambda: NOW, Access(), web_dist=tmp_path / "none")
    with TestClient(app, base_url="http://localhost") as client:
        answer = client.get("/api/v1/dashboards")
    assert answer.status_code == 503
    assert "almanac build" in answer.json()["error"]["next_step"]


def test_a_dashboard_comes_with_the_questions_of_its_tiles(asker: TestClient) -> None:
    body = asker.get("/api/v1/dashboards/sound").raise_for_status().json()
    assert body["as_of_date"] == "2025-07-18"
    [tile] = body["tiles"]
    assert set(tile["questions"]) == {"values", "course"}
    assert tile["filters"] == ["industry", "segment", "region", "plan_status", "csm", "account_arr"]
    assert body["metrics"]["current_arr"]["unit"] == "currency"


def test_a_tile_that_cannot_be_answered_is_left_out_and_told(asker: TestClient) -> None:
    [problem] = asker.get("/api/v1/dashboards/sound").json()["problems"]
    assert (problem["file"], problem["line"]) == ("sound.yml", 7)
    assert "Did you mean current_arr" in problem["next_step"]


@pytest.mark.parametrize("name", ["nothing", "..%2Fsecret", "schema.json"])
def test_a_name_that_no_file_has_is_not_found(asker: TestClient, name: str) -> None:
    answer = asker.get(f"/api/v1/dashboards/{name}")
    assert answer.status_code == 404


def test_a_broken_dashboard_says_what_is_wrong(asker: TestClient) -> None:
    answer = asker.get("/api/v1/dashboards/broken")
    assert answer.status_code == 404
    assert "broken.yml:" in answer.json()["error"]["cause"]
