"""Zendesk's own rating of a solved ticket: offered to many, answered by some."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.parameters import HOUR
from almanac.demo.streams import Ints, Mask, Stream, generator
from almanac.demo.support.moments import NOT_AT_ALL, hours_after, only
from almanac.demo.support.tickets import RESOLUTION_HOURS, Tickets
from almanac.demo.world import World

OFFERED = 0.55
ANSWERED = 0.4
REASONS = ("The issue took too long to resolve", "The issue was not resolved", "The agent's attitude", None)


@dataclass(frozen=True)
class Ratings:
    """One entry per ticket that was offered a rating; `answered` is NOT_AT_ALL where nobody answered."""

    ticket: Ints
    offered: Ints
    answered: Ints
    is_good: Mask
    reason: Ints


def make_ratings(world: World, tickets: Tickets) -> Ratings:
    """An hour after the final solution; the longer it took, the less often it is good."""
    rng, count = generator(world.spec.seed, Stream.TICKET_RATINGS), len(tickets)
    is_offered = (tickets.resolved < NOT_AT_ALL) & ~tickets.is_spam & (rng.random(count) < OFFERED)
    ticket = np.flatnonzero(is_offered)
    rated = tickets.take(ticket)
    is_late = (rated.resolved - rated.created) / HOUR > RESOLUTION_HOURS[rated.priority]
    offered = rated.resolved + HOUR
    return Ratings(
        ticket=ticket,
        offered=offered,
        answered=only(
            rng.random(len(ticket)) < ANSWERED, hours_after(offered, rng.exponential(20, len(ticket)))
        ),
        is_good=rng.random(len(ticket)) < 0.55 + 0.42 * rated.health - 0.3 * is_late,
        reason=rng.integers(0, len(REASONS), len(ticket)),
    )
