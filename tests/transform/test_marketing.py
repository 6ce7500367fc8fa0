"""Marketing from raw rows to campaigns: a month worked by hand, under the default policies and others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from almanac.warehouse.home import Home
from almanac.warehouse.versions import Version
from tests.transform.company import Company, Row, event, organization, records, rows

pytestmark = pytest.mark.xdist_group("marketing")
"""What is built for one test serves the next: all of them go to one worker."""

MODELS = ("+path:models/entities/campaigns", "+path:models/intermediate/marketing", "+conservation_account")
"""What these tests look at."""

READ = "2025-08-01 02:00:00"
FIVETRAN: Row = {"_fivetran_synced": READ}
AIRBYTE: Row = {"_airbyte_extracted_at": READ, "_airbyte_meta": '{"changes":[]}'}

# Lead l1 is won on 21 July through an opportunity; l2 is won without any touchpoint in reach.
LEADS: list[Row] = [
    {"id": "l1", "facility_id": "f1", "rep_id": "r1", "status": "closed", "stage": "won", "amount": 900,
     "created_at": "2025-07-07", "qualified_at": "2025-07-08", "closed_at": "2025-07-21 12:00", **AIRBYTE},
    {"id": "l2", "facility_id": "f1", "rep_id": "r1", "status": "closed", "stage": "won", "amount": 500,
     "created_at": "2025-07-01", "qualified_at": "2025-07-02", "closed_at": "2025-07-30 12:00", **AIRBYTE},
]  # fmt: skip
OPPORTUNITIES: list[Row] = [
    {"id": "o1", "lead_id": "l1", "rep_id": "r1", "status": "won", "amount": 1000,
     "created_at": "2025-07-14 12:00", "closed_at": "2025-07-21 12:00", **AIRBYTE},
]  # fmt: skip
# From the organic one, 50 days before the deal, to the ones on its day, at its moment and after it.
TOUCHPOINTS: list[Row] = [
    {"id": "t0", "lead_id": "l1", "occurred_at": "2025-06-01 12:00", "utm_source": "google",
     "utm_medium": "organic", **FIVETRAN},
    {"id": "t1", "lead_id": "l1", "occurred_at": "2025-06-30 12:00", "channel": "paid_search",
     "platform": "google", "campaign_id": "7", **FIVETRAN},
    {"id": "t2", "lead_id": "l1", "occurred_at": "2025-07-14 12:00", "utm_source": "google",
     "utm_medium": "cpc", "campaign_id": "7", **FIVETRAN},
    {"id": "t3", "lead_id": "l1", "occurred_at": "2025-07-21 12:00", "utm_source": "linkedin",
     "utm_medium": "paid_social", "campaign_id": "7", **FIVETRAN},
    {"id": "t4", "lead_id": "l1", "occurred_at": "2025-07-21 12:01", "utm_source": "linkedin",
     "utm_medium": "paid_social", "campaign_id": "7", **FIVETRAN},
    {"id": "t5", "lead_id": "l2", "occurred_at": "2025-03-01", "channel": "email", "platform": "other",
     **FIVETRAN},
]  # fmt: skip
CAMPAIGNS: list[Row] = [
    {"id": "7", "updated_at": "2025-07-01 10:00", "name": "Brand", "status": "ENABLED",
     "advertising_channel_type": "SEARCH", "start_date": "2025-07-02", "end_date": "2025-07-11",
     "campaign_budget_total_amount_micros": 1_000_000_000, **FIVETRAN},
    {"id": "7", "updated_at": "2025-07-06 10:00", "name": "Brand", "status": "PAUSED",
     "advertising_channel_type": "SEARCH", "start_date": "2025-07-02", "end_date": "2025-07-11",
     "campaign_budget_total_amount_micros": 2_000_000_000, **FIVETRAN},
]  # fmt: skip
AD_DAYS: list[Row] = [
    {"id": "7", "date": f"2025-07-0{day}", "device": device, "cost_micros": 40_000_000, "impressions": 100,
     "clicks": 10, "conversions": 0.5, **FIVETRAN}
    for day in (2, 3) for device in ("MOBILE", "DESKTOP")
]  # fmt: skip


def test_the_month(built: Callable[..., Version]) -> None:
    """The cost and the plan of each day, the first touchpoint's lead, and the credit of each touchpoint."""
    version = built()
    credits = """select touchpoint_id, round(credit, 6) from intermediate.int_marketing__attribution
        where attribution_model = '{}' order by 1"""
    assert rows(version, credits.format("linear")) == [(f"t{n}", 0.25) for n in range(4)]
    # Latest touch at or before the lead: t1; before the opportunity: t2; so t3 alone is another.
    w_shaped = [("t0", 0.3), ("t1", 0.3), ("t2", 0.3), ("t3", 0.1)]
    assert rows(version, credits.format("w_shaped")) == w_shaped
    position_based = [("t0", 0.4), ("t1", 0.1), ("t2", 0.1), ("t3", 0.4)]
    assert rows(version, credits.format("position_based")) == position_based
    told = (
        "select lead_id, is_attributed, touch_count from intermediate.int_marketing__conversions order by 1"
    )
    assert rows(version, told) == [("l1", True, 4), ("l2", False, 0)]

    days = records(
        version,
        """select day(metric_date) as day, campaign_status, cost_usd, budget_usd, cost_to_date_usd
        from entities.entity_campaigns_daily
        where campaign_id = 'google:7' and metric_date between '2025-07-01' and '2025-07-12'""",
    )
    by_day = {day.pop("day"): tuple(day.values()) for day in days}
    assert by_day[1] == ("enabled", 0, None, 0)
    assert by_day[3] == ("enabled", 80, 100, 160)
    assert by_day[6] == ("paused", 0, 200, 160)
    assert by_day[12] == ("paused", 0, None, 160)

    campaign = """select campaign_name, campaign_status, cost_to_date_usd, budget_to_date_usd, impressions,
            clicks, ad_conversions, touches, attributed_conversions, attributed_revenue_usd, roi_pct
        from entities.entity_campaigns"""
    expected = ("Brand", "paused", 160, 4 * 100 + 6 * 200, 400, 40, 2, 2, 0.5, 500, 212.5)
    assert rows(version, campaign) == [expected]
    history = (
        "select what_changed, campaign_status from entities.entity_campaigns_history order by valid_from"
    )
    assert rows(version, history) == [
        ("created", "enabled"),
        ("campaign_status, lifetime_budget_usd", "paused"),
    ]


