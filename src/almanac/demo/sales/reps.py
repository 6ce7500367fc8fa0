"""The people who sell, and the region that each of them works."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.streams import Ints
from almanac.demo.truth import REGION_WEIGHTS
from almanac.demo.world import World

CUSTOMERS_PER_REP = 50
FEWEST, MOST = 6, 300


@dataclass(frozen=True)
class Reps:
    """One entry per rep, grouped by region."""

    region: Ints

    def __len__(self) -> int:
        return len(self.region)

    def working(self, region: Ints, rng: np.random.Generator) -> Ints:
        """A rep of each of these regions."""
        count = np.bincount(self.region, minlength=len(REGION_WEIGHTS))
        first = np.cumsum(count) - count
        rep: Ints = first[region] + (rng.random(len(region)) * count[region]).astype(np.int64)
        return rep


def make_reps(world: World) -> Reps:
    """About one rep for fifty customers, every region with at least one."""
    count = int(np.clip(world.spec.customers // CUSTOMERS_PER_REP, FEWEST, MOST))
    bounds = np.cumsum(REGION_WEIGHTS)
    return Reps(np.searchsorted(bounds, (np.arange(count) + 0.5) / count * bounds[-1]).astype(np.int64))
