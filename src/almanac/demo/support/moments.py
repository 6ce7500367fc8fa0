"""Moments of work: when things happen in a day, and in how many hours they are done."""

from __future__ import annotations

import numpy as np

from almanac.demo.parameters import DAY, HOUR
from almanac.demo.streams import Floats, Ints, Mask
from almanac.demo.world import World

SECOND = 1_000_000
NOT_AT_ALL = np.iinfo(np.int64).max // 4
"""A moment that does not come."""


def working_moments(world: World, rng: np.random.Generator, day: Ints) -> Ints:
    """A moment around noon of each day; most of a weekend's move on to the Monday."""
    weekday = (day + world.spec.first_day.weekday()) % 7
    waits = (weekday >= 5) & (rng.random(len(day)) < 0.75)
    second = np.clip(rng.normal(12.5, 3.2, len(day)), 0.1, 23.9) * 3600
    return (day + np.where(waits, 7 - weekday, 0)) * DAY + second.astype(np.int64) * SECOND


def hours_after(moment: Ints, hours: Floats) -> Ints:
    """The moment so many hours later, to the second; what does not come stays away."""
    later = moment + np.maximum((hours * HOUR / SECOND).astype(np.int64), 1) * SECOND
    return np.where(moment >= NOT_AT_ALL, NOT_AT_ALL, later)


def only(happens: Mask, moment: Ints) -> Ints:
    """The moment where it happens at all."""
    return np.where(happens & (moment < NOT_AT_ALL), moment, NOT_AT_ALL)


def pick_users(world: World, rng: np.random.Generator, customer: Ints, moment: Ints) -> Ints:
    """Somebody of each customer who is there at that moment: the first user always is."""
    users, begin = world.users, np.cumsum(world.customers.users) - world.customers.users
    anyone = begin[customer] + np.floor(rng.random(len(customer)) * world.customers.users[customer]).astype(
        np.int64
    )
    is_there = (users.created[anyone] < moment) & (users.deactivated[anyone] > moment)
    return np.where(is_there, anyone, begin[customer])
