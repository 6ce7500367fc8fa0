"""Every invoice and what became of it: the sick pay late, or never; a few invoices are void."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from almanac.demo.contracts import NEVER_MOMENT, SECOND, Contracts
from almanac.demo.parameters import DAY, HOUR
from almanac.demo.price_list import (
    COUPON_MONTHS,
    HALF_YEARLY,
    INTERVALS,
    YEARLY,
    interval_of,
    invoice_cents,
)
from almanac.demo.streams import Ints, Mask, Stream, generator
from almanac.demo.world import World

APPROXIMATE_DAYS = np.array([30, 365, 90, 181, 28, 30])
VOID = 0.006
LONGEST_LATE = 25
"""Days by which a payment may fail before it succeeds: less than the shortest interval."""
TAX = np.array([0.0, 0.19, 0.0])
"""By region."""


@dataclass(frozen=True)
class Invoices:
    """One entry per invoice, by subscription and time; moments in microseconds since day 0, amounts in cents.

    One of paid, voided and uncollectible comes. `due` is NEVER_MOMENT where the card is charged at once;
    `trouble` is from when on the subscription is past due because of this invoice.
    """

    subscription: Ints
    created: Ints
    period_end: Ints
    subtotal: Ints
    total: Ints
    finalized: Ints
    due: Ints
    trouble: Ints
    paid: Ints
    voided: Ints
    uncollectible: Ints

    def __len__(self) -> int:
        return len(self.subscription)

    def take(self, index: Ints | Mask) -> Invoices:
        """The invoices at these positions."""
        return Invoices(**{field.name: getattr(self, field.name)[index] for field in fields(self)})


def make_invoices(world: World, contracts: Contracts) -> Invoices:
    """All invoices until the horizon."""
    rng = generator(world.spec.seed, Stream.INVOICES)
    subs = contracts.subscriptions
    subscription, created, period_end = _periods(world, contracts)
    customer = subs.customer[subscription]
    step = contracts.step_at(subscription, created)
    price = contracts.steps.price[step]
    coupon = np.where(
        (COUPON_MONTHS[subs.coupon[subscription]] == 0) & (created == subs.paid_from[subscription]),
        subs.coupon[subscription],
        contracts.coupon_at(subscription, created),
    )
    cents = np.round(invoice_cents(price, contracts.steps.quantity[step], coupon)).astype(np.int64)
    cents = np.where(created < subs.paid_from[subscription], 0, cents)
    total = cents + np.round(cents * TAX[world.customers.region[customer]]).astype(np.int64)
    by_transfer = (world.customers.segment[customer] > 0) & np.isin(interval_of(price), [YEARLY, HALF_YEARLY])
    finalized = created + np.where(created == subs.begin[subscription], 0, HOUR)
    due = np.where(by_transfer, finalized + 30 * DAY, NEVER_MOMENT)
    paid, trouble = _payments(world, contracts, subscription, finalized, due, rng)
    is_free = total == 0
    never_paid = (
        _never_paid(world, contracts, subscription, finalized, rng) & ~is_free & (due == NEVER_MOMENT)
    )
    voided = (rng.random(len(created)) < VOID) & ~is_free & ~never_paid
    paid = np.where(is_free, finalized, np.where(never_paid | voided, NEVER_MOMENT, paid))
    trouble = np.where(is_free | voided, NEVER_MOMENT, np.where(never_paid, finalized + HOUR, trouble))
    return Invoices(
        subscription=subscription,
        created=created,
        period_end=period_end,
        subtotal=cents,
        total=total,
        finalized=finalized,
        due=due,
        trouble=trouble,
        paid=paid,
        voided=np.where(voided, finalized + 26 * HOUR, NEVER_MOMENT),
        uncollectible=np.where(never_paid, finalized + 60 * DAY, NEVER_MOMENT),
    )


def _periods(world: World, contracts: Contracts) -> tuple[Ints, Ints, Ints]:
    """The beginning and end of each billed period: from the first paid day on, and one (free) trial."""
    subs = contracts.subscriptions
    every = np.arange(len(subs))
    end = np.minimum(subs.end, world.spec.horizon * DAY)
    interval = interval_of(contracts.steps.price[contracts.step_at(every, subs.begin)])
    span = np.maximum(end - subs.paid_from, 0) // DAY
    count = np.where(subs.paid_from < end, span // (APPROXIMATE_DAYS[interval] - 3) + 2, 0)
    subscription = np.repeat(every, count)
    number = np.arange(len(subscription)) - np.repeat(np.cumsum(count) - count, count)
    anchor, kind = subs.paid_from[subscription], interval[subscription]
    begin, until = _later(world, anchor, kind, number), _later(world, anchor, kind, number + 1)
    is_paused = (begin >= subs.pause_from[subscription]) & (begin < subs.pause_until[subscription])
    happens = (begin < end[subscription]) & ~is_paused
    trials = np.flatnonzero((subs.paid_from > subs.begin) & (subs.begin < end))
    subscription = np.concatenate([subscription[happens], trials])
    begin = np.concatenate([begin[happens], subs.begin[trials]])
    until = np.concatenate([until[happens], subs.paid_from[trials]])
    order = np.lexsort((begin, subscription))
    return subscription[order], begin[order], until[order]


def _later(world: World, anchor: Ints, interval: Ints, number: Ints) -> Ints:
    """Where the period of that number begins: on the anchor's day of the month, at most the 28th."""
    unit = np.array([name for name, _ in INTERVALS])[interval]
    length = np.array([length for _, length in INTERVALS])[interval] * number
    first_day = np.datetime64(world.spec.first_day, "D")
    date = first_day + anchor // DAY
    month = date.astype("datetime64[M]")
    day_of_month = np.minimum((date - month.astype("datetime64[D]")).astype(np.int64), 27)
    months = np.where(unit == "year", 12 * length, length)
    by_month = ((month + months).astype("datetime64[D]") + day_of_month - first_day).astype(np.int64)
    by_day = anchor // DAY + np.where(unit == "week", 7 * length, length)
    day = np.where(np.isin(unit, ["month", "year"]), by_month, by_day)
    return np.where(number == 0, anchor, day * DAY + anchor % DAY)


