"""What Salesforce knows: mostly one account per customer, with a snapshot for each change of its ARR."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.arr import ArrChanges
from almanac.demo.parameters import DAY, HOUR
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator
from almanac.demo.world import World

WITHOUT_ACCOUNT = 0.03
WITH_TWO_ACCOUNTS = 0.04
WITH_DELETED_ACCOUNT = 0.01
LINKED_TO_NOBODY = 0.01
SECOND_SHARE = 0.3
"""What the second account carries where two split the ARR."""

TO_NOBODY = -2
TO_UNKNOWN = -3
"""Links of accounts without a customer: none at all, or to an organisation that does not exist."""
DAYS_TO_BIN = 20


@dataclass(frozen=True)
class Accounts:
    """One entry per account: its customer (or a link above), its share of the ARR, whether it is binned."""

    link: Ints
    share: Floats
    is_binned: Mask


@dataclass(frozen=True)
class Snapshots:
    """One entry per extraction of an account, by account and time."""

    account: Ints
    arr: Floats
    extracted: Ints
    is_deleted: Mask


def make_accounts(world: World) -> Accounts:
    """The accounts of all customers, the second ones, those in the bin, and those that belong to nobody."""
    today = world.spec.customers
    place = np.arange(len(world.customers))
    place[:today] = generator(world.spec.seed, Stream.ACCOUNTS).permutation(today)
    without, pairs = _share(WITHOUT_ACCOUNT, today), _share(WITH_TWO_ACCOUNTS / 2, today)
    has_two = (place >= without) & (place < without + 2 * pairs) & (place < today)
    splits = has_two & (place % 2 == 0)
    first, second = np.flatnonzero(place >= without), np.flatnonzero(has_two)
    binned = _to_be_binned(world, place)
    nobody = _share(LINKED_TO_NOBODY, today)
    shares = [
        np.where(splits[first], 1 - SECOND_SHARE, 1.0),
        np.where(splits[second], SECOND_SHARE, np.nan),
        np.ones(len(binned) + nobody + 1),
    ]
    link = np.concatenate([first, second, binned, np.full(nobody, TO_NOBODY), [TO_UNKNOWN]])
    is_binned = np.zeros(len(link), dtype=bool)
    is_binned[len(first) + len(second) :][: len(binned)] = True
    return Accounts(link, np.concatenate(shares), is_binned)


def _share(share: float, customers: int) -> int:
    return max(1, round(share * customers))


def _to_be_binned(world: World, place: Ints) -> Ints:
    """Customers with one more account, which lies in the bin: they are here long enough for it."""
    day, today = world.customers.signup_day, world.spec.customers
    candidates = np.flatnonzero(day[:today] + 2 * DAYS_TO_BIN < world.spec.days)
    by_place = candidates[np.argsort(place[candidates])]
    return np.sort(by_place[-_share(WITH_DELETED_ACCOUNT, today) :])


def make_snapshots(world: World, changes: ArrChanges, accounts: Accounts) -> Snapshots:
    """Each account in the night after each change of its customer's ARR; a binned one has two snapshots."""
    rng = generator(world.spec.seed, Stream.ACCOUNTS, 1)
    parts = [
        _of_customers(changes, accounts),
        _of_nobody(accounts, rng),
        *_of_binned(changes, accounts),
    ]
    account = np.concatenate([part.account for part in parts])
    moment = np.concatenate([part.extracted for part in parts])
    found_after = 2 * HOUR + rng.integers(0, HOUR // 3 // 1_000_000, len(moment)) * 1_000_000
    order = np.lexsort((moment, account))
    return Snapshots(
        account[order],
        np.round(np.concatenate([part.arr for part in parts]), 2)[order],
        ((moment // DAY + 1) * DAY + found_after)[order],
        np.concatenate([part.is_deleted for part in parts])[order],
    )


def _of_customers(changes: ArrChanges, accounts: Accounts) -> Snapshots:
    live = np.flatnonzero((accounts.link >= 0) & ~accounts.is_binned)
    begin = np.searchsorted(changes.customer, accounts.link[live], side="left")
    length = np.searchsorted(changes.customer, accounts.link[live], side="right") - begin
    change = np.arange(length.sum()) + np.repeat(begin - (np.cumsum(length) - length), length)
    account = np.repeat(live, length)
    arr = changes.arr[change] * accounts.share[account]
    return Snapshots(account, arr, changes.moment[change], np.zeros(len(change), dtype=bool))


def _of_nobody(accounts: Accounts, rng: np.random.Generator) -> Snapshots:
    alone = np.flatnonzero(accounts.link < 0)
    arr = np.round(rng.uniform(5_000, 60_000, len(alone)), -2)
    moment = -rng.integers(1, 300, len(alone)) * DAY + 9 * HOUR
    return Snapshots(alone, arr, moment, np.zeros(len(alone), dtype=bool))


def _of_binned(changes: ArrChanges, accounts: Accounts) -> list[Snapshots]:
    """The first price as it was entered, and some weeks later the same in the bin."""
    binned = np.flatnonzero(accounts.is_binned)
    first = np.searchsorted(changes.customer, accounts.link[binned], side="left")
    moment, arr = changes.moment[first], changes.arr[first]
    return [
        Snapshots(binned, arr, moment + days * DAY, np.full(len(binned), days > 0))
        for days in (0, DAYS_TO_BIN)
    ]
