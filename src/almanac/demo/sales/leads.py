"""The leads of the whole horizon: one led to each customer's first contract, most others came to nothing."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from almanac.demo.arr import make_arr_changes
from almanac.demo.parameters import DAY, HOUR
from almanac.demo.sales.reps import make_reps
from almanac.demo.sales.rows import NOT_YET
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator, pick
from almanac.demo.truth import (
    CONTRACT_REACH,
    INDUSTRY_WEIGHTS,
    NEVER,
    REGION_WEIGHTS,
    SEGMENT_WEIGHTS,
)
from almanac.demo.users import NOBODY
from almanac.demo.world import World

CHANNELS = ("email", "phone", "social", "referral", "job_board")
CHANNEL_WEIGHTS = np.array([0.34, 0.24, 0.16, 0.18, 0.08])

FRUITLESS_PER_CUSTOMER = 3
PROSPECTS_PER_CUSTOMER = 1.2
AT_CUSTOMERS = 0.15
"""Fruitless leads at the site of somebody who is, or will be, a customer."""
REACHES_SQL, REACHES_OPPORTUNITY = 0.55, 0.55
WITHOUT_OPPORTUNITY = 0.03
WITH_EARLIER_OPPORTUNITY = 0.02
LAGS = 0.02
WITHOUT_AMOUNT = 0.03
TYPICAL_AMOUNT = np.array([5_000.0, 14_000.0, 45_000.0])


@dataclass(frozen=True)
class Leads:
    """One entry per lead, in the order in which they came; times are microseconds since day 0.

    `customer` is whom the lead became, or NOBODY. `proposed` is when its opportunity began; NOT_YET where a
    lead never gets that far. `expected_day` is when its rep hopes to close it. A lead that `lags` was
    forgotten in the CRM when its opportunity was closed.
    """

    customer: Ints
    facility: Ints
    rep: Ints
    channel: Ints
    segment: Ints
    industry: Ints
    region: Ints
    created: Ints
    qualified: Ints
    proposed: Ints
    closed: Ints
    expected_day: Ints
    amount: Floats
    is_won: Mask
    has_opportunity: Mask
    has_earlier: Mask
    lags: Mask

    def __len__(self) -> int:
        return len(self.customer)


def facility_count(world: World) -> int:
    """Sites that the CRM knows: that of customer i is number i, those of prospects follow."""
    return len(world.customers) + round(PROSPECTS_PER_CUSTOMER * world.spec.customers)


@dataclass(frozen=True)
class Sites:
    """What the company of each site is: one entry per facility."""

    segment: Ints
    industry: Ints
    region: Ints


def make_sites(world: World) -> Sites:
    """Customers are what they are; prospects are drawn like them."""
    customers, rng = world.customers, generator(world.spec.seed, Stream.LEADS, 3)
    prospects = facility_count(world) - len(customers)
    return Sites(
        np.concatenate([customers.segment, pick(rng, SEGMENT_WEIGHTS, prospects)]),
        np.concatenate([customers.industry, pick(rng, INDUSTRY_WEIGHTS, prospects)]),
        np.concatenate([customers.region, pick(rng, REGION_WEIGHTS, prospects)]),
    )


def make_leads(world: World) -> Leads:
    """All leads of a company, also those that come on days that may be added."""
    parts = [_of_customers(world), _fruitless(world)]
    columns = {f.name: np.concatenate([part[f.name] for part in parts]) for f in fields(Leads)}
    rng = generator(world.spec.seed, Stream.LEADS, 2)
    for name in ("created", "qualified", "proposed"):
        columns[name] = _at_work(columns[name], rng)
    order = np.lexsort((columns["customer"], columns["created"]))
    return Leads(**{name: column[order] for name, column in columns.items()})


Parts = dict[str, np.ndarray]


def _of_customers(world: World) -> Parts:
    """One lead per customer: won where the customer began to pay, lost where it left before, else open."""
    customers, count = world.customers, len(world.customers)
    rng = generator(world.spec.seed, Stream.LEADS)
    first = _first_contracts(world)
    pays = first.moment < NOT_YET
    begin = np.minimum(customers.signup_day, customers.paid_day) * DAY
    weight = np.array([0.6, 1.0, 1.4])[customers.segment]
    proposed = begin - _days(rng, 2, 45, count, weight)
    qualified = proposed - _days(rng, 1, 25, count)
    closed = np.where(
        pays, first.moment, np.where(customers.churn_day < NEVER, customers.churn_day * DAY, NOT_YET)
    )
    typical = np.round(TYPICAL_AMOUNT[customers.segment] * rng.lognormal(0, 0.4, count), -2)
    hoped = np.where(closed < NOT_YET, closed // DAY, customers.signup_day + 60)
    return {
        "customer": np.arange(count),
        "facility": np.arange(count),
        "segment": customers.segment,
        "industry": customers.industry,
        "region": customers.region,
        "created": qualified - _days(rng, 1, 40, count),
        "qualified": qualified,
        "proposed": proposed,
        "closed": closed,
        "expected_day": hoped + rng.integers(-12, 25, count),
        "amount": np.where(pays, first.arr, typical),
        "is_won": pays,
        "has_opportunity": rng.random(count) >= np.where(pays, WITHOUT_OPPORTUNITY, 0.0),
        "has_earlier": (rng.random(count) < WITH_EARLIER_OPPORTUNITY) & pays,
        "lags": rng.random(count) < LAGS,
        **_owners(world, customers.region, rng),
    }


@dataclass(frozen=True)
class _Contracts:
    moment: Ints
    arr: Floats


def _first_contracts(world: World) -> _Contracts:
    """When each customer's first price came into force, and what it was."""
    changes, count = make_arr_changes(world), len(world.customers)
    paid = np.flatnonzero(changes.arr > 0)
    first = paid[np.unique(changes.customer[paid], return_index=True)[1]]
    moment, arr = np.full(count, NOT_YET), np.full(count, np.nan)
    moment[changes.customer[first]], arr[changes.customer[first]] = changes.moment[first], changes.arr[first]
    return _Contracts(moment, arr)


