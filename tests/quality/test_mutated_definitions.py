"""Whoever makes a mistake in a definition hears of it: more than fifty of them, and who catches each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from almanac.config import Settings
from almanac.demo.company import make_company
from almanac.pipeline.build import TRANSFORM_DIR, build
from almanac.pipeline.request import BuildRequest
from almanac.semantic.answer import Answers
from almanac.warehouse.home import Home
from almanac.warehouse.versions import Version
from tests.quality.answers import Values, by_hand, hand_answers, open_raw
from tests.quality.conftest import ANSWERED
from tests.quality.mutants import (
    asked,
    asked_of_tables,
    catchers,
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


def metrics_of(planner: Answers) -> set[str]:
    """All that one may ask for."""
    with planner.layer() as layer:
        return set(layer.catalog.metrics)


def test_right_definitions_are_caught_by_nobody(
    whole: Version, expected: dict[str, Values], tmp_path: Path
) -> None:
    with asked(whole, tmp_path / "right") as planner:
        every = metrics_of(planner)
        assert catchers(planner, whole, every, expected) == []
        assert ways_that_differ(planner, whole, every) == []


def test_mistakes_in_metrics_are_caught(whole: Version, expected: dict[str, Values], tmp_path: Path) -> None:
    manifest, caught = definitions(whole), Caught()
    for mutation in METRICS:
        with asked(whole, tmp_path / "wrong", mistaken(manifest, "metrics", mutation)) as planner:
            caught[str(mutation)] = catchers(planner, whole, touched_by(manifest, mutation.what), expected)
    assert_all_are_caught(caught)


def test_mistakes_in_entities_are_caught(whole: Version, expected: dict[str, Values], tmp_path: Path) -> None:
    manifest, caught = definitions(whole), Caught()
    for mutation in ENTITIES:
        with asked(whole, tmp_path / "wrong", mistaken(manifest, "semantic_models", mutation)) as planner:
            caught[str(mutation)] = catchers(planner, whole, measured_on(planner, {mutation.what}), expected)
    assert_all_are_caught(caught)


def test_mistakes_in_models_are_caught(whole: Version, expected: dict[str, Values], tmp_path: Path) -> None:
    caught = Caught()
    for mutation in MODELS:
        with asked_of_tables(whole, tmp_path / "wrong", mutation) as (planner, built):
            metrics = measured_on(planner, {mutation.what, *mutation.then})
            caught[str(mutation)] = catchers(planner, built, metrics, expected)
    assert_all_are_caught(caught)


def test_mistakes_in_the_tables_of_metrics_are_caught(whole: Version, tmp_path: Path) -> None:
    """The planner does not read them: the second way does."""
    caught = Caught()
    for mutation in TABLES:
        with asked_of_tables(whole, tmp_path / "wrong", mutation) as (planner, built):
            differing = ways_that_differ(planner, built, metrics_of(planner))
            caught[str(mutation)] = ["two ways"] if differing else []
    assert_all_are_caught(caught)


def assert_all_are_caught(caught: Mapping[str, list[str]]) -> None:
    """Prints who caught what (`pytest -rP` shows it)."""
    for mistake, who in caught.items():
        print(f"{', '.join(who) or 'NOBODY':<28} {mistake}")
    assert [mistake for mistake, who in caught.items() if not who] == []


def test_there_are_fifty() -> None:
    mistakes = [*METRICS, *ENTITIES, *MODELS, *TABLES]
    assert len(set(map(str, mistakes))) == len(mistakes) >= 50
