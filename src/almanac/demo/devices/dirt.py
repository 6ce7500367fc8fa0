"""Telemetry as it is extracted: mostly in the next night, some rows late, twice, or of no use."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from almanac.demo.devices.telemetry import FAILED, OK, POUR, Signals, concat
from almanac.demo.parameters import DAY, HOUR, MINUTE
from almanac.demo.streams import Ints, Mask, Stream, generator
from almanac.demo.world import World

LONGEST_DELAY = 3
"""Nights by which telemetry may be extracted late."""
LATE, AGAIN, CORRECTED = 0.004, 0.003, 0.0005
UNKNOWN_DEVICES = 3
NO_DEVICE = 2
FROM_THE_FUTURE = 2
"""Rows of each kind per day."""
NOBODYS = -1
FIRST_UNKNOWN = 9_000_000


@dataclass(frozen=True)
class Extracted:
    """Telemetry rows with their ids and the moments of their extraction. `device` NOBODYS is null, and from
    FIRST_UNKNOWN on it is one that the devices table lacks."""

    rows: Signals
    id: Ints
    extracted: Ints

    def __len__(self) -> int:
        return len(self.id)

    def take(self, index: Ints | Mask | slice) -> Extracted:
        """The rows at these positions."""
        return Extracted(self.rows.take(index), self.id[index], self.extracted[index])


def with_dirt(world: World, day: int, rows: Signals) -> Extracted:
    """A day's rows as they are extracted, in time order, but those from the future come last."""
    rng = generator(world.spec.seed, Stream.TELEMETRY_DIRT, day)
    rows = _spoilt(rows, rng)
    number = (world.midnight // DAY + day) * 10**9 + np.arange(len(rows))
    night = (day + 1) * DAY + 2 * HOUR
    late = rng.random(len(rows)) < LATE
    extracted = night + np.where(late, rng.integers(1, LONGEST_DELAY + 1, len(rows)), 0) * DAY
    again = np.flatnonzero((rng.random(len(rows)) < AGAIN) & ~late)
    corrected = np.flatnonzero(
        (rng.random(len(rows)) < CORRECTED) & ~late & (rows.kind == POUR) & (rows.status == OK)
    )
    copies = np.concatenate([again, corrected])
    status = np.concatenate([rows.status[again], np.full(len(corrected), FAILED, dtype=np.int8)])
    moment = extracted[copies] + np.repeat([DAY, DAY + MINUTE], [len(again), len(corrected)])
    index = np.concatenate([np.arange(len(rows)), copies])
    both = concat([rows, replace(rows.take(copies), status=status)])
    order = np.argsort(both.time, kind="stable")
    return Extracted(both.take(order), number[index][order], np.concatenate([extracted, moment])[order])


def _spoilt(rows: Signals, rng: np.random.Generator) -> Signals:
    """A few rows more that cannot be used."""
    if not len(rows):
        return rows
    extra = rows.take(rng.integers(0, len(rows), UNKNOWN_DEVICES + NO_DEVICE + FROM_THE_FUTURE))
    extra.device[:UNKNOWN_DEVICES] = FIRST_UNKNOWN + np.arange(UNKNOWN_DEVICES)
    extra.device[UNKNOWN_DEVICES : UNKNOWN_DEVICES + NO_DEVICE] = NOBODYS
    extra.time[-FROM_THE_FUTURE:] += 30 * DAY
    return concat([rows, extra])
