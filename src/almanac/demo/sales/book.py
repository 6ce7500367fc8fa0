"""The customers that Salesforce knows, as those who look after them see them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.accounts import make_accounts
from almanac.demo.arr import ArrChanges, make_arr_changes
from almanac.demo.names import CSMS
from almanac.demo.parameters import DAY, HOUR
from almanac.demo.sales.reps import Reps, make_reps
from almanac.demo.streams import Ints, Stream, generator
from almanac.demo.tables import account_managers
from almanac.demo.world import World


@dataclass(frozen=True)
class Book:
    """One entry per customer with an account: the account, who sells to it, who looks after it.

    `seller` and `manager` number the users of Salesforce: the reps first, then the managers.
    """

    world: World
    reps: Reps
    changes: ArrChanges
    customer: Ints
    account: Ints
    seller: Ints
    manager: Ints
    since: Ints

    def entries(self, customer: Ints) -> Ints:
        """The place of these customers in the book; -1 for one without an account."""
        place = np.full(len(self.world.customers), -1)
        place[self.customer] = np.arange(len(self.customer))
        return place[customer]


def make_book(world: World) -> Book:
    """Each customer's first account that is not in the bin."""
    rng, reps, accounts = (
        generator(world.spec.seed, Stream.OPPORTUNITIES),
        make_reps(world),
        make_accounts(world),
    )
    live = np.flatnonzero((accounts.link >= 0) & ~accounts.is_binned)
    customer, first = np.unique(accounts.link[live], return_index=True)
    account = live[first]
    manager = account_managers(world, accounts)[account]
    seller = reps.working(world.customers.region[customer], rng)
    return Book(
        world=world,
        reps=reps,
        changes=make_arr_changes(world),
        customer=customer,
        account=account,
        seller=seller,
        manager=np.where(manager < len(CSMS), len(reps) + manager, seller),
        since=world.customers.signup_day[customer] * DAY + 12 * HOUR,
    )
