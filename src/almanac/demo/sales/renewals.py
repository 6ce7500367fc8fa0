"""Salesforce's opportunities: what customers renew and add, won, lost, open, or put off when in trouble."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from almanac.demo.billing.terms import make_terms
from almanac.demo.contracts import make_contracts
from almanac.demo.names import organization_name
from almanac.demo.parameters import DAY, HOUR
from almanac.demo.sales.book import Book
from almanac.demo.sales.ids import account_id, salesforce_id, user_id
from almanac.demo.sales.rows import NOT_YET, Columns, fivetran, named, numbers, picked, texts, times, write
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator
from almanac.demo.sync import Sync
from almanac.demo.truth import CONTRACT_REACH

KINDS = ("Renewal", "Expansion")
RENEWAL, EXPANSION = range(2)
STAGES = ("Qualification", "Negotiation", "Closed Won", "Closed Lost")
AHEAD = 120
"""Days before the end of a term at which its renewal is opened."""
PUT_OFF = 30
SICK, FRAIL = 0.35, 0.5
FRUITLESS_PER_CUSTOMER = 1.2


@dataclass(frozen=True)
class Renewals:
    """One entry per opportunity; `entry` is its customer's place in the book.

    `moments` has a row per version: opened, negotiated, put off, put off again, closed. `close_days` tells
    when it was expected to close in each.
    """

    entry: Ints
    kind: Ints
    amount: Floats
    is_won: Mask
    moments: Ints
    close_days: Ints


def make_renewals(book: Book) -> Renewals:
    """All opportunities with customers, by the time at which they were opened."""
    rng = generator(book.world.spec.seed, Stream.OPPORTUNITIES, 1)
    parts = [_renewals(book, rng), _expansions(book, rng), _fruitless(book, rng)]
    order = np.lexsort(
        (
            np.concatenate([part.entry for part in parts]),
            np.concatenate([part.moments[0] for part in parts]),
        )
    )
    return Renewals(
        **{
            f.name: np.concatenate([getattr(part, f.name) for part in parts], axis=-1)[..., order]
            for f in fields(Renewals)
        }
    )


def _renewals(book: Book, rng: np.random.Generator) -> Renewals:
    """One per fixed term, opened before its end; lost where the subscription ends within a month of it."""
    contracts = make_contracts(book.world)
    terms = make_terms(book.world, contracts)
    entry = book.entries(contracts.subscriptions.customer[terms.subscription])
    opened_day, left = terms.last_day + 1 - AHEAD, terms.end // DAY
    there = np.flatnonzero(
        terms.is_fixed & (entry >= 0) & (opened_day < book.world.spec.horizon) & (left > opened_day)
    )
    entry, end, left, count = entry[there], terms.last_day[there] + 1, left[there], len(there)
    puts_off = _times_put_off(book, entry, end - AHEAD // 2, rng)
    hoped = end - 10
    won = hoped + np.where(puts_off > 0, PUT_OFF * puts_off - 5, 0) + rng.integers(-8, 5, count)
    is_lost = left <= np.maximum(won, end + 30)
    closed = np.where(is_lost, np.minimum(left, end + 30), won) * DAY + _hour(rng, count)
    opened = (end - AHEAD) * DAY + _hour(rng, count)
    amount = _arr_at(book, entry, opened)
    return _with_versions(entry, RENEWAL, opened, closed, amount, ~is_lost, hoped, puts_off)


def _expansions(book: Book, rng: np.random.Generator) -> Renewals:
    """Every rise of what a customer pays was an opportunity before."""
    changes = book.changes
    before = np.concatenate([[np.nan], changes.arr[:-1]])
    is_same = np.diff(changes.customer, prepend=-1) == 0
    rise = np.flatnonzero(is_same & (before > 0) & (changes.arr > before))
    entry = book.entries(changes.customer[rise])
    rise, entry = rise[entry >= 0], entry[entry >= 0]
    closed = changes.moment[rise]
    opened = closed - rng.integers(20, 70, len(rise)) * DAY
    amount = changes.arr[rise] - before[rise]
    hoped = closed // DAY + rng.integers(-6, 10, len(rise))
    nothing = np.zeros(len(rise), dtype=np.int64)
    return _with_versions(entry, EXPANSION, opened, closed, amount, nothing == 0, hoped, nothing)


def _fruitless(book: Book, rng: np.random.Generator) -> Renewals:
    """Expansions that customers talk of and do not buy."""
    customers, world = book.world.customers, book.world
    count = int(FRUITLESS_PER_CUSTOMER * len(book.customer))
    entry = rng.integers(0, len(book.customer), count)
    customer = book.customer[entry]
    begin = np.maximum(customers.paid_day[customer] + 45, world.spec.days - CONTRACT_REACH)
    end = np.minimum(customers.churn_day[customer], world.spec.horizon)
    day = begin + (rng.random(count) * np.maximum(end - begin, 0)).astype(np.int64)
    hoped = day + rng.integers(30, 90, count)
    puts_off = _times_put_off(book, entry, np.minimum(day + 20, end), rng)
    closed = np.minimum(
        hoped + PUT_OFF * puts_off + rng.integers(5, 40, count), customers.churn_day[customer]
    )
    opened = day * DAY + _hour(rng, count)
    amount = np.round(_arr_at(book, entry, opened) * rng.uniform(0.08, 0.35, count), -2)
    there = np.flatnonzero((end > begin) & (closed > day))
    return _with_versions(
        entry[there],
        EXPANSION,
        opened[there],
        closed[there] * DAY + _hour(rng, len(there)),
        amount[there],
        np.zeros(len(there), dtype=bool),
        hoped[there],
        puts_off[there],
    )


def _times_put_off(book: Book, entry: Ints, day: Ints, rng: np.random.Generator) -> Ints:
    """The sick put a decision off twice, the frail once, others hardly ever."""
    health = book.world.health_on(day, book.customer[entry])
    draw = rng.random(len(entry))
    once = draw < np.select([health < SICK, health < FRAIL], [0.85, 0.5], 0.08)
    twice = draw < np.select([health < SICK, health < FRAIL], [0.5, 0.15], 0.0)
    return once.astype(np.int64) + twice


def _arr_at(book: Book, entry: Ints, moment: Ints) -> Floats:
    """What these customers paid a year at these moments; nothing known is NaN."""
    changes = book.changes
    scale = int(np.abs(changes.moment).max(initial=1) + np.abs(moment).max(initial=1)) * 2 + 1
    at = np.searchsorted(
        changes.customer.astype(np.float64) + changes.moment / scale,
        book.customer[entry] + moment / scale,
        "right",
    )
    found = np.maximum(at - 1, 0)
    known = (at > 0) & (changes.customer[found] == book.customer[entry])
    return np.where(known, changes.arr[found], np.nan)


def _with_versions(
    entry: Ints,
    kind: int,
    opened: Ints,
    closed: Ints,
    amount: Floats,
    is_won: Mask,
    hoped: Ints,
    puts_off: Ints,
) -> Renewals:
    first_wait, second_wait = (hoped - 2) * DAY, (hoped + PUT_OFF - 2) * DAY
    negotiated = opened + np.maximum((hoped * DAY - opened) * 2 // 5, HOUR)
    later = [
        negotiated,
        np.where(puts_off >= 1, first_wait, NOT_YET),
        np.where(puts_off >= 2, second_wait, NOT_YET),
    ]
    moments = np.stack(
        [
            opened,
            *(np.where((m > opened) & (m < closed), m, NOT_YET) for m in later),
            np.maximum(closed, opened),
        ]
    )
    close_days = np.stack([hoped, hoped, hoped + PUT_OFF, hoped + 2 * PUT_OFF, moments[-1] // DAY])
    return Renewals(entry, np.full(len(entry), kind), amount, is_won, moments, close_days)


def _hour(rng: np.random.Generator, count: int) -> Ints:
    return 9 * HOUR + rng.integers(0, 8 * 3600, count) * 1_000_000


def write_renewals(sync: Sync, raw: Path, book: Book) -> dict[str, int]:
    """Write the opportunities that came or changed, and every version that a sync finds."""
    renewals = make_renewals(book)
    seen = np.where(renewals.moments <= sync.end, renewals.moments, -NOT_YET)
    index = np.flatnonzero((renewals.moments[0] <= sync.end) & sync.finds(renewals.moments).any(axis=0))
    last = len(seen) - 1 - np.argmax(seen[::-1, index] == seen[:, index].max(axis=0), axis=0)
    book_entry = renewals.entry[index]
    customer = book.customer[book_entry]
    now: Columns = {
        "id": named(lambda i: salesforce_id("006", i), index),
        "account_id": named(account_id, book.account[book_entry]),
        "owner_id": named(user_id, book.seller[book_entry]),
        "name": texts(
            f"{organization_name(i)} {KINDS[kind].lower()}"
            for i, kind in zip(customer.tolist(), renewals.kind[index].tolist(), strict=True)
        ),
        "type": picked(KINDS, renewals.kind[index]),
        "lead_source": picked(("Customer",), np.zeros(len(index), dtype=np.int64)),
        "is_deleted": np.zeros(len(index), dtype=bool),
        "created_date": times(sync, renewals.moments[0, index]),
        **_state(sync, renewals, index, last),
    }
    version, opportunity = np.nonzero(sync.finds(renewals.moments))
    then: Columns = {
        "id": named(lambda i: salesforce_id("006", i), opportunity),
        "_fivetran_start": times(sync, renewals.moments[version, opportunity]),
        **_state(sync, renewals, opportunity, version),
    }
    return {
        **write(sync, raw, "salesforce.opportunity", now),
        **write(sync, raw, "salesforce.opportunity_history", then),
    }


def _state(sync: Sync, renewals: Renewals, index: Ints, version: Ints) -> Columns:
    """These opportunities in these versions."""
    is_closed = version == len(renewals.moments) - 1
    is_won = is_closed & renewals.is_won[index]
    stage = np.where(is_won, 2, np.where(is_closed, 3, np.minimum(version, 1)))
    return {
        "stage_name": picked(STAGES, stage),
        "amount": numbers(renewals.amount[index]),
        "is_closed": is_closed,
        "is_won": is_won,
        "close_date": _days(sync, renewals.close_days[version, index]),
        **fivetran(sync, len(index)),
    }


def _days(sync: Sync, day: Ints) -> np.ndarray:
    """Days as Salesforce's dates come: moments at midnight, which may lie ahead."""
    moments: np.ndarray = (day * DAY + sync.world.midnight).astype("datetime64[us]")
    return moments
