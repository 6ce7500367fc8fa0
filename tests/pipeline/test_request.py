"""Requests that contradict themselves are refused before any work."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from almanac.errors import AlmanacError
from almanac.pipeline.request import EDGE_VARS, BuildRequest, check_policies, check_request

NOW = datetime(2025, 8, 1, 0, 30, tzinfo=UTC)
PROJECT = Path(__file__).parent / "project"
DAY = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("request_", "complaint"),
    [
        (BuildRequest(as_of_date=date(2025, 8, 1)), "--as-of-date 2025-08-01: the day is not over"),
        (BuildRequest(rebuild_to=DAY), "--to: it needs a first day"),
        (BuildRequest(rebuild_from=date(2025, 7, 2), rebuild_to=DAY), "the range ends before it begins"),
        (BuildRequest(select="x", rebuild_from=DAY), "--select: a selection"),
        (BuildRequest(select="x", as_of_date=DAY), "--select: a selection"),
    ],
)
def test_contradictions_are_refused(request_: BuildRequest, complaint: str) -> None:
    with pytest.raises(AlmanacError, match=complaint):
        check_request(request_, NOW)


@pytest.mark.parametrize(
    "request_",
    [
        BuildRequest(),
        BuildRequest(as_of_date=date(2025, 7, 31)),
        BuildRequest(rebuild_from=DAY, rebuild_to=DAY),
        BuildRequest(select="x", full_refresh=True),
    ],
)
def test_sound_requests_pass(request_: BuildRequest) -> None:
    check_request(request_, NOW)


def test_a_misspelt_policy_is_refused() -> None:
    check_policies({"smallest_count": 3}, PROJECT)
    with pytest.raises(AlmanacError, match=r"(?s)smalest_count: there is no such policy.*smallest_count"):
        check_policies({"smalest_count": 3}, PROJECT)


@pytest.mark.parametrize("name", EDGE_VARS)
def test_what_the_edge_fixes_is_no_policy(name: str) -> None:
    with pytest.raises(AlmanacError, match="there is no such policy"):
        check_policies({name: "2020-01-01"}, PROJECT)
