"""Campaigns on three ad platforms and programmes beside them: when they run, what they may spend."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from almanac.demo.parameters import DAY, HOUR
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator, pick
from almanac.demo.truth import CONTRACT_REACH, MONTH, NEVER
from almanac.demo.world import World

PLATFORMS = ("google", "facebook", "linkedin", "other")
GOOGLE, FACEBOOK, LINKEDIN, OTHER = range(4)
CHANNELS = (
    ("paid_search", "display", "video"),
    ("paid_social",),
    ("paid_social",),
    ("email", "event", "webinar", "content", "partner"),
)
CHANNEL_WEIGHTS = ((0.65, 0.22, 0.13), (1.0,), (1.0,), (0.3, 0.2, 0.2, 0.2, 0.1))
EMAIL = 0
"""The place of e-mail among the channels of OTHER."""
FEWEST = np.array([14, 9, 9, 14])
"""Campaigns per platform of a company with at most SMALL customers; larger ones have more."""
SMALL, GROWTH = 60, 0.35
SPEND_SHARE = np.array([0.42, 0.18, 0.25, 0.15])
SPEND_PER_CUSTOMER_DAY = 4.5
LENGTHS = (30, 240)
LEAD_TIME = 3
"""Days before its start on which a campaign is set up."""
RUN_UP = 90
"""Days of marketing before the first contracts."""
PAUSES, CHANGES_BUDGET, RENAMED, HAS_LIFETIME_BUDGET, WITHOUT_BUDGET = 0.2, 0.3, 0.08, 0.45, 0.06
TOPICS = (
    "Brand", "Inbox AI", "Runbooks", "Support Teams", "Migration", "Pricing", "Summit", "Benchmark Report",
    "Integrations", "Healthcare", "Retail", "Finance",
)  # fmt: skip
PLACES = ("AMER", "EMEA", "APAC", "Global")


@dataclass(frozen=True)
class Campaigns:
    """One entry per campaign, by platform; the first of each platform runs all the time.

    Days run from `start` to the one before `stop`; `level` is the cost of a typical day (USD). `budget` is
    for a day, or for all of them where `is_lifetime`; NaN where there is none. It is raised on `raise_day`.
    """

    first_day: int
    last_day: int
    platform: Ints
    channel: Ints
    topic: Ints
    place: Ints
    start: Ints
    stop: Ints
    pause: Ints
    resume: Ints
    raise_day: Ints
    rename_day: Ints
    level: Floats
    budget: Floats
    is_lifetime: Mask

    def __len__(self) -> int:
        return len(self.platform)

    @cached_property
    def number(self) -> Ints:
        """The place of each campaign on its own platform."""
        return np.arange(len(self)) - np.searchsorted(self.platform, self.platform, side="left")

    def runs(self, days: Ints) -> Mask:
        """Whether each campaign runs, per day."""
        day = days[:, None]
        return (day >= self.start) & (day < self.stop) & ~((day >= self.pause) & (day < self.resume))

    def name(self, index: int, is_renamed: bool = False) -> str:
        """What a campaign is called, before or after it was renamed."""
        channel = CHANNELS[self.platform[index]][self.channel[index]].replace("_", " ").title()
        place = f"{PLACES[self.place[index]]} {self.number[index] + 1:02d}"
        name = f"{channel} | {TOPICS[self.topic[index]]} | {place}"
        return f"{name} (v2)" if is_renamed else name

    def platform_id(self, index: int) -> str:
        """The id that a campaign has on its platform."""
        platform, number = int(self.platform[index]), int(self.number[index])
        if platform == OTHER:
            return f"prg-{number + 1:04d}"
        return str((17_000_000_000, 23_840_000_000_000, 180_000_000)[platform] + number * 7_919)

    def slug(self, index: int) -> str:
        """Its name in links."""
        return self.name(index).lower().replace(" | ", "-").replace(" ", "-")


def make_campaigns(world: World) -> Campaigns:
    """All campaigns of the whole horizon."""
    spec, rng = world.spec, generator(world.spec.seed, Stream.CAMPAIGNS)
    first_day, last_day = spec.days - CONTRACT_REACH - RUN_UP, spec.horizon
    counts = np.round(FEWEST * max(1.0, spec.customers / SMALL) ** GROWTH).astype(np.int64)
    platform = np.repeat(np.arange(len(PLATFORMS)), counts)
    count = len(platform)
    is_lasting = np.diff(platform, prepend=-1) > 0
    start = np.where(is_lasting, first_day, rng.integers(first_day, last_day, count))
    length = rng.integers(*LENGTHS, count)
    stop = np.where(is_lasting, NEVER, start + length)
    pause = start + (length * rng.uniform(0.2, 0.6, count)).astype(np.int64)
    pause[(rng.random(count) >= PAUSES) | is_lasting] = NEVER
    draws = [pick(rng, np.array(weights), count) for weights in CHANNEL_WEIGHTS]
    channel = np.choose(platform, draws)
    channel[is_lasting] = 0
    raised = start + (length * rng.uniform(0.3, 0.7, count)).astype(np.int64)
    renamed = start + (length * rng.uniform(0.1, 0.9, count)).astype(np.int64)
    has_lifetime = (rng.random(count) < HAS_LIFETIME_BUDGET) & ~is_lasting
    level = _levels(world, platform, np.minimum(stop, last_day) - start, rng)
    daily = np.round(level * rng.uniform(0.95, 1.4, count), 0) + 5
    budget = np.where(has_lifetime, np.round(daily * length, -1), daily)
    budget[(rng.random(count) < WITHOUT_BUDGET) & ~is_lasting] = np.nan
    return Campaigns(
        first_day=first_day,
        last_day=last_day,
        platform=platform,
        channel=channel,
        topic=rng.integers(0, len(TOPICS), count),
        place=rng.integers(0, len(PLACES), count),
        start=start,
        stop=stop,
        pause=pause,
        resume=np.minimum(pause + rng.integers(5, 25, count), NEVER),
        raise_day=np.where((rng.random(count) < CHANGES_BUDGET) & ~np.isnan(budget), raised, NEVER),
        rename_day=np.where(rng.random(count) < RENAMED, renamed, NEVER),
        level=level,
        budget=budget,
        is_lifetime=has_lifetime,
    )


def _levels(world: World, platform: Ints, days: Ints, rng: np.random.Generator) -> Floats:
    """What a typical day costs, so that a platform's campaigns together spend the platform's share."""
    weight = rng.lognormal(0, 0.6, len(platform))
    reach = CONTRACT_REACH + RUN_UP + world.spec.horizon - world.spec.days
    spend = SPEND_SHARE * SPEND_PER_CUSTOMER_DAY * world.spec.customers * reach
    total = np.bincount(platform, weight * days)
    level: Floats = np.maximum(weight * (spend / total)[platform], 3.0)
    return level


@dataclass(frozen=True)
class Versions:
    """One entry per state of a campaign; `change` says what made it."""

    campaign: Ints
    moment: Ints
    is_running: Mask
    is_over: Mask
    is_renamed: Mask
    budget: Floats


def make_versions(campaigns: Campaigns) -> Versions:
    """Every state of every campaign, by campaign and time; what the last days change is not made here."""
    everyone = np.arange(len(campaigns))
    moments = [
        (campaigns.start - LEAD_TIME) * DAY + 10 * HOUR,
        campaigns.start * DAY + HOUR // 2,
        campaigns.pause * DAY + HOUR // 3,
        campaigns.resume * DAY + HOUR // 3,
        campaigns.raise_day * DAY + 11 * HOUR,
        campaigns.rename_day * DAY + 15 * HOUR,
        campaigns.stop * DAY + HOUR // 4,
    ]
    campaign, moment = np.tile(everyone, len(moments)), np.concatenate(moments)
    is_real = (moment // DAY < campaigns.last_day) & (moment // DAY <= campaigns.stop[campaign])
    campaign, moment = campaign[is_real], moment[is_real]
    order = np.lexsort((moment, campaign))
    campaign, moment = campaign[order], moment[order]
    day = moment // DAY
    is_over = day >= campaigns.stop[campaign]
    paused = (day >= campaigns.pause[campaign]) & (day < campaigns.resume[campaign])
    is_raised = moment >= campaigns.raise_day[campaign] * DAY + 11 * HOUR
    return Versions(
        campaign=campaign,
        moment=moment,
        is_running=(day >= campaigns.start[campaign]) & ~is_over & ~paused,
        is_over=is_over,
        is_renamed=moment >= campaigns.rename_day[campaign] * DAY + 15 * HOUR,
        budget=np.round(np.where(is_raised, 1.25, 1.0) * campaigns.budget[campaign], 0),
    )


def season(world: World, days: Ints) -> Floats:
    """How much is advertised on each day: less on weekends and holidays, most before the year ends."""
    first = np.datetime64(world.spec.first_day, "D")
    month = (first + days.astype("timedelta64[D]")).astype("datetime64[M]").astype(np.int64) % 12
    by_month = np.array([0.95, 0.98, 1.05, 1.02, 1.0, 0.95, 0.8, 0.78, 1.1, 1.18, 1.22, 0.75])
    rhythm = np.array([world.rhythm(int(day)) for day in days])
    growth = 1 + 0.25 * (days - days[0]) / (12 * MONTH) / 3
    product: Floats = by_month[month] * (0.35 + 0.65 * rhythm) * growth
    return product
