"""The people at customers that Salesforce knows: champions of sick customers leave."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from almanac.demo.names import email, organization_domain, person_name
from almanac.demo.parameters import DAY, HOUR
from almanac.demo.sales.book import Book
from almanac.demo.sales.ids import account_id, salesforce_id, user_id
from almanac.demo.sales.rows import (
    NOT_YET,
    Columns,
    changed,
    fivetran,
    latest,
    named,
    picked,
    texts,
    times,
    write,
)
from almanac.demo.streams import Ints, Stream, generator
from almanac.demo.sync import Sync
from almanac.demo.truth import CONTRACT_REACH, MONTH, NEVER

ROLES = ("champion", "user", "billing")
CHAMPION, USER, BILLING = range(3)
TITLES = ("Head of Operations", "Support Lead", "Accounts Payable")
LEAVES_A_MONTH = 0.003
SICK_LEAVES_A_MONTH = 0.12
IS_REPLACED = 0.6
FIRST_NUMBER = 5_000
"""Contacts are not the users of the product: they have names of their own."""


@dataclass(frozen=True)
class Contacts:
    """One entry per person: the customer's place in the book, role, since when known, when gone."""

    entry: Ints
    role: Ints
    created: Ints
    left: Ints


def make_contacts(book: Book) -> Contacts:
    """A champion, a user and somebody who pays at each customer; some champions are replaced."""
    rng = generator(book.world.spec.seed, Stream.CONTACTS)
    everyone = np.arange(len(book.customer))
    first = Contacts(
        np.tile(everyone, 3),
        np.repeat([CHAMPION, USER, BILLING], len(everyone)),
        np.tile(book.since, 3) + rng.integers(1, 20, 3 * len(everyone)) * HOUR,
        np.full(3 * len(everyone), NOT_YET),
    )
    left = _leaving(book, first, rng)
    gone = np.flatnonzero((first.role == CHAMPION) & (left < NOT_YET) & (rng.random(len(left)) < IS_REPLACED))
    return Contacts(
        np.concatenate([first.entry, first.entry[gone]]),
        np.concatenate([first.role, first.role[gone]]),
        np.concatenate([first.created, left[gone] + rng.integers(12, 60, len(gone)) * DAY]),
        np.concatenate([left, np.full(len(gone), NOT_YET)]),
    )


def _leaving(book: Book, contacts: Contacts, rng: np.random.Generator) -> Ints:
    """When each of them leaves the company: seldom, a champion of a sick one soon."""
    customers = book.world.customers
    customer = book.customer[contacts.entry]
    left = np.full(len(customer), NEVER)
    for month in range(1, (CONTRACT_REACH + book.world.spec.horizon) // MONTH):
        day = contacts.created // DAY + month * MONTH + rng.integers(0, MONTH, len(customer))
        health = book.world.health_on(day, customer)
        sick = np.clip((0.45 - health) / 0.45, 0, 1) * (contacts.role == CHAMPION)
        leaves = rng.random(len(customer)) < LEAVES_A_MONTH + SICK_LEAVES_A_MONTH * sick
        is_there = (left == NEVER) & (day < book.world.spec.horizon) & (day < customers.churn_day[customer])
        left = np.where(leaves & is_there, day, left)
    return np.where(
        left < NEVER, left * DAY + rng.integers(9 * 3600, 17 * 3600, len(left)) * 1_000_000, NOT_YET
    )


def write_contacts(sync: Sync, raw: Path, book: Book) -> dict[str, int]:
    """Write who came or left, and the versions that a sync finds."""
    contacts = make_contacts(book)
    index = changed(sync, contacts.created, contacts.left)
    entry, role = contacts.entry[index], contacts.role[index]
    people = zip(index.tolist(), book.customer[entry].tolist(), strict=True)
    has_left = contacts.left[index] <= sync.end
    now: Columns = {
        "id": named(_id, index),
        "account_id": named(account_id, book.account[entry]),
        "owner_id": named(user_id, book.manager[entry]),
        "name": texts(person_name(FIRST_NUMBER + i) for i in index.tolist()),
        "email": texts(email(FIRST_NUMBER + i, organization_domain(at)) for i, at in people),
        "title": picked(TITLES, role),
        "contact_type_c": picked(ROLES, role),
        "no_longer_at_company_c": has_left,
        "created_date": times(sync, contacts.created[index]),
        "last_modified_date": times(sync, latest(sync, contacts.created[index], contacts.left[index])),
        "is_deleted": np.zeros(len(index), dtype=bool),
        **fivetran(sync, len(index)),
    }
    moments = np.stack([contacts.created, contacts.left])
    version, contact = np.nonzero(sync.finds(moments))
    then: Columns = {
        "id": named(_id, contact),
        "_fivetran_start": times(sync, moments[version, contact]),
        "no_longer_at_company_c": version == 1,
        **fivetran(sync, len(contact)),
    }
    return {
        **write(sync, raw, "salesforce.contact", now),
        **write(sync, raw, "salesforce.contact_history", then),
    }


def _id(index: int) -> str:
    return salesforce_id("003", index)
