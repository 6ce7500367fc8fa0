"""The hidden truth as Parquet, for tests and back-tests: no model reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from almanac.demo.arr import make_arr_changes
from almanac.demo.names import organization_name
from almanac.demo.streams import Ints
from almanac.demo.sync import sync_end
from almanac.demo.texts import customer_id, moments
from almanac.demo.truth import ARCHETYPES, INDUSTRIES, NEVER, REGIONS, SEGMENTS
from almanac.demo.world import World
from almanac.demo.write import ROW_GROUP, write_parquet

HEALTH = pa.schema(
    [
        ("customer_id", pa.string()),
        ("date", pa.date32()),
        ("health", pa.float32()),
        ("ai_level", pa.float32()),
    ]
)


def write_truth(world: World, folder: Path) -> None:
    """Write `customers`, `health` (per customer and day) and `arr` (per change), up to the last day."""
    folder.mkdir(parents=True, exist_ok=True)
    here = np.flatnonzero(world.customers.signed_up <= sync_end(world, world.spec.nights))
    ids = pa.array([customer_id(i) for i in range(len(world.customers))], pa.string())
    for name, table in (("customers", _customers(world, here, ids)), ("arr", _arr(world, ids))):
        write_parquet(folder / f"{name}.parquet", _in_groups(table), table.schema)
    write_parquet(folder / "health.parquet", _in_groups_of_days(world, ids), HEALTH)


def _customers(world: World, here: Ints, ids: pa.Array) -> pa.Table:
    customers = world.customers
    paid_day = np.where(customers.paid_day < customers.churn_day, customers.paid_day, NEVER)
    return pa.table(
        {
            "customer_id": ids.take(pa.array(here)),
            "name": pa.array([organization_name(i) for i in here.tolist()], pa.string()),
            "segment": _picked(SEGMENTS, customers.segment[here]),
            "industry": _picked(INDUSTRIES, customers.industry[here]),
            "region": _picked(REGIONS, customers.region[here]),
            "archetype": _picked(ARCHETYPES, customers.archetype[here]),
            "signup_date": _dates(world, customers.signup_day[here]),
            "first_paid_date": _dates(world, paid_day[here]),
            "churn_date": _dates(world, customers.churn_day[here]),
            "ai_appetite": pa.array(customers.appetite[here]),
            "ai_adopted_date": _dates(world, customers.ai_day[here]),
            "ai_ramp_days": pa.array(customers.ai_ramp_days[here]),
            "users": pa.array(customers.users[here]),
            "seats": pa.array(customers.seats[here]),
        }
    )


def _arr(world: World, ids: pa.Array) -> pa.Table:
    changes = make_arr_changes(world)
    here = np.flatnonzero(changes.moment <= sync_end(world, world.spec.nights))
    return pa.table(
        {
            "customer_id": ids.take(pa.array(changes.customer[here])),
            "changed_at": moments(world.midnight, changes.moment[here]),
            "arr_usd": pa.array(changes.arr[here], mask=np.isnan(changes.arr[here])),
        }
    )


def _in_groups_of_days(world: World, ids: pa.Array) -> Iterator[pa.Table]:
    """Health of all who are customers, a day after the other, some days at a time."""
    days = world.spec.days + world.spec.nights
    step = max(1, ROW_GROUP // len(world.customers))
    for begin in range(0, days, step):
        parts = [_health(world, day, ids) for day in range(begin, min(begin + step, days))]
        yield from _in_groups(pa.concat_tables(parts))


def _health(world: World, day: int, ids: pa.Array) -> pa.Table:
    here = np.flatnonzero(world.activity[day] > 0)
    columns = [
        ids.take(pa.array(here)),
        _dates(world, np.full(len(here), day)),
        pa.array(world.customers.health[day][here].astype(np.float32)),
        pa.array(world.customers.ai_level(day)[here].astype(np.float32)),
    ]
    return pa.table(columns, schema=HEALTH)


def _in_groups(table: pa.Table) -> Iterator[pa.Table]:
    for begin in range(0, table.num_rows, ROW_GROUP):
        yield table.slice(begin, ROW_GROUP)


def _picked(values: tuple[str, ...], index: Ints) -> pa.Array:
    return pa.array(values, pa.string()).take(pa.array(index))


def _dates(world: World, day: Ints) -> pa.Array:
    """Dates of these days, null where they have not come by the last day."""
    first = np.datetime64(world.spec.first_day, "D").astype(np.int64)
    has_come = day < world.spec.days + world.spec.nights
    return pa.array((day + first).astype(np.int32), pa.int32(), mask=~has_come).cast(pa.date32())
