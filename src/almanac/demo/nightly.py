"""What a nightly sync writes: the tables of every domain, then the events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from almanac.demo.accounts import make_accounts, make_snapshots
from almanac.demo.arr import make_crm_arr_changes
from almanac.demo.billing.tables import write_billing
from almanac.demo.arr import make_arr_changes
from almanac.demo.devices.tables import write_devices
from almanac.demo.dirt import UNKNOWN_USERS, Fault, folder_days, make_day, make_strays
from almanac.demo.events import Rows, concat, in_time_order
from almanac.demo.marketing.tables import write_marketing
from almanac.demo.parameters import DAY, HOUR
from almanac.demo.sales.tables import write_sales
from almanac.demo.support.tables import write_support
from almanac.demo.sync import Found, Progress, Sync
from almanac.demo.tables import account_columns, arrived_user_columns, organization_columns, user_columns
from almanac.demo.texts import Pools, event_columns
from almanac.demo.usage.tables import write_usage
from almanac.demo.users import NOBODY
from almanac.demo.write import ROW_GROUP, raw_schema, write_parquet, write_rows

MOSTLY_DISTINCT = ("uuid", "timestamp", "properties")

Domain = Callable[[Sync, Path, Progress], dict[str, int]]
"""Writes the tables of one domain below the folder `raw` and says how many rows each has."""

DOMAINS: tuple[Domain, ...] = (write_usage, write_support, write_sales, write_billing, write_marketing, write_devices)


def write_sync(sync: Sync, raw: Path, on_progress: Progress) -> Found:
    """Write what the sync finds below the folder `raw`, in the raw layout."""
    on_progress("organisations, users, accounts", 0.0)
    rows = {name: count for write in DOMAINS for name, count in write(sync, raw, on_progress).items()}
    rows |= {
        "app.organizations": _write_organizations(sync, raw / "app" / "organizations" / sync.file_name),
        "app.users": _write_users(sync, raw / "app" / "users" / sync.file_name),
        "salesforce.account": _write_accounts(sync, raw / "salesforce" / "account" / sync.file_name),
    }
    known = len(sync.world.users) + len(sync.world.customers)
    faults, unknown = np.zeros(len(Fault), dtype=np.int64), np.zeros(UNKNOWN_USERS, dtype=np.int64)
    for events in _write_events(sync, raw / "app" / "product_events", on_progress):
        faults += np.bincount(events.fault, minlength=len(Fault))
        actor = events.actor[events.fault == Fault.UNKNOWN_USER]
        unknown += np.bincount(actor - known, minlength=UNKNOWN_USERS)
    return Found({"app.product_events": int(faults.sum()), **rows}, faults, unknown)


def _write_events(sync: Sync, folder: Path, on_progress: Progress) -> Iterator[Rows]:
    """Write one file per day, in time order, and hand on its rows."""
    pools, schema = Pools.of(sync.world), raw_schema("app.product_events")
    strays = concat([make_strays(sync.world, day) for day in sync.days])
    strays = strays.take(sync.finds(strays.extracted))
    stray_days = folder_days(strays)
    days = sorted({*sync.days, *stray_days.tolist()})
    for done, day in enumerate(days):
        on_progress("product events", done / len(days))
        parts = [strays.take(stray_days == day)]
        if day in sync.days:
            rows = make_day(sync.world, day)
            parts.append(rows.take(sync.finds(rows.extracted)))
        rows = in_time_order(concat(parts))
        if len(rows):
            path = folder / f"date={sync.world.spec.first_day + timedelta(days=day)}" / sync.file_name
            write_parquet(path, _row_groups(rows, pools, schema), schema, MOSTLY_DISTINCT)
            yield rows
    on_progress("product events", 1.0)


def _row_groups(rows: Rows, pools: Pools, schema: pa.Schema) -> Iterator[pa.Table]:
    for begin in range(0, len(rows), ROW_GROUP):
        columns = event_columns(rows.take(slice(begin, begin + ROW_GROUP)), pools)
        yield pa.table([columns[name] for name in schema.names], schema=schema)


def _write_organizations(sync: Sync, path: Path) -> int:
    """New customers and those with a new name; the first sync has both extractions of a renamed one."""
    customers, end = sync.world.customers, sync.end
    is_new, is_renamed = sync.finds(customers.signed_up), sync.finds(customers.renamed)
    now = np.flatnonzero(is_new | is_renamed)
    before = np.flatnonzero(is_new & is_renamed)
    customer = np.concatenate([before, now])
    is_former = np.concatenate([np.ones(len(before), dtype=bool), customers.renamed[now] > end])
    extracted = np.full(len(customer), end)
    extracted[: len(before)] = customers.renamed_day[before] * DAY + 2 * HOUR + HOUR // 2
    return write_rows(
        path, "app.organizations", organization_columns(sync.world, customer, extracted, is_former)
    )


def _write_users(sync: Sync, path: Path) -> int:
    """New memberships, those that ended, new roles; an added night also brings a user with events of before.

    The first sync has both extractions of a user with another role.
    """
    users, end = sync.world.users, sync.end
    ended, is_new, has_new_role = (
        sync.finds(moment) for moment in (users.deactivated, users.created, users.new_role)
    )
    before = np.flatnonzero(is_new & has_new_role)
    first = np.flatnonzero(is_new | ((ended | has_new_role) & (users.created <= end)))
    is_there = (users.second != NOBODY) & (users.second_created <= end)
    second = np.flatnonzero(is_there & (sync.finds(users.second_created) | ended))
    user = np.concatenate([before, first, second])
    extracted = np.full(len(user), end)
    extracted[: len(before)] = users.new_role[before] // DAY * DAY + 2 * HOUR + HOUR // 2
    is_second = np.arange(len(user)) >= len(before) + len(first)
    columns = user_columns(sync.world, user, is_second, extracted)
    if sync.night:
        arrived = arrived_user_columns(sync.world, sync.night - 1, end)
        columns = {name: pa.concat_arrays([column, arrived[name]]) for name, column in columns.items()}
    return write_rows(path, "app.users", columns)


def _write_accounts(sync: Sync, path: Path) -> int:
    """Every snapshot that was extracted since the last sync."""
    accounts = make_accounts(sync.world)
    snapshots = make_snapshots(sync.world, make_crm_arr_changes(sync.world), accounts)
    index = np.flatnonzero(sync.finds(snapshots.extracted))
    return write_rows(path, "salesforce.account", account_columns(sync.world, accounts, snapshots, index))
