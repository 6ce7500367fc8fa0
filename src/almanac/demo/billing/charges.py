"""Attempts to charge: one that succeeds per paid invoice, failed ones before a late one, some given back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.billing.invoices import Invoices
from almanac.demo.contracts import NEVER_MOMENT
from almanac.demo.parameters import DAY, HOUR
from almanac.demo.streams import Ints, Stream, generator
from almanac.demo.world import World

RETRY_DAYS = (0, 3, 8, 15)
REFUNDED = 0.005
NO_FAILURE = 3


@dataclass(frozen=True)
class Charges:
    """One entry per attempt, by invoice and time; `refunded` is NEVER_MOMENT where nothing was given back."""

    invoice: Ints
    created: Ints
    failure: Ints
    refunded: Ints


def make_charges(world: World, invoices: Invoices) -> Charges:
    """Every attempt of every invoice on which there is something to pay."""
    rng = generator(world.spec.seed, Stream.INVOICES, 1)
    is_paid = (invoices.paid < NEVER_MOMENT) & (invoices.total > 0)
    succeeded = np.flatnonzero(is_paid)
    by_card = (invoices.trouble < NEVER_MOMENT) & (invoices.due == NEVER_MOMENT)
    invoice, created = [succeeded], [invoices.paid[succeeded]]
    for days in RETRY_DAYS:
        tried = invoices.finalized + days * DAY
        failed = np.flatnonzero(by_card & (tried + HOUR < invoices.paid))
        invoice.append(failed)
        created.append(tried[failed])
    count = sum(len(part) for part in invoice)
    failure = np.where(np.arange(count) < len(succeeded), NO_FAILURE, rng.integers(0, NO_FAILURE, count))
    is_refunded = (failure == NO_FAILURE) & (rng.random(count) < REFUNDED)
    moment = np.concatenate(created)
    refunded = np.where(is_refunded, moment + rng.integers(1, 20, count) * DAY, NEVER_MOMENT)
    order = np.lexsort((moment, np.concatenate(invoice)))
    return Charges(np.concatenate(invoice)[order], moment[order], failure[order], refunded[order])
