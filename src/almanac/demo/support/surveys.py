"""Survey answers: NPS every quarter, satisfaction after a ticket, awareness of the brand."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from almanac.demo.parameters import DAY, HOUR
from almanac.demo.streams import Floats, Ints, Stream, generator
from almanac.demo.support.moments import NOT_AT_ALL, hours_after, pick_users, working_moments
from almanac.demo.support.tickets import RESOLUTION_HOURS, Tickets
from almanac.demo.truth import CONTRACT_REACH, MONTH
from almanac.demo.world import World

SURVEY_TYPES = ("nps", "csat", "brand")
QUARTER = 91
ANSWERS_NPS = 0.3
ANSWERS_CSAT = 0.3
NOBODY = -1


@dataclass(frozen=True)
class Answers:
    """One entry per answer in the order of time; NOBODY where there is no customer, user or ticket.

    `score` is NaN for the brand survey, which alone has `is_aware` (0, 1, else NOBODY).
    """

    kind: Ints
    customer: Ints
    user: Ints
    ticket: Ints
    score: Floats
    is_aware: Ints
    moment: Ints

    def __len__(self) -> int:
        return len(self.kind)


def make_answers(world: World, tickets: Tickets) -> Answers:
    """All answers of three years and of the days that may be added."""
    parts = [_nps(world), _csat(world, tickets), _brand(world)]
    columns = [np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Answers)]
    answers = Answers(*columns)
    order = np.lexsort((answers.user, answers.kind, answers.moment))
    return Answers(*(column[order] for column in columns))


def _nps(world: World) -> Answers:
    """A sample of the users of each customer is asked each quarter, each customer on a day of its own."""
    rng, customers = generator(world.spec.seed, Stream.NPS), world.customers
    first = world.spec.days - CONTRACT_REACH + np.arange(len(customers)) * 37 % QUARTER
    asked = 2 + np.minimum(customers.users // 5, 10)
    customer, day = [], []
    for wave in range((CONTRACT_REACH + world.spec.horizon - world.spec.days) // QUARTER + 1):
        who = np.repeat(np.arange(len(customers)), rng.binomial(asked, ANSWERS_NPS))
        customer.append(who)
        day.append(first[who] + wave * QUARTER + rng.integers(0, 9, len(who)))
    who, when = np.concatenate(customer), np.concatenate(day)
    moment = working_moments(world, rng, when)
    is_here = world.is_customer_on(moment // DAY, who)
    who, moment = who[is_here], moment[is_here]
    health = world.health_on(moment // DAY, who)
    score = np.clip(np.round(rng.normal(1.2 + 9.6 * health, 1.6)), 0, 10)
    return _answers(0, who, pick_users(world, rng, who, moment), score, moment)


def _csat(world: World, tickets: Tickets) -> Answers:
    """Some of those whose ticket was solved tell how they like it; waiting too long costs a point."""
    rng, resolved = generator(world.spec.seed, Stream.CSAT), tickets.resolved
    is_asked = (resolved < NOT_AT_ALL) & ~tickets.is_spam & ~tickets.is_strange
    ticket = np.flatnonzero(is_asked & (rng.random(len(tickets)) < ANSWERS_CSAT))
    asked = tickets.take(ticket)
    is_late = (asked.resolved - asked.created) / HOUR > RESOLUTION_HOURS[asked.priority]
    score = np.round(rng.normal(2.0 + 3.2 * asked.health - 0.9 * is_late, 0.7))
    moment = hours_after(asked.resolved, 0.3 + rng.exponential(14, len(ticket)))
    return _answers(1, asked.customer, asked.user, np.clip(score, 1, 5), moment, ticket)


def _brand(world: World) -> Answers:
    """A panel of the public every month: ever more people have heard of us."""
    rng = generator(world.spec.seed, Stream.BRAND)
    first, end = world.spec.days - CONTRACT_REACH, world.spec.horizon
    count = max(12, min(2_000, world.spec.customers // 12)) * ((end - first) // MONTH)
    moment = working_moments(world, rng, rng.integers(first, end, count))
    share = 0.22 + 0.2 * (moment / DAY - first) / (end - first)
    is_aware = (rng.random(count) < share).astype(np.int64)
    nobody = np.full(count, NOBODY)
    return Answers(np.full(count, 2), nobody, nobody, nobody, np.full(count, np.nan), is_aware, moment)


def _answers(
    kind: int, customer: Ints, user: Ints, score: Floats, moment: Ints, ticket: Ints | None = None
) -> Answers:
    nobody = np.full(len(customer), NOBODY)
    return Answers(
        np.full(len(customer), kind),
        customer,
        user,
        nobody if ticket is None else ticket,
        score,
        nobody,
        moment,
    )
