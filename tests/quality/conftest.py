"""A small fixed company, built once, whose every number can be told from its raw tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb
import pytest

from almanac.config import Settings
from almanac.demo.company import make_company
from almanac.demo.parameters import CompanySpec
from almanac.pipeline.build import TRANSFORM_DIR, build
from almanac.pipeline.request import BuildRequest
from almanac.semantic.answer import Answers
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from almanac.warehouse.versions import Version
from tests.quality.answers import open_raw
from tests.transform.company import NOW, lean_project, without_dbt_tests

ANSWERED = CompanySpec(customers=60, days=120, seed=3, as_of_date=dt.date(2025, 7, 31), events=15_000)
READ = ("+path:models/metrics", "+score_components_daily", "+conservation_account")
REPEATED = ("metrics_*+", "metric_weeks+", "metric_months+", "metric_quarters+")
PLANNED = ("--select", *READ, "--exclude", *REPEATED)
"""What the planner reads, without the tables that repeat its numbers: those take as long again."""


@pytest.fixture(scope="session")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """A demo company with every source, and all that the planner reads."""
    home = Home(tmp_path_factory.mktemp("answered"))
    make_company(home, ANSWERED)
    with without_dbt_tests(PLANNED):
        settings = Settings(home=home.root)
        return build(home, settings, BuildRequest(), now=NOW, transform_dir=lean_project(TRANSFORM_DIR))


@pytest.fixture(scope="session")
def planner(answered: Version) -> Iterator[Answers]:
    """The one way to that company's numbers."""
    reader = PublishedReader(Home(answered.folder.parents[1]))
    yield Answers(reader)
    reader.close()


@pytest.fixture(scope="session")
def raw(answered: Version) -> Iterator[duckdb.DuckDBPyConnection]:
    """Its raw tables, and the steps made of them by hand."""
    with open_raw(answered) as connection:
        yield connection
