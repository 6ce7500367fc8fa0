"""The events of one day before any dirt: who acts, what they do, when, on which platform."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from almanac.demo.catalog import AI_WEIGHTS, OTHER_WEIGHTS
from almanac.demo.parameters import DAY, HOUR, MINUTE
from almanac.demo.streams import Floats, Ints, Mask, pick
from almanac.demo.usage.features import only_released
from almanac.demo.users import NOBODY
from almanac.demo.world import World

NO_TIME = np.iinfo(np.int64).max
"""Stands for a null timestamp: it sorts last."""
SYSTEM_SHARE = 0.05
OTHER_PLATFORM_SHARE = 0.15
"""Of the events of a user with two platforms, those that are not on the main one."""


@dataclass(frozen=True)
class Rows:
    """Event rows as numbers, one array per property; texts are made when they are written.

    Times are microseconds since day 0. `actor` counts users, then organisations, then whom nobody knows.
    `organization` is what the properties name, NOBODY where they do not; `text` above 0 picks another text
    that stands in place of the properties.
    """

    uuid: NDArray[np.uint64]
    event: NDArray[np.int16]
    actor: NDArray[np.int32]
    time: Ints
    extracted: Ints
    organization: NDArray[np.int32]
    platform: NDArray[np.int8]
    shape: NDArray[np.int8]
    number: Ints
    latency: NDArray[np.int16]
    text: NDArray[np.int8]
    meta: NDArray[np.int8]
    fault: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.time)

    def take(self, index: Ints | Mask | slice) -> Rows:
        """The rows at these positions, as copies unless a slice is asked for."""
        return Rows(**{field.name: getattr(self, field.name)[index] for field in fields(self)})


def concat(parts: list[Rows]) -> Rows:
    """The rows of all parts, one after the other."""
    names = [field.name for field in fields(Rows)]
    return Rows(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def in_time_order(rows: Rows) -> Rows:
    """The rows by timestamp, those without one last."""
    return rows.take(np.argsort(rows.time, kind="stable"))


def make_events(world: World, day: int, count: int, rng: np.random.Generator) -> Rows:
    """`count` clean events of a day, in no order, as the first nightly sync after it would find them."""
    user = pick(rng, _user_weights(world, day, rng), count)
    acted_for, organization = _organizations(world, day, user, rng)
    time = day * DAY + _time_of_day(world.customers.region[acted_for], rng)
    is_system = rng.random(count) < SYSTEM_SHARE
    is_elsewhere = (rng.random(count) < OTHER_PLATFORM_SHARE).astype(np.int8)
    return Rows(
        uuid=_uuids(rng, count),
        event=_event_names(world, day, user, rng),
        actor=np.where(is_system, len(world.users) + acted_for, user).astype(np.int32),
        time=time,
        extracted=extraction(time, rng),
        organization=organization.astype(np.int32),
        platform=world.users.platforms[user, is_elsewhere].astype(np.int8),
        shape=rng.integers(0, 4, count, dtype=np.int8),
        number=acted_for * 1_000_000 + np.maximum(day * 20 + 5000 - rng.geometric(0.01, count), 1),
        latency=rng.integers(0, 256, count, dtype=np.int16),
        text=(rng.random(count) < 0.005).astype(np.int8),
        meta=(rng.random(count) < 0.005).astype(np.int8),
        fault=np.zeros(count, dtype=np.int8),
    )


def extraction(time: Ints, rng: np.random.Generator, nights: Ints | int = 0) -> Ints:
    """When an event is found: after 2 o'clock of the next day, a batch per hour, or `nights` later."""
    midnight = (time // DAY + 1 + nights) * DAY
    batch = (time % DAY) // HOUR
    moment: Ints = midnight + 2 * HOUR + batch * MINUTE + rng.integers(0, 20, len(time)) * 1_000_000
    return moment


def _user_weights(world: World, day: int, rng: np.random.Generator) -> Floats:
    """How likely an event is each user's: some stay away that day, more of them where health is low."""
    users = world.users
    activity = world.activity[day][users.customer]
    comes = rng.random(len(users)) < 0.15 + 0.6 * activity * world.rhythm(day)
    burst = rng.standard_exponential(len(users))
    weight = activity * users.busy * (comes * burst + 1e-6)
    return np.where(users.works_on(day), weight, 0.0)


def _organizations(world: World, day: int, user: Ints, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """The customer that an event was done for, and the one that its properties name."""
    users = world.users
    first, second = users.customer[user], users.second[user]
    has_second = (second != NOBODY) & (users.second_created[user] < day * DAY)
    is_there = world.activity[day][second] > 0
    for_second = has_second & is_there & (rng.random(len(user)) < 0.35)
    acted_for = np.where(for_second, second, first)
    is_named = for_second | (rng.random(len(user)) < np.where(has_second, 0.9, 0.12))
    return acted_for, np.where(is_named, acted_for, NOBODY)


# How likely an event is in each hour: a working day with a dip at noon, shifted to the region for UTC.
_LOCAL_HOURS = np.array(
    [1, 1, 1, 1, 1, 2, 4, 10, 30, 55, 60, 52, 38, 48, 58, 55, 42, 25, 12, 8, 6, 5, 3, 2], dtype=float
)
_HOUR_BOUNDS = np.array(
    [np.cumsum(np.roll(_LOCAL_HOURS, shift)) / _LOCAL_HOURS.sum() for shift in (6, -1, -9)]
)


def _time_of_day(region: Ints, rng: np.random.Generator) -> Ints:
    bounds = (_HOUR_BOUNDS + np.arange(3)[:, None]).ravel()
    hour: Ints = np.searchsorted(bounds, rng.random(len(region)) + region, side="right") - 24 * region
    return np.clip(hour, 0, 23) * HOUR + rng.integers(0, HOUR, len(region))


def _event_names(world: World, day: int, user: Ints, rng: np.random.Generator) -> NDArray[np.int16]:
    """What was done: AI by the users whom it reached, more often the further the customer has taken it up."""
    level = world.customers.ai_level(day)[world.users.customer[user]]
    is_reached = world.users.ai_reluctance[user] < np.where(level > 0.01, 0.1 + 0.9 * level, 0)
    is_ai = is_reached & (rng.random(len(user)) < 0.04 + 0.45 * level)
    ai, other = pick(rng, AI_WEIGHTS, len(user)), pick(rng, OTHER_WEIGHTS, len(user))
    return only_released(world, day, user, np.where(is_ai, ai, other)).astype(np.int16)


def _uuids(rng: np.random.Generator, count: int) -> NDArray[np.uint64]:
    """Random (version 4) ids as two big-endian halves."""
    halves = rng.integers(0, 2**64, (count, 2), dtype=np.uint64)
    halves[:, 0] = (halves[:, 0] & np.uint64(0xFFFF_FFFF_FFFF_0FFF)) | np.uint64(0x4000)
    halves[:, 1] = (halves[:, 1] & np.uint64(0x3FFF_FFFF_FFFF_FFFF)) | np.uint64(0x8000_0000_0000_0000)
    return halves
