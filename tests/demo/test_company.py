"""A company as a whole: same bytes, the contract's schema, days in order, replaced whole."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from almanac.demo.company import make_company, read_company
from almanac.demo.parameters import CompanySpec
from almanac.warehouse.contract import contract_table
from almanac.warehouse.home import Home
from tests.demo.conftest import RAW_TABLES, TINY, ask, files_of

SMALL = CompanySpec(customers=8, days=6, seed=3, as_of_date=date(2025, 3, 2), events=2_000)

IN_ANOTHER_PROCESS = """
import sys
from datetime import date
from pathlib import Path
import pyarrow
pyarrow.set_cpu_count(1)
pyarrow.set_io_thread_count(1)
from almanac.demo.company import make_company
from almanac.demo.parameters import CompanySpec
from almanac.warehouse.home import Home
make_company(Home(Path(sys.argv[1])), CompanySpec(8, 6, 3, date(2025, 3, 2), 2_000))
"""


def test_same_spec_gives_same_bytes_elsewhere(tmp_path: Path) -> None:
    """Another process with one thread, another time zone and other hash seeds writes the same files."""
    make_company(Home(tmp_path / "here"), SMALL)
    subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS, str(tmp_path / "there")],
        env=os.environ | {"TZ": "Asia/Kolkata", "PYTHONHASHSEED": "5", "OMP_NUM_THREADS": "1"},
        check=True,
    )
    here = files_of(tmp_path / "here")
    assert len(here) > 10
    assert here == files_of(tmp_path / "there")


def test_another_seed_gives_other_events(tmp_path: Path) -> None:
    """The seed is not ignored: no uuid is shared."""
    uuids = []
    for seed in (3, 4):
        home = Home(tmp_path / str(seed))
        make_company(home, replace(SMALL, seed=seed))
        uuids.append(set(ask(home, "select uuid from events where uuid is not null")))
    assert len(uuids[0]) > 1_000
    assert not uuids[0] & uuids[1]


@pytest.mark.parametrize("view", RAW_TABLES)
def test_schema_is_the_contract(tiny_home: Home, view: str) -> None:
    """DuckDB reads each column back in the contract's type and order."""
    described = [row[:2] for row in ask(tiny_home, f"describe {view}") if row[0] != "filename"]
    contract = contract_table(RAW_TABLES[view]).columns
    assert described == [(column.name, column.data_type.upper()) for column in contract]


def test_rows_are_counted(later_home: Home) -> None:
    """The report has as many rows per table as the files."""
    told = read_company(later_home).rows
    assert set(RAW_TABLES.values()) <= set(told)
    for table, rows in told.items():
        files = f"{later_home.raw}/{table.replace('.', '/')}/**/*.parquet"
        assert ask(later_home, f"select count(*) from read_parquet('{files}')") == [(rows,)], table


def test_as_many_events_happen_as_asked_for(tmp_path: Path) -> None:
    """Once all late rows are in, the first days have every event of the spec and no more."""
    home = Home(tmp_path)
    make_company(home, replace(SMALL, nights=31))
    sql = """
        with original as (
            select distinct on (coalesce(uuid::varchar, filename || distinct_id || timestamp)) *
            from events order by _airbyte_extracted_at
        )
        select count(*) from original where timestamp >= '2025-02-25' and timestamp < '2025-03-03'
        """
    ((happened,),) = ask(home, sql)
    dirt = read_company(home).dirt
    elsewhere = dirt["null_timestamp"] + dirt["future_timestamp"] + dirt["ancient_timestamp"]
    assert SMALL.event_count - elsewhere <= happened <= SMALL.event_count


def test_day_files_are_in_order_and_in_their_folder(later_home: Home) -> None:
    """Inside a file timestamps never go back, nulls last; the folder is the day (of extraction for nulls)."""
    sql = f"""
        with placed as (
            select *, coalesce(timestamp, timestamp '9999-01-01') as moment
            from read_parquet(
                '{later_home.raw}/app/product_events/**/*.parquet', file_row_number=true, filename=true
            )
        ),
        followed as (
            select *, lag(moment) over (partition by filename order by file_row_number) as moment_before
            from placed
        )
        select count(*) filter (moment < moment_before),
            count(*) filter (
                regexp_extract(filename, 'date=([0-9-]+)/', 1)
                <> strftime(coalesce(timestamp, _airbyte_extracted_at), '%Y-%m-%d')
            ),
            count(distinct filename)
        from followed
        """
    ((disorder, misplaced, files),) = ask(later_home, sql)
    assert (disorder, misplaced) == (0, 0)
    assert files > TINY.days


@pytest.mark.parametrize("view", RAW_TABLES)
def test_nothing_is_extracted_after_the_last_sync(tiny_home: Home, view: str) -> None:
    """The last extraction is in the night after the last day; accounts are read when they change."""
    ((latest,),) = ask(tiny_home, f"select max(_airbyte_extracted_at) from {view}")
    earliest = datetime(2025, 3, 1) if view == "accounts" else datetime(2025, 4, 1, 2, 0)
    assert earliest <= latest <= datetime(2025, 4, 1, 2, 30)


def test_a_new_company_replaces_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    """No file of the old company stays; a raw table of somebody else does."""
    home, fresh = Home(tmp_path / "home"), Home(tmp_path / "fresh")
    make_company(home, replace(SMALL, days=9))
    other = home.raw_table("stripe", "invoices") / "loaded.parquet"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"kept")
    make_company(home, SMALL)
    make_company(fresh, SMALL)
    assert files_of(home.root) == files_of(fresh.root) | {"raw/stripe/invoices/loaded.parquet": b"kept"}


@pytest.mark.parametrize("renames", range(10))
def test_killed_while_replacing_leaves_no_mixture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    """Old and new tables never lie beside events, which every build needs; the next run mends it."""
    home, old, new = Home(tmp_path / "home"), SMALL, replace(SMALL, seed=11)
    make_company(home, old)
    before = files_of(home.raw)
    kill_at_rename(monkeypatch, renames)
    with pytest.raises(KeyboardInterrupt):
        make_company(home, new)
    monkeypatch.undo()
    left = files_of(home.raw)
    make_company(home, new)
    after = files_of(home.raw)
    assert left in (before, after) or not any(name.startswith("app/product_events") for name in left)
    assert sorted(path.name for path in home.root.iterdir()) == ["raw", "truth"]


def kill_at_rename(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """End the program at this rename, counted from 0."""
    rename = Path.rename
    done: list[Path] = []

    def counted(self: Path, target: Path) -> Path:
        if len(done) == number:
            raise KeyboardInterrupt
        done.append(target)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", counted)


def test_progress_is_told(tmp_path: Path) -> None:
    """Shares rise from 0 to 1."""
    told: list[tuple[str, float]] = []
    make_company(Home(tmp_path), SMALL, lambda label, share: told.append((label, share)))
    shares = [share for label, share in told if label == "product events"]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
