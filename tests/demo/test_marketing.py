"""Marketing of the demo company: its tables fit together, and nights add up to one sync at their end."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pytest

from almanac.demo.marketing.ad_days import make_ad_days
from almanac.demo.marketing.campaigns import PLATFORMS, Campaigns, make_campaigns, make_versions
from almanac.demo.marketing.qualification import make_qualifications
from almanac.demo.marketing.tables import write_marketing
from almanac.demo.marketing.touchpoints import MOST, NO_CAMPAIGN, make_touchpoints
from almanac.demo.parameters import DAY
from almanac.demo.sales.leads import make_leads
from almanac.demo.sync import Sync
from almanac.demo.users import NOBODY
from almanac.demo.world import World, make_world
from almanac.warehouse.contract import source_contract
from tests.demo.conftest import TINY
from tests.demo.test_sales import OneSync, latest_rows

SOURCES = ("google_ads.", "facebook_ads.", "linkedin_ads.", "marketing.", "email.", "web_analytics.")
TABLES = [
    *(name for name in source_contract() if name.startswith(SOURCES)),
    "hubspot.touchpoint",
    "hubspot.contact_property_history",
]


@pytest.fixture(scope="module")
def world() -> World:
    """The tiny company's truth."""
    return make_world(TINY)


@pytest.fixture(scope="module")
def campaigns(world: World) -> Campaigns:
    """Its campaigns."""
    return make_campaigns(world)


@pytest.fixture(scope="module")
def raw(world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What six nights wrote, and what one sync at their end writes."""
    folders = {name: tmp_path_factory.mktemp(name) for name in ("nights", "once")}
    for night in range(6):
        write_marketing(Sync(world, night), folders["nights"], lambda label, share: None)
    write_marketing(OneSync(world, 5), folders["once"], lambda label, share: None)
    return folders


@pytest.mark.parametrize("table", TABLES)
def test_nights_add_up_to_one_sync_at_their_end(raw: dict[str, Path], table: str) -> None:
    """Whatever changed was extracted again, also the conversions that the platforms counted late."""
    rows = latest_rows(raw["nights"], table)
    assert rows
    assert rows == latest_rows(raw["once"], table)


def test_conversions_of_the_last_days_are_counted_late(raw: dict[str, Path]) -> None:
    """A day has fewer conversions on its first extraction than on its last, and the same cost."""
    sql = f"""
        with days as (
            select min(cost_in_usd) = max(cost_in_usd) as same_cost,
                arg_min(external_website_conversions, _fivetran_synced) as first_conversions,
                arg_max(external_website_conversions, _fivetran_synced) as last_conversions
            from read_parquet('{raw["nights"]}/linkedin_ads/ad_analytics_by_campaign/*.parquet')
            where campaign_id is not null
            group by campaign_id, day
            having count(distinct _fivetran_synced) > 2
        )
        select count(*), bool_and(same_cost), sum(first_conversions) < sum(last_conversions) from days
        """
    days, same_cost, more_conversions = duckdb.connect().execute(sql).fetchall()[0]
    assert days > 3
    assert same_cost
    assert more_conversions


def test_campaigns_cost_only_while_they_run(world: World, campaigns: Campaigns) -> None:
    """Not before the start, in a pause or after the end; every platform spends, the first campaign always."""
    days = make_ad_days(world, campaigns)
    begin = campaigns.first_day
    runs = campaigns.runs(np.arange(begin, campaigns.last_day))
    assert runs[days.day - begin, days.campaign].all()
    assert not runs.all()
    assert (days.clicks <= days.impressions).all()
    spent = np.bincount(campaigns.platform[days.campaign], days.cost, len(PLATFORMS))
    assert (spent > 0).all()
    lasting = np.flatnonzero(np.diff(campaigns.platform, prepend=-1) > 0)
    assert runs[:, lasting].all()


def test_versions_tell_what_runs(campaigns: Campaigns) -> None:
    """The state at the end of a day is the one that decided whether the campaign ran on it."""
    versions = make_versions(campaigns)
    for campaign in range(len(campaigns)):
        of_it = versions.campaign == campaign
        moments, is_running = versions.moment[of_it], versions.is_running[of_it]
        assert (np.diff(moments) > 0).all()
        days = np.arange(max(campaigns.start[campaign], campaigns.first_day), campaigns.last_day)
        state = np.searchsorted(moments, (days + 1) * DAY, side="left") - 1
        assert (is_running[state] == campaigns.runs(days)[:, campaign]).all()


def test_journeys_surround_the_creation_of_a_lead(world: World, campaigns: Campaigns) -> None:
    """One to eight touchpoints, before and after; those with a campaign name one that ran on the day."""
    leads = make_leads(world)
    touches = make_touchpoints(world, leads, campaigns)
    counts = np.bincount(touches.lead, minlength=len(leads))
    assert set(np.unique(counts)) == set(range(MOST + 1))
    is_before = touches.moment <= leads.created[touches.lead]
    assert 0.3 < is_before.mean() < 0.9
    named = touches.campaign != NO_CAMPAIGN
    day = np.clip(touches.moment[named] // DAY, campaigns.first_day, campaigns.last_day - 1)
    runs = campaigns.runs(np.arange(campaigns.first_day, campaigns.last_day))
    assert runs[day - campaigns.first_day, touches.campaign[named]].all()


def test_who_will_be_healthier_scores_higher(world: World) -> None:
    """The score at the qualification foretells the health of the customer, and who becomes one."""
    leads = make_leads(world)
    found = make_qualifications(world, leads)
    becomes, has_score = leads.customer != NOBODY, ~np.isnan(found.score)
    assert found.score[becomes & has_score].mean() > found.score[~becomes & has_score].mean() + 10
    lead = np.flatnonzero(becomes & has_score)
    customer = leads.customer[lead]
    health = world.health_on(world.customers.signup_day[customer] + 90, customer)
    assert np.corrcoef(found.score[lead], health)[0, 1] > 0.4
