"""What those who look after customers put into Salesforce: the users themselves, tasks, meetings."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from almanac.demo.names import CSMS, person_name
from almanac.demo.parameters import DAY, HOUR
from almanac.demo.sales.book import Book
from almanac.demo.sales.ids import account_id, rep_id, salesforce_id, user_id
from almanac.demo.sales.reps import Reps
from almanac.demo.sales.rows import Columns, changed, fivetran, is_first, named, picked, texts, times, write
from almanac.demo.streams import Ints, Stream, generator
from almanac.demo.sync import Sync
from almanac.demo.truth import REGIONS

FIRST_REP = 3_000
"""Reps have names of their own."""
TASKS = ("Call", "Email", "Other")
DAYS_BETWEEN_TASKS = 45
DAYS_BETWEEN_REVIEWS = 90


def user_name(index: int, reps: Reps) -> str:
    """The name of a user of Salesforce."""
    return person_name(FIRST_REP + index) if index < len(reps) else CSMS[index - len(reps)]


def work_email(index: int, reps: Reps) -> str:
    """The address of one of ours, by which Salesforce and HubSpot know the same person."""
    return f"{user_name(index, reps).lower().replace(' ', '.')}.{index + 1}@almanac.example"


def write_users(sync: Sync, raw: Path, reps: Reps) -> dict[str, int]:
    """The reps and the customer success managers; nobody comes or goes."""
    count = len(reps) + len(CSMS) if is_first(sync) else 0
    index = np.arange(count)
    is_rep = index < len(reps)
    region = np.concatenate([reps.region, np.full(len(CSMS), len(REGIONS))])[:count]
    columns: Columns = {
        "id": named(user_id, index),
        "name": texts(user_name(i, reps) for i in range(count)),
        "email": texts(work_email(i, reps) for i in range(count)),
        "title": picked(("Customer Success Manager", "Account Executive"), is_rep.astype(np.int64)),
        "department": picked(("Customer Success", "Sales"), is_rep.astype(np.int64)),
        "division": picked((*REGIONS, None), region),
        "employee_number": texts(
            rep_id(i) if i < len(reps) else f"csm{i - len(reps) + 1:03d}" for i in range(count)
        ),
        "is_active": np.ones(count, dtype=bool),
        **fivetran(sync, count),
    }
    return write(sync, raw, "salesforce.user", columns)


def write_care(sync: Sync, raw: Path, book: Book) -> dict[str, int]:
    """Calls and mails every few weeks, a review every quarter; the sick do not come to theirs."""
    return {**_write_tasks(sync, raw, book), **_write_events(sync, raw, book)}


def _visits(book: Book, days_between: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Places in the book and moments: regular visits, some days apart, while the customer is here."""
    customers = book.world.customers
    begin = customers.signup_day[book.customer]
    end = np.minimum(customers.churn_day[book.customer], book.world.spec.horizon)
    count = np.maximum(end - begin, 0) // days_between
    entry = np.repeat(np.arange(len(count)), count)
    number = np.arange(len(entry)) - np.repeat(np.cumsum(count) - count, count)
    day = begin[entry] + (number + rng.uniform(0.2, 0.8, len(entry))) * days_between
    moment = day.astype(np.int64) * DAY + 9 * HOUR + rng.integers(0, 8 * 3600, len(entry)) * 1_000_000
    return entry, moment


def _write_tasks(sync: Sync, raw: Path, book: Book) -> dict[str, int]:
    rng = generator(book.world.spec.seed, Stream.CONTACTS, 1)
    entry, created = _visits(book, DAYS_BETWEEN_TASKS, rng)
    kind = rng.integers(0, len(TASKS), len(entry))
    completed = created + (rng.exponential(2.0, len(entry)) * DAY).astype(np.int64)
    index = changed(sync, created, completed)
    at = entry[index]
    columns: Columns = {
        "id": named(lambda i: salesforce_id("00T", i), index),
        "account_id": named(account_id, book.account[at]),
        "what_id": named(account_id, book.account[at]),
        "who_id": named(lambda i: salesforce_id("003", i), at),
        "owner_id": named(user_id, book.manager[at]),
        "type": picked(TASKS, kind[index]),
        "task_subtype": picked(("Call", "Email", "Task"), kind[index]),
        "status": picked(("Open", "Completed"), (completed[index] <= sync.end).astype(np.int64)),
        "activity_date": times(sync, created[index] // DAY * DAY),
        "completed_date_time": times(sync, completed[index]),
        "created_date": times(sync, created[index]),
        "is_deleted": np.zeros(len(index), dtype=bool),
        **fivetran(sync, len(index)),
    }
    return write(sync, raw, "salesforce.task", columns)


def _write_events(sync: Sync, raw: Path, book: Book) -> dict[str, int]:
    rng = generator(book.world.spec.seed, Stream.CONTACTS, 2)
    entry, starts = _visits(book, DAYS_BETWEEN_REVIEWS, rng)
    health = book.world.health_on(starts // DAY, book.customer[entry])
    is_no_show = rng.random(len(entry)) < np.clip(0.45 - health, 0.01, 1)
    created = starts - rng.integers(3, 15, len(entry)) * DAY
    index = changed(sync, created, starts)
    at = entry[index]
    columns: Columns = {
        "id": named(lambda i: salesforce_id("00U", i), index),
        "account_id": named(account_id, book.account[at]),
        "what_id": named(account_id, book.account[at]),
        "who_id": named(lambda i: salesforce_id("003", i), at),
        "owner_id": named(user_id, book.manager[at]),
        "type": picked(("Meeting",), np.zeros(len(index), dtype=np.int64)),
        "event_subtype": picked(("Event",), np.zeros(len(index), dtype=np.int64)),
        "start_date_time": (starts[index] + book.world.midnight).astype("datetime64[us]"),
        "no_show_c": is_no_show[index] & (starts[index] <= sync.end),
        "created_date": times(sync, created[index]),
        "is_deleted": np.zeros(len(index), dtype=bool),
        **fivetran(sync, len(index)),
    }
    return write(sync, raw, "salesforce.event", columns)
