"""The check that every build passes, on a whole company: right as built, and stopping what is made wrong."""

from __future__ import annotations

import datetime as dt
import math
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from almanac.commands import validate
from almanac.commands.validate import check_of_build
from almanac.config import Settings
from almanac.demo.company import make_company
from almanac.demo.parameters import CompanySpec
from almanac.pipeline.audit import AuditFailed
from almanac.pipeline.build import TRANSFORM_DIR, build
from almanac.pipeline.request import BuildRequest
from almanac.quality.results import Result
from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.request import parse_request
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from almanac.warehouse.versions import Version, published_id
from tests.transform.company import NOW, rows, without_dbt_tests

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("two_ways")]

AS_OF = dt.date(2025, 7, 31)


def build_checked(home: Home, transform_dir: Path, select: str | None = None) -> Version:
    """A build without the dbt tests, so that the check alone has to notice."""
    settings = Settings(home=home.root)
    with without_dbt_tests():
        return build(
            home, settings, BuildRequest(select=select), now=NOW, transform_dir=transform_dir,
            check=check_of_build(settings),
        )  # fmt: skip


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """A demo company with every source, checked and published."""
    home = Home(tmp_path_factory.mktemp("two_ways"))
    make_company(home, CompanySpec(customers=25, days=100, seed=11, as_of_date=AS_OF, events=20_000))
    return build_checked(home, TRANSFORM_DIR)


@pytest.fixture(scope="module")
def results(version: Version) -> list[Result]:
    """What the version says of itself."""
    columns = ", ".join(Result.model_fields)
    found = rows(version, f"select {columns} from metrics.metric_validation")
    return [Result.model_validate(dict(zip(Result.model_fields, row, strict=True))) for row in found]


def test_every_metric_is_the_same_both_ways(version: Version, results: Sequence[Result]) -> None:
    names = {name for (name,) in rows(version, "select metric_name from metrics.metric_sources")}
    assert len(names) == 240
    told = {
        one.metric_name: one
        for one in results
        if (one.check_name, one.entity_type) == ("two_ways", "company")
    }
    # No trial of these customers started in the last weeks.
    assert names - {name for name, one in told.items() if one.compared_values} <= {"trial_to_paid_rate"}
    assert [one for one in results if one.status == "failed"] == []


@pytest.mark.parametrize("kind", ["customer", "rep", "campaign", "facility", "feature", "location"])
def test_every_kind_of_entity_is_compared(version: Version, results: Sequence[Result], kind: str) -> None:
    """As many values as the long tables tell of what can be asked by it."""
    compared = {
        one.metric_name: one.compared_values
        for one in results
        if (one.check_name, one.entity_type, one.status) == ("two_ways", kind, "passed")
    }
    told = rows(
        version,
        f"""select metric_name, count(*)::int from (
            select metric_name, entity_type, metric_date from metrics.metrics_unified_domains
            union all select metric_name, entity_type, metric_date from metrics.metrics_unified
        ) where entity_type = '{kind}' and metric_date > date '{AS_OF}' - 35 group by all""",
    )
    assert compared
    assert compared == {name: count for name, count in told if name in compared}


def test_every_metric_has_a_value_somewhere(version: Version) -> None:
    """None is a placeholder: the demo company has every source, so every metric tells something."""
    told = rows(version, "select count(distinct metric_name) from metrics.metrics_unified_domains")
    assert told == [(240,)]


def test_the_identities_of_published_values_hold(results: Sequence[Result]) -> None:
    held = {one.identity for one in results if one.check_name == "identity" and one.compared_values}
    assert len(held) >= 40


def test_the_command_tells_the_same(version: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(home=version.folder.parents[1])
    monkeypatch.setattr("almanac.config.settings", lambda: settings)
    app = typer.Typer()
    validate.register(app)
    result = CliRunner().invoke(app, [], catch_exceptions=False, env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert (
        result.stdout.rstrip()
        .splitlines()[-1]
        .startswith(f"0 failed, {version.manifest.checks['passed']:,} ")
    )


FIRSTS = {"day": "2025-06-27", "week": "2025-01-06", "month": "2024-01-01"}
BESIDE = {"previous_period": "previous", "previous_year": "year_ago"}


@pytest.fixture(scope="module")
def answers(version: Version) -> Iterator[Answers]:
    reader = PublishedReader(Home(version.folder.parents[1]))
    yield Answers(reader)
    reader.close()


@pytest.mark.parametrize("compare", BESIDE)
@pytest.mark.parametrize("grain", FIRSTS)
def test_periods_beside_earlier_ones(version: Version, answers: Answers, grain: str, compare: str) -> None:
    """What the planner puts beside a whole period is what table `metrics_api` has there."""
    first, column = FIRSTS[grain], BESIDE[compare]
    told = rows(
        version,
        f"""select metric_name, period_start_date, {column}_value, {column}_change, {column}_change_pct
        from metrics.metrics_api where grain = '{grain}' and is_complete
        and period_start_date >= '{first}' and {column}_value is not null""",
    )
    names = sorted({name for name, *_ in told})
    found = {}
    for name in names:
        question = {"metrics": [name], "time": {"from": first, "grain": grain}, "compare": compare}
        for day, _, *beside in answers.ask(parse_request(question), EVERYTHING).rows:
            found[name, day] = beside
    wrong = [
        (name, day, values, found[name, day])
        for name, day, *values in told
        if not all(map(_same, values, found[name, day]))
    ]
    assert wrong == [] and len(names) > 100


def _same(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


@dataclass(frozen=True)
class Mistake:
    """A text in a model, what it is turned into, what is built of it, and the check that must notice."""

    model: str
    right: str
    wrong: str
    select: str
    check: str


MISTAKES = {
    "a value in the long table": Mistake(
        "metrics_unified_domains",
        "{{ long_metrics",
        "select * replace (metric_value + if(metric_name = 'arpa', 0.01, 0) as metric_value) from (\n"
        "{{ long_metrics",
        "metrics_unified_domains",
        "two_ways",
    ),
    "a score of 130": Mistake(
        "customer_success_days",
        "cast({{ score }} as decimal(12, 6)) end as {{ score }}",
        "cast({{ score }} + 130 as decimal(12, 6)) end as {{ score }}",
        "customer_success_days+",
        "valid_range",
    ),
    "a score that nobody has": Mistake(
        "customer_success_days",
        "cast({{ score }} as decimal(12, 6)) end as {{ score }}",
        "cast(null as decimal(12, 6)) end as {{ score }}",
        "customer_success_days+",
        "null_share",
    ),
    "an opening that is not the closing of the day before": Mistake(
        "revenue_days", "    opening_mrr_usd,\n    {% for", "    mrr_usd as opening_mrr_usd,\n    {% for",
        "revenue_days+", "identity",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_not_published(name: str, version: Version, tmp_path: Path) -> None:
    mistake, home = MISTAKES[name], Home(version.folder.parents[1])
    project = tmp_path / "transform"
    shutil.copytree(TRANSFORM_DIR, project, ignore=shutil.ignore_patterns("target", "logs"))
    (path,) = (project / "models").rglob(f"{mistake.model}.sql")
    text = path.read_text()
    assert mistake.right in text
    changed = text.replace(mistake.right, mistake.wrong)
    path.write_text(changed + (")" if changed.count("(") > changed.count(")") else ""))
    with pytest.raises(AuditFailed) as error:
        build_checked(home, project, mistake.select)
    assert mistake.check in {node.kind for node in error.value.nodes}
    assert published_id(home) == version.id
