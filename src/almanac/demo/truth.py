"""The hidden truth: who the customers are, how healthy on each day, how keen on AI, when they leave.

Days are counted from the company's first day with events, which is day 0; the past has negative numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from almanac.demo.parameters import DAY, HOUR, MAX_NIGHTS, CompanySpec
from almanac.demo.past import draw_leavers, draw_past_health, sink_before
from almanac.demo.streams import Floats, Ints, Mask, Stream, apportion, generator, pick

SEGMENTS = ("smb", "mid_market", "enterprise")
SEGMENT_WEIGHTS = np.array([0.60, 0.30, 0.10])
SEGMENT_USERS = np.array([8.0, 22.0, 75.0])
INDUSTRIES = (
    "software",
    "financial services",
    "healthcare",
    "retail",
    "manufacturing",
    "education",
    "media",
    "travel",
)
INDUSTRY_WEIGHTS = np.array([0.26, 0.16, 0.13, 0.13, 0.11, 0.08, 0.07, 0.06])
REGIONS = ("amer", "emea", "apac")
REGION_WEIGHTS = np.array([0.52, 0.33, 0.15])
ARCHETYPES = ("thriving", "steady", "declining", "at_risk", "recovering")
ARCHETYPE_WEIGHTS = np.array([0.26, 0.36, 0.14, 0.11, 0.13])
HEALTH_BEFORE = np.array([0.84, 0.65, 0.74, 0.30, 0.30])
HEALTH_AFTER = np.array([0.84, 0.65, 0.16, 0.26, 0.78])

NEVER = 1_000_000
"""A day that does not come."""
MONTH = 30
CONTRACT_REACH = 1_095
"""Contracts began at most this many days before the last day."""
TRIAL_DAYS = 40
STILL_ON_TRIAL = 0.07
RENAMED = 0.03


@dataclass(frozen=True)
class Customers:
    """One entry per customer; `health` has a row per day, `past_health` one per earlier day, oldest first.

    From `away_day` to `back_day` a customer had left for a while. The last ones sign up on days that may be
    added.
    """

    segment: Ints
    industry: Ints
    region: Ints
    archetype: Ints
    turning_day: Ints
    signup_day: Ints
    paid_day: Ints
    churn_day: Ints
    renamed_day: Ints
    appetite: Floats
    ai_day: Ints
    ai_ramp_days: Floats
    users: Ints
    seats: Ints
    health: Floats
    past_health: NDArray[np.float32]
    away_day: Ints
    back_day: Ints

    def __len__(self) -> int:
        return len(self.segment)

    @property
    def signed_up(self) -> Ints:
        """The moment of the sign-up, in microseconds since day 0."""
        return self.signup_day * DAY + 7 * HOUR

    @property
    def renamed(self) -> Ints:
        """The moment from which a customer has its new name."""
        return self.renamed_day * DAY + 10 * HOUR

    def ai_level(self, day: int) -> Floats:
        """How far AI has been taken up by the end of `day`: 0 before adoption, then up to the appetite."""
        since = np.maximum(day - self.ai_day, 0)
        level: Floats = self.appetite * (1 - np.exp(-since / self.ai_ramp_days))
        return level

    def is_here(self, day: Ints, customer: Ints | slice = np.s_[:]) -> Mask:
        """Whether these customers were here on these days: after the sign-up, not away, before they left."""
        is_away = (day >= self.away_day[customer]) & (day < self.back_day[customer])
        return (day > self.signup_day[customer]) & (day < self.churn_day[customer]) & ~is_away

    def activity(self) -> Floats:
        """How active a typical user is, per day and customer: 0 on days on which it is not here."""
        is_here = self.is_here(np.arange(len(self.health))[:, None])
        return np.where(is_here, 0.04 + self.health**1.4, 0.0)


def make_customers(spec: CompanySpec) -> Customers:
    """The customers of a company, with those in reserve for days that may be added (one a day)."""
    count = spec.customers + MAX_NIGHTS
    rng = generator(spec.seed, Stream.CUSTOMERS)
    segment = pick(rng, SEGMENT_WEIGHTS, count)
    archetype = pick(rng, ARCHETYPE_WEIGHTS, count)
    turning_day = rng.integers(0, max(1, spec.days), count)
    signup_day, paid_day = _contract_days(spec, rng, count)
    users = _user_counts(spec, rng, segment)
    appetite = rng.beta(1.1, 1.4, count)
    health = _health(spec, archetype, turning_day)
    past_health = draw_past_health(spec, health[0], max(1, CONTRACT_REACH - spec.days))
    churn_day = _churn_days(spec, health, signup_day)
    leavers = draw_leavers(spec, signup_day, paid_day, churn_day, NEVER)
    for day in (leavers.left_day, leavers.away_day):
        sink_before(health, 0, day, NEVER)
        sink_before(past_health, -len(past_health), day, NEVER)
    return Customers(
        segment=segment,
        industry=pick(rng, INDUSTRY_WEIGHTS, count),
        region=pick(rng, REGION_WEIGHTS, count),
        archetype=archetype,
        turning_day=turning_day,
        signup_day=signup_day,
        paid_day=np.where(leavers.lost_trial, NEVER, paid_day),
        churn_day=np.minimum(leavers.left_day, churn_day),
        renamed_day=_renamed_days(spec, rng, signup_day),
        appetite=appetite,
        ai_day=_ai_days(spec, rng, appetite, signup_day),
        ai_ramp_days=rng.uniform(15, 90, count),
        users=users,
        seats=np.ceil(users / rng.uniform(0.5, 0.95, count)).astype(np.int64),
        health=health,
        past_health=past_health,
        away_day=leavers.away_day,
        back_day=leavers.back_day,
    )


def _contract_days(spec: CompanySpec, rng: np.random.Generator, count: int) -> tuple[Ints, Ints]:
    """Sign-up days up to three years back; the first paid day is that day or the end of a trial."""
    signup = spec.days - 1 - rng.integers(1, CONTRACT_REACH, count)
    on_trial = rng.random(count) < STILL_ON_TRIAL
    signup[on_trial] = spec.days - rng.integers(2, TRIAL_DAYS, count)[on_trial]
    signup[spec.customers :] = spec.days + np.arange(MAX_NIGHTS)
    signup[0] = min(signup[0], -1)
    trial = np.where(rng.random(count) < 0.3, rng.integers(14, 31, count), 0)
    trial[on_trial] = TRIAL_DAYS + rng.integers(1, 30, count)[on_trial]
    trial[spec.customers :] = 30
    paid = signup + trial
    paid[on_trial & (rng.random(count) < 0.5)] = NEVER
    return signup, paid


def _user_counts(spec: CompanySpec, rng: np.random.Generator, segment: Ints) -> Ints:
    """Users per customer, log-normal around the segment's size; today's customers have those of the spec."""
    size = SEGMENT_USERS[segment] * rng.lognormal(0, 0.6, len(segment))
    today, reserve = size[: spec.customers], size[spec.customers :]
    counts = 1 + apportion(spec.user_count - spec.customers, today)
    return np.concatenate(
        [counts, np.clip(reserve * spec.user_count / today.sum(), 1, None).astype(np.int64)]
    )


def _ai_days(spec: CompanySpec, rng: np.random.Generator, appetite: Floats, signup: Ints) -> Ints:
    """When AI was switched on: the keener the earlier, never by those with hardly any appetite."""
    day = (rng.normal(0.7 - appetite, 0.35) * spec.days).astype(np.int64)
    return np.where(appetite < 0.12, NEVER, np.maximum(day, signup + 3))


def _renamed_days(spec: CompanySpec, rng: np.random.Generator, signup: Ints) -> Ints:
    """When a customer took another name: a few do once, after their sign-up."""
    day = rng.integers(1, spec.horizon, len(signup))
    is_renamed = rng.random(len(signup)) < RENAMED
    day[0], is_renamed[0] = spec.days // 2, True
    return np.where(is_renamed & (day > signup), day, NEVER)


def _health(spec: CompanySpec, archetype: Ints, turning_day: Ints) -> Floats:
    """A walk per customer that is drawn towards what its archetype has in store for that day."""
    rng = generator(spec.seed, Stream.HEALTH)
    level = _logit(_target_health(0, archetype, turning_day)) + rng.normal(0, 0.35, len(archetype))
    path = np.empty((spec.horizon, len(archetype)))
    for day in range(spec.horizon):
        pull = _logit(_target_health(day, archetype, turning_day)) - level
        level = level + 0.06 * pull + rng.normal(0, 0.12, len(archetype))
        path[day] = 1 / (1 + np.exp(-level))
    return path


def _target_health(day: int, archetype: Ints, turning_day: Ints) -> Floats:
    turned = 1 / (1 + np.exp(-(day - turning_day) / 12))
    return HEALTH_BEFORE[archetype] * (1 - turned) + HEALTH_AFTER[archetype] * turned


def _logit(share: Floats) -> Floats:
    return np.log(share / (1 - share))


def _churn_days(spec: CompanySpec, health: Floats, signup: Ints) -> Ints:
    """The day on which each customer leaves: mostly never, likelier the sicker its last month was.

    The first customer stays, so that no day is without events.
    """
    rng = generator(spec.seed, Stream.CHURN)
    total = np.cumsum(np.vstack([np.zeros(health.shape[1]), health]), axis=0)
    churn = np.full(health.shape[1], NEVER, dtype=np.int64)
    for day in range(spec.horizon):
        begin = max(0, day + 1 - MONTH)
        month = (total[day + 1] - total[begin]) / (day + 1 - begin)
        chance = 0.00004 + 0.009 * np.clip((0.42 - month) / 0.42, 0, 1) ** 1.5
        leaves = (rng.random(len(churn)) < chance) & (churn == NEVER) & (day > signup + 45)
        churn[leaves] = day
    churn[0] = NEVER
    return churn
