"""Tier-1 metrics and parts of scores are what SQL written by hand makes of the raw tables."""

from __future__ import annotations

import duckdb
import pytest

from almanac.semantic.answer import Answers
from almanac.warehouse.versions import Version
from tests.quality.answers import (
    by_hand,
    by_planner,
    by_score_table,
    by_table,
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
    if answer.score:
        found = by_score_table(answer, answered)
    elif answer.table:
        found = by_table(answer, answered)
    else:
        found = by_planner(answer, planner)
    assert differences(found, expected) == {}
    assert trivial(answer, expected) == set(answer.nothing)