def _fruitless(world: World) -> Parts:
    """Leads that are lost sooner or later, from whatever stage."""
    spec, rng = world.spec, generator(world.spec.seed, Stream.LEADS, 1)
    count = (
        FRUITLESS_PER_CUSTOMER
        * spec.customers
        * (CONTRACT_REACH + spec.horizon - spec.days)
        // CONTRACT_REACH
    )
    site = _sites_of_fruitless(world, rng, count)
    sites = make_sites(world)
    segment, region = sites.segment[site], sites.region[site]
    created = rng.integers(spec.days - CONTRACT_REACH, spec.horizon, count) * DAY + _office_hours(rng, count)
    to_sql = rng.random(count) < REACHES_SQL
    to_opportunity = to_sql & (rng.random(count) < REACHES_OPPORTUNITY)
    qualified = created + _days(rng, 1, 40, count)
    proposed = qualified + _days(rng, 1, 30, count)
    last = np.where(to_opportunity, proposed, np.where(to_sql, qualified, created))
    closed = last + _days(rng, 5, 90, count)
    amount = np.round(TYPICAL_AMOUNT[segment] * rng.lognormal(0, 0.5, count), -2)
    amount[rng.random(count) < WITHOUT_AMOUNT] = np.nan
    return {
        "customer": np.full(count, NOBODY),
        "facility": site,
        "segment": segment,
        "industry": sites.industry[site],
        "region": region,
        "created": created,
        "qualified": np.where(to_sql, qualified, NOT_YET),
        "proposed": np.where(to_opportunity, proposed, NOT_YET),
        "closed": _at_work(closed, rng),
        "expected_day": proposed // DAY + rng.integers(15, 75, count),
        "amount": amount,
        "is_won": np.zeros(count, dtype=bool),
        "has_opportunity": to_opportunity,
        "has_earlier": np.zeros(count, dtype=bool),
        "lags": rng.random(count) < LAGS,
        **_owners(world, region, rng),
    }


def _sites_of_fruitless(world: World, rng: np.random.Generator, count: int) -> Ints:
    at_customer = rng.random(count) < AT_CUSTOMERS
    return np.where(
        at_customer,
        rng.integers(0, world.spec.customers, count),
        rng.integers(len(world.customers), facility_count(world), count),
    )


def _owners(world: World, region: Ints, rng: np.random.Generator) -> Parts:
    return {
        "rep": make_reps(world).working(region, rng),
        "channel": pick(rng, CHANNEL_WEIGHTS, len(region)),
    }


def _days(rng: np.random.Generator, low: int, high: int, count: int, weight: Floats | float = 1.0) -> Ints:
    """Some days, to the second."""
    seconds = rng.uniform(low * 86_400, high * 86_400, count) * weight
    return seconds.astype(np.int64) * 1_000_000


def _at_work(moment: Ints, rng: np.random.Generator) -> Ints:
    """The same days, between eight and six."""
    return np.where(moment < NOT_YET, moment // DAY * DAY + _office_hours(rng, len(moment)), NOT_YET)


def _office_hours(rng: np.random.Generator, count: int) -> Ints:
    return 8 * HOUR + rng.integers(0, 10 * 3600, count) * 1_000_000
