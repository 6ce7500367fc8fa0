"""Builds that many tests look at, each made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from almanac.warehouse.home import Home
from almanac.warehouse.versions import Version
from tests.transform import worked_days, worked_scores
from tests.transform.by_hand import HandRun
from tests.transform.company import Company

BuiltUnder = Callable[..., Version]


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """A company without any rows."""
    return Company(Home(tmp_path))


@pytest.fixture(scope="session")
def worked_company(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Company]:
    """The company of `worked_days` under some policies, landed but not built."""

    def make(**policies: object) -> Company:
        return worked_days.land(Company(Home(tmp_path_factory.mktemp("worked")), policies))

    return make


@pytest.fixture(scope="session")
def worked_days_under(worked_company: Callable[..., Company]) -> BuiltUnder:
    """The company of `worked_days`, built under some policies; once per choice."""

    @cache
    def build(**policies: object) -> Version:
        return worked_company(**policies).build()

    return build


@pytest.fixture(scope="session")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """The company of `worked_scores`, built."""
    return worked_scores.land(
        Company(Home(tmp_path_factory.mktemp("scored")), models=worked_scores.MODELS)
    ).build()


@pytest.fixture(scope="session")
def run_by_hand(tmp_path_factory: pytest.TempPathFactory) -> HandRun:
    """dbt run by hand on our own CRM rows; reading the project takes longer than building it."""
    return HandRun(tmp_path_factory.mktemp("by_hand"))


@pytest.fixture(scope="session")
def crm_warehouse(run_by_hand: HandRun) -> Path:
    """The CRM's tables as our own rows make them."""
    return run_by_hand.build()
