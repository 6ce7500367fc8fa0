"""Random cells of every metric of a company with every source: the rows behind each make it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almanac.semantic.answer import Answers
from almanac.semantic.request import parse_request
from tests.quality.conftest import ANSWERED
from tests.semantic.drilling import NO_SHRINKING, cell, drill, proves

pytestmark = pytest.mark.xdist_group("answers")

FIRST, LAST = ANSWERED.as_of_date - dt.timedelta(days=ANSWERED.days - 1), ANSWERED.as_of_date


def check(planner: Answers, data: st.DataObject) -> None:
    with planner.layer() as layer:
        dimensions = {name: metric.dimensions for name, metric in layer.catalog.metrics.items()}
    request, keys, value = cell(data, planner, dimensions, FIRST, LAST)
    proves(drill(planner, request, keys), value)


@given(data=st.data())
@settings(max_examples=30, deadline=None, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
def test_rows_make_the_cell(planner: Answers, data: st.DataObject) -> None:
    check(planner, data)


@pytest.mark.long
@given(data=st.data())
@settings(max_examples=2_000, deadline=None, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
def test_rows_make_very_many_cells(planner: Answers, data: st.DataObject) -> None:
    check(planner, data)


@pytest.mark.long
def test_every_metric_can_be_taken_apart(planner: Answers) -> None:
    """As a whole, on the last day: each has inputs with rows, or says that nothing counts."""
    with planner.layer() as layer:
        metrics = sorted(layer.catalog.metrics)
    for name in metrics:
        told = drill(planner, parse_request({"metrics": [name]}), {}, limit=5)
        assert told.agrees, (name, told.value, told.recomputed)
        assert any(one.total_rows for one in told.inputs) or told.notes, name
