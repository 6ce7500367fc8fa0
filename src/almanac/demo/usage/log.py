"""What the app's own database and the error tracker log: errors, page views, sessions, uses of features.

They are told from the same events as the product events, so that they agree with them: errors of every
customer, the other three of every tenth customer and of the last days only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from almanac.demo.catalog import EVENT_TYPES, PLATFORMS
from almanac.demo.dirt import Fault, make_day
from almanac.demo.events import Rows
from almanac.demo.parameters import DAY, MINUTE
from almanac.demo.streams import Ints, Mask, Stream, generator, pick
from almanac.demo.sync import Progress, Sync
from almanac.demo.texts import METAS, customer_id, moments, user_id
from almanac.demo.usage.features import CATALOGUE, feature_of_event
from almanac.demo.usage.rows import after_day
from almanac.demo.world import World
from almanac.demo.write import raw_schema, write_parquet

Columns = dict[str, pa.Array]

ERRORS, PAGE_VIEWS, SESSIONS, USES = (
    "errors.error_events",
    "app.page_views",
    "app.sessions",
    "app.feature_usage",
)
LOGGED_DAYS = {PAGE_VIEWS: 35, SESSIONS: 90, USES: 90}
"""How many of the first days are logged; what is added later is."""
LOGGED_CUSTOMERS = 10
"""One of so many customers is in the app's own log."""

ERROR_SHARE = 0.004
SICK_FACTOR = 6.0
"""So much more often do the sickest customers' events end in an error."""
SEVERITIES = ("warning", "error", "fatal")
SEVERITY_WEIGHTS = np.array([0.35, 0.5, 0.15])
WITHOUT_USER = 0.08
EXTRACTED_TWICE = 0.01
WITHOUT_TIME = 0.002

_IS_PAGE = np.array([kind.name.startswith("frontend:") for kind in EVENT_TYPES])
_PAGES = pa.array([f"/{kind.surface}" for kind in EVENT_TYPES], pa.string())


@dataclass(frozen=True)
class Pools:
    """The texts that log rows pick from."""

    users: pa.Array
    customers: pa.Array
    features: pa.Array

    @staticmethod
    def of(world: World) -> Pools:
        """The pools of a company."""
        return Pools(
            pa.array([user_id(i) for i in range(len(world.users))], pa.string()),
            pa.array([customer_id(i) for i in range(len(world.customers))], pa.string()),
            pa.array([feature.id for feature in CATALOGUE], pa.string()),
        )


def write_log(sync: Sync, raw: Path, on_progress: Progress) -> dict[str, int]:
    """Write one file per table with all that the sync finds, day by day."""
    world, pools = sync.world, Pools.of(sync.world)
    first = world.spec.days + sync.night - 1 if sync.night else 0
    days = range(first, world.spec.days + sync.night)
    parts: dict[str, list[pa.Table]] = {ERRORS: [], PAGE_VIEWS: [], SESSIONS: [], USES: []}
    for done, day in enumerate(days):
        on_progress("errors and app log", done / len(days))
        for table, columns in _log_of_day(world, pools, day):
            schema = raw_schema(table)
            rows = pa.table([columns[name] for name in schema.names], schema=schema)
            parts[table] += [rows] if rows.num_rows else []
    for table, written in parts.items():
        if written:
            path = raw / table.replace(".", "/") / sync.file_name
            write_parquet(path, [pa.concat_tables(written)], raw_schema(table), ("id",))
    return {table: sum(part.num_rows for part in written) for table, written in parts.items()}


def _log_of_day(world: World, pools: Pools, day: int) -> Iterator[tuple[str, Columns]]:
    rows = make_day(world, day)
    rows = rows.take((rows.fault == Fault.NONE) & (rows.actor < len(world.users)))
    rows = rows.take(np.lexsort((rows.time, rows.actor)))
    yield ERRORS, _errors(world, pools, day, rows)
    rows = rows.take(_customer(rows) % LOGGED_CUSTOMERS == 0)
    session = _sessions(rows)
    age = world.spec.days - day
    if age <= LOGGED_DAYS[PAGE_VIEWS]:
        yield PAGE_VIEWS, _page_views(world, pools, day, rows, session)
    if age <= LOGGED_DAYS[SESSIONS]:
        yield SESSIONS, _session_log(world, pools, day, rows, session)
        yield USES, _uses(world, pools, day, rows)


def _customer(rows: Rows) -> Ints:
    """For whom each event was done; its issue or ticket number begins with it."""
    return rows.number // 1_000_000


