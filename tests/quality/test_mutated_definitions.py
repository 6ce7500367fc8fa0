"""Whoever makes a mistake in a definition hears of it: more than fifty of them, and who catches each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from almanac.config import Settings
from almanac.demo.company import make_company
from almanac.pipeline.build import TRANSFORM_DIR, build
from almanac.pipeline.request import BuildRequest
from almanac.warehouse.home import Home
from almanac.warehouse.versions import Version
from tests.quality.answers import Values, by_hand, hand_answers, open_raw
from tests.quality.conftest import ANSWERED
from tests.quality.mutants import (
    built_with,
    catchers,
    defined_by,
    definitions,
    measured_on,
    mistaken,
    touched_by,
    ways_that_differ,
)
from tests.quality.mutations import ENTITIES, METRICS, MODELS, TABLES
from tests.transform.company import NOW, lean_project, without_dbt_tests

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("mutated")]

Caught = dict[str, list[str]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """The company whose answers are known, with its wide and long tables, too."""
    home = Home(tmp_path_factory.mktemp("whole"))
    make_company(home, ANSWERED)
    with without_dbt_tests():
        settings = Settings(home=home.root)
        return build(home, settings, BuildRequest(), now=NOW, transform_dir=lean_project(TRANSFORM_DIR))


@pytest.fixture(scope="module")
def expected(whole: Version) -> dict[str, Values]:
    """What the raw tables say, whatever anybody defines."""
    with open_raw(whole) as raw:
        return {name: by_hand(answer, raw) for name, answer in hand_answers().items()}


def test_right_definitions_are_caught_by_nobody(
    whole: Version, expected: dict[str, Values], tmp_path: Path
) -> None:
    with defined_by(whole, tmp_path / "right", definitions(whole)) as (planner, copy):
        with planner.layer() as layer:
            every = set(layer.catalog.metrics)
        assert catchers(planner, copy, every, expected) == []
        assert ways_that_differ(copy) == []


def test_mistakes_in_metrics_are_caught(whole: Version, expected: dict[str, Values], tmp_path: Path) -> None:
    manifest, caught = definitions(whole), Caught()
    for mutation in METRICS:
        wrong = mistaken(manifest, "metrics", mutation)
        with defined_by(whole, tmp_path / "wrong", wrong) as (planner, copy):
            metrics = touched_by(manifest, mutation.what)
            caught[str(mutation)] = catchers(planner, copy, metrics, expected)
    assert_all_are_caught(caught)


def test_mistakes_in_entities_are_caught(whole: Version, expected: dict[str, Values], tmp_path: Path) -> None:
    manifest, caught = definitions(whole), Caught()
    for mutation in ENTITIES:
        wrong = mistaken(manifest, "semantic_models", mutation)
        with defined_by(whole, tmp_path / "wrong", wrong) as (planner, copy):
            metrics = measured_on(planner, {mutation.what})
            caught[str(mutation)] = catchers(planner, copy, metrics, expected)
    assert_all_are_caught(caught)


def test_mistakes_in_models_are_caught(whole: Version, expected: dict[str, Values], tmp_path: Path) -> None:
    caught = Caught()
    for mutation in MODELS:
        with built_with(whole, tmp_path / "wrong", mutation) as (planner, built):
            metrics = measured_on(planner, {mutation.what, *mutation.then})
            caught[str(mutation)] = catchers(planner, built, metrics, expected)
    assert_all_are_caught(caught)


def test_mistakes_in_the_tables_of_metrics_are_caught(whole: Version, tmp_path: Path) -> None:
    """The planner does not read them: the second way does."""
    caught = Caught()
    for mutation in TABLES:
        with built_with(whole, tmp_path / "wrong", mutation) as (_, built):
            caught[str(mutation)] = ["two ways"] if ways_that_differ(built) else []
    assert_all_are_caught(caught)


def assert_all_are_caught(caught: Mapping[str, list[str]]) -> None:
    """Prints who caught what (`pytest -rP` shows it)."""
    for mistake, who in caught.items():
        print(f"{', '.join(who) or 'NOBODY':<28} {mistake}")
    assert [mistake for mistake, who in caught.items() if not who] == []


def test_there_are_fifty() -> None:
    mistakes = [*METRICS, *ENTITIES, *MODELS, *TABLES]
    assert len(set(map(str, mistakes))) == len(mistakes) >= 50
