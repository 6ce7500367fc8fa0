"""The raw folder against the source contract: which files there are, and whether they fit it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from almanac.errors import AlmanacError
from almanac.warehouse.contract import Column, Table
from almanac.warehouse.engine import scratch
from almanac.warehouse.home import Home
from almanac.warehouse.raw_footers import Footer, extraction_ranges, read_footers
from almanac.warehouse.raw_inventory import Layout, RawFile, RawInventory, RawTable
from almanac.warehouse.raw_types import as_contract_type

Contract = Mapping[str, Table]


@dataclass
class _Findings:
    """What does not fit the contract: problems stop a build, warnings are said aloud."""

    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def inventory(
    home: Home,
    contract: Contract,
    known: RawInventory | None = None,
    variables: Mapping[str, object] | None = None,
) -> RawInventory:
    """The raw data as it lies there now; an error says what does not fit the contract, in which files.

    `variables` name a company's custom columns. Only footers and extraction times are read, the latter not
    again for files that `known` has unchanged.
    """
    paths = {name: _parquet_files(home, table) for name, table in contract.items()}
    _require_files(home, contract, paths)
    with scratch() as connection:
        footers = read_footers(connection, [path for found in paths.values() for path in found])
        tables = {
            name: _table(home, table, paths[name], footers, variables or {})
            for name, table in contract.items()
        }
        warnings = _judge(contract, tables)
        tables = {
            name: _with_extractions(connection, home, table, known, contract[name].extracted_at)
            for name, table in tables.items()
        }
    return RawInventory(tables=tables, warnings=warnings)


def _parquet_files(home: Home, table: Table) -> list[Path]:
    """Files whose name starts with a dot or an underscore are somebody's work in progress."""
    folder = home.raw_table(table.source, table.name)
    return sorted(path for path in folder.rglob("*.parquet") if not path.name.startswith((".", "_")))


def _require_files(home: Home, contract: Contract, paths: Mapping[str, list[Path]]) -> None:
    missing = [name for name, table in contract.items() if not table.optional and not paths[name]]
    if missing:
        raise AlmanacError(
            ", ".join(missing),
            f"no raw data below {home.raw}",
            "Make a synthetic company with `almanac demo`, or load your own files with `almanac load`.",
        )


def _table(
    home: Home,
    table: Table,
    paths: Iterable[Path],
    footers: Mapping[str, Footer],
    variables: Mapping[str, object],
) -> RawTable:
    layouts: list[Layout] = []
    files = []
    for path in paths:
        footer, stat = footers[str(path)], path.stat()
        layout = _layout(table, footer.columns, variables)
        if layout not in layouts:
            layouts.append(layout)
        files.append(
            RawFile(
                path=str(path.relative_to(home.raw)),
                size=stat.st_size,
                mtime_ns=stat.st_mtime_ns,
                rows=footer.rows,
                layout=layouts.index(layout),
            )
        )
    return RawTable(files=files, layouts=layouts)


def _layout(table: Table, found: Mapping[str, str], variables: Mapping[str, object]) -> Layout:
    """Names match regardless of case, as they do in SQL."""
    by_name = {name.lower(): (name, data_type) for name, data_type in found.items()}
    columns = {}
    for column in table.columns:
        there = [by_name[name] for name in column.names(variables) if name in by_name]
        if there:
            columns[column.name] = there[0]
    return Layout(columns=columns)


def _judge(contract: Contract, tables: Mapping[str, RawTable]) -> list[str]:
    """The warnings; an error where the contract is broken, with everything that breaks it."""
    findings = _Findings()
    for name, table in contract.items():
        files = tables[name].files
        if files and tables[name].rows == 0:
            empty = f"{name}: {len(files)} files (such as {files[0].path}) without any row"
            (findings.warnings if table.optional else findings.problems).append(empty)
        for column in table.columns:
            _judge_column(name, column, tables[name], findings)
    if findings.problems:
        raise AlmanacError(
            "raw data",
            "\n  - ".join(["does not fit the source contract:", *findings.problems]),
            "Correct the files, or load them again with `almanac load`, which renames and casts columns.",
        )
    return findings.warnings


def _judge_column(table_name: str, column: Column, table: RawTable, findings: _Findings) -> None:
    place = f"{table_name}.{column.name}"
    types = [layout.columns.get(column.name, ("", ""))[1] for layout in table.layouts]
    for found in dict.fromkeys(types):
        files = [file.path for file in table.files if types[file.layout] == found]
        where = f"{len(files)} of {len(table.files)} files (such as {files[0]})"
        if not found and column.required:
            findings.problems.append(f"{place}: the column is required, but missing from {where}")
        elif not found:
            findings.warnings.append(f"{place}: missing from {where}; it is null there")
        elif as_contract_type(column.name, found, column.data_type) is None:
            findings.problems.append(f"{place}: expected {column.data_type}, found {found} in {where}")


def _with_extractions(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    table: RawTable,
    known: RawInventory | None,
    extracted_at: str,
) -> RawTable:
    """The table with the extraction times of each file."""
    told = known.files if known else {}
    unchanged = [told[f.path] for f in table.files if f.path in told and f.has_same_content(told[f.path])]
    ranges = {file.path: (file.extracted_from, file.extracted_until) for file in unchanged}
    for index, layout in enumerate(table.layouts):
        if extracted_at not in layout.columns:
            continue
        moment = as_contract_type(*layout.columns[extracted_at], "timestamp")
        unread = [file for file in table.files if file.layout == index and file.path not in ranges]
        paths = [home.raw / file.path for file in unread]
        found = extraction_ranges(connection, paths, str(moment))
        ranges |= {str(Path(path).relative_to(home.raw)): span for path, span in found.items()}
    return table.model_copy(update={"files": [_extracted(file, ranges) for file in table.files]})


def _extracted(file: RawFile, ranges: Mapping[str, tuple[datetime | None, datetime | None]]) -> RawFile:
    low, high = ranges.get(file.path, (None, None))
    return file.model_copy(update={"extracted_from": low, "extracted_until": high})
