"""The raw folder against the contract: every kind of drift ends in a clear error, a cast, or a typed null."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from almanac.errors import AlmanacError
from almanac.warehouse.contract import source_contract
from almanac.warehouse.home import Home
from almanac.warehouse.raw import inventory
from almanac.warehouse.raw_inventory import RawInventory
from tests.warehouse.sample import ORGANIZATION, event_rows, write_company, write_events, write_raw

EVENT = event_rows((1, "2025-07-01 01:00", "2025-07-02 02:00"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    write_company(home)
    return home


def take(home: Home) -> RawInventory:
    return inventory(home, source_contract())


def test_counts_files_rows_and_extractions(home: Home) -> None:
    found = take(home)
    events = found.tables["app.product_events"]
    assert [(file.path, file.rows) for file in events.files] == [
        ("app/product_events/date=2025-07-01/events.parquet", 1),
        ("app/product_events/date=2025-07-02/events.parquet", 2),
        ("app/product_events/date=2025-07-03/events.parquet", 3),
    ]
    assert events.rows == 6
    assert found.extracted_until == {
        "app.product_events": datetime(2025, 7, 4, 2, tzinfo=UTC),
        "app.organizations": datetime(2025, 7, 1, 2, tzinfo=UTC),
    }
    assert found.missing == [name for name, table in source_contract().items() if table.optional]
    assert found.warnings == []


def test_a_missing_required_table_says_where_data_comes_from(tmp_path: Path) -> None:
    with pytest.raises(AlmanacError, match=r"app\.product_events, app.organizations.*no raw data") as error:
        take(Home(tmp_path))
    assert "almanac demo" in error.value.next_step
    assert "almanac load" in error.value.next_step


def test_a_missing_required_column_names_files(home: Home) -> None:
    write_raw(home, "app.product_events", "bad", f"select * exclude (distinct_id) from ({EVENT})")
    with pytest.raises(AlmanacError) as error:
        take(home)
    assert "app.product_events.distinct_id: the column is required, but missing from 1 of 4 files" in str(
        error.value
    )
    assert "app/product_events/bad.parquet" in str(error.value)


def test_a_missing_free_column_is_a_warning(home: Home) -> None:
    write_raw(home, "app.product_events", "thin", f"select * exclude (properties) from ({EVENT})")
    (warning,) = take(home).warnings
    assert warning.startswith(
        "app.product_events.properties: missing from 1 of 4 files (such as app/product_events/thin"
    )


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            """cast("timestamp" as varchar) as "timestamp\"""",
            "product_events.timestamp: expected timestamp, found VARCHAR",
        ),
        (
            """epoch_ms("timestamp") as "timestamp\"""",
            "product_events.timestamp: expected timestamp, found BIGINT",
        ),
        ("1.5 as distinct_id", "product_events.distinct_id: expected varchar, found DECIMAL(2,1)"),
        ("cast('x' as blob) as event", "product_events.event: expected varchar, found BLOB"),
        ("7 as uuid", "product_events.uuid: expected uuid, found INTEGER"),
    ],
)
def test_a_retyped_column_names_types_and_file(home: Home, change: str, complaint: str) -> None:
    write_raw(home, "app.product_events", "retyped", f"select * replace ({change}) from ({EVENT})")
    with pytest.raises(AlmanacError) as error:
        take(home)
    assert complaint in str(error.value)
    assert "in 1 of 4 files (such as app/product_events/retyped.parquet)" in str(error.value)


def test_all_problems_are_told_at_once(home: Home) -> None:
    write_raw(home, "app.product_events", "bad", f"select * exclude (event) from ({EVENT})")
    write_raw(home, "app.organizations", "bad", f"select * replace (1 as created_at) from ({ORGANIZATION})")
    with pytest.raises(AlmanacError) as error:
        take(home)
    assert "app.product_events.event" in str(error.value)
    assert "app.organizations.created_at" in str(error.value)


def test_an_empty_required_source_is_an_error(home: Home) -> None:
    for path in home.raw_table("app", "organizations").iterdir():
        path.unlink()
    write_raw(home, "app.organizations", "none", f"select * from ({ORGANIZATION}) where false")
    with pytest.raises(
        AlmanacError, match=r"app.organizations: 1 files \(such as .*none.parquet\) without any row"
    ):
        take(home)


def test_an_empty_optional_source_is_a_warning(home: Home) -> None:
    users = "select 'u1' as id, 'o1' as organization_id, now()::timestamp as created_at, "
    write_raw(home, "app.users", "none", users + "now()::timestamp as _airbyte_extracted_at where false")
    found = take(home)
    assert "app.users" not in found.missing
    assert any(text.startswith("app.users: 1 files") and "without any row" in text for text in found.warnings)


@pytest.mark.parametrize("content", [b"", b"this is no Parquet file, however long it may be", None])
def test_a_broken_file_is_named(home: Home, content: bytes | None) -> None:
    path = home.raw / "app/product_events/date=2025-07-02/events.parquet"
    path.write_bytes(path.read_bytes()[:-30] if content is None else content)
    with pytest.raises(AlmanacError, match=r"date=2025-07-02/events\.parquet: cannot be read as Parquet"):
        take(home)


def test_work_in_progress_is_not_read(home: Home) -> None:
    before = take(home)
    folder = home.raw_table("app", "product_events")
    for name in (".events.parquet", "_events.parquet", "events.parquet.tmp"):
        (folder / name).write_bytes(b"half")
    assert take(home) == before


def test_only_new_and_changed_files_are_read_again(home: Home) -> None:
    first = take(home)
    told = datetime(2000, 1, 1, tzinfo=UTC)
    events = first.tables["app.product_events"]
    doctored = [
        file.model_copy(update={"extracted_from": told, "extracted_until": told}) for file in events.files
    ]
    known = first.model_copy(
        update={"tables": {"app.product_events": events.model_copy(update={"files": doctored})}}
    )
    write_events(home, "date=2025-07-02/events", (9, "2025-07-02 01:00", "2025-07-09 02:00"))
    write_events(home, "late", (8, "2025-07-02 01:00", "2025-07-08 02:00"))
    again = inventory(home, source_contract(), known).tables["app.product_events"]
    assert [file.extracted_until for file in again.files] == [
        told,
        datetime(2025, 7, 9, 2, tzinfo=UTC),
        told,
        datetime(2025, 7, 8, 2, tzinfo=UTC),
    ]


def test_changed_files_are_those_that_differ_on_disk(home: Home) -> None:
    found = take(home)
    assert found.changed_files(home) == []
    write_events(home, "date=2025-07-02/events", (9, "2025-07-02 01:00", "2025-07-09 02:00"))
    (home.raw / "app/product_events/date=2025-07-03/events.parquet").unlink()
    assert found.changed_files(home) == [
        "app/product_events/date=2025-07-02/events.parquet",
        "app/product_events/date=2025-07-03/events.parquet",
    ]