@pytest.mark.long
def test_another_lookback_and_model(built: Callable[..., Version]) -> None:
    """In 30 days up to the deal lie three touchpoints; the return follows the model that is asked for."""
    version = built(attribution_lookback_days=30, attribution_model="first_touch")
    sql = """select touchpoint_id, round(credit, 6) from intermediate.int_marketing__attribution
        where attribution_model = 'linear' order by 1"""
    assert rows(version, sql) == [(f"t{n}", round(1 / 3, 6)) for n in (1, 2, 3)]
    returns = "select attributed_revenue_usd, roi_pct from entities.entity_campaigns"
    assert rows(version, returns) == [(1000, 525)]


def test_without_touchpoints_nothing_is_attributed(built: Callable[..., Version]) -> None:
    """And nothing is said to be unattributed: null, not 0; what the platforms tell stays."""
    version = built(disabled_sources=["hubspot"])
    conversions = "select count(*), count(is_attributed) from intermediate.int_marketing__conversions"
    assert rows(version, conversions) == [(2, 0)]
    campaign = """select cost_to_date_usd, touches, leads_created, mqls, attributed_conversions, roi_pct
        from entities.entity_campaigns"""
    assert rows(version, campaign) == [(160, None, None, None, None, None)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Version]:
    """The month, built under some policies."""

    def build(**policies: object) -> Version:
        company = Company(Home(tmp_path_factory.mktemp("marketing")), policies, models=MODELS)
        others = {
            "crm.leads": LEADS,
            "crm.opportunities": OPPORTUNITIES,
            "hubspot.touchpoint": TOUCHPOINTS,
            "google_ads.campaign_history": CAMPAIGNS,
            "google_ads.campaign_stats": AD_DAYS,
        }
        events = [event(1, "issue:created", "org-acme", "2025-07-31 10:00")]
        company.land(events, (), [organization("acme")], others=others)
        return company.build()

    return build
