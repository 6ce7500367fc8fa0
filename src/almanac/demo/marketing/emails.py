"""Mailings to the contacts of leads: sent on Tuesdays, delivered or not, opened, clicked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.marketing.campaigns import CHANNELS, EMAIL, OTHER, Campaigns
from almanac.demo.marketing.qualification import HEALTH_OF_FRUITLESS, Qualifications
from almanac.demo.parameters import DAY, HOUR, MINUTE
from almanac.demo.sales.rows import NOT_YET
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator
from almanac.demo.world import World

MAILS_PER_CONTACT = 6.0
WEEK, MAILED_WEEKS = 7, 40
DELIVERED = 0.97
OPENED, OF_SCORE = 0.14, 0.3
OPENED_AGAIN = 0.35
CLICKED, CLICKED_UNSEEN = 0.17, 0.004
assert CHANNELS[OTHER][EMAIL] == "email"


@dataclass(frozen=True)
class Emails:
    """One entry per message and recipient, by message, with its programme; then opens and clicks of these."""

    lead: Ints
    week: Ints
    campaign: Ints
    sent: Ints
    delivered: Ints
    opened_mail: Ints
    opened: Ints
    clicked_mail: Ints
    clicked: Ints


def make_emails(world: World, campaigns: Campaigns, found: Qualifications) -> Emails:
    """A contact gets some mailings in the weeks after it became known; good leads open more."""
    rng = generator(world.spec.seed, Stream.EMAILS)
    known = np.flatnonzero(found.known < NOT_YET)
    lead = np.repeat(known, rng.poisson(MAILS_PER_CONTACT, len(known)))
    week = found.known[lead] // (WEEK * DAY) + rng.integers(1, MAILED_WEEKS, len(lead))
    pair = np.unique(week * len(found.known) + lead)
    week, lead = pair // len(found.known), pair % len(found.known)
    count = len(lead)
    sent = week * WEEK * DAY + 9 * HOUR + rng.integers(0, 20, count) * MINUTE
    arrival = sent + rng.integers(2, 240, count) * 1_000_000
    delivered = np.where(rng.random(count) < DELIVERED, arrival, NOT_YET)
    interest = np.where(np.isnan(found.score), 100 * HEALTH_OF_FRUITLESS, found.score)[lead] / 100
    opens = (rng.random(count) < OPENED + OF_SCORE * interest) & (delivered < NOT_YET)
    opened = np.where(opens, delivered + _later(rng, count), NOT_YET)
    again = np.where(opens & (rng.random(count) < OPENED_AGAIN), opened + _later(rng, count), NOT_YET)
    clicks = (rng.random(count) < np.where(opens, CLICKED, CLICKED_UNSEEN)) & (delivered < NOT_YET)
    clicked = np.where(opens, opened, delivered) + rng.integers(5, 600, count) * 1_000_000
    first, second = np.flatnonzero(opens), np.flatnonzero(again < NOT_YET)
    third = np.flatnonzero(clicks)
    return Emails(
        lead=lead,
        week=week,
        campaign=_programmes(campaigns, week),
        sent=sent,
        delivered=delivered,
        opened_mail=np.concatenate([first, second]),
        opened=np.concatenate([opened[first], again[second]]),
        clicked_mail=third,
        clicked=clicked[third],
    )


def _later(rng: np.random.Generator, count: int) -> Ints:
    """Mostly within hours, now and then days later."""
    seconds: Floats = rng.exponential(9 * 3600, count)
    return (seconds.astype(np.int64) + 20) * 1_000_000


def _programmes(campaigns: Campaigns, week: Ints) -> Ints:
    """The e-mail programme of each week's mailing: those that run take turns."""
    is_email: Mask = (campaigns.platform == OTHER) & (campaigns.channel == EMAIL)
    weeks, row = np.unique(week, return_inverse=True)
    runs = campaigns.runs(weeks * WEEK) & is_email
    chosen = np.flatnonzero(is_email)[:1].repeat(len(weeks))
    for index in range(len(weeks)):
        running = np.flatnonzero(runs[index])
        if len(running):
            chosen[index] = running[weeks[index] % len(running)]
    return chosen[row]
