"""What each customer pays: every change of its annual recurring revenue (ARR), and what the CRM has of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from almanac.demo.contracts import Contracts, make_contracts
from almanac.demo.parameters import DAY
from almanac.demo.streams import Floats, Ints, Stream, generator
from almanac.demo.truth import NEVER
from almanac.demo.world import World

ROUNDED_BY_HAND = 0.02
"""Customers whose ARR somebody typed into the CRM in round thousands: there it differs from the bills."""


@dataclass(frozen=True)
class ArrChanges:
    """One entry per change, by customer and time (microseconds since day 0); NaN on an unpriced trial."""

    customer: Ints
    moment: Ints
    arr: Floats


def make_arr_changes(world: World) -> ArrChanges:
    """A trial's beginning, then 12 times the recurring revenue of a month, at most one change a day."""
    contracts = make_contracts(world)
    customer, moment, delta = _deltas(contracts)
    order = np.lexsort((moment, customer))
    customer, moment, delta = customer[order], moment[order], delta[order]
    arr = np.cumsum(delta)
    is_first = np.diff(customer, prepend=-1) != 0
    before = np.repeat((arr - delta)[is_first], np.diff(np.append(np.flatnonzero(is_first), len(arr))))
    arr = np.round(arr - before, 2) + 0.0
    is_last_of_day = np.append((np.diff(customer) != 0) | (np.diff(moment // DAY) != 0), True)
    paid = ArrChanges(customer[is_last_of_day], moment[is_last_of_day], arr[is_last_of_day])
    return _with_trials(world, contracts, paid)


def make_crm_arr_changes(world: World) -> ArrChanges:
    """What the CRM has: the same but for a few customers, whose figures are rounded up."""
    changes = make_arr_changes(world)
    is_rounded = generator(world.spec.seed, Stream.ARR, 1).random(len(world.customers)) < ROUNDED_BY_HAND
    rounded = np.ceil(changes.arr / 1_000) * 1_000
    return replace(changes, arr=np.where(is_rounded[changes.customer], rounded, changes.arr))


def _deltas(contracts: Contracts) -> tuple[Ints, Ints, Floats]:
    """By how much ARR changes at every moment at which a subscription may change."""
    subs, count = contracts.subscriptions, len(contracts.subscriptions)
    every = np.arange(count)
    ends = [subs.paid_from, subs.end, subs.pause_from, subs.pause_until, subs.discount_end]
    subscription = np.concatenate([contracts.steps.subscription, *([every] * len(ends))])
    moment = np.concatenate([contracts.steps.moment, *ends])
    comes = moment < NEVER * DAY
    subscription, moment = subscription[comes], moment[comes]
    order = np.lexsort((moment, subscription))
    subscription, moment = subscription[order], moment[order]
    arr = np.round(12 * contracts.mrr_at(subscription, moment), 6)
    delta = np.where(np.diff(subscription, prepend=-1) != 0, arr, np.diff(arr, prepend=0))
    changes = np.abs(delta) > 1e-6
    return subs.customer[subscription[changes]], moment[changes], delta[changes]


def _with_trials(world: World, contracts: Contracts, paid: ArrChanges) -> ArrChanges:
    """While a trial runs, one half of the CRM's users enter nothing and the other half 0."""
    subs = contracts.subscriptions
    rng = generator(world.spec.seed, Stream.ARR)
    trial_arr = np.where(rng.random(len(world.customers)) < 0.5, 0.0, np.nan)
    on_trial = np.flatnonzero(subs.paid_from > subs.begin)
    customer = np.concatenate([subs.customer[on_trial], paid.customer])
    moment = np.concatenate([subs.begin[on_trial], paid.moment])
    arr = np.concatenate([trial_arr[subs.customer[on_trial]], paid.arr])
    order = np.lexsort((moment, customer))
    return ArrChanges(customer[order], moment[order], arr[order])
