"""What each campaign cost on each day, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from almanac.demo.marketing.campaigns import FACEBOOK, LINKEDIN, OTHER, Campaigns, season
from almanac.demo.parameters import DAY
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator
from almanac.demo.sync import Sync
from almanac.demo.world import World

# Per platform: google, facebook, linkedin, other (whose cost buys no ads).
COST_PER_THOUSAND = np.array([18.0, 9.0, 34.0, np.inf])
CLICKS_PER_IMPRESSION = np.array([0.034, 0.011, 0.0065, 0.0])
CONVERSIONS_PER_CLICK = np.array([0.045, 0.028, 0.036, 0.0])
REACTIONS, COMMENTS, SHARES = 0.012, 0.0012, 0.0016
RESTATED_DAYS = 3
"""Days for which the platforms go on correcting a day: conversions come in late."""
COUNTED_AT_ONCE = 0.7


@dataclass(frozen=True)
class AdDays:
    """One entry per campaign and day with cost."""

    campaign: Ints
    day: Ints
    cost: Floats
    impressions: Ints
    clicks: Ints
    conversions: Floats
    reactions: Ints
    comments: Ints
    shares: Ints

    def take(self, index: Mask) -> AdDays:
        """These entries."""
        return AdDays(**{name: values[index] for name, values in vars(self).items()})


def make_ad_days(world: World, campaigns: Campaigns) -> AdDays:
    """All days of all campaigns, by day and campaign."""
    rng = generator(world.spec.seed, Stream.AD_DAYS)
    days = np.arange(campaigns.first_day, campaigns.last_day)
    shape = (len(days), len(campaigns))
    noise = rng.lognormal(0, 0.18, shape)
    draws = rng.random((3, *shape))
    row, campaign = np.nonzero(campaigns.runs(days))
    platform = campaigns.platform[campaign]
    cost = np.round(campaigns.level[campaign] * season(world, days)[row] * noise[row, campaign], 2)
    # Programmes beside the platforms are billed now and then, not daily.
    is_billed = (platform != OTHER) | (draws[0, row, campaign] < 0.1)
    cost = np.where(platform == OTHER, cost * 10, cost)
    row, campaign, platform, cost = row[is_billed], campaign[is_billed], platform[is_billed], cost[is_billed]
    first, second, third = draws[:, row, campaign]
    impressions = np.rint(cost / COST_PER_THOUSAND[platform] * 1000 * (0.8 + 0.4 * first))
    clicks = np.rint(impressions * CLICKS_PER_IMPRESSION[platform] * (0.7 + 0.6 * second))
    conversions = np.round(clicks * CONVERSIONS_PER_CLICK[platform] * 2 * third, 2)
    is_social = (platform == FACEBOOK) | (platform == LINKEDIN)
    social = np.where(is_social, impressions, 0.0)
    return AdDays(
        campaign=campaign,
        day=days[row],
        cost=np.round(cost, 2),
        impressions=impressions.astype(np.int64),
        clicks=clicks.astype(np.int64),
        conversions=np.where(platform == FACEBOOK, np.rint(conversions), conversions),
        reactions=np.rint(social * REACTIONS * 2 * second).astype(np.int64),
        comments=np.rint(social * COMMENTS * 2 * third).astype(np.int64),
        shares=np.rint(social * SHARES * 2 * first).astype(np.int64),
    )


def found_by(sync: Sync, rows: AdDays) -> AdDays:
    """The whole days that a sync finds: new ones, and those that are still being corrected."""
    last = sync.end // DAY - 1
    begin = min(last - RESTATED_DAYS, sync.begin // DAY) - 1
    found = rows.take((rows.day > begin) & (rows.day <= last))
    share = np.minimum(1.0, COUNTED_AT_ONCE + 0.1 * (last - found.day))
    return replace(found, conversions=np.floor(found.conversions * share * 100) / 100)
