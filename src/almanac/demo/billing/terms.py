"""Contract terms: a year or two for some, renewed while the customer stays; open ones for the others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.contracts import NEVER_MOMENT, Contracts
from almanac.demo.parameters import DAY
from almanac.demo.price_list import AI_ADD_ON, HALF_YEARLY, YEARLY, interval_of, product_of
from almanac.demo.streams import Ints, Mask, Stream, generator
from almanac.demo.world import World

FIXED = 0.35
"""Of those who are billed more often than half-yearly."""
TWO_YEARS = 0.12


@dataclass(frozen=True)
class Terms:
    """One entry per term, in days since day 0.

    `begin` is the moment at which it was agreed, `end` that of its subscription.
    """

    subscription: Ints
    first_day: Ints
    last_day: Ints
    is_fixed: Mask
    begin: Ints
    end: Ints


def make_terms(world: World, contracts: Contracts) -> Terms:
    """The first term begins with the first paid day, each later one on the day after the one before."""
    rng = generator(world.spec.seed, Stream.STATUSES)
    subs, every = contracts.subscriptions, np.arange(len(contracts.subscriptions))
    price = contracts.steps.price[contracts.step_at(every, subs.begin)]
    is_long = np.isin(interval_of(price), [YEARLY, HALF_YEARLY])
    is_fixed = (is_long | (rng.random(len(subs)) < FIXED)) & (product_of(price) != AI_ADD_ON)
    length = np.where(rng.random(len(subs)) < TWO_YEARS, 730, 365)
    end = np.minimum(subs.end, world.spec.horizon * DAY)
    pays = subs.paid_from < end
    span = np.maximum(end - subs.paid_from, 0) // DAY
    count = np.where(pays, np.where(is_fixed, span // length + 1, 1), 0)
    subscription = np.repeat(every, count)
    number = np.arange(len(subscription)) - np.repeat(np.cumsum(count) - count, count)
    first_day = (subs.paid_from // DAY)[subscription] + number * length[subscription]
    return Terms(
        subscription=subscription,
        first_day=first_day,
        last_day=first_day + length[subscription] - 1,
        is_fixed=is_fixed[subscription],
        begin=np.where(number == 0, subs.paid_from[subscription], first_day * DAY),
        end=np.where(subs.end < NEVER_MOMENT, subs.end, NEVER_MOMENT)[subscription],
    )
