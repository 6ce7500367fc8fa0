"""`almanac load`: read, validate and land what a mapping names. All are checked before one is changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from collections.abc import Mapping as Variables
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb

from almanac.connectors.files import land, names, sql
from almanac.connectors.files.delivered import match_columns
from almanac.connectors.files.engine import MODEST, Limits, engine
from almanac.connectors.files.find import find_files
from almanac.connectors.files.judge import judge
from almanac.connectors.files.make import make
from almanac.connectors.files.mapping import THE_FILE, ColumnsEntry, Mapping, SelectEntry
from almanac.connectors.files.read import read_relation
from almanac.connectors.files.read_mapping import read_mapping
from almanac.connectors.files.refuse import tally
from almanac.connectors.files.report import Account, FileAccount, account
from almanac.connectors.files.sift import sift
from almanac.errors import AlmanacError
from almanac.warehouse.contract import Table, contract_table
from almanac.warehouse.home import Home

Step = Callable[[str], None]


def load(
    home: Home,
    mapping_file: Path,
    now: datetime,
    files_dir: Path | None = None,
    append: bool = False,
    limits: Limits = MODEST,
    on_step: Step = lambda step: None,
    variables: Variables[str, object] | None = None,
) -> list[Account]:
    """Load the tables that the mapping names and tell what became of every row.

    `now` (UTC, without a zone) is the extraction's moment where a file has none. With `append` the rows are
    added to the tables, else they replace them. `variables` are the project's vars, which may name the
    company's custom columns. Nothing changes when any table fails.
    """
    mapping = read_mapping(mapping_file)
    found = _find(mapping, files_dir or mapping_file.parent)
    with home.write_lock(lambda holder: on_step(f"waiting for {holder}")), land.staging(home) as staging:
        accounts: list[Account] = []
        places: list[Path] = []
        for name, entry in mapping.tables.items():
            table = contract_table(name)
            readable = [*(path for paths in found[name].values() for path in paths), _quarantine(home, table)]
            with engine(staging.root / f"scratch-{name}", readable, staging.root, limits) as con:
                one = _table(con, table, entry, found[name], now, on_step, variables or {})
                _check_some(one, append)
                accounts.append(one)
                places += _stage(con, staging, table, now, append)
        on_step("swapping the tables in")
        land.swap_in(staging, places)
        # What lay behind a synthetic company is no truth of these rows.
        shutil.rmtree(home.truth, ignore_errors=True)
    return accounts


def _find(mapping: Mapping, folder: Path) -> dict[str, dict[str, list[Path]]]:
    """Table -> relation -> files; a file that is not there is told before anything is read."""
    return {
        table: {
            name: find_files(_thing(table, name), files, folder) for name, files in entry.relations.items()
        }
        for table, entry in mapping.tables.items()
    }


def _table(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    entry: ColumnsEntry | SelectEntry,
    found: dict[str, list[Path]],
    now: datetime,
    on_step: Step,
    variables: Variables[str, object],
) -> Account:
    """Read and judge one table into the scratch database."""
    files = {}
    for name, spec in entry.relations.items():
        thing = _thing(table.full_name, name)
        on_step(f"reading {thing}")
        read = read_relation(con, thing, name, spec, found[name])
        sift(con, thing, name, spec)
        files[name] = _file_account(con, name, len(found[name]), read)
    on_step(f"checking {table.full_name}")
    delivered = match_columns(con, table, entry, variables)
    make(con, table, delivered.entry)
    judge(con, table, delivered.entry, now)
    per_row = files.pop(entry.row_per) if entry.row_per else None
    whole = account(table.full_name, _table_account(con), per_row, _examples(con), files.values())
    return replace(whole, unread_columns=delivered.unread, empty_columns=delivered.empty)


def _file_account(con: duckdb.DuckDBPyConnection, relation: str, files: int, read: int) -> FileAccount:
    refused = "select reason, count(*) from work.refused where relation = ? group by all order by all"
    return FileAccount(
        relation=relation,
        files=files,
        read=read,
        used=sql.number(con, f"select count(*) from {names.used(relation)}"),
        duplicates=tally(con, names.verdicts(relation))[0],
        quarantined=dict(sql.rows(con, refused, relation)),
    )


def _table_account(con: duckdb.DuckDBPyConnection) -> FileAccount:
    duplicates, quarantined = tally(con, "work.verdicts")
    return FileAccount(
        relation="",
        files=0,
        read=sql.number(con, "select count(*) from work.made"),
        used=sql.number(con, f"select count(*) from work.judged where {names.REASON} is null"),
        duplicates=duplicates,
        quarantined=quarantined,
    )


def _examples(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Per reason the first refused row: its file and what is wrong."""
    first = "first(concat_ws(', ', file, detail) order by rowid)"
    return dict(sql.rows(con, f"select reason, {first} from work.refused group by all order by all"))


def _stage(
    con: duckdb.DuckDBPyConnection, staging: land.Staging, table: Table, now: datetime, append: bool
) -> list[Path]:
    """Write one table aside; the places of the home that it takes."""
    home = staging.home
    folder, quarantine = home.raw_table(table.source, table.name), _quarantine(home, table)
    land.write_table(con, table, staging.of(folder))
    land.write_quarantine(con, staging.of(quarantine), now, quarantine if append else None)
    if not append:
        return [folder, quarantine]
    written = sorted(staging.of(folder).rglob("*.parquet"))
    return [*(home.root / file.relative_to(staging.new) for file in written), quarantine]


def _check_some(one: Account, append: bool) -> None:
    """A table of which nothing can be loaded would empty what is there."""
    if one.loaded or (append and not one.read):
        return
    if not one.read:
        raise AlmanacError(
            one.table, "its files hold no rows", "Export them again, or take the table out of the mapping."
        )
    why = ", ".join(f"{reason} {count:,}" for reason, count in one.quarantined.items())
    example = next(iter(one.examples.values()), "")
    raise AlmanacError(
        one.table, f"none of its {one.read:,} rows can be loaded: {why} ({example})", "Nothing was changed."
    )


def _quarantine(home: Home, table: Table) -> Path:
    return home.quarantine / table.source / f"{table.name}.parquet"


def _thing(table: str, relation: str) -> str:
    return table if relation == THE_FILE else f"{table}, {relation}"
