"""Every metric, asked through MetricFlow and read from the tables of metrics: two ways to the same number."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from typing import Any

import pytest

from almanac.config import Settings
from almanac.demo.company import make_company
from almanac.demo.parameters import CompanySpec
from almanac.pipeline.build import build
from almanac.pipeline.request import BuildRequest
from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.catalog import Metric
from almanac.semantic.request import parse_request
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from almanac.warehouse.versions import Version
from tests.transform.company import NOW, rows, without_dbt_tests

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("two_ways")]

AS_OF = dt.date(2025, 7, 31)
Key = tuple[object, ...]


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """A demo company with every source, built without the dbt tests."""
    home = Home(tmp_path_factory.mktemp("two_ways"))
    make_company(home, CompanySpec(customers=25, days=100, seed=11, as_of_date=AS_OF, events=20_000))
    with without_dbt_tests():
        return build(home, Settings(home=home.root), BuildRequest(), now=NOW)


@pytest.fixture(scope="module")
def answers(version: Version) -> Iterator[Answers]:
    reader = PublishedReader(Home(version.folder.parents[1]))
    yield Answers(reader)
    reader.close()


@pytest.fixture(scope="module")
def metrics(answers: Answers) -> list[Metric]:
    with answers.layer() as layer:
        return [metric for _, metric in sorted(layer.catalog.metrics.items())]


def asked(answers: Answers, metric: Metric, **question: Any) -> dict[Key, object]:
    """The planner's answer: values by key."""
    found = answers.ask(parse_request({"metrics": [metric.name], "limit": 100_000} | question), EVERYTHING)
    assert not found.limited
    return {row[:-1]: row[-1] for row in found.rows}


def differences(one: dict[Key, object], other: dict[Key, object]) -> dict[Key, tuple[object, object]]:
    """Keys of either side whose values are not the same number; a missing key is a missing value."""
    pairs = {key: (one.get(key), other.get(key)) for key in one.keys() | other.keys()}
    return {key: pair for key, pair in pairs.items() if not _same(*pair)}


def _same(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def test_days_of_the_company(version: Version, answers: Answers, metrics: list[Metric]) -> None:
    first = AS_OF - dt.timedelta(days=34)
    wrong = {}
    for metric in metrics:
        told = rows(
            version,
            f"""select metric_date, metric_value from metrics.metrics_unified_domains
            where metric_name = '{metric.name}' and entity_type = 'company' and metric_date >= '{first}'""",
        )
        answer = asked(answers, metric, time={"from": str(first), "grain": "day"})
        wrong[metric.name] = differences(answer, {(day,): value for day, value in told})
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("grain", ["week", "month", "quarter"])
def test_longer_periods(version: Version, answers: Answers, metrics: list[Metric], grain: str) -> None:
    """Not sums of days: a rate of a month divides the month's own sides, a stock is that of its last day."""
    first, wrong = {"week": "2025-01-06"}.get(grain, "2025-01-01"), {}
    for metric in metrics:
        told = rows(
            version,
            f"""select period_start_date, current_value from metrics.metrics_api
            where metric_name = '{metric.name}' and grain = '{grain}' and period_start_date >= '{first}'""",
        )
        answer = asked(answers, metric, time={"from": first, "grain": grain})
        wrong[metric.name] = differences(answer, {(day,): value for day, value in told})
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("entity", ["customer", "rep", "campaign", "facility", "feature", "location"])
def test_entities_on_the_last_day(
    version: Version, answers: Answers, metrics: list[Metric], entity: str
) -> None:
    """Whatever the long table tells of an entity is what a question about it gives."""
    table = "metrics.metrics_unified_domains"
    wrong, compared = {}, 0
    for metric in metrics:
        told = rows(
            version,
            f"""select entity_id, metric_value from {table} where metric_name = '{metric.name}'
            and entity_type = '{entity}' and metric_date = '{AS_OF}'""",
        )
        if told and entity in metric.dimensions:
            answer = asked(answers, metric, group_by=[entity], time={"from": str(AS_OF)})
            known = {key: value for key, value in answer.items() if key != (None,)}
            wrong[metric.name] = differences(known, {(key,): value for key, value in told})
            compared += len(told)
    assert {name: found for name, found in wrong.items() if found} == {}
    assert compared > 0


def test_every_metric_has_a_value_somewhere(version: Version, metrics: list[Metric]) -> None:
    """None is a placeholder: the demo company has every source, so every metric tells something."""
    told = rows(version, "select distinct metric_name from metrics.metrics_unified_domains")
    assert {name for (name,) in told} == {metric.name for metric in metrics}
