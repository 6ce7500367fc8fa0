"""Names under which loaders and companies have a column, and where a loader says when it read a row."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from almanac.warehouse.contract import Column, Table
from almanac.warehouse.engine import scratch
from almanac.warehouse.home import Home
from almanac.warehouse.raw import inventory
from almanac.warehouse.raw_views import create_raw_views
from tests.warehouse.sample import write_raw

DEAL = Table(
    source="crm",
    name="deal",
    schema="raw_crm",
    columns=(
        Column("id", "varchar", required=True),
        Column("arr__c", "double", aliases=("arr_c", "arr"), named_by="arr_column"),
        Column("_fivetran_synced", "timestamp"),
    ),
    key=("id",),
    partition_by=None,
    order_by=None,
    optional=True,
    extracted_at="_fivetran_synced",
)
CONTRACT = {"crm.deal": DEAL}
ROW = "select 'd1' as id, timestamp '2025-03-01 04:00' as _fivetran_synced, "


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """No raw data yet."""
    return Home(tmp_path)


def arr(home: Home, **variables: object) -> list[object]:
    """What SQL sees in `arr__c`, file by file."""
    with scratch() as connection:
        create_raw_views(connection, home, CONTRACT, inventory(home, CONTRACT, None, variables))
        found = connection.execute("select arr__c from raw_crm.deal order by 1 nulls last").fetchall()
    return [value for (value,) in found]


@pytest.mark.parametrize("name", ["arr__c", "ARR__C", "arr_c", "Arr"])
def test_a_column_is_found_under_each_of_its_names(home: Home, name: str) -> None:
    write_raw(home, "crm.deal", "deals", f'{ROW} 12.5 as "{name}"')
    assert arr(home) == [12.5]


def test_files_may_differ_in_the_name(home: Home) -> None:
    write_raw(home, "crm.deal", "one", f"{ROW} 1.0 as arr_c")
    write_raw(home, "crm.deal", "two", f"{ROW} 2.0 as arr__c")
    assert arr(home) == [1, 2]


def test_the_contract_s_own_name_wins(home: Home) -> None:
    write_raw(home, "crm.deal", "deals", f"{ROW} 2.0 as arr, 1.0 as arr__c")
    assert arr(home) == [1]


def test_a_company_names_its_custom_column(home: Home) -> None:
    """That one alone is meant: the usual name is somebody else's column."""
    write_raw(home, "crm.deal", "deals", f'{ROW} 1.0 as arr__c, 3.0 as "Jahreswert__c"')
    assert arr(home, arr_column="JAHRESWERT__C") == [3]
    assert arr(home, arr_column="absent__c") == [None]
    warnings = inventory(home, CONTRACT, None, {"arr_column": "absent__c"}).warnings
    assert warnings == [
        "crm.deal.arr__c: missing from 1 of 1 files (such as crm/deal/deals.parquet); it is null there"
    ]


def test_each_loader_has_its_own_extraction_column(home: Home) -> None:
    write_raw(home, "crm.deal", "deals", f"{ROW} 1.0 as arr")
    found = inventory(home, CONTRACT)
    assert found.extracted_until == {"crm.deal": datetime(2025, 3, 1, 4, tzinfo=UTC)}
