"""The history of each subscription: every version of its status and quantity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.billing.invoices import Invoices
from almanac.demo.contracts import NEVER_MOMENT, Contracts
from almanac.demo.parameters import DAY
from almanac.demo.streams import Ints, Mask

STATUSES = ("trialing", "active", "past_due", "paused", "unpaid", "canceled")
TRIALING, ACTIVE, PAST_DUE, PAUSED, UNPAID, CANCELED = range(6)
UNPAID_DAYS = 30
"""An unpaid subscription is canceled after so many days."""


@dataclass(frozen=True)
class Versions:
    """One entry per version, by subscription and time; the last one is open (NEVER_MOMENT)."""

    subscription: Ints
    status: Ints
    quantity: Ints
    begin: Ints
    end: Ints


def make_versions(contracts: Contracts, invoices: Invoices) -> Versions:
    """Status from trial, payments, pauses and end; quantity from the steps."""
    subs = contracts.subscriptions
    every = np.arange(len(subs))
    unpaid = _ends_unpaid(contracts, invoices)
    late = np.flatnonzero(invoices.trouble < NEVER_MOMENT)
    who = invoices.subscription[late]
    until = np.minimum(invoices.paid[late], subs.end[who])
    recovers = until < subs.end[who]
    # In the order in which the later ones win where two are at the same moment.
    events: list[tuple[Ints, Ints, Ints | int]] = [
        (every, subs.begin, np.where(subs.paid_from > subs.begin, TRIALING, ACTIVE)),
        (every, np.where(subs.paid_from < subs.end, subs.paid_from, NEVER_MOMENT), ACTIVE),
        (who, invoices.trouble[late], PAST_DUE),
        (who[recovers], until[recovers], ACTIVE),
        (every, subs.pause_from, PAUSED),
        (every, subs.pause_until, ACTIVE),
        (every, subs.end, np.where(unpaid, UNPAID, CANCELED)),
        (every[unpaid], subs.end[unpaid] + UNPAID_DAYS * DAY, CANCELED),
    ]
    subscription = np.concatenate([who for who, _, _ in events])
    moment = np.concatenate([moment for _, moment, _ in events])
    status = np.concatenate([np.zeros(len(who), dtype=np.int64) + word for who, _, word in events])
    comes = moment < NEVER_MOMENT
    return _versions(contracts, subscription[comes], moment[comes], status[comes])


def _ends_unpaid(contracts: Contracts, invoices: Invoices) -> Mask:
    unpaid = np.zeros(len(contracts.subscriptions), dtype=bool)
    unpaid[invoices.subscription[invoices.uncollectible < NEVER_MOMENT]] = True
    return unpaid


def _versions(contracts: Contracts, subscription: Ints, moment: Ints, status: Ints) -> Versions:
    """One version per moment at which a status or a quantity is set, and differs from the one before."""
    steps = contracts.steps
    unknown = np.full(len(steps.moment), -1)
    subscription = np.concatenate([steps.subscription, subscription])
    moment = np.concatenate([steps.moment, moment])
    status = np.concatenate([unknown, status])
    order = np.lexsort((np.arange(len(moment)), moment, subscription))
    subscription, moment, status = subscription[order], moment[order], status[order]
    # A quantity step keeps the status before it; the first one of a subscription meets its beginning.
    told = np.maximum.accumulate(np.where(status >= 0, np.arange(len(status)), -1))
    status = status[np.maximum(told, 0)]
    is_last = np.append((np.diff(subscription) != 0) | (np.diff(moment) != 0), True)
    subscription, moment, status = subscription[is_last], moment[is_last], status[is_last]
    quantity = steps.quantity[contracts.step_at(subscription, moment)]
    differs = (np.diff(subscription, prepend=-1) != 0) | (np.diff(status, prepend=-1) != 0)
    differs |= np.diff(quantity, prepend=-1) != 0
    subscription, moment, status, quantity = (
        column[differs] for column in (subscription, moment, status, quantity)
    )
    end = np.append(moment[1:], NEVER_MOMENT)
    end[np.append(np.diff(subscription) != 0, True)] = NEVER_MOMENT
    return Versions(subscription, status, quantity, moment, end)
