"""What happens to a device in its life: new firmware, maintenance, hours in which it is off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.devices.fleet import Fleet
from almanac.demo.parameters import DAY, HOUR, MINUTE
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator
from almanac.demo.truth import CONTRACT_REACH, NEVER
from almanac.demo.world import World

RELEASE_EVERY = 150
"""Days between two firmware releases."""
SKIPS_RELEASE = 0.2
VISITS = 24
"""At most this many maintenance visits per device."""
LONGEST_OUTAGE = 6 * DAY

OFFLINE, MAINTENANCE = 0, 1


@dataclass(frozen=True)
class Moments:
    """Something that happened to devices: one entry each, with a number that says what."""

    device: Ints
    moment: Ints
    what: Ints


@dataclass(frozen=True)
class Outages:
    """Spans in which a device is silent, by begin; no two of one device overlap.

    `kind` is OFFLINE or MAINTENANCE.
    """

    device: Ints
    begin: Ints
    end: Ints
    kind: Ints

    def on(self, day: int) -> Outages:
        """Those that touch a day."""
        touched = (self.begin < (day + 1) * DAY) & (self.end > day * DAY)
        return Outages(self.device[touched], self.begin[touched], self.end[touched], self.kind[touched])


def release_before(moment: Ints) -> Ints:
    """The number of the latest firmware release before a moment."""
    return (moment // DAY + 2 * CONTRACT_REACH) // RELEASE_EVERY


def make_updates(world: World, fleet: Fleet) -> Moments:
    """Each device takes most releases some weeks after they are out; `what` is the release."""
    rng = generator(world.spec.seed, Stream.SERVICE)
    parts = []
    first, last = release_before(np.array([-CONTRACT_REACH * DAY, world.spec.horizon * DAY]))
    for release in range(int(first), int(last) + 1):
        out = release * RELEASE_EVERY - 2 * CONTRACT_REACH
        day = (
            out + 1 + np.minimum(rng.exponential(18, fleet.device_count), RELEASE_EVERY - 2).astype(np.int64)
        )
        moment = day * DAY + rng.integers(0, 5 * 60, fleet.device_count) * MINUTE
        takes = rng.random(fleet.device_count) >= SKIPS_RELEASE
        at = np.flatnonzero(takes & (moment > fleet.installed) & (moment < fleet.retired))
        parts.append(Moments(at, moment[at], np.full(len(at), release)))
    return _concat(parts)


def make_visits(world: World, fleet: Fleet) -> Moments:
    """Maintenance about every 80 days, later where the customer is sick; `what` is its kind."""
    rng = generator(world.spec.seed, Stream.SERVICE, 1)
    last, parts = fleet.installed // DAY, []
    for _ in range(VISITS):
        health = world.health_on(last, fleet.device_customer)
        wait = 55 + rng.gamma(2.0, 12.0, fleet.device_count) * (2.2 - 1.6 * health)
        last = last + wait.astype(np.int64)
        moment = last * DAY + rng.integers(8 * 60, 15 * 60, fleet.device_count) * MINUTE
        kind = np.searchsorted(np.array([0.7, 0.9]), rng.random(fleet.device_count), side="right")
        at = np.flatnonzero((moment < fleet.retired) & (last < world.spec.horizon))
        parts.append(Moments(at, moment[at], kind[at]))
    return _concat(parts)


def make_outages(world: World, fleet: Fleet, visits: Moments) -> Outages:
    """Hours in which a device is off: broken, the sicker its customer the more often, or being serviced."""
    busy_until, found = np.zeros(fleet.device_count, dtype=np.int64), []
    visit_day = visits.moment // DAY
    for day in range(world.spec.horizon):
        midnight = day * DAY
        is_free = (
            (fleet.installed < midnight) & (fleet.retired > midnight + 2 * DAY) & (busy_until < midnight)
        )
        begin, end = _breakdowns(world, fleet, day)
        breaks = is_free & (begin < NEVER * DAY)
        serviced = visits.device[visit_day == day]
        serviced = serviced[is_free[serviced] & ~breaks[serviced]]
        at = visits.moment[visit_day == day][np.isin(visits.device[visit_day == day], serviced)]
        device = np.concatenate([np.flatnonzero(breaks), serviced])
        until = np.concatenate([end[breaks], at + 2 * HOUR])
        kind = np.repeat([OFFLINE, MAINTENANCE], [int(breaks.sum()), len(serviced)])
        busy_until[device] = until
        found.append(Outages(device, np.concatenate([begin[breaks], at]), until, kind))
    names = ("device", "begin", "end", "kind")
    return Outages(*(np.concatenate([getattr(part, name) for part in found]) for name in names))


def _breakdowns(world: World, fleet: Fleet, day: int) -> tuple[Ints, Ints]:
    """Begin and end of a breakdown that starts on this day, NEVER for nearly all devices."""
    rng = generator(world.spec.seed, Stream.OUTAGES, day)
    sickness = sickness_on(world, fleet, day)
    breaks = rng.random(fleet.device_count) < 0.002 + 0.022 * sickness**2
    hours = rng.lognormal(1.6, 0.9, fleet.device_count) * (0.7 + 2.5 * sickness)
    begin = np.where(breaks, day * DAY + rng.integers(0, 24 * 60, fleet.device_count) * MINUTE, NEVER * DAY)
    length = np.minimum((hours * 60).astype(np.int64) * MINUTE, LONGEST_OUTAGE)
    return begin, np.minimum(begin + length, fleet.retired)


def sickness_on(world: World, fleet: Fleet, day: int) -> Floats:
    """How sick the customer of each device is on a day, 0 to 1."""
    customer = np.arange(len(world.customers))
    sickness: Floats = 1 - world.health_on(np.full(len(customer), day), customer)[fleet.device_customer]
    return sickness


def in_service_on(fleet: Fleet, day: int) -> Mask:
    """Which devices are in service at some moment of a day."""
    in_service: Mask = (fleet.installed < (day + 1) * DAY) & (fleet.retired > day * DAY)
    return in_service


def _concat(parts: list[Moments]) -> Moments:
    return Moments(
        np.concatenate([part.device for part in parts]),
        np.concatenate([part.moment for part in parts]),
        np.concatenate([part.what for part in parts]),
    )
