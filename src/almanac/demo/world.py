"""A company before anything is written: its customers, its users, and how much happens on each day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import numpy as np

from almanac.demo.parameters import CompanySpec
from almanac.demo.streams import Floats, Ints, Mask, apportion
from almanac.demo.truth import Customers, make_customers
from almanac.demo.usage.features import tried_days
from almanac.demo.users import Users, make_users

HOLIDAYS = {(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)}
WORKDAYS = (1.0, 1.06, 1.04, 1.0, 0.88)
DAY_OFF = 0.18


@dataclass(frozen=True)
class World:
    """Everything that is true of a company; it does not depend on how many days were added."""

    spec: CompanySpec
    customers: Customers
    users: Users

    @property
    def midnight(self) -> int:
        """The beginning of day 0 in microseconds since 1970."""
        return int(np.datetime64(self.spec.first_day, "us").astype(np.int64))

    @cached_property
    def activity(self) -> Floats:
        """How active a typical user is, per day and customer."""
        return self.customers.activity()

    @cached_property
    def tried_days(self) -> Ints:
        """From which day on each user uses each feature that is new in this company."""
        return tried_days(self)

    @cached_property
    def events_per_day(self) -> Ints:
        """How many events happen on each day; those of the first `days` days sum to the spec."""
        busy = np.bincount(self.users.customer, self.users.busy, len(self.customers))
        # Not a matrix product: its last digits depend on the number of threads.
        weight = np.einsum("dc,c->d", self.activity, busy)
        weight = weight * np.array([self.rhythm(day) for day in range(self.spec.horizon)])
        window = weight[: self.spec.days]
        later = np.round(weight[self.spec.days :] * self.spec.event_count / window.sum()).astype(np.int64)
        return np.concatenate([apportion(self.spec.event_count, window), later])

    def health_on(self, day: Ints, customer: Ints) -> Floats:
        """How healthy these customers were on these days, 0 to 1; any day since contracts can begin."""
        customers = self.customers
        past = len(customers.past_health)
        before = customers.past_health[np.clip(day + past, 0, past - 1), customer]
        now = customers.health[np.clip(day, 0, self.spec.horizon - 1), customer]
        return np.where(day < 0, before.astype(np.float64), now)

    def is_customer_on(self, day: Ints, customer: Ints) -> Mask:
        """Whether these customers were here on these days: after the sign-up, not away, before they left."""
        return self.customers.is_here(day, customer)

    def rhythm(self, day: int) -> float:
        """How busy a day of the calendar is: little on weekends and holidays."""
        when = self.spec.first_day + timedelta(days=day)
        if (when.month, when.day) in HOLIDAYS or when.weekday() >= 5:
            return DAY_OFF
        return WORKDAYS[when.weekday()]


def make_world(spec: CompanySpec) -> World:
    """Draw a company."""
    customers = make_customers(spec)
    return World(spec, customers, make_users(spec, customers))
