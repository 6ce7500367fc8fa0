"""One day of telemetry: hourly heartbeats, readings and pours in opening hours, errors in episodes."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from almanac.demo.devices.fleet import Fleet
from almanac.demo.devices.service import Outages, in_service_on, sickness_on
from almanac.demo.parameters import DAY, HOUR, MINUTE
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator
from almanac.demo.world import World

EVENT_TYPES = ("heartbeat", "reading", "pour", "error")
HEARTBEAT, READING, POUR, ERROR = range(4)
STATUSES = ("ok", "error", "failed")
OK, FAULTY, FAILED = range(3)
WEEKDAYS = (0.75, 0.8, 0.9, 1.0, 1.3, 1.4, 0.95)
"""How busy a bar is from Monday on."""
OPENS_UTC = np.array([15, 9, 2])
"""When locations open, by region, in hours of the UTC day."""
OPEN_HOURS = 13
READINGS_A_DAY = 2
POURS_A_DAY = 2.6
EPISODE = 3 * HOUR


@dataclass(frozen=True)
class Signals:
    """Telemetry rows in time order. `device` is a number of the fleet; NaN where a sensor tells nothing."""

    device: NDArray[np.int32]
    time: Ints
    kind: NDArray[np.int8]
    status: NDArray[np.int8]
    temperature: NDArray[np.float32]
    pressure: NDArray[np.float32]
    volume: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.time)

    def take(self, index: Ints | Mask | slice) -> Signals:
        """The rows at these positions."""
        return Signals(**{field.name: getattr(self, field.name)[index] for field in fields(self)})


def concat(parts: list[Signals]) -> Signals:
    """The rows of all parts, one after the other."""
    names = [field.name for field in fields(Signals)]
    return Signals(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


@dataclass(frozen=True)
class Day:
    """A day of the devices in service: `device` by heartbeat, `is_on` by hour, other events."""

    day: int
    device: Ints
    is_on: Mask
    events: Signals


def make_day(world: World, fleet: Fleet, outages: Outages, day: int) -> Day:
    """What the devices sent on a day."""
    rng = generator(world.spec.seed, Stream.TELEMETRY, day)
    device = np.flatnonzero(in_service_on(fleet, day))
    device = device[np.argsort(fleet.heartbeat[device], kind="stable")]
    sickness = sickness_on(world, fleet, day)[device]
    is_on = _hours_on(fleet, outages.on(day), day, device)
    is_on &= rng.random(is_on.shape, dtype=np.float32) >= (0.003 + 0.03 * sickness**2)[:, None]
    place, events = _events(world, fleet, day, device, sickness, rng)
    hour = (events.time - day * DAY) // HOUR
    is_sent = is_on[place, hour] & (events.time >= fleet.installed[events.device])
    is_sent &= events.time < fleet.retired[events.device]
    events = events.take(is_sent)
    return Day(day, device, is_on, events.take(np.argsort(events.time, kind="stable")))


def with_heartbeats(fleet: Fleet, day: Day) -> Signals:
    """All rows of a day in time order."""
    hour, place = np.nonzero(day.is_on.T)
    device = day.device[place]
    nothing = np.full(len(device), np.nan, dtype=np.float32)
    heartbeats = Signals(
        device.astype(np.int32),
        day.day * DAY + hour * HOUR + fleet.heartbeat[device],
        np.full(len(device), HEARTBEAT, dtype=np.int8),
        np.full(len(device), OK, dtype=np.int8),
        nothing,
        nothing,
        nothing,
    )
    rows = concat([heartbeats, day.events])
    return rows.take(np.argsort(rows.time, kind="stable"))


def _hours_on(fleet: Fleet, outages: Outages, day: int, device: Ints) -> Mask:
    """Whether the heartbeat of each hour finds the device in service and on."""
    hours = np.arange(24)
    first = _first_heartbeat(fleet.installed[device], fleet.heartbeat[device], day)[:, None]
    last = _first_heartbeat(fleet.retired[device], fleet.heartbeat[device], day)[:, None]
    place = np.full(fleet.device_count, -1)
    place[device] = np.arange(len(device))
    row = place[outages.device]
    begin = _first_heartbeat(outages.begin, fleet.heartbeat[outages.device], day)
    end = _first_heartbeat(outages.end, fleet.heartbeat[outages.device], day)
    steps = np.zeros((len(device), 25), dtype=np.int8)
    np.add.at(steps, (row, begin), 1)
    np.add.at(steps, (row, end), -1)
    is_off = np.cumsum(steps[:, :24], axis=1, dtype=np.int8) > 0
    return (hours >= first) & (hours < last) & ~is_off


def _first_heartbeat(moment: Ints, heartbeat: Ints, day: int) -> Ints:
    """The hour of the first heartbeat of the day that is not before a moment, 24 where there is none."""
    hour: Ints = np.clip(-((day * DAY + heartbeat - moment) // HOUR), 0, 24)
    return hour


def _events(
    world: World, fleet: Fleet, day: int, device: Ints, sickness: Floats, rng: np.random.Generator
) -> tuple[Ints, Signals]:
    """Readings, pours and errors, with the place of their device, also those of silent hours."""
    weekday = int((world.midnight // DAY + day + 3) % 7)
    pours = rng.poisson(POURS_A_DAY * fleet.busy[device] * (1.4 - 0.8 * sickness) * WEEKDAYS[weekday])
    fails = rng.random(len(device)) < 0.004 + 0.03 * sickness**2
    errors = np.where(fails, 1 + rng.poisson(2.5, len(device)), 0)
    counts = np.stack([np.full(len(device), READINGS_A_DAY), pours, errors])
    place = np.concatenate([np.repeat(np.arange(len(device)), count) for count in counts])
    kind = np.repeat([READING, POUR, ERROR], counts.sum(axis=1))
    count = len(place)
    region = world.customers.region[fleet.device_customer[device]][place]
    share = (rng.random(count) + rng.random(count)) / 2
    open_time = OPENS_UTC[region] * HOUR + (share * OPEN_HOURS * HOUR).astype(np.int64)
    begin = rng.integers(0, DAY - EPISODE, len(device))[place]
    time = np.where(kind == ERROR, begin + (share * EPISODE).astype(np.int64), open_time % DAY)
    time = day * DAY + time // 1_000_000 * 1_000_000
    return place, _measured(device[place], time, kind, sickness[place], rng)


def _measured(device: Ints, time: Ints, kind: Ints, sickness: Floats, rng: np.random.Generator) -> Signals:
    count = len(device)
    draw = rng.random(count)
    fails = (kind == POUR) & (draw > 0.995 - 0.03 * sickness)
    status = np.where(kind == ERROR, FAULTY, np.where(fails, FAILED, OK))
    strays = rng.random(count) < 0.008 + 0.06 * sickness**2
    temperature = rng.normal(4.2, 0.7, count) + np.where(strays, 6.0, 0.0)
    pressure = rng.normal(18, 2.0, count)
    volume = np.round(rng.lognormal(8.1, 0.6, count))
    volume = np.where(fails, 0, np.where(draw < 0.0005, -volume, volume))
    told = kind != ERROR
    return Signals(
        device.astype(np.int32),
        time,
        kind.astype(np.int8),
        status.astype(np.int8),
        np.where(told, np.round(temperature, 1), np.nan).astype(np.float32),
        np.where(told, np.round(pressure, 1), np.nan).astype(np.float32),
        np.where((kind == POUR) & (draw >= 0.0002), volume, np.nan).astype(np.float32),
    )


def failures(events: Signals) -> Mask:
    """Which rows are failures: errors with no error of the same device in the 60 minutes before."""
    at = np.flatnonzero(events.status != OK)
    order = at[np.lexsort((events.time[at], events.device[at]))]
    device, time = events.device[order], events.time[order]
    follows = np.zeros(len(order), dtype=bool)
    follows[1:] = (device[1:] == device[:-1]) & (time[1:] - time[:-1] <= 60 * MINUTE)
    found = np.zeros(len(events), dtype=bool)
    found[order[~follows]] = True
    return found
