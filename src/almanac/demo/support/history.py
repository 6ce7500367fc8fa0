"""What was written about each ticket: the values that its fields were given, and its comments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.parameters import MINUTE
from almanac.demo.streams import Ints, Mask, Stream, generator
from almanac.demo.support.moments import NOT_AT_ALL, only
from almanac.demo.support.tickets import Tickets
from almanac.demo.world import World

STATUSES = ("new", "open", "pending", "solved", "closed", "deleted")
PRIORITIES = ("urgent", "high", "normal", "low", None)
STATUS_MOMENTS = (
    ("created", 0),
    ("assigned", 1),
    ("pended", 2),
    ("resumed", 1),
    ("solved", 3),
    ("reopened", 1),
    ("solved_again", 3),
    ("closed", 4),
    ("deleted", 5),
)
"""Which moment of a ticket gives it which status, in the order of time."""
NO_PRIORITY = 4


@dataclass(frozen=True)
class Changes:
    """One entry per value given: `value` is a place in STATUSES, or with `is_priority` in PRIORITIES."""

    ticket: Ints
    moment: Ints
    is_priority: Mask
    value: Ints
    by_agent: Mask


@dataclass(frozen=True)
class Comments:
    """One entry per comment; `number` is its place in the ticket."""

    ticket: Ints
    moment: Ints
    number: Ints
    by_agent: Mask
    is_public: Mask


def first_priority(tickets: Tickets) -> Ints:
    """The priority at creation: one step lower where it was raised later."""
    return tickets.priority + (tickets.escalated < NOT_AT_ALL)


def state_at(tickets: Tickets, moment: Ints) -> tuple[Ints, Ints, Ints]:
    """Status, priority and last change of each ticket at a moment, which is not before its creation."""
    status, changed = np.zeros(len(tickets), dtype=np.int64), tickets.created.copy()
    for name, value in STATUS_MOMENTS:
        happened = getattr(tickets, name)
        status = np.where(happened <= moment, value, status)
        changed = np.where(happened <= moment, np.maximum(changed, happened), changed)
    priority = np.where(tickets.escalated <= moment, tickets.priority, first_priority(tickets))
    for happened in (tickets.responded, tickets.escalated):
        changed = np.where(happened <= moment, np.maximum(changed, happened), changed)
    return status, priority, changed


def make_changes(tickets: Tickets) -> Changes:
    """Every value of status and priority, by ticket and time."""
    everyone = np.arange(len(tickets))
    parts = [
        (everyone, getattr(tickets, name), False, np.full(len(tickets), value))
        for name, value in STATUS_MOMENTS
    ]
    parts.append((everyone, tickets.created, True, first_priority(tickets)))
    parts.append((everyone, tickets.escalated, True, tickets.priority))
    ticket, moment, value = (np.concatenate([part[place] for part in parts]) for place in (0, 1, 3))
    is_priority = np.repeat([part[2] for part in parts], len(tickets))
    happens = (moment < NOT_AT_ALL) & ~(is_priority & (value == NO_PRIORITY))
    order = np.flatnonzero(happens)
    order = order[np.lexsort((is_priority[order], moment[order], ticket[order]))]
    by_agent = (moment != tickets.created[ticket]) & (moment != tickets.resumed[ticket])
    return Changes(ticket[order], moment[order], is_priority[order], value[order], by_agent[order])


def make_comments(world: World, tickets: Tickets) -> Comments:
    """The request, a note among agents, the first answer, what follows until the solution."""
    rng, count = generator(world.spec.seed, Stream.TICKET_COMMENTS), len(tickets)
    has_note, has_closing = rng.random(count) < 0.3, rng.random(count) < 0.6
    note = only(has_note & (tickets.assigned < NOT_AT_ALL), tickets.assigned + MINUTE // 2)
    parts = (
        (tickets.created, False, True),
        (only(note < tickets.responded, note), True, False),
        (tickets.responded, True, True),
        (tickets.resumed, False, True),
        (only(has_closing, tickets.solved), True, True),
        (tickets.reopened, False, True),
        (tickets.solved_again, True, True),
    )
    moment = np.concatenate([part[0] for part in parts])
    number = np.repeat(np.arange(len(parts)), count)
    ticket = np.tile(np.arange(count), len(parts))
    by_agent, is_public = (np.array([part[place] for part in parts])[number] for place in (1, 2))
    order = np.flatnonzero(moment < NOT_AT_ALL)
    order = order[np.lexsort((number[order], ticket[order]))]
    return Comments(ticket[order], moment[order], number[order], by_agent[order], is_public[order])
