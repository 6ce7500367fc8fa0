"""The tables of the ad platforms and of the programmes beside them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa

from almanac.demo.marketing.ad_days import AdDays, found_by, make_ad_days
from almanac.demo.marketing.campaigns import (
    CHANNELS,
    FACEBOOK,
    GOOGLE,
    LINKEDIN,
    OTHER,
    Campaigns,
    Versions,
    make_versions,
)
from almanac.demo.parameters import DAY
from almanac.demo.sales.rows import airbyte, dates, fivetran, picked, texts, times, write
from almanac.demo.streams import Floats, Ints
from almanac.demo.sync import Sync
from almanac.demo.truth import NEVER

# Not begun or paused, running, over, over and put away.
STATUSES = (
    ("PAUSED", "ENABLED", "PAUSED", "REMOVED"),
    ("PAUSED", "ACTIVE", "PAUSED", "ARCHIVED"),
    ("PAUSED", "ACTIVE", "COMPLETED", "ARCHIVED"),
    ("paused", "active", "completed", "completed"),
)
PUT_AWAY = 3
"""One campaign in so many is put away when it is over."""
AD_TYPES = ("SEARCH", "DISPLAY", "VIDEO")
DEVICES = ("MOBILE", "DESKTOP")
ON_MOBILE = 0.4
ACTIONS = ("post_reaction", "comment", "post", "offsite_conversion.fb_pixel_lead")
COST_TYPES = ("agency", "creative", "venue", "software", "production")
CREDIT_NOTES = 2
"""Costs below 0, which belong in another book."""


def write_ads(sync: Sync, raw: Path, campaigns: Campaigns) -> dict[str, int]:
    """Write what a sync finds of campaigns and their days."""
    versions, days = make_versions(campaigns), make_ad_days(sync.world, campaigns)
    index = np.flatnonzero(sync.finds(versions.moment))
    of_platform = campaigns.platform[versions.campaign[index]]
    states = {
        platform: _States(sync, campaigns, versions, index[of_platform == platform])
        for platform in (GOOGLE, FACEBOOK, LINKEDIN, OTHER)
    }
    found = found_by(sync, days)
    rows = {platform: found.take(campaigns.platform[found.campaign] == platform) for platform in states}
    return {
        **_write_google(sync, raw, campaigns, states[GOOGLE], rows[GOOGLE]),
        **_write_facebook(sync, raw, campaigns, states[FACEBOOK], rows[FACEBOOK]),
        **_write_linkedin(sync, raw, campaigns, states[LINKEDIN], rows[LINKEDIN]),
        **_write_programmes(sync, raw, campaigns, states[OTHER]),
        **_write_costs(sync, raw, campaigns, days),
    }


class _States:
    """What the tables of campaigns have in common: the states that a sync found on one platform."""

    def __init__(self, sync: Sync, campaigns: Campaigns, versions: Versions, index: Ints) -> None:
        self.campaign = campaign = versions.campaign[index]
        put_away = campaigns.number[campaign] % PUT_AWAY == 0
        over = np.where(put_away, 3, 2)
        kind = np.where(versions.is_over[index], over, versions.is_running[index].astype(np.int64))
        words = STATUSES[int(campaigns.platform[campaign[0]]) if len(campaign) else GOOGLE]
        is_renamed = versions.is_renamed[index]
        stop = campaigns.stop[campaign]
        last = np.where(stop < NEVER, stop - 1, NEVER)
        budget = versions.budget[index]
        self.id = _ids(campaigns, campaign)
        self.name = texts(map(campaigns.name, campaign.tolist(), is_renamed.tolist()))
        self.status = picked(words, kind)
        self.changed_at = times(sync, versions.moment[index])
        self.start_date, self.end_date = dates(sync, campaigns.start[campaign]), dates(sync, last)
        self.start_at = self.start_date.cast(pa.timestamp("us"))
        self.end_at = self.end_date.cast(pa.timestamp("us"))
        self.daily = np.where(campaigns.is_lifetime[campaign], np.nan, budget)
        self.lifetime = np.where(campaigns.is_lifetime[campaign], budget, np.nan)

    def __len__(self) -> int:
        return len(self.campaign)


def _ids(campaigns: Campaigns, campaign: Ints) -> pa.Array:
    pool: Iterable[str] = (campaigns.platform_id(i) for i in range(len(campaigns)))
    return texts(pool).take(pa.array(campaign))


def _whole(values: Floats, unit: int) -> pa.Array:
    """Money in whole parts of a dollar; NaN is null."""
    none = np.isnan(values)
    return pa.array(np.rint(np.where(none, 0, values) * unit).astype(np.int64), mask=none)


def _money(values: Floats) -> pa.Array:
    return pa.array(values, pa.float64(), mask=np.isnan(values))


def _write_google(
    sync: Sync, raw: Path, campaigns: Campaigns, states: _States, rows: AdDays
) -> dict[str, int]:
    """A day of a campaign comes by device: what mobiles have, and the rest."""
    history = {
        "id": states.id,
        "updated_at": states.changed_at,
        "name": states.name,
        "status": states.status,
        "advertising_channel_type": picked(AD_TYPES, campaigns.channel[states.campaign]),
        "start_date": states.start_date,
        "end_date": states.end_date,
        "campaign_budget_amount_micros": _whole(states.daily, 1_000_000),
        "campaign_budget_total_amount_micros": _whole(states.lifetime, 1_000_000),
        **fivetran(sync, len(states)),
    }
    row = np.repeat(np.arange(len(rows.day)), len(DEVICES))
    device = np.tile(np.arange(len(DEVICES)), len(rows.day))
    stats = {
        "id": _ids(campaigns, rows.campaign[row]),
        "date": dates(sync, rows.day[row]),
        "ad_network_type": picked(AD_TYPES, campaigns.channel[rows.campaign[row]]),
        "device": picked(DEVICES, device),
        "cost_micros": pa.array(_by_device(np.rint(rows.cost * 1_000_000).astype(np.int64))),
        "impressions": pa.array(_by_device(rows.impressions)),
        "clicks": pa.array(_by_device(rows.clicks)),
        "conversions": pa.array(_by_device(np.rint(rows.conversions * 100).astype(np.int64)) / 100),
        **fivetran(sync, len(row)),
    }
    return {
        **write(sync, raw, "google_ads.campaign_history", history),
        **write(sync, raw, "google_ads.campaign_stats", stats),
    }


def _by_device(values: Ints) -> Ints:
    mobile = np.floor(values * ON_MOBILE).astype(np.int64)
    return np.stack([mobile, values - mobile], axis=1).ravel()


def _write_facebook(
    sync: Sync, raw: Path, campaigns: Campaigns, states: _States, rows: AdDays
) -> dict[str, int]:
    history = {
        "id": states.id,
        "updated_time": states.changed_at,
        "name": states.name,
        "status": states.status,
        "start_time": states.start_at,
        "stop_time": states.end_at,
        "daily_budget": _whole(states.daily, 100),
        "lifetime_budget": _whole(states.lifetime, 100),
        **fivetran(sync, len(states)),
    }
    days = {
        "campaign_id": _ids(campaigns, rows.campaign),
        "date": dates(sync, rows.day),
        "spend": pa.array(rows.cost),
        "impressions": pa.array(rows.impressions),
        "inline_link_clicks": pa.array(rows.clicks),
        **fivetran(sync, len(rows.day)),
    }
    conversions = np.rint(rows.conversions).astype(np.int64)
    counts = np.stack([rows.reactions, rows.comments, rows.shares, conversions], axis=1)
    row, kind = np.nonzero(counts)
    actions = {
        "campaign_id": _ids(campaigns, rows.campaign[row]),
        "date": dates(sync, rows.day[row]),
        "action_type": picked(ACTIONS, kind),
        "value": pa.array(counts[row, kind].astype(np.float64)),
        **fivetran(sync, len(row)),
    }
    return {
        **write(sync, raw, "facebook_ads.campaign_history", history),
        **write(sync, raw, "facebook_ads.basic_campaign", days),
        **write(sync, raw, "facebook_ads.basic_campaign_actions", actions),
    }


def _write_linkedin(
    sync: Sync, raw: Path, campaigns: Campaigns, states: _States, rows: AdDays
) -> dict[str, int]:
    dollars = picked(("USD",), np.zeros(len(states), dtype=np.int64))
    history = {
        "id": states.id,
        "last_modified_time": states.changed_at,
        "name": states.name,
        "status": states.status,
        "run_schedule_start": states.start_at,
        "run_schedule_end": states.end_at,
        "daily_budget_amount": _money(states.daily),
        "daily_budget_currency_code": dollars,
        "total_budget_amount": _money(states.lifetime),
        "total_budget_currency_code": dollars,
        **fivetran(sync, len(states)),
    }
    days = {
        "campaign_id": _ids(campaigns, rows.campaign),
        "day": dates(sync, rows.day).cast(pa.timestamp("us")),
        "cost_in_usd": pa.array(rows.cost),
        "impressions": pa.array(rows.impressions),
        "clicks": pa.array(rows.clicks),
        "external_website_conversions": pa.array(rows.conversions),
        "reactions": pa.array(rows.reactions),
        "comments": pa.array(rows.comments),
        "shares": pa.array(rows.shares),
        **fivetran(sync, len(rows.day)),
    }
    return {
        **write(sync, raw, "linkedin_ads.campaign_history", history),
        **write(sync, raw, "linkedin_ads.ad_analytics_by_campaign", days),
    }


def _write_programmes(sync: Sync, raw: Path, campaigns: Campaigns, states: _States) -> dict[str, int]:
    columns = {
        "id": states.id,
        "updated_at": states.changed_at,
        "name": states.name,
        "channel": picked(CHANNELS[OTHER], campaigns.channel[states.campaign]),
        "status": states.status,
        "start_date": states.start_date,
        "end_date": states.end_date,
        "daily_budget_usd": _money(states.daily),
        "lifetime_budget_usd": _money(states.lifetime),
        **airbyte(sync, len(states)),
    }
    return write(sync, raw, "marketing.programmes", columns)


def _write_costs(sync: Sync, raw: Path, campaigns: Campaigns, days: AdDays) -> dict[str, int]:
    """Costs are booked once, at the end of their day; the first two are credit notes."""
    rows = days.take(campaigns.platform[days.campaign] == OTHER)
    number = np.arange(len(rows.day))
    here = np.flatnonzero(sync.finds((rows.day + 1) * DAY))
    amount = np.where(number < CREDIT_NOTES, -rows.cost, rows.cost)[here]
    columns = {
        "id": texts(f"pc{i + 1:07d}" for i in here.tolist()),
        "programme_id": _ids(campaigns, rows.campaign[here]),
        "date": dates(sync, rows.day[here]),
        "cost_type": picked(COST_TYPES, here % len(COST_TYPES)),
        "amount_usd": pa.array(amount),
        **airbyte(sync, len(here)),
    }
    return write(sync, raw, "marketing.programme_costs", columns)
