"""Devices: an increment gives the rows of a full build, whatever the nights brought."""

from __future__ import annotations

import random

import duckdb
import pytest

from almanac.warehouse.home import Home
from almanac.warehouse.versions import Version
from tests.transform.company import Company
from tests.transform.device_nights import HAPPENINGS, DeviceHappenings
from tests.transform.same_rows import contents, is_same

MODELS = (
    "+path:models/entities/devices",
    "+path:models/entities/locations",
    "+int_devices__customer_days",
    "+device_days",
    "+conservation_account",
)
"""What these tests look at."""

TABLES = """
    select table_schema || '.' || table_name from information_schema.tables
    where table_schema = 'entities' and table_name similar to 'entity_(devices|locations).*'
    or table_schema = 'metrics' and table_name = 'device_days'
    or table_name in (
        'int_devices__signal_days', 'int_devices__telemetry', 'int_devices__daily',
        'int_devices__location_days', 'int_devices__customer_days', 'stg_app__device_events__quarantined',
        'conservation_account'
    ) order by 1
"""


def device_differences(one: Version, other: Version) -> list[str]:
    """Tables in which two versions differ, each with an example."""
    with duckdb.connect(str(other.database), read_only=True) as connection:
        tables = [name for (name,) in connection.execute(TABLES).fetchall()]
    assert len(tables) == 15
    found = []
    for table in tables:
        rows, others = contents(one, table), contents(other, table)
        unequal = [pair for pair in zip(rows, others, strict=False) if not is_same(*pair)]
        if unequal or len(rows) != len(others):
            found.append(f"{table}: {len(rows)} rows and {len(others)}, such as {unequal[:1]}")
    return found


def check_sequence(home: Home, seed: int, nights: int) -> set[str]:
    """Let nights pass, each with an increment; a full build then says the same. Returns what happened."""
    company = Company(home, models=MODELS)
    happenings = DeviceHappenings(company, random.Random(seed))
    happenings.begin()
    version, happened = company.build(), []
    for _ in range(nights):
        happened.append(happenings.night())
        version = company.build()
        assert not version.manifest.full_refresh, version.manifest.reason
    found = device_differences(version, company.build(full_refresh=True))
    assert not found, f"seed {seed}, nights {happened}:\n" + "\n".join(found)
    return {name for names in happened for name in names}


@pytest.mark.long
def test_increments_of_devices_equal_a_full_build(company: Company) -> None:
    """Three nights with late and repeated telemetry, moves, retirements, arrivals and archived days."""
    assert check_sequence(company.home, seed=4, nights=3) <= set(HAPPENINGS)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(300, 303))
def test_many_sequences_of_device_nights(company: Company, seed: int) -> None:
    """The same over many sequences."""
    check_sequence(company.home, seed, 2 + seed % 4)
