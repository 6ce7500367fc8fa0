"""From numbers to texts: ids, names, properties. Texts are picked from pools made once per company."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from almanac.demo.catalog import EVENT_TYPES, PLATFORMS
from almanac.demo.dirt import UNKNOWN_ORGANIZATIONS, UNKNOWN_USERS, Fault
from almanac.demo.events import NO_TIME, Rows
from almanac.demo.streams import Ints, Mask
from almanac.demo.world import World

SHAPES = 4
"""Ways in which the properties of one event on one platform are written."""
MALFORMED = (
    '{"platform":"web","feature":"inbox"',
    "{'platform': 'web'}",
    "not json",
    '{"platform":"ios","latency_ms":}',
)
METAS = (
    '{"changes":[]}',
    None,
    '{"changes":[{"field":"properties","change":"TRUNCATED","reason":"DESTINATION_FIELD_SIZE_LIMITATION"}]}',
    '{"changes":[{"field":"timestamp","change":"NULLED","reason":"SOURCE_SERIALIZATION_ERROR"}]}',
    '{"changes":[{"field":"distinct_id","change":"NULLED","reason":"SOURCE_RETRIEVAL_ERROR"}]}',
)


def customer_id(index: int) -> str:
    """The organisation id of a customer."""
    return f"c{index + 1:06d}"


def user_id(index: int) -> str:
    """The id of a user."""
    return f"u{index + 1:07d}"


def unknown_user_id(index: int) -> str:
    """The id of a user that the users table lacks."""
    return f"u9{index + 1:06d}"


@dataclass(frozen=True)
class Pools:
    """The texts that event rows are made of."""

    events: pa.Array
    actors: pa.Array
    openings: pa.Array
    heads: pa.Array
    tails: pa.Array
    tail_kinds: Ints
    midnight: int

    @staticmethod
    def of(world: World) -> Pools:
        """The pools of a company."""
        heads, tail_kinds = _heads()
        customers = [customer_id(index) for index in range(len(world.customers))]
        return Pools(
            events=pa.array([kind.name for kind in EVENT_TYPES] + ["", None], pa.string()),
            actors=pa.array(_actors(len(world.users), customers), pa.string()),
            openings=pa.array(["{", *(f'{{"organization_id":"{name}",' for name in customers)], pa.string()),
            heads=pa.array(heads, pa.string()),
            tails=pa.array(["}", '"}', *(f'","latency_ms":{ms}}}' for ms in _latencies())], pa.string()),
            tail_kinds=tail_kinds,
            midnight=world.midnight,
        )


def event_columns(rows: Rows, pools: Pools) -> dict[str, pa.Array]:
    """The columns of the raw table, by name."""
    event = rows.event.astype(np.int32)
    event = np.where(event < 0, len(EVENT_TYPES) - 1 - event, event)
    return {
        "uuid": _uuid_array(rows, rows.fault == Fault.MISSING_UUID),
        "event": pools.events.take(pa.array(event)),
        "distinct_id": pools.actors.take(pa.array(rows.actor)),
        "timestamp": moments(pools.midnight, rows.time, rows.time == NO_TIME),
        "properties": _properties(rows, pools),
        "_airbyte_extracted_at": moments(pools.midnight, rows.extracted),
        "_airbyte_meta": pa.array(METAS, pa.string()).take(pa.array(rows.meta)),
    }


def _uuid_array(rows: Rows, is_missing: Mask) -> pa.Array:
    data = pa.py_buffer(np.ascontiguousarray(rows.uuid.astype(">u8")))
    valid = pa.py_buffer(np.packbits(~is_missing, bitorder="little")) if is_missing.any() else None
    storage = pa.FixedSizeBinaryArray.from_buffers(pa.binary(16), len(rows), [valid, data])
    return pa.ExtensionArray.from_storage(pa.uuid(), storage)


def moments(midnight: int, since_day_0: Ints, is_null: Mask | None = None) -> pa.Array:
    """Timestamps from microseconds since day 0, which began at `midnight`."""
    since_1970 = since_day_0 + midnight if is_null is None else np.where(is_null, 0, since_day_0) + midnight
    return pa.array(since_1970, pa.timestamp("us"), mask=is_null)


def _properties(rows: Rows, pools: Pools) -> pa.Array:
    """Opening (with the organisation, or without), head, a number, tail; a few other texts instead."""
    event = np.maximum(rows.event, 0).astype(np.int64)
    head = (event * len(PLATFORMS) + rows.platform) * SHAPES + rows.shape
    kind = pools.tail_kinds[head]
    number = np.where(kind == 0, _LATENCIES[rows.latency], rows.number)
    tail = np.where(kind == 2, 2 + rows.latency, kind)
    text = pc.binary_join_element_wise(
        pools.openings.take(pa.array(rows.organization + 1)),
        pools.heads.take(pa.array(head)),
        pc.cast(pa.array(number), pa.string()),
        pools.tails.take(pa.array(tail)),
        "",
    )
    other = pa.array((None, *MALFORMED), pa.string()).take(pa.array(np.maximum(rows.text - 1, 0)))
    return pc.if_else(pa.array(rows.text == 0), text, other)


def _latencies() -> list[int]:
    """256 latencies from fast to slow, evenly spread on a logarithmic scale."""
    return [round(8 * 1.025**step) for step in range(256)]


_LATENCIES = np.array(_latencies())


def _heads() -> tuple[list[str], Ints]:
    """Per event, platform and shape: the text up to its number, and what follows it.

    That is 0 for a bracket, 1 for a quote and a bracket, 2 for a quote and a latency.
    """
    heads, kinds = [], []
    for kind in EVENT_TYPES:
        for platform in PLATFORMS:
            base = f'"platform":"{platform}"'
            feature, surface = f',"feature":"{kind.feature}"', f',"surface":"{kind.surface}"'
            thing = f',"{kind.touches}_id":"{kind.touches[:1].upper()}-'
            latency = ',"latency_ms":'
            ends = (thing, thing, thing, latency) if kind.touches else (latency,) * SHAPES
            middles = (feature + surface, feature, feature, "")
            heads += [base + middle + end for middle, end in zip(middles, ends, strict=True)]
            kinds += [1, 2, 1, 0] if kind.touches else [0] * SHAPES
    return heads, np.array(kinds)


def _actors(users: int, customers: list[str]) -> list[str | None]:
    """The texts of `distinct_id`: users, organisations, those that nobody knows, nobody."""
    unknown_users = [unknown_user_id(index) for index in range(UNKNOWN_USERS)]
    unknown_organizations = [f"org-c9{index:05d}" for index in range(UNKNOWN_ORGANIZATIONS)]
    known = [user_id(index) for index in range(users)] + [f"org-{name}" for name in customers]
    return [*known, *unknown_users, *unknown_organizations, None]
