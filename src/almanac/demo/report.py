"""What is known about a company's data: rows per table, dirt by kind, what becomes of every event row."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np

from almanac.demo.accounts import TO_NOBODY, TO_UNKNOWN, make_accounts
from almanac.demo.dirt import FIRST_COPY, Fault
from almanac.demo.parameters import CompanySpec
from almanac.demo.streams import Ints
from almanac.demo.sync import Found, sync_end
from almanac.demo.users import NOBODY
from almanac.demo.world import World

QUARANTINED = {
    Fault.MISSING_UUID: "missing_uuid",
    Fault.MISSING_EVENT: "missing_event",
    Fault.MISSING_DISTINCT_ID: "missing_distinct_id",
    Fault.NULL_TIMESTAMP: "missing_timestamp",
    Fault.FUTURE_TIMESTAMP: "future_timestamp",
    Fault.ANCIENT_TIMESTAMP: "ancient_timestamp",
    Fault.CHANGED_BY_LOADER: "changed_by_loader",
    Fault.UNKNOWN_USER: "unknown_user",
    Fault.UNKNOWN_ORGANIZATION: "unknown_organization",
}
"""The faults that keep an event row out, with the reason that a build gives."""


@dataclass(frozen=True)
class CompanyReport:
    """Rows per raw table, the amount of each kind of dirt, and the fate of each event row.

    `dirt` counts event rows by fault, then users, organisations and accounts. `fates` sums to the event rows;
    it holds for the default policies and an as-of at the last sync.
    """

    spec: CompanySpec
    rows: dict[str, int]
    dirt: dict[str, int]
    fates: dict[str, int]


def make_report(world: World, syncs: list[Found]) -> CompanyReport:
    """The report over all syncs of a company, the first one and those of the added nights."""
    tables = dict.fromkeys(table for found in syncs for table in found.rows)
    rows = {table: sum(found.rows.get(table, 0) for found in syncs) for table in tables}
    faults = np.sum([found.faults for found in syncs], axis=0)
    arrived = int(np.sum([found.unknown_users for found in syncs], axis=0)[: len(syncs) - 1].sum())
    faults[Fault.UNKNOWN_USER] -= arrived
    dirt = {fault.name.lower(): int(faults[fault]) for fault in Fault if fault is not Fault.NONE}
    dirt |= {"user_arrived_later": arrived, "duplicates": int(faults[FIRST_COPY:].sum()), **_tables(world)}
    return CompanyReport(world.spec, rows, dirt, _fates(faults, arrived))


def _fates(faults: Ints, arrived: int) -> dict[str, int]:
    quarantined = {reason: int(faults[fault]) for fault, reason in QUARANTINED.items()}
    duplicates = int(faults[FIRST_COPY:].sum())
    loaded = int(faults.sum()) + arrived - duplicates - sum(quarantined.values())
    return {"loaded": loaded, "duplicates": duplicates, **quarantined}


def _tables(world: World) -> dict[str, int]:
    """Oddities of users, organisations and accounts that are known by the last sync."""
    users, customers, accounts = world.users, world.customers, make_accounts(world)
    end = sync_end(world, world.spec.nights)
    is_here = customers.signed_up <= end
    has_second = (users.second != NOBODY) & (users.second_created <= end)
    per_customer = np.bincount(
        accounts.link[(accounts.link >= 0) & ~accounts.is_binned], minlength=len(customers)
    )
    return {
        "users_in_two_organizations": int(has_second.sum()),
        "users_deactivated": int(((users.deactivated <= end) & (users.created <= end)).sum()),
        "organizations_renamed": int((customers.renamed <= end).sum()),
        "organizations_with_two_accounts": int((per_customer[is_here] == 2).sum()),
        "organizations_without_account": int((per_customer[is_here] == 0).sum()),
        "accounts_linked_to_nobody": int((accounts.link == TO_NOBODY).sum()),
        "accounts_linked_to_unknown_organization": int((accounts.link == TO_UNKNOWN).sum()),
        "accounts_deleted": int(accounts.is_binned.sum()),
    }


def write_report(path: Path, report: CompanyReport, syncs: list[Found]) -> None:
    """Write the report, with what each sync found so that the next one can be added to it."""
    found = [
        {"rows": sync.rows, "faults": sync.faults.tolist(), "unknown_users": sync.unknown_users.tolist()}
        for sync in syncs
    ]
    spec = asdict(report.spec) | {"as_of_date": report.spec.as_of_date.isoformat()}
    document = {"spec": spec, "rows": report.rows, "dirt": report.dirt, "fates": report.fates, "syncs": found}
    path.write_text(json.dumps(document, indent=1) + "\n")


def read_report(path: Path) -> tuple[CompanyReport, list[Found]]:
    """The report that was written there, and what each sync found."""
    document = json.loads(path.read_text())
    spec = CompanySpec(
        **document["spec"] | {"as_of_date": date.fromisoformat(document["spec"]["as_of_date"])}
    )
    syncs = [
        Found(sync["rows"], np.array(sync["faults"]), np.array(sync["unknown_users"]))
        for sync in document["syncs"]
    ]
    return CompanyReport(spec, document["rows"], document["dirt"], document["fates"]), syncs
