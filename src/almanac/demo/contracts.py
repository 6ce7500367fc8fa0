"""What each customer bought: its subscriptions, how many seats of what at which price, from when to when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.parameters import DAY
from almanac.demo.price_list import (
    AI_ADD_ON,
    COUPON_MONTHS,
    COUPON_WEIGHTS,
    EDITIONS,
    INTERVAL_WEIGHTS,
    INTERVALS,
    MONTHLY,
    MONTHS,
    NO_COUPON,
    YEARLY,
    interval_of,
    invoice_cents,
    price_of,
    product_of,
)
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator, pick
from almanac.demo.truth import CONTRACT_REACH, MONTH, NEVER, TRIAL_DAYS
from almanac.demo.world import World

SECOND = 1_000_000
NEVER_MOMENT = NEVER * DAY
UPGRADE_SEATS = 25
"""From so many seats on a starter takes the next plan."""
WITH_ADD_ON = 0.45
"""Of the customers that are keen enough on AI."""
PAUSES = 0.4
"""Of those who stay away for a while; the others cancel and come back with a new subscription."""


@dataclass(frozen=True)
class Subscriptions:
    """One entry per subscription; moments are whole seconds, in microseconds since day 0.

    It is on trial until `paid_from` and pays until `end`, but for a pause; its coupon ends at `discount_end`.
    """

    customer: Ints
    coupon: Ints
    begin: Ints
    paid_from: Ints
    end: Ints
    pause_from: Ints
    pause_until: Ints
    discount_end: Ints

    def __len__(self) -> int:
        return len(self.customer)


@dataclass(frozen=True)
class Steps:
    """One entry per change of what is bought, by subscription and moment; the first is its beginning."""

    subscription: Ints
    moment: Ints
    quantity: Ints
    price: Ints


@dataclass(frozen=True)
class Contracts:
    """All subscriptions of a company and their steps."""

    subscriptions: Subscriptions
    steps: Steps

    def step_at(self, subscription: Ints, moment: Ints) -> Ints:
        """The step in force for each of these subscriptions at these moments."""
        key = _key(self.steps.subscription, self.steps.moment)
        return np.searchsorted(key, _key(subscription, moment), side="right") - 1

    def coupon_at(self, subscription: Ints, moment: Ints) -> Ints:
        """The recurring coupon in force, if any."""
        coupon = self.subscriptions.coupon[subscription]
        holds = (moment < self.subscriptions.discount_end[subscription]) & (COUPON_MONTHS[coupon] != 0)
        return np.where(holds, coupon, NO_COUPON)

    def pays_at(self, subscription: Ints, moment: Ints) -> Mask:
        """Whether a subscription is paid for at a moment: after the trial, not paused, before the end."""
        subs = self.subscriptions
        is_paused = (moment >= subs.pause_from[subscription]) & (moment < subs.pause_until[subscription])
        return (moment >= subs.paid_from[subscription]) & (moment < subs.end[subscription]) & ~is_paused

    def mrr_at(self, subscription: Ints, moment: Ints) -> Floats:
        """Monthly recurring revenue (USD) of these subscriptions at these moments."""
        step = self.step_at(subscription, moment)
        price = self.steps.price[step]
        cents = invoice_cents(price, self.steps.quantity[step], self.coupon_at(subscription, moment))
        mrr = cents / 100 / MONTHS[interval_of(price)]
        return np.where(self.pays_at(subscription, moment), mrr, 0.0)


def _key(subscription: Ints, moment: Ints) -> Ints:
    """Orders by subscription, then moment."""
    return subscription * (8 * NEVER * 86_400) + moment // SECOND


def make_contracts(world: World) -> Contracts:
    """A subscription for everybody, new ones for those who come back, add-ons for the keen."""
    rng = generator(world.spec.seed, Stream.SUBSCRIPTIONS)
    main, comeback, steps = _main_subscriptions(world, rng)
    add_on, add_on_steps = _add_ons(world, rng, len(main) + len(comeback))
    subscriptions = Subscriptions(
        *(
            np.concatenate(parts)
            for parts in zip(_arrays(main), _arrays(comeback), _arrays(add_on), strict=True)
        )
    )
    parts = [*steps, add_on_steps]
    subscription = np.concatenate([part.subscription for part in parts])
    moment = np.concatenate([part.moment for part in parts])
    order = np.argsort(_key(subscription, moment), kind="stable")
    quantity = np.concatenate([part.quantity for part in parts])
    price = np.concatenate([part.price for part in parts])
    in_order = Steps(subscription[order], moment[order], quantity[order], price[order])
    return Contracts(subscriptions, in_order)


def _arrays(subs: Subscriptions) -> list[Ints]:
    return [
        subs.customer, subs.coupon, subs.begin, subs.paid_from, subs.end, subs.pause_from, subs.pause_until,
        subs.discount_end,
    ]  # fmt: skip


def _main_subscriptions(
    world: World, rng: np.random.Generator
) -> tuple[Subscriptions, Subscriptions, list[Steps]]:
    customers = world.customers
    count = len(customers)
    who = np.arange(count)
    second = rng.integers(9 * 3600, 17 * 3600, count) * SECOND
    has_trial = customers.paid_day > customers.signup_day
    begin = np.where(has_trial, customers.signup_day, customers.paid_day)
    ends = np.minimum(
        customers.churn_day, np.where(customers.paid_day < NEVER, NEVER, begin + TRIAL_DAYS + 25)
    )
    pauses = (customers.away_day < NEVER) & (rng.random(count) < PAUSES)
    cancels = (customers.away_day < NEVER) & ~pauses
    coupon = pick(rng, COUPON_WEIGHTS, count)
    edition = np.searchsorted([-730, -330], begin - world.spec.days, side="right")
    interval = _intervals(rng.random(count), customers.segment)
    price = price_of(customers.segment, np.minimum(edition, len(EDITIONS) - 1), interval)
    main = Subscriptions(
        customer=who,
        coupon=coupon,
        begin=_moment(begin, second),
        paid_from=np.minimum(_moment(customers.paid_day, second), _moment(ends, second)),
        end=_moment(np.where(cancels, customers.away_day, ends), second),
        pause_from=_moment(np.where(pauses, customers.away_day, NEVER), second),
        pause_until=_moment(np.where(pauses, customers.back_day, NEVER), second),
        discount_end=_discount_end(begin, coupon, second),
    )
    back = np.flatnonzero(cancels)
    never = np.full(len(back), NEVER_MOMENT)
    back_at = _moment(customers.back_day, second)[back]
    comeback = Subscriptions(
        customer=back,
        coupon=np.full(len(back), NO_COUPON),
        begin=back_at,
        paid_from=back_at,
        end=_moment(ends, second)[back],
        pause_from=never,
        pause_until=never,
        discount_end=never,
    )
    later = np.full(count, -1)
    later[back] = count + np.arange(len(back))
    first = Steps(who, main.begin, customers.seats, price)
    return main, comeback, [first, *_reviews(world, rng, second, later, price)]


def _intervals(draw: Floats, segment: Ints) -> Ints:
    bounds = np.cumsum(INTERVAL_WEIGHTS, axis=1)[segment]
    interval: Ints = np.minimum(np.sum(draw[:, None] >= bounds, axis=1), len(INTERVALS) - 1)
    return interval


def _reviews(world: World, rng: np.random.Generator, second: Ints, later: Ints, price: Ints) -> list[Steps]:
    """Monthly: the healthy may take more seats, the sick give some up; whoever comes back takes fewer."""
    customers, who = world.customers, np.arange(len(world.customers))
    quantity, steps = customers.seats.copy(), []
    has_returned = np.zeros(len(who), dtype=bool)
    for month in range(1, (CONTRACT_REACH + world.spec.horizon) // MONTH):
        day = customers.paid_day + month * MONTH
        returns = (later >= 0) & ~has_returned & (day >= customers.back_day)
        quantity = np.where(returns, np.maximum(np.round(quantity * 0.8), 1).astype(np.int64), quantity)
        steps.append(_steps(returns, later, _moment(customers.back_day, second), quantity, price))
        has_returned |= returns
        reviewed = _reviewed(world, day, quantity, rng)
        is_here = customers.is_here(day, who) & (day != customers.back_day)
        changes = is_here & (reviewed != quantity) & (day < world.spec.horizon)
        quantity = np.where(changes, reviewed, quantity)
        upgrades = changes & (product_of(price) == 0) & (quantity >= UPGRADE_SEATS)
        price = np.where(upgrades, price + price_of(np.ones_like(price), 0, 0), price)
        subscription = np.where(has_returned, later, who)
        steps.append(_steps(changes, subscription, _moment(day, second), quantity, price))
    return steps


def _reviewed(world: World, day: Ints, quantity: Ints, rng: np.random.Generator) -> Ints:
    health = world.health_on(day, np.arange(len(day)))
    draw, size = rng.random(len(day)), rng.random(len(day))
    grows = draw < np.select([health > 0.7, health > 0.5], [0.10, 0.03], 0.0)
    shrinks = draw > np.select([health < 0.35, health < 0.5], [0.84, 0.96], 1.0)
    more = np.maximum(np.round(quantity * (1.05 + 0.25 * size)).astype(np.int64), quantity + 1)
    less = np.minimum(np.round(quantity * (0.95 - 0.25 * size)).astype(np.int64), quantity - 1)
    return np.select([grows, shrinks & (quantity > 1)], [more, np.maximum(less, 1)], quantity)


def _steps(happens: Mask, subscription: Ints, moment: Ints, quantity: Ints, price: Ints) -> Steps:
    at = np.flatnonzero(happens)
    return Steps(subscription[at], moment[at], quantity[at], price[at])


def _add_ons(world: World, rng: np.random.Generator, number: int) -> tuple[Subscriptions, Steps]:
    """Some of those who are keen on AI pay for it, until they leave or are too sick to."""
    customers = world.customers
    count = len(customers)
    day = np.maximum(customers.ai_day, customers.paid_day + 5) + rng.integers(0, 90, count)
    end = np.minimum(customers.churn_day, np.where(customers.away_day > day, customers.away_day, NEVER))
    wants = (customers.appetite > 0.45) & (rng.random(count) < WITH_ADD_ON) & (day < world.spec.horizon)
    wants &= (day < end - 30) & customers.is_here(day, np.arange(count))
    wants &= world.health_on(day, np.arange(count)) > 0.55
    for month in range(1, (CONTRACT_REACH + world.spec.horizon) // MONTH):
        review = day + month * MONTH + 7
        is_sick = world.health_on(review, np.arange(count)) < 0.33
        end = np.where(is_sick & (rng.random(count) < 0.25) & (review < end), review, end)
    interval = np.where(rng.random(count) < 0.2, YEARLY, MONTHLY)
    second = rng.integers(9 * 3600, 17 * 3600, count) * SECOND
    who = np.flatnonzero(wants)
    begin, never = _moment(day, second)[who], np.full(len(who), NEVER_MOMENT)
    subscriptions = Subscriptions(
        customer=who,
        coupon=np.full(len(who), NO_COUPON),
        begin=begin,
        paid_from=begin,
        end=_moment(end, second)[who],
        pause_from=never,
        pause_until=never,
        discount_end=never,
    )
    price = price_of(np.full(count, AI_ADD_ON), np.full(count, 1), interval)[who]
    quantity = np.ones(len(who), dtype=np.int64)
    return subscriptions, Steps(number + np.arange(len(who)), begin, quantity, price)


def _moment(day: Ints, second: Ints) -> Ints:
    """That second of a day; never stays never."""
    return np.where(day < NEVER, day * DAY + second, NEVER_MOMENT)


def _discount_end(begin: Ints, coupon: Ints, second: Ints) -> Ints:
    months = COUPON_MONTHS[coupon]
    return _moment(np.where((months > 0) & (begin < NEVER), begin + months * 30, NEVER), second)
