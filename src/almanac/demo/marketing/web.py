"""Visits to the web site."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.marketing.campaigns import Campaigns, season
from almanac.demo.marketing.touchpoints import NO_CAMPAIGN, running_campaigns
from almanac.demo.parameters import DAY
from almanac.demo.streams import Ints, Mask, Stream, generator, pick
from almanac.demo.truth import REGION_WEIGHTS
from almanac.demo.world import World

VISITS, VISITS_PER_CUSTOMER = 30.0, 0.15
WITH_CAMPAIGN = 0.4
BOUNCES = 0.44
MORE_PAGES = 0.38
REACHES_GOAL, TWO_GOALS = 0.05, 0.2
UNPAID = (
    ("google", "organic"),
    ("(direct)", "(none)"),
    ("bing", "organic"),
    ("linkedin", "social"),
    ("g2.example", "referral"),
)
UNPAID_WEIGHTS = np.array([0.45, 0.28, 0.07, 0.1, 0.1])


@dataclass(frozen=True)
class Visits:
    """One entry per visit of a day, in time order."""

    moment: Ints
    campaign: Ints
    unpaid: Ints
    region: Ints
    pages: Ints
    goals: Ints
    is_bounce: Mask


def make_visits(world: World, campaigns: Campaigns, day: int) -> Visits:
    """The visits that begin on a day."""
    rng = generator(world.spec.seed, Stream.WEB_SESSIONS, day)
    usual = VISITS + VISITS_PER_CUSTOMER * world.spec.customers
    count = int(rng.poisson(usual * season(world, np.array([day]))[0]))
    moment = np.sort(day * DAY + (rng.beta(3, 2.4, count) * 86_399).astype(np.int64) * 1_000_000)
    has_campaign = rng.random(count) < WITH_CAMPAIGN
    campaign = running_campaigns(campaigns, np.full(count, day), rng.random(count))
    is_bounce = rng.random(count) < BOUNCES
    goals = (rng.random(count) < REACHES_GOAL).astype(np.int64) * (1 + (rng.random(count) < TWO_GOALS))
    return Visits(
        moment=moment,
        campaign=np.where(has_campaign, campaign, NO_CAMPAIGN),
        unpaid=pick(rng, UNPAID_WEIGHTS, count),
        region=pick(rng, REGION_WEIGHTS, count),
        pages=np.where(is_bounce, 1, 1 + rng.geometric(MORE_PAGES, count)),
        goals=np.where(is_bounce, 0, goals),
        is_bounce=is_bounce,
    )
