"""A company with only some sources: what is switched off is left out and told of, the rest builds."""

from __future__ import annotations

import pytest

from almanac.config import Settings
from almanac.demo.company import make_company
from almanac.demo.parameters import CompanySpec
from almanac.pipeline.build import TRANSFORM_DIR, build
from almanac.pipeline.request import BuildRequest
from almanac.warehouse.contract import source_contract
from almanac.warehouse.home import Home
from almanac.warehouse.versions import Version, published_version
from tests.transform.company import NOW, lean_project, rows, without_dbt_tests

CONTRACT = source_contract(TRANSFORM_DIR)
REQUIRED = {table.full_name for table in CONTRACT.values() if not table.optional}
APP_TABLES = [name for name in CONTRACT if name.startswith("app.") and name not in REQUIRED]
SOURCES = sorted({table.source for table in CONTRACT.values()} - {"app"})
DEVICES = [name for name in APP_TABLES if name.startswith(("app.device", "app.location"))]
MARKETING = ["google_ads", "facebook_ads", "linkedin_ads", "marketing", "email", "web_analytics"]
COMBINATIONS = {
    "events_only": [*SOURCES, *APP_TABLES],
    "neither_billing_nor_marketing": ["stripe", "app.subscriptions", *MARKETING],
    "neither_support_nor_devices": ["zendesk", "surveys", *DEVICES],
}
"""Two teams at once that have little to do with each other: each alone would take twice as long."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A small demo company with every source."""
    home = Home(tmp_path_factory.mktemp("switched-off"))
    make_company(home, CompanySpec(customers=15, days=95, events=8_000))
    return home


def build_without(home: Home, disabled: list[str], is_tested: bool = False) -> Version:
    """The pipeline's build of everything with sources switched off, with the dbt tests or without."""
    settings = Settings(home=home.root, vars={"disabled_sources": disabled})
    request = BuildRequest(full_refresh=True)
    if is_tested:
        return build(home, settings, request, now=NOW)
    with without_dbt_tests():
        return build(home, settings, request, now=NOW, transform_dir=lean_project(TRANSFORM_DIR))


def require_left_out(version: Version, disabled: list[str]) -> None:
    """Every row of what is switched off has the outcome left_out; nothing else has that reason."""
    for account in version.manifest.accounts:
        told = {(outcome.outcome, outcome.reason) for outcome in account.outcomes}
        is_off = account.source in disabled or account.source.split(".")[0] in disabled
        expected = {("left_out", "source_disabled")} if is_off and account.raw_rows else set()
        assert {one for one in told if one[1] == "source_disabled"} == expected, account.source
        assert not is_off or told == expected, account.source


@pytest.mark.long
def test_events_alone_still_build(home: Home) -> None:
    """Only events and organisations: activity is complete, and every table is there."""
    version = build_without(home, COMBINATIONS["events_only"], is_tested=True)
    require_left_out(version, COMBINATIONS["events_only"])
    assert rows(version, "select sum(total_event_count) > 0 from marts.fct_org_daily_activity") == [(True,)]
    scores = "select count(customer_health_score) from entities.entity_customers_daily"
    assert rows(version, scores) == [(0,)]


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in COMBINATIONS if name != "events_only"])
def test_a_company_without_a_whole_team(home: Home, name: str) -> None:
    """The other named combinations."""
    require_left_out(build_without(home, COMBINATIONS[name], is_tested=True), COMBINATIONS[name])


SINGLES = [*SOURCES, *APP_TABLES]
GROUPS = [SINGLES[first::8] for first in range(8)]
"""Each source once, a few together that have little to do with each other: each alone would take an hour."""


@pytest.mark.long
@pytest.mark.parametrize("disabled", GROUPS, ids=" ".join)
def test_each_source_can_be_switched_off(home: Home, disabled: list[str]) -> None:
    """Each source, and each optional table of the app database."""
    require_left_out(build_without(home, disabled), disabled)


@pytest.mark.xdist_group("demo")
def test_nothing_is_missing_from_the_account(demo_home: Home) -> None:
    """Every table of the contract has its account, so that no row can be lost in silence."""
    version = published_version(demo_home)
    assert version
    told = {account.source for account in version.manifest.accounts}
    assert told == {name for name, table in version.manifest.raw.tables.items() if table.rows}
