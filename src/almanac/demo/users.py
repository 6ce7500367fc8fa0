"""Users: how many, of whom, since when, how busy; a few of two organisations, a few deactivated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.catalog import PLATFORM_WEIGHTS
from almanac.demo.parameters import DAY, MAX_NIGHTS, CompanySpec
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator, pick
from almanac.demo.truth import NEVER, Customers

TWO_ORGANIZATIONS = 0.038
"""About 3 % of the users have a second membership by the last day."""
DEACTIVATED = 0.05
NEW_USERS_PER_NIGHT = 0.0008
WITH_NEW_ROLE = 0.03

NOBODY = -1


@dataclass(frozen=True)
class Users:
    """One entry per user, grouped by customer; those who join on days that may be added come last.

    Times are microseconds since day 0. `second` is the user's other customer or NOBODY; `new_role` is when it
    got another role at its first customer. `platforms` has a row per user: the main one and another, or the
    same twice.
    """

    customer: Ints
    created: Ints
    deactivated: Ints
    busy: Floats
    ai_reluctance: Floats
    second: Ints
    second_created: Ints
    new_role: Ints
    platforms: Ints

    def __len__(self) -> int:
        return len(self.customer)

    @property
    def deactivated_day(self) -> Ints:
        """The day of the deactivation, NEVER where there is none."""
        return self.deactivated // DAY

    def works_on(self, day: int) -> Mask:
        """Who may act on `day`: from the day after joining to the day before the deactivation."""
        return (self.created < day * DAY) & (self.deactivated >= (day + 1) * DAY)


def make_users(spec: CompanySpec, customers: Customers) -> Users:
    """All users of a company, with those in reserve."""
    rng = generator(spec.seed, Stream.USERS)
    customer, created = _joined(spec, rng, customers)
    count = len(customer)
    second, second_created = _second_organizations(spec, rng, customers, customer, created)
    deactivated = _deactivations(spec, rng, customer, created)
    return Users(
        customer=customer,
        created=created,
        deactivated=deactivated,
        busy=rng.lognormal(0, 0.7, count),
        ai_reluctance=rng.random(count),
        second=np.where(second_created < deactivated, second, NOBODY),
        second_created=second_created,
        new_role=_new_roles(spec, created, deactivated),
        platforms=_platforms(spec, count),
    )


def _joined(spec: CompanySpec, rng: np.random.Generator, customers: Customers) -> tuple[Ints, Ints]:
    """Each customer's first user comes with the sign-up, the others while it is there; then the reserve."""
    customer = np.repeat(np.arange(len(customers)), customers.users)
    signup = customers.signup_day[customer]
    is_first = np.diff(customer, prepend=-1) > 0
    left = np.where(customers.churn_day < 0, customers.churn_day, NEVER)[customer]
    span = np.maximum(np.minimum(spec.days - 1, left) - signup, 0)
    day = signup + np.floor(span * rng.random(len(customer)) ** 1.6).astype(np.int64)
    day[is_first] = signup[is_first]
    per_night = max(1, round(spec.user_count * NEW_USERS_PER_NIGHT))
    late_day = spec.days + np.repeat(np.arange(MAX_NIGHTS), per_night)
    late = rng.integers(0, spec.customers, len(late_day))
    day, customer = np.concatenate([day, late_day]), np.concatenate([customer, late])
    return customer, day * DAY + _working_hours(rng, len(day))


def _working_hours(rng: np.random.Generator, count: int) -> Ints:
    """Moments of a day between 8 and 18 o'clock, to the second."""
    return rng.integers(8 * 3600, 18 * 3600, count) * 1_000_000


def _second_organizations(
    spec: CompanySpec, rng: np.random.Generator, customers: Customers, customer: Ints, created: Ints
) -> tuple[Ints, Ints]:
    """A few users belong to a second customer, from a later day or (some) from the same moment."""
    count = len(customer)
    has_second = (rng.random(count) < TWO_ORGANIZATIONS) & (customer < spec.customers)
    has_second[0] = True
    shift = rng.integers(1, max(2, spec.customers), count)
    second = np.where(has_second & (spec.customers > 1), (customer + shift) % spec.customers, NOBODY)
    at_once = (rng.random(count) < 0.1) & (second > customer)
    wait = np.where(at_once, 0, rng.integers(1, 90, count)) * DAY
    there_since = (customers.signup_day[second] + 1) * DAY
    return second, np.maximum(created + wait, there_since)


def _deactivations(spec: CompanySpec, rng: np.random.Generator, customer: Ints, created: Ints) -> Ints:
    """A few users are deactivated on some day after they joined, never a customer's first user."""
    count, is_first = len(customer), np.diff(customer, prepend=-1) != 0
    earliest = np.maximum(created // DAY + 1, 0)
    in_window = (rng.random(count) < DEACTIVATED) & (earliest < spec.days)
    end = np.where(in_window, spec.days, spec.horizon)
    later = rng.random(count) < DEACTIVATED * MAX_NIGHTS / 365
    begin = np.where(in_window, earliest, np.maximum(earliest, spec.days))
    day = begin + np.floor((end - begin) * rng.random(count)).astype(np.int64)
    leaves = (in_window | later) & ~is_first & (begin < end)
    return np.where(leaves, day * DAY + _working_hours(rng, count), NEVER * DAY)


def _new_roles(spec: CompanySpec, created: Ints, deactivated: Ints) -> Ints:
    """A few users get another role on some day while they are here."""
    rng = generator(spec.seed, Stream.USERS, 2)
    count = len(created)
    has_new, moment = rng.random(count) < WITH_NEW_ROLE, rng.integers(1, spec.horizon, count) * DAY
    moment += _working_hours(rng, count)
    is_here = (moment > created + DAY) & (moment < deactivated - DAY)
    return np.where(has_new & is_here, moment, NEVER * DAY)


def _platforms(spec: CompanySpec, count: int) -> Ints:
    """A main platform and one beside it per user; those for whom both are the same have only that one."""
    drawn = pick(generator(spec.seed, Stream.USERS, 3), PLATFORM_WEIGHTS, 2 * count)
    return drawn.reshape(count, 2)