def _payments(
    world: World,
    contracts: Contracts,
    subscription: Ints,
    finalized: Ints,
    due: Ints,
    rng: np.random.Generator,
) -> tuple[Ints, Ints]:
    """When each invoice is paid, and since when it is trouble: a failed card, a transfer past its due day."""
    subs, count = contracts.subscriptions, len(subscription)
    health = world.health_on(finalized // DAY, subs.customer[subscription])
    chance = 0.015 + 0.75 * np.clip((0.45 - health) / 0.45, 0, 1)
    days_late = 2 + np.floor((LONGEST_LATE - 2) * rng.random(count) * np.clip(1.2 - health, 0, 1)).astype(
        np.int64
    )
    second = rng.integers(8 * 3600, 18 * 3600, count) * SECOND
    days_to_transfer = rng.integers(4, 29, count)
    leaves = np.minimum(subs.end, subs.pause_from)[subscription]
    late_from = np.where(due < NEVER_MOMENT, due, finalized)
    late_paid = (late_from // DAY + days_late) * DAY + second
    is_late = (rng.random(count) < chance) & (late_paid < leaves)
    by_transfer = (finalized // DAY + days_to_transfer) * DAY + second
    on_time = np.where(due < NEVER_MOMENT, by_transfer, finalized + rng.integers(60, 3_600, count) * SECOND)
    trouble = np.where(due < NEVER_MOMENT, due, finalized + HOUR // 2)
    return np.where(is_late, late_paid, on_time), np.where(is_late, trouble, NEVER_MOMENT)


def _never_paid(
    world: World, contracts: Contracts, subscription: Ints, finalized: Ints, rng: np.random.Generator
) -> Mask:
    """The last invoice of most who left: it was open when they did."""
    subs = contracts.subscriptions
    is_last = np.append(np.diff(subscription) != 0, True)
    until_end = subs.end[subscription] - finalized
    has_churned = world.customers.churn_day[subs.customer[subscription]] == subs.end[subscription] // DAY
    fits = (until_end > 5 * DAY) & (until_end < 45 * DAY)
    never: Mask = is_last & has_churned & fits & (rng.random(len(subscription)) < 0.6)
    return never
