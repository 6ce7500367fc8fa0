"""A nightly sync: which rows it finds. The first one finds all that went before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from almanac.demo.dirt import LONGEST_DELAY
from almanac.demo.parameters import DAY, HOUR
from almanac.demo.streams import Ints, Mask
from almanac.demo.world import World

Progress = Callable[[str, float], None]

NOT_BEGUN = np.iinfo(np.int64).min // 2


@dataclass(frozen=True)
class Sync:
    """What is extracted after `begin` up to `end` (microseconds since day 0); night 0 is the first sync."""

    world: World
    night: int

    @property
    def begin(self) -> int:
        """When the sync before it ended."""
        return sync_end(self.world, self.night - 1) if self.night else NOT_BEGUN

    @property
    def end(self) -> int:
        """When it ended."""
        return sync_end(self.world, self.night)

    @property
    def days(self) -> range:
        """The days whose events it may find."""
        end = self.world.spec.days + self.night
        return range(max(0, end - 1 - LONGEST_DELAY) if self.night else 0, end)

    @property
    def file_name(self) -> str:
        """The name of all its files."""
        day = self.world.spec.as_of_date + timedelta(days=self.night + 1)
        return f"extracted-{day}.parquet"

    def finds(self, moment: Ints) -> Mask:
        """What is extracted (or happens) since the last sync."""
        return (moment > self.begin) & (moment <= self.end)


@dataclass(frozen=True)
class Found:
    """What a sync wrote: rows per table, event rows per fault, event rows per unknown user."""

    rows: dict[str, int]
    faults: Ints
    unknown_users: Ints


def sync_end(world: World, night: int) -> int:
    """The last moment of a sync: half past two in the night after the last day."""
    return (world.spec.days + night) * DAY + 2 * HOUR + HOUR // 2
