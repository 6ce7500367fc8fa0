"""What each customer pays: every change of its annual recurring revenue (ARR)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.parameters import DAY
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator
from almanac.demo.truth import CONTRACT_REACH, MONTH, NEVER
from almanac.demo.world import World

PRICE_PER_SEAT = np.array([540.0, 480.0, 420.0])
LEAST_ARR = 600.0


@dataclass(frozen=True)
class ArrChanges:
    """One entry per change, by customer and time (microseconds since day 0); NaN on an unpriced trial."""

    customer: Ints
    moment: Ints
    arr: Floats


def make_arr_changes(world: World) -> ArrChanges:
    """A trial's beginning, the first price, monthly reviews, and 0 from the churn day on."""
    customers = world.customers
    rng = generator(world.spec.seed, Stream.ARR)
    count = len(customers)
    trial_arr = np.where(rng.random(count) < 0.5, 0.0, np.nan)
    has_trial = customers.paid_day > customers.signup_day
    pays = customers.paid_day < customers.churn_day
    arr = _first_arr(world, rng)
    parts = [
        _changes(has_trial, customers.signup_day, trial_arr, rng),
        _changes(pays, customers.paid_day, arr, rng),
    ]
    for month in range(1, (CONTRACT_REACH + world.spec.horizon) // MONTH):
        day = customers.paid_day + month * MONTH
        reviewed = _reviewed(world, day, arr, rng)
        changes = (reviewed != arr) & (day < np.minimum(customers.churn_day, world.spec.horizon))
        parts.append(_changes(changes, day, reviewed, rng))
        arr = np.where(changes, reviewed, arr)
    parts.append(_changes(pays, customers.churn_day, np.zeros(count), rng))
    return _in_order(parts)


def _first_arr(world: World, rng: np.random.Generator) -> Floats:
    """Seats at the segment's price, with a discount or a premium."""
    customers = world.customers
    price = PRICE_PER_SEAT[customers.segment] * rng.lognormal(0, 0.3, len(customers))
    return _priced(customers.seats * price)


def _priced(arr: Floats) -> Floats:
    return np.maximum(np.round(arr, -2), LEAST_ARR)


def _changes(happens: Mask, day: Ints, arr: Floats, rng: np.random.Generator) -> ArrChanges:
    """One change each for those to whom it happens, at some working hour of the day."""
    second = rng.integers(9 * 3600, 17 * 3600, len(day))
    who = np.flatnonzero(happens & (day < NEVER))
    return ArrChanges(who, day[who] * DAY + second[who] * 1_000_000, arr[who])


def _in_order(parts: list[ArrChanges]) -> ArrChanges:
    customer = np.concatenate([part.customer for part in parts])
    moment = np.concatenate([part.moment for part in parts])
    order = np.lexsort((moment, customer))
    return ArrChanges(customer[order], moment[order], np.concatenate([part.arr for part in parts])[order])


def _reviewed(world: World, day: Ints, arr: Floats, rng: np.random.Generator) -> Floats:
    """ARR after a review: the healthy may expand, the sick may shrink; before day 0 all count as fair."""
    health = _health_on(world, day)
    draw, size = rng.random(len(arr)), rng.random(len(arr))
    grows = draw < np.select([health > 0.7, health > 0.5], [0.14, 0.04], 0.0)
    shrinks = draw > np.select([health < 0.35, health < 0.5], [0.84, 0.96], 1.0)
    factor = np.select([grows, shrinks], [1.05 + 0.25 * size, 0.95 - 0.25 * size], 1.0)
    return np.where(grows | shrinks, _priced(arr * factor), arr)


def _health_on(world: World, day: Ints) -> Floats:
    inside = np.clip(day, 0, world.spec.horizon - 1)
    return np.where(day >= 0, world.customers.health[inside, np.arange(len(day))], 0.6)
