"""The fleet: which locations a customer has, which devices stand there, from when to when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.parameters import DAY, MINUTE
from almanac.demo.streams import Floats, Ints, Stream, apportion, generator, pick
from almanac.demo.truth import NEVER
from almanac.demo.world import World

LOCATIONS_PER_CUSTOMER = 1.5
DEVICES_PER_CUSTOMER = 4.5
SEGMENT_LOCATIONS = np.array([1.2, 1.6, 3.0])
DEVICE_TYPES = ("tap_system", "keg_cooler", "coffee_machine", "water_dispenser")
TYPE_WEIGHTS = np.array([0.45, 0.25, 0.18, 0.12])
MODELS_PER_TYPE = 3
LIFE_DAYS = 2_400.0
SHORTEST_LIFE = 120
CLOSES_EARLY = 0.04
MOVES = 0.03


@dataclass(frozen=True)
class Fleet:
    """Locations and devices, one entry each, by number. Moments are microseconds since day 0.

    A device stands at `location` until `moved`, then at `second_location`. Those that open, close, come or
    leave after the last day do so as days are added.
    """

    customer: Ints
    opened: Ints
    closed: Ints
    place: Ints
    location: Ints
    second_location: Ints
    moved: Ints
    device_type: Ints
    model: Ints
    installed: Ints
    retired: Ints
    busy: Floats
    heartbeat: Ints

    @property
    def device_customer(self) -> Ints:
        """Whose each device is."""
        customer: Ints = self.customer[self.location]
        return customer

    @property
    def device_count(self) -> int:
        """Devices, those that come later included."""
        return len(self.location)


def make_fleet(world: World) -> Fleet:
    """The locations and devices of a company: 1.5 and 4.5 per customer, moderately more for larger ones."""
    rng = generator(world.spec.seed, Stream.FLEET)
    customer, opened, closed = _locations(world, rng)
    place = rng.integers(0, 1_000, len(customer))
    location = np.repeat(np.arange(len(customer)), _devices_per_location(world, rng, customer))
    count = len(location)
    installed = _installed(world, rng, opened[location])
    retired = _retired(world, rng, installed, closed[location], customer[location])
    second, moved = _moves(rng, customer, location, opened, closed, installed, retired)
    there = np.flatnonzero(installed < retired)
    return Fleet(
        customer=customer,
        opened=opened,
        closed=closed,
        place=place,
        location=location[there],
        second_location=second[there],
        moved=moved[there],
        device_type=pick(rng, TYPE_WEIGHTS, count)[there],
        model=rng.integers(0, MODELS_PER_TYPE, count)[there],
        installed=installed[there],
        retired=retired[there],
        busy=rng.lognormal(0, 0.4, count)[there],
        heartbeat=(rng.integers(0, 3_600, count) * 1_000_000)[there],
    )


def location_id(index: int) -> str:
    """The id of a location."""
    return f"l{index + 1:06d}"


def _at_work(rng: np.random.Generator, day: Ints) -> Ints:
    """A minute between 8 and 16 o'clock of these days."""
    return np.minimum(day, NEVER) * DAY + rng.integers(8 * 60, 16 * 60, len(day)) * MINUTE


def _locations(world: World, rng: np.random.Generator) -> tuple[Ints, Ints, Ints]:
    """Whose each location is, when it opened, when it closed: at the latest when its customer left."""
    customers, today = world.customers, world.spec.customers
    size = SEGMENT_LOCATIONS[customers.segment] * rng.lognormal(0, 0.5, len(customers))
    more = apportion(round((LOCATIONS_PER_CUSTOMER - 1) * today), np.maximum(size[:today] - 0.8, 0.05))
    counts = np.concatenate([1 + more, np.ones(len(customers) - today, dtype=np.int64)])
    customer = np.repeat(np.arange(len(customers)), counts)
    is_first = np.diff(customer, prepend=-1) > 0
    signup = customers.signup_day[customer]
    span = np.maximum(world.spec.days - 1 - signup, 0)
    later = signup + 1 + np.floor(span * rng.random(len(customer)) ** 1.5).astype(np.int64)
    opened = np.where(is_first, signup + 1, later)
    churned = customers.churn_day[customer]
    closed = np.where(churned < NEVER, churned + rng.integers(1, 15, len(customer)), NEVER)
    early = (rng.random(len(customer)) < CLOSES_EARLY) & ~is_first
    closed = np.where(early, np.minimum(closed, opened + rng.integers(90, 700, len(customer))), closed)
    opened = np.where(opened < closed, opened, np.minimum(opened, closed - 1))
    return customer, _at_work(rng, opened), _at_work(rng, closed)


def _devices_per_location(world: World, rng: np.random.Generator, customer: Ints) -> Ints:
    today = customer < world.spec.customers
    more = round(DEVICES_PER_CUSTOMER * world.spec.customers) - int(today.sum())
    counts = 1 + apportion(max(more, 0), rng.lognormal(0, 0.7, int(today.sum())))
    return np.concatenate([counts, np.full(len(customer) - len(counts), 2)])


def _installed(world: World, rng: np.random.Generator, opened: Ints) -> Ints:
    """Most devices come when the location opens, the others until the end of what may be added."""
    day, count = opened // DAY, len(opened)
    soon = rng.integers(0, 4, count)
    span = np.maximum(world.spec.horizon - day, 1)
    grown = np.floor(span * rng.random(count)).astype(np.int64)
    return _at_work(rng, day + np.where(rng.random(count) < 0.65, soon, np.maximum(grown, soon)))


def _retired(world: World, rng: np.random.Generator, installed: Ints, closed: Ints, customer: Ints) -> Ints:
    """At the end of its life, when its location closes, or some days before its customer is gone for good."""
    life = SHORTEST_LIFE + rng.exponential(LIFE_DAYS, len(installed))
    worn_out = _at_work(rng, installed // DAY + np.minimum(life, NEVER).astype(np.int64))
    left = world.customers.churn_day[customer]
    taken_away = _at_work(rng, np.where(left < NEVER, left + rng.integers(0, 11, len(left)), NEVER))
    end = np.minimum(np.minimum(worn_out, closed), taken_away)
    return np.where(end < world.spec.horizon * DAY, end, NEVER * DAY)


def _moves(
    rng: np.random.Generator,
    customer: Ints,
    location: Ints,
    opened: Ints,
    closed: Ints,
    installed: Ints,
    retired: Ints,
) -> tuple[Ints, Ints]:
    """A few devices are moved once, to the next location of the same customer that is open then."""
    count = len(location)
    target = np.minimum(location + 1, len(customer) - 1)
    day = installed // DAY + rng.integers(30, 500, count)
    moment = _at_work(rng, np.maximum(day, opened[target] // DAY + 1))
    moves = (
        (rng.random(count) < MOVES * 4)
        & (customer[target] == customer[location])
        & (target != location)
        & (moment < np.minimum(retired, closed[target]) - DAY)
    )
    return np.where(moves, target, location), np.where(moves, moment, NEVER * DAY)
