"""The conservation account: what the files' footers count must all have an outcome in the warehouse."""

from __future__ import annotations

import duckdb

from almanac.errors import AlmanacError
from almanac.warehouse.manifest import Account, Outcome
from almanac.warehouse.raw_inventory import RawInventory

_QUERY = """
    select source, outcome, nullif(reason, '') as reason, cast(sum(row_count) as bigint)
    from intermediate.conservation_account
    group by all
    order by source, outcome, reason nulls first
"""


def take_account(connection: duckdb.DuckDBPyConnection, raw: RawInventory) -> list[Account]:
    """The account of every source table that the warehouse tells of; an error where one does not balance."""
    outcomes: dict[str, list[Outcome]] = {}
    for source, outcome, reason, rows in connection.execute(_QUERY).fetchall():
        outcomes.setdefault(source, []).append(Outcome(outcome=outcome, reason=reason, rows=rows))
    accounts = [
        Account(source=name, raw_rows=raw.tables[name].rows if name in raw.tables else 0, outcomes=found)
        for name, found in outcomes.items()
    ]
    _require_balance(accounts)
    return accounts


def unaccounted(accounts: list[Account], raw: RawInventory) -> list[str]:
    """Raw tables with rows of which no account tells."""
    told = {account.source for account in accounts}
    return [name for name, table in raw.tables.items() if table.rows and name not in told]


def _require_balance(accounts: list[Account]) -> None:
    unbalanced = [account for account in accounts if account.difference]
    if unbalanced:
        raise AlmanacError(
            "conservation account",
            "\n  - ".join(["raw rows and their outcomes differ:", *map(_sentence, unbalanced)]),
            "No row may be lost or counted twice: correct the model that does, or report it.",
        )


def _sentence(account: Account) -> str:
    outcomes = " + ".join(
        f"{outcome.rows:,} {outcome.reason or outcome.outcome}" for outcome in account.outcomes
    )
    kind = "without an outcome" if account.difference > 0 else "too many"
    return (
        f"{account.source}: {account.raw_rows:,} raw rows, but {outcomes}: {abs(account.difference):,} {kind}"
    )
