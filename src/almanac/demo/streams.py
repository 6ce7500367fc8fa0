"""Random numbers: one independent stream per purpose and day, so that any day can be made alone."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Stream(IntEnum):
    """The purposes. A number, once given, stays: it decides what a seed means."""

    CUSTOMERS = 1
    HEALTH = 2
    CHURN = 3
    USERS = 4
    ACCOUNTS = 5
    ARR = 6
    EVENTS = 7
    STRAYS = 8
    FAULTS = 9
    FEATURES = 70
    USAGE = 71
    ERRORS = 72
    EXPERIMENTS = 73
    TICKETS = 30
    TICKET_LIVES = 31
    TICKET_COMMENTS = 32
    TICKET_RATINGS = 33
    NPS = 34
    CSAT = 35
    BRAND = 36
    CAMPAIGNS = 50
    AD_DAYS = 51
    TOUCHPOINTS = 52
    QUALIFICATION = 53
    EMAILS = 54
    WEB_SESSIONS = 55
    LEADS = 40
    OUTREACH = 41
    FACILITIES = 42
    OPPORTUNITIES = 43
    CONTACTS = 44
    ENGAGEMENTS = 45
    QUOTAS = 46
    PAST_HEALTH = 20
    PAST_LEAVERS = 21
    SUBSCRIPTIONS = 22
    STATUSES = 23
    INVOICES = 24
    BILLING_DIRT = 25
    FLEET = 60
    SERVICE = 61
    OUTAGES = 62
    TELEMETRY = 63
    TELEMETRY_DIRT = 64
    # Billing has 20 to 29, support and surveys 30 to 39, sales 40 to 49, marketing 50 to 59,
    # devices 60 to 69, product usage 70 to 79.


def generator(seed: int, stream: Stream, *key: int) -> np.random.Generator:
    """The generator of a stream, the same for the same arguments whatever was drawn before."""
    sequence = np.random.SeedSequence(seed, spawn_key=(int(stream), *key))
    return np.random.Generator(np.random.PCG64(sequence))


def pick(rng: np.random.Generator, weights: Floats, count: int) -> Ints:
    """`count` indices, each drawn with a chance in proportion to its weight."""
    bounds = np.cumsum(weights)
    index: Ints = np.searchsorted(bounds, rng.random(count) * bounds[-1], side="right")
    return np.minimum(index, len(weights) - 1)


def apportion(total: int, weights: Floats) -> Ints:
    """Whole numbers in proportion to the weights that sum to `total` exactly."""
    bounds = np.floor(np.cumsum(weights) / weights.sum() * total + 1e-9).astype(np.int64)
    bounds[-1] = total
    shares: Ints = np.diff(bounds, prepend=0)
    return shares
