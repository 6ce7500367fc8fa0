"""What a synthetic company is asked to be, and the calendar that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from almanac.errors import AlmanacError

DAY = 86_400_000_000
"""Microseconds in a day."""
HOUR = DAY // 24
MINUTE = HOUR // 60

MAX_NIGHTS = 60
"""How many days can be added to a company after it was made."""

# Ids have room for this many, and the calendar for these years.
MAX_CUSTOMERS = 800_000
MAX_USERS = 8_000_000
MAX_DAYS = 3_660
AS_OF_YEARS = (2016, 2100)
# With fewer events there is no room for every kind of dirt.
MIN_EVENTS = 1_000
MAX_EVENTS = 10_000_000_000

USERS_PER_CUSTOMER = 20
EVENTS_PER_USER_DAY = 0.48


@dataclass(frozen=True)
class CompanySpec:
    """The arguments of a company: the same spec gives the same bytes.

    `events` is the number of events that happen in the first `days` days, before any dirt is added. `nights`
    counts the days that were added afterwards, each with its own nightly sync.
    """

    customers: int = 500
    days: int = 365
    seed: int = 42
    as_of_date: date = date(2025, 7, 31)
    events: int | None = None
    users: int | None = None
    nights: int = 0

    def __post_init__(self) -> None:
        _between("customers", self.customers, 1, MAX_CUSTOMERS)
        _between("days", self.days, 1, MAX_DAYS)
        _between("seed", self.seed, 0, 2**63)
        _between("users", self.user_count, self.customers, MAX_USERS)
        _between("events", self.event_count, MIN_EVENTS, MAX_EVENTS)
        _between("the as-of year", self.as_of_date.year, *AS_OF_YEARS)
        _between("added days", self.nights, 0, MAX_NIGHTS)

    @property
    def first_day(self) -> date:
        """The first day with events."""
        return self.as_of_date - timedelta(days=self.days - 1)

    @property
    def last_day(self) -> date:
        """The last day with events, added days included."""
        return self.as_of_date + timedelta(days=self.nights)

    @property
    def horizon(self) -> int:
        """Days that the hidden truth covers: those with events and all that could be added."""
        return self.days + MAX_NIGHTS

    @property
    def user_count(self) -> int:
        """Users that exist at `as_of_date`."""
        return self.customers * USERS_PER_CUSTOMER if self.users is None else self.users

    @property
    def event_count(self) -> int:
        """Events in the first `days` days."""
        if self.events is not None:
            return self.events
        return max(MIN_EVENTS, round(self.user_count * self.days * EVENTS_PER_USER_DAY))


def _between(name: str, value: int, lowest: int, highest: int) -> None:
    if not lowest <= value <= highest:
        raise AlmanacError("demo company", f"{name}: {value:,}", f"Give {lowest:,} to {highest:,}.")
