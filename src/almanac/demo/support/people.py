"""Who is in Zendesk: organisations, requesters, agents, strangers; their ids and addresses."""

from __future__ import annotations

import numpy as np

from almanac.demo.names import email, organization_domain, person_name
from almanac.demo.parameters import DAY, HOUR
from almanac.demo.streams import Ints, Mask
from almanac.demo.support.tickets import AGENTS, Tickets
from almanac.demo.texts import user_id
from almanac.demo.world import World

FIRST_ORGANIZATION = 360_000_000_000
FIRST_REQUESTER = 400_000_000_000
FIRST_STRANGER = 800_000_000_000
FIRST_AGENT = 390_000_000_000
FIRST_TICKET = 1_000
AGENTS_CREATED = -1_200 * DAY


def is_in_zendesk(customer: Ints) -> Mask:
    """Whether Zendesk has an organisation of the customer; it knows the others by their e-mail addresses."""
    return np.asarray(customer % 50 != 7)


def is_linked(customer: Ints) -> Mask:
    """Whether somebody wrote our id into that organisation; its domain tells the others."""
    is_written: Mask = is_in_zendesk(customer) & (customer % 16 != 3)
    return is_written


def organization_created(world: World) -> Ints:
    """When each customer's organisation came."""
    return world.customers.signed_up + HOUR


def requesters(tickets: Tickets) -> tuple[Ints, Ints]:
    """The users who ever asked, and when they first did."""
    known = np.flatnonzero(~tickets.is_strange)
    user, first = np.unique(tickets.user[known], return_index=True)
    return user, tickets.created[known][first]


def requester_ids(tickets: Tickets, index: Ints) -> Ints:
    """The Zendesk user who asks: a stranger is made for each ticket of one."""
    known = FIRST_REQUESTER + tickets.user[index]
    return np.where(tickets.is_strange[index], FIRST_STRANGER + index, known)


def requester_emails(world: World, user: Ints) -> list[str]:
    """Their work addresses."""
    domains = world.users.customer[user].tolist()
    return [email(i, organization_domain(c)) for i, c in zip(user.tolist(), domains, strict=True)]


def requester_names(user: Ints) -> list[str]:
    """Their names."""
    return [person_name(i) for i in user.tolist()]


def product_ids(user: Ints) -> list[str]:
    """Their ids in the product."""
    return [user_id(i) for i in user.tolist()]


def agent_rows() -> list[tuple[int, str, str, str]]:
    """Id, name, address and role of each agent; the last one administers."""
    return [
        (
            FIRST_AGENT + i,
            person_name(900 + 31 * i),
            f"agent.{i + 1}@almanac.example",
            "agent" if i < AGENTS - 1 else "admin",
        )
        for i in range(AGENTS)
    ]
