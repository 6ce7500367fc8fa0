"""Before day 0: how healthy the customers were, who had left by then, who stayed away for a while."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from almanac.demo.parameters import CompanySpec
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator

FAIR_HEALTH = 0.68
"""What health was long before day 0, whatever an archetype has in store."""
FORGETS_IN = 150
LEAVES_A_YEAR = 0.09
LOST_TRIALS = 0.04
STAYED_AWAY = 0.035
DIP = 2.6
"""How far health sinks (log-odds) until the day on which a customer leaves."""
DIP_DAYS = 28


@dataclass(frozen=True)
class Leavers:
    """Who had left before day 0, whose trial was lost, who was away when; other days never come."""

    left_day: Ints
    lost_trial: Mask
    away_day: Ints
    back_day: Ints


def draw_past_health(spec: CompanySpec, first: Floats, days: int) -> NDArray[np.float32]:
    """A row per day before day 0, the oldest first: a walk backwards from the health of day 0."""
    rng = generator(spec.seed, Stream.PAST_HEALTH)
    level = first_level = _logit(first)
    fair = _logit(np.array(FAIR_HEALTH))
    path = np.empty((days, len(first)), dtype=np.float32)
    for back in range(1, days + 1):
        target = fair + (first_level - fair) * np.exp(-back / FORGETS_IN)
        level = level + 0.06 * (target - level) + rng.normal(0, 0.12, len(first))
        path[days - back] = 1 / (1 + np.exp(-level))
    return path


def draw_leavers(spec: CompanySpec, signup: Ints, paid: Ints, churn: Ints, never: int) -> Leavers:
    """Some left before day 0, a few of them after a trial; a few left and came back. The first one stays."""
    rng = generator(spec.seed, Stream.PAST_LEAVERS)
    count = len(signup)
    is_today = (np.arange(count) < spec.customers) & (np.arange(count) > 0)
    trial_end = signup + rng.integers(14, 31, count)
    lost_trial = is_today & (trial_end < -1) & (rng.random(count) < LOST_TRIALS)
    earliest = np.where(paid < never, paid, 0) + 60
    chance = 1 - np.exp(-LEAVES_A_YEAR * np.maximum(-earliest, 0) / 365)
    leaves = is_today & ~lost_trial & (paid < never) & (rng.random(count) < chance)
    day = earliest + np.floor(np.maximum(-earliest, 0) * rng.random(count)).astype(np.int64)
    left_day = np.where(lost_trial, trial_end, np.where(leaves, day, never))
    away_day, back_day = _away(spec, rng, is_today & (left_day == never) & (churn == never), paid, never)
    return Leavers(left_day, lost_trial, away_day, back_day)


def _away(
    spec: CompanySpec, rng: np.random.Generator, stays: Mask, paid: Ints, never: int
) -> tuple[Ints, Ints]:
    """A few stop paying for one to five months; half of them before day 0 if the past is that long."""
    count = len(paid)
    earliest, latest = paid + 60, spec.days - 40
    place = np.where(stays & (earliest < latest), rng.random(count), 2.0)
    chosen = np.argsort(place, kind="stable")[: max(1, round(STAYED_AWAY * spec.customers))]
    is_away = np.zeros(count, dtype=bool)
    is_away[chosen[place[chosen] < 2]] = True
    span = np.where(is_away, latest - earliest, 0)
    away = np.where(is_away, earliest + np.floor(span * rng.random(count)).astype(np.int64), never)
    back = np.minimum(away + rng.integers(25, 150, count), spec.days - 2)
    return away, np.where(is_away, back, never)


def sink_before(health: Floats | NDArray[np.float32], first_day: int, leave_day: Ints, never: int) -> None:
    """Let health sink before the day of leaving, in place; the rows are days from `first_day` on."""
    leavers = np.flatnonzero(leave_day < never)
    days = np.arange(first_day, first_day + len(health))[:, None]
    until = leave_day[leavers] - days
    dip = np.where(until >= 0, DIP * np.exp(-np.maximum(until, 0) / DIP_DAYS), 0.0)
    health[:, leavers] = 1 / (1 + np.exp(-(_logit(health[:, leavers].astype(np.float64)) - dip)))


def _logit(share: Floats) -> Floats:
    level: Floats = np.log(share / (1 - share))
    return level