def _errors(world: World, pools: Pools, day: int, rows: Rows) -> Columns:
    """Some events end in an error some seconds later, more of them where health is low."""
    rng = generator(world.spec.seed, Stream.ERRORS, day)
    health = world.health_on(np.full(len(rows), day), _customer(rows))
    at = np.flatnonzero(rng.random(len(rows)) < ERROR_SHARE * (1 + SICK_FACTOR * (1 - health) ** 2))
    time = rows.time[at] + rng.integers(1, 40, len(at)) * 1_000_000
    severity = pick(rng, SEVERITY_WEIGHTS, len(at))
    is_crash = (severity == len(SEVERITIES) - 1) & (rng.random(len(at)) < 0.6)
    has_no_user, has_no_time = rng.random(len(at)) < WITHOUT_USER, rng.random(len(at)) < WITHOUT_TIME
    again = np.flatnonzero(rng.random(len(at)) < EXTRACTED_TWICE)
    each = np.concatenate([np.arange(len(at)), again])
    feature = feature_of_event(world.spec, day)[np.maximum(rows.event[at], 0)]
    return {
        "id": _ids("e", day, each),
        "occurred_at": moments(world.midnight, time[each], has_no_time[each]),
        "user_id": pools.users.take(pa.array(rows.actor[at][each], mask=has_no_user[each])),
        "severity": pa.array(SEVERITIES, pa.string()).take(pa.array(severity[each])),
        "is_crash": pa.array(is_crash[each]),
        "feature": pools.features.take(pa.array(feature[each], mask=feature[each] < 0)),
        **_loader(world, day, len(each)),
    }


def _sessions(rows: Rows) -> Ints:
    """The number of the session of each event, among those of its day; rows lie by user and time."""
    is_new = np.ones(len(rows), dtype=bool)
    is_new[1:] = (np.diff(rows.actor) != 0) | (np.diff(rows.time) > 30 * MINUTE)
    session: Ints = np.cumsum(is_new) - 1
    return session


def _page_views(world: World, pools: Pools, day: int, rows: Rows, session: Ints) -> Columns:
    at = np.flatnonzero(_IS_PAGE[rows.event])
    return {
        "id": _ids("pv", day, at),
        **_who(pools, rows, at),
        "session_id": _ids("s", day, session[at]),
        "page": _PAGES.take(pa.array(rows.event[at].astype(np.int64))),
        "viewed_at": moments(world.midnight, rows.time[at]),
        **_loader(world, day, len(at)),
    }


def _session_log(world: World, pools: Pools, day: int, rows: Rows, session: Ints) -> Columns:
    first: Ints = np.flatnonzero(np.diff(session, prepend=-1))
    last = np.append(first[1:], len(rows))[: len(first)] - 1
    return {
        "id": _ids("s", day, session[first]),
        **_who(pools, rows, first),
        "started_at": moments(world.midnight, rows.time[first]),
        "ended_at": moments(world.midnight, rows.time[last]),
        "platform": pa.array(PLATFORMS, pa.string()).take(pa.array(rows.platform[first].astype(np.int64))),
        **_loader(world, day, len(first)),
    }


def _uses(world: World, pools: Pools, day: int, rows: Rows) -> Columns:
    """How often each user used each feature for each customer."""
    feature = feature_of_event(world.spec, day)[rows.event]
    is_use: Mask = feature >= 0
    triples = np.stack([rows.actor.astype(np.int64), _customer(rows), feature])[:, is_use]
    uses, count = np.unique(triples, axis=1, return_counts=True)
    date = np.full(len(count), (world.midnight // DAY) + day, dtype="datetime64[D]")
    return {
        "user_id": pools.users.take(pa.array(uses[0])),
        "organization_id": pools.customers.take(pa.array(uses[1])),
        "feature_id": pools.features.take(pa.array(uses[2])),
        "used_on": pa.array(date),
        "usage_count": pa.array(count.astype(np.int64)),
        **_loader(world, day, len(count)),
    }


def _who(pools: Pools, rows: Rows, at: Ints) -> Columns:
    return {
        "user_id": pools.users.take(pa.array(rows.actor[at])),
        "organization_id": pools.customers.take(pa.array(_customer(rows)[at])),
    }


def _ids(prefix: str, day: int, number: Ints) -> pa.Array:
    texts = pc.cast(pa.array(number.astype(np.int64)), pa.string())
    return pc.binary_join_element_wise(f"{prefix}{day:04d}-", texts, "")


def _loader(world: World, day: int, count: int) -> Columns:
    return {
        "_airbyte_extracted_at": moments(world.midnight, np.full(count, after_day(day))),
        "_airbyte_meta": pa.array([METAS[0]] * count, pa.string()),
    }
