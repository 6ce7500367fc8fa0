"""Whether two versions say the same."""

from __future__ import annotations

import math

import duckdb

from almanac.warehouse.versions import Version

TOLERANCE = 1e-9


def differences(one: Version, other: Version) -> list[str]:
    """Tables in which two versions differ beyond `_loaded_at`, each with an example."""
    found = []
    for table in tables(other):
        rows, others = contents(one, table), contents(other, table)
        unequal = [pair for pair in zip(rows, others, strict=False) if not is_same(*pair)]
        if unequal or len(rows) != len(others):
            found.append(f"{table}: {len(rows)} rows and {len(others)}, such as {unequal[:1]}")
    return found


def tables(version: Version) -> list[str]:
    """Everything that is published, what was quarantined, and the conservation account."""
    sql = """select table_schema || '.' || table_name from information_schema.tables
        where table_schema in ('marts', 'metrics', 'entities') or table_name in (
            'conservation_account', 'stg_product_events__quarantined', 'int_product_events__unresolved',
            'int_product_events__malformed_properties', 'int_product_events__sessions',
            'int_features__customer_days', 'int_organizations__onboarding', 'int_organizations__first_value',
            'stg_app__users', 'stg_salesforce__account_snapshots'
        ) order by 1"""
    with duckdb.connect(str(version.database), read_only=True) as connection:
        return [name for (name,) in connection.execute(sql).fetchall()]


def contents(version: Version, table: str) -> list[tuple[object, ...]]:
    """All rows without the moment of the build, in order."""
    with duckdb.connect(str(version.database), read_only=True) as connection:
        columns = "columns(lambda name: name != '_loaded_at')"
        return connection.execute(f"select {columns} from {table} order by all").fetchall()


def is_same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Equal values; fractions up to their last digits."""
    return all(_is_same_value(*pair) for pair in zip(one, other, strict=True))


def _is_same_value(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return one == other
