"""Dirt in known amounts: every kind is counted, and apart from the copies no row has two kinds."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from almanac.demo.catalog import CORRECTED_EVENT
from almanac.demo.events import NO_TIME, Rows, concat, extraction, make_events
from almanac.demo.parameters import DAY, HOUR, MAX_NIGHTS, MINUTE
from almanac.demo.streams import Ints, Stream, generator
from almanac.demo.users import NOBODY
from almanac.demo.world import World

LONGEST_DELAY = 30
"""Nights by which an event may be extracted late."""
UNKNOWN_USERS = MAX_NIGHTS
"""Users with events who are not known yet: each added night brings one of them."""
UNKNOWN_ORGANIZATIONS = 5
MALFORMED_TEXTS = 4
CHANGED_METAS = 3
FEWEST = 3
"""Every kind occurs about this often even in a tiny company."""


class Fault(IntEnum):
    """What is wrong with a row. The rows from LATER_COPY on are second copies of a uuid."""

    NONE = 0
    LATE = 1
    VERY_LATE = 2
    UNKNOWN_USER = 3
    UNKNOWN_ORGANIZATION = 4
    MALFORMED_PROPERTIES = 5
    CHANGED_BY_LOADER = 6
    MISSING_UUID = 7
    MISSING_EVENT = 8
    MISSING_DISTINCT_ID = 9
    AFTER_DEACTIVATION = 10
    NULL_TIMESTAMP = 11
    FUTURE_TIMESTAMP = 12
    ANCIENT_TIMESTAMP = 13
    COPY_SAME_EXTRACTION = 14
    COPY_UNCHANGED = 15
    COPY_WITH_OTHER_EVENT = 16
    COPY_WITH_OTHER_TIME = 17
    COPY_ON_OTHER_DAY = 18


FIRST_COPY = Fault.COPY_SAME_EXTRACTION

SHARES = {
    Fault.LATE: 0.01,
    Fault.VERY_LATE: 0.0002,
    Fault.UNKNOWN_USER: 0.003,
    Fault.UNKNOWN_ORGANIZATION: 0.0001,
    Fault.MALFORMED_PROPERTIES: 0.001,
    Fault.CHANGED_BY_LOADER: 0.0005,
    Fault.MISSING_UUID: 0.00003,
    Fault.MISSING_EVENT: 0.00003,
    Fault.MISSING_DISTINCT_ID: 0.00002,
    Fault.AFTER_DEACTIVATION: 0.0004,
    Fault.NULL_TIMESTAMP: 0.0002,
    Fault.FUTURE_TIMESTAMP: 0.0002,
    Fault.ANCIENT_TIMESTAMP: 0.00002,
    Fault.COPY_SAME_EXTRACTION: 0.003,
    Fault.COPY_UNCHANGED: 0.009,
    Fault.COPY_WITH_OTHER_EVENT: 0.004,
    Fault.COPY_WITH_OTHER_TIME: 0.0032,
    Fault.COPY_ON_OTHER_DAY: 0.0008,
}
STRAYS = (Fault.NULL_TIMESTAMP, Fault.FUTURE_TIMESTAMP, Fault.ANCIENT_TIMESTAMP, Fault.COPY_ON_OTHER_DAY)
"""The kinds whose rows lie in another day's folder."""


def make_day(world: World, day: int) -> Rows:
    """All rows of a day's events that lie in its own folder, with their faults and copies, in no order."""
    rng = generator(world.spec.seed, Stream.EVENTS, day)
    count = int(world.events_per_day[day]) - sum(_stray_counts(world, day).values())
    rows = make_events(world, day, count, rng)
    return _with_faults(world, day, rows, generator(world.spec.seed, Stream.FAULTS, day))


def make_strays(world: World, day: int) -> Rows:
    """The rows of a day's events that lie in other days' folders, with the originals of moved copies."""
    counts = _stray_counts(world, day)
    rng = generator(world.spec.seed, Stream.STRAYS, day)
    rows = make_events(world, day, sum(counts.values()), rng)
    ends = np.cumsum(list(counts.values()))
    at = {fault: np.arange(end - counts[fault], end) for fault, end in zip(counts, ends, strict=True)}
    _null_time(rows, at[Fault.NULL_TIMESTAMP])
    _future_time(rows, at[Fault.FUTURE_TIMESTAMP], rng)
    _ancient_time(world, rows, at[Fault.ANCIENT_TIMESTAMP], rng)
    return concat([rows, _moved_copies(day, rows.take(at[Fault.COPY_ON_OTHER_DAY]), rng)])


def folder_days(rows: Rows) -> Ints:
    """The day in whose folder each row lies: its timestamp's, else its extraction's."""
    return np.where(rows.time == NO_TIME, rows.extracted, rows.time) // DAY


def _count(world: World, fault: Fault, day: int) -> int:
    """How many of a day's events get a fault; over all days the share is met to the row."""
    before = int(world.events_per_day[:day].sum())
    share = max(SHARES[fault], FEWEST / world.spec.event_count)
    return int(share * (before + int(world.events_per_day[day])) + 0.5) - int(share * before + 0.5)


