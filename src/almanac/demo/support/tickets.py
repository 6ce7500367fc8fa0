"""Tickets: who asks what when, how urgently, and when it is answered and solved.

The sick ask more and more urgently, and wait longer, measured by what was promised for the priority.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from almanac.demo.parameters import DAY, HOUR
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator
from almanac.demo.support.moments import NOT_AT_ALL, hours_after, only, pick_users, working_moments
from almanac.demo.truth import CONTRACT_REACH, MONTH
from almanac.demo.world import World

RESPONSE_HOURS = np.array([1.0, 2.0, 4.0, 8.0, 4.0])
RESOLUTION_HOURS = np.array([4.0, 24.0, 72.0, 120.0, 72.0])
"""What was promised, by priority; a ticket without one takes as long as a normal one."""
AGENTS = 12
SPAM = 0.006
DELETED = 0.01
FROM_STRANGERS = 0.01
WITHOUT_ORGANIZATION = 0.03
DAYS_TO_CLOSE = 4


@dataclass(frozen=True)
class Tickets:
    """One entry per ticket in the order of creation. Moments are microseconds since day 0, or NOT_AT_ALL.

    `priority` counts from urgent (0) to low (3); 4 is none. An escalated ticket began one step lower.
    """

    customer: Ints
    user: Ints
    health: Floats
    priority: Ints
    agent: Ints
    channel: Ints
    subject: Ints
    is_spam: Mask
    is_strange: Mask
    has_organization: Mask
    created: Ints
    assigned: Ints
    responded: Ints
    escalated: Ints
    pended: Ints
    resumed: Ints
    solved: Ints
    reopened: Ints
    solved_again: Ints
    closed: Ints
    deleted: Ints

    def __len__(self) -> int:
        return len(self.customer)

    @property
    def resolved(self) -> Ints:
        """The moment of the final solution."""
        return np.where(self.reopened < NOT_AT_ALL, self.solved_again, self.solved)

    def take(self, index: Ints | Mask) -> Tickets:
        """Some of them."""
        return Tickets(*(getattr(self, one.name)[index] for one in fields(self)))


def make_tickets(world: World) -> Tickets:
    """All tickets of three years and of the days that may be added."""
    begin = world.spec.days - CONTRACT_REACH
    parts = [_asked(world, day) for day in range(begin, world.spec.horizon, MONTH)]
    customer = np.concatenate([part[0] for part in parts])
    created = np.concatenate([part[1] for part in parts])
    order = np.lexsort((customer, created))
    return _lives(world, customer[order], created[order])


def _asked(world: World, begin: int) -> tuple[Ints, Ints]:
    """Customers and moments of the tickets of the month that begins on that day."""
    customers, rng = world.customers, generator(world.spec.seed, Stream.TICKETS, begin + 10 * CONTRACT_REACH)
    everyone = np.arange(len(customers))
    sickness = 1 - world.health_on(np.full(len(customers), begin + MONTH // 2), everyone)
    size = np.clip(np.sqrt(customers.users / 12), 0.5, 2.5)
    customer = np.repeat(everyone, rng.poisson(0.55 * size * (0.4 + 2.2 * sickness)))
    moment = working_moments(world, rng, begin + rng.integers(0, MONTH, len(customer)))
    is_here = world.is_customer_on(moment // DAY, customer)
    return customer[is_here], moment[is_here]


def _lives(world: World, customer: Ints, created: Ints) -> Tickets:
    rng, count = generator(world.spec.seed, Stream.TICKET_LIVES), len(customer)
    health = world.health_on(created // DAY, customer)
    sickness = 1 - health
    priority = _priorities(rng, sickness)
    assigned, responded, solved = _answers(rng, created, priority, sickness)
    reopens = rng.random(count) < 0.03 + 0.14 * sickness
    reopened = only(reopens, hours_after(solved, np.minimum(rng.exponential(24, count), 90)))
    again = RESOLUTION_HOURS[priority] * rng.lognormal(-1.2, 0.6, count)
    solved_again = hours_after(reopened, again)
    deleted = only(rng.random(count) < DELETED, hours_after(created, rng.uniform(0.1, 3, count)))
    wait = solved - responded
    pends = rng.random(count) < 0.45
    escalates = (rng.random(count) < 0.05 + 0.1 * sickness) & (priority < 2)
    moments = {
        "assigned": assigned,
        "responded": responded,
        "escalated": only(escalates, responded + _share(rng, wait, 0.05, 0.3)),
        "pended": only(pends, responded + _share(rng, wait, 0.3, 0.4)),
        "resumed": only(pends, responded + _share(rng, wait, 0.5, 0.8)),
        "solved": solved,
        "reopened": reopened,
        "solved_again": solved_again,
        "closed": hours_after(np.where(reopens, solved_again, solved), np.full(count, 24.0 * DAYS_TO_CLOSE)),
    }
    return Tickets(
        customer=customer,
        user=pick_users(world, rng, customer, created),
        health=health,
        priority=priority,
        agent=rng.integers(0, AGENTS, count),
        channel=rng.integers(0, 10, count),
        subject=rng.integers(0, 1_000, count),
        is_spam=rng.random(count) < SPAM,
        is_strange=rng.random(count) < FROM_STRANGERS,
        has_organization=rng.random(count) >= WITHOUT_ORGANIZATION,
        created=created,
        deleted=deleted,
        **{name: only(moment < deleted, moment) for name, moment in moments.items()},
    )


def _priorities(rng: np.random.Generator, sickness: Floats) -> Ints:
    bounds = np.cumsum(
        np.stack([
            0.03 + 0.15 * sickness**1.5,
            0.13 + 0.20 * sickness,
            np.full(len(sickness), 0.42),
            0.37 - 0.30 * sickness,
        ]),
        axis=0,
    )  # fmt: skip
    return np.asarray((rng.random(len(sickness)) > bounds).sum(axis=0), dtype=np.int64)


def _answers(
    rng: np.random.Generator, created: Ints, priority: Ints, sickness: Floats
) -> tuple[Ints, Ints, Ints]:
    """When it is assigned, first answered and first solved."""
    count = len(created)
    slowness = sickness**1.5
    response = RESPONSE_HOURS[priority] * (0.28 + 0.85 * slowness) * rng.lognormal(0, 0.75, count)
    resolution = RESOLUTION_HOURS[priority] * (0.33 + 0.7 * slowness) * rng.lognormal(0, 0.7, count)
    responded = hours_after(created, np.maximum(response, 0.02))
    solved = np.maximum(hours_after(created, resolution), responded + HOUR // 6)
    return created + _share(rng, responded - created, 0.2, 0.8), responded, solved


def _share(rng: np.random.Generator, span: Ints, low: float, high: float) -> Ints:
    """A part of each span, to the second."""
    seconds = span / 1e6 * rng.uniform(low, high, len(span))
    return np.maximum(seconds, 1).astype(np.int64) * 1_000_000
