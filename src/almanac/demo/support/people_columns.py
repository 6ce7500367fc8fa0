"""The raw tables of who is in Zendesk, as columns."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from almanac.demo.names import organization_domain, organization_name
from almanac.demo.streams import Ints
from almanac.demo.support import people
from almanac.demo.support.rows import Columns, always, numbers, picked, texts
from almanac.demo.support.tickets import Tickets
from almanac.demo.texts import customer_id, moments
from almanac.demo.world import World


def requester_columns(world: World, user: Ints, first_asked: Ints, synced: int) -> Columns:
    """The users who asked."""
    customer = world.users.customer[user]
    return {
        "id": numbers(people.FIRST_REQUESTER + user),
        "external_id": texts(people.product_ids(user)),
        "organization_id": numbers(people.FIRST_ORGANIZATION + customer, ~people.is_in_zendesk(customer)),
        "name": texts(people.requester_names(user)),
        "email": texts(people.requester_emails(world, user)),
        "role": picked(("end-user",), np.zeros(len(user), dtype=np.int64)),
        "created_at": moments(world.midnight, first_asked),
        "_fivetran_synced": always(world, synced, len(user)),
    }


def stranger_columns(world: World, tickets: Tickets, index: Ints, synced: int) -> Columns:
    """Those who wrote from an address that nobody knows."""
    return {
        "id": numbers(people.FIRST_STRANGER + index),
        "external_id": pa.nulls(len(index), pa.string()),
        "organization_id": pa.nulls(len(index), pa.string()),
        "name": pa.nulls(len(index), pa.string()),
        "email": texts(f"someone.{i}@mail.example" for i in index.tolist()),
        "role": picked(("end-user",), np.zeros(len(index), dtype=np.int64)),
        "created_at": moments(world.midnight, tickets.created[index]),
        "_fivetran_synced": always(world, synced, len(index)),
    }


def agent_columns(world: World, synced: int) -> Columns:
    """The support team."""
    ids, names, addresses, roles = zip(*people.agent_rows(), strict=True)
    return {
        "id": numbers(np.array(ids)),
        "external_id": pa.nulls(len(ids), pa.string()),
        "organization_id": pa.nulls(len(ids), pa.string()),
        "name": texts(names),
        "email": texts(addresses),
        "role": texts(roles),
        "created_at": moments(world.midnight, np.full(len(ids), people.AGENTS_CREATED)),
        "_fivetran_synced": always(world, synced, len(ids)),
    }


def organization_columns(world: World, customer: Ints, synced: int) -> Columns:
    """The Zendesk organisations of these customers."""
    ids = pa.array([customer_id(i) for i in customer.tolist()], pa.string())
    return {
        "id": numbers(people.FIRST_ORGANIZATION + customer),
        "name": texts(organization_name(i) for i in customer.tolist()),
        "external_id": pc.if_else(pa.array(people.is_linked(customer)), ids, None),
        "created_at": moments(world.midnight, people.organization_created(world)[customer]),
        "_fivetran_synced": always(world, synced, len(customer)),
    }


def domain_columns(world: World, customer: Ints, synced: int) -> Columns:
    """Their e-mail domains."""
    return {
        "organization_id": numbers(people.FIRST_ORGANIZATION + customer),
        "domain_name": texts(organization_domain(i) for i in customer.tolist()),
        "_fivetran_synced": always(world, synced, len(customer)),
    }
