"""Tier-1 metrics and parts of scores are what SQL written by hand makes of the raw tables."""

from __future__ import annotations

import duckdb
import pytest

from almanac.semantic.answer import Answers
from almanac.warehouse.versions import Version
from tests.quality.answers import (
    by_hand,
    by_version,
    differences,
    hand_answers,
    trivial,
)

pytestmark = pytest.mark.xdist_group("answers")


@pytest.mark.parametrize("name", hand_answers())
def test_the_planner_says_what_the_raw_tables_say(
    name: str, answered: Version, planner: Answers, raw: duckdb.DuckDBPyConnection
) -> None:
    answer = hand_answers()[name]
    expected = by_hand(answer, raw)
    found = by_version(answer, answered, planner)
    assert differences(found, expected) == {}
    assert trivial(answer, expected) == set(answer.nothing)


def test_every_metric_of_the_first_tier_has_an_answer(planner: Answers) -> None:
    with planner.layer() as layer:
        first_tier = {metric.name for metric in layer.catalog.metrics.values() if metric.tier == 1}
    told = {name for answer in hand_answers().values() for name in answer.metrics}
    assert len(first_tier) == 60
    assert first_tier - told == set()


def test_every_part_of_a_score_has_an_answer(answered: Version, raw: duckdb.DuckDBPyConnection) -> None:
    with duckdb.connect(str(answered.database), read_only=True) as published:
        parts = published.execute(
            "select distinct score, component from marts.score_components_daily"
        ).fetchall()
    scores = [answer for answer in hand_answers().values() if answer.score]
    told = {(answer.score, key[-1]) for answer in scores for key in by_hand(answer, raw)}
    assert set(parts) - told == set()