def _stray_counts(world: World, day: int) -> dict[Fault, int]:
    left, counts = int(world.events_per_day[day]), {}
    for fault in STRAYS:
        counts[fault] = min(_count(world, fault, day), left)
        left -= counts[fault]
    return counts


def _with_faults(world: World, day: int, rows: Rows, rng: np.random.Generator) -> Rows:
    order = rng.permutation(len(rows))
    used = 0
    parts = [rows]
    for fault in SHARES:
        if fault in STRAYS:
            continue
        at = order[used : used + _count(world, fault, day)]
        used += len(at)
        if fault >= FIRST_COPY:
            parts.append(_copies(fault, day, rows.take(at), rng))
        else:
            _spoil(world, day, fault, rows, at, rng)
    return concat(parts)


def _spoil(world: World, day: int, fault: Fault, rows: Rows, at: Ints, rng: np.random.Generator) -> None:
    """Give the rows at these positions a fault, in place."""
    actors = len(world.users) + len(world.customers)
    if fault is Fault.AFTER_DEACTIVATION:
        at = _act_after_deactivation(world, day, rows, at, rng)
    rows.fault[at] = fault
    match fault:
        case Fault.LATE:
            rows.extracted[at] = extraction(rows.time[at], rng, rng.integers(1, 4, len(at)))
        case Fault.VERY_LATE:
            rows.extracted[at] = extraction(rows.time[at], rng, rng.integers(4, LONGEST_DELAY + 1, len(at)))
        case Fault.UNKNOWN_USER:
            rows.organization[at] = NOBODY
            rows.actor[at] = actors + (UNKNOWN_USERS * rng.random(len(at)) ** 2).astype(np.int64)
        case Fault.UNKNOWN_ORGANIZATION:
            rows.organization[at] = NOBODY
            rows.actor[at] = actors + UNKNOWN_USERS + rng.integers(0, UNKNOWN_ORGANIZATIONS, len(at))
        case Fault.MISSING_DISTINCT_ID:
            rows.actor[at] = actors + UNKNOWN_USERS + UNKNOWN_ORGANIZATIONS
        case Fault.MISSING_EVENT:
            rows.event[at] = -1 - (np.arange(len(at)) % 2)
        case Fault.MALFORMED_PROPERTIES:
            rows.text[at] = 2 + rng.integers(0, MALFORMED_TEXTS, len(at))
        case Fault.CHANGED_BY_LOADER:
            rows.meta[at] = 2 + rng.integers(0, CHANGED_METAS, len(at))


def _act_after_deactivation(world: World, day: int, rows: Rows, at: Ints, rng: np.random.Generator) -> Ints:
    """Let users act who were deactivated in the last month; without such users nothing happens."""
    users = world.users
    gone = (users.deactivated_day < day) & (users.deactivated_day >= day - 30)
    candidates = np.flatnonzero(gone & (world.activity[day][users.customer] > 0))
    if not len(candidates):
        return at[:0]
    rows.actor[at] = rng.choice(candidates, len(at))
    rows.organization[at] = NOBODY
    return at


def _copies(fault: Fault, day: int, rows: Rows, rng: np.random.Generator) -> Rows:
    """Second copies of these rows; all but redelivered ones are extracted one to three nights later."""
    rows.fault[:] = fault
    if fault is not Fault.COPY_SAME_EXTRACTION:
        rows.extracted[:] = extraction(rows.time, rng, rng.integers(1, 4, len(rows)))
    if fault is Fault.COPY_WITH_OTHER_EVENT:
        rows.event[:] = CORRECTED_EVENT[rows.event]
    if fault is Fault.COPY_WITH_OTHER_TIME:
        shift = rng.integers(-10 * MINUTE, 10 * MINUTE, len(rows))
        rows.time[:] = np.clip(rows.time + shift, day * DAY, (day + 1) * DAY - 1)
    return rows


def _moved_copies(day: int, rows: Rows, rng: np.random.Generator) -> Rows:
    """Second copies whose time is corrected to the evening before or the night after."""
    rows.fault[:] = Fault.COPY_ON_OTHER_DAY
    rows.extracted[:] = extraction(rows.time, rng, rng.integers(1, 4, len(rows)))
    into_next = (rng.random(len(rows)) < 0.5) | (day == 0)
    shift = rng.integers(1, 2 * HOUR, len(rows))
    rows.time[:] = np.where(into_next, (day + 1) * DAY + shift, day * DAY - shift)
    return rows


def _null_time(rows: Rows, at: Ints) -> None:
    rows.fault[at] = Fault.NULL_TIMESTAMP
    rows.time[at] = NO_TIME


def _future_time(rows: Rows, at: Ints, rng: np.random.Generator) -> None:
    rows.fault[at] = Fault.FUTURE_TIMESTAMP
    rows.time[at] = rows.extracted[at] + HOUR + rng.integers(MINUTE, 46 * HOUR, len(at))


def _ancient_time(world: World, rows: Rows, at: Ints, rng: np.random.Generator) -> None:
    """A device whose clock began again at 1970."""
    rows.fault[at] = Fault.ANCIENT_TIMESTAMP
    rows.time[at] = rng.integers(0, HOUR, len(at)) - world.midnight
