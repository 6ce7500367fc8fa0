"""How leads met marketing: their touchpoints, with the campaign behind each, if there is one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.marketing.campaigns import Campaigns
from almanac.demo.parameters import DAY, HOUR, MINUTE
from almanac.demo.sales.leads import Leads
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator, pick
from almanac.demo.world import World

TRACKED = 0.86
"""Leads with touchpoints; nobody knows where the others came from."""
MOST = 8
MORE_TOUCHES = (1.3, 2.5)
BEFORE_LEAD = 0.55
DAYS_BEFORE, DAYS_AFTER = 14.0, 120
WITH_CAMPAIGN = 0.68
AT_ONE_MOMENT = 0.015
MISSPELT = 0.003
NO_CAMPAIGN = -1
UNPAID = ("organic_search", "direct", "referral", "organic_social")
UNPAID_WEIGHTS = np.array([0.45, 0.3, 0.15, 0.1])


@dataclass(frozen=True)
class Touchpoints:
    """One entry per touchpoint, by lead and time; `unpaid` names the channel of one without a campaign."""

    lead: Ints
    moment: Ints
    campaign: Ints
    unpaid: Ints
    is_misspelt: Mask


def make_touchpoints(world: World, leads: Leads, campaigns: Campaigns) -> Touchpoints:
    """The touchpoints of all leads; one of them is how the lead was won for the CRM, minutes before it."""
    rng = generator(world.spec.seed, Stream.TOUCHPOINTS)
    counts = 1 + rng.binomial(MOST - 1, rng.beta(*MORE_TOUCHES, len(leads)))
    counts[rng.random(len(leads)) >= TRACKED] = 0
    lead = np.repeat(np.arange(len(leads)), counts)
    count = len(lead)
    is_form = (np.diff(lead, prepend=-1) > 0) & (rng.random(count) < 0.8)
    is_before = rng.random(count) < BEFORE_LEAD
    before = (rng.exponential(DAYS_BEFORE, count) * DAY).astype(np.int64)
    span = np.minimum(leads.closed, leads.created + DAYS_AFTER * DAY)[lead] - leads.created[lead]
    after = (np.maximum(span, HOUR) * rng.random(count)).astype(np.int64)
    gap = np.where(is_form, -rng.integers(1, 30, count) * MINUTE, np.where(is_before, -before - HOUR, after))
    moment = (leads.created[lead] + gap) // 1_000_000 * 1_000_000
    order = np.lexsort((moment, lead))
    lead, moment = lead[order], moment[order]
    with_the_one_before = (rng.random(count) < AT_ONE_MOMENT) & (np.diff(lead, prepend=-1) == 0)
    moment = np.where(with_the_one_before, np.roll(moment, 1), moment)
    has_campaign = rng.random(count) < WITH_CAMPAIGN
    running = running_campaigns(campaigns, moment // DAY, rng.random(count))
    return Touchpoints(
        lead,
        moment,
        np.where(has_campaign, running, NO_CAMPAIGN),
        pick(rng, UNPAID_WEIGHTS, count),
        (rng.random(count) < MISSPELT) & has_campaign,
    )


def running_campaigns(campaigns: Campaigns, day: Ints, draw: Floats) -> Ints:
    """A campaign that runs on each of these days, the likelier the more it spends."""
    day = np.clip(day, campaigns.first_day, campaigns.last_day - 1)
    chosen = np.zeros(len(day), dtype=np.int64)
    order = np.argsort(day, kind="stable")
    days, begin = np.unique(day[order], return_index=True)
    chance = np.cumsum(campaigns.runs(days) * np.sqrt(campaigns.level), axis=1)
    for row, rows in enumerate(np.split(order, begin[1:])):
        chosen[rows] = np.searchsorted(chance[row], draw[rows] * chance[row, -1], side="right")
    return np.minimum(chosen, len(campaigns) - 1)
