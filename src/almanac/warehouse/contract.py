"""The source contract: which raw tables there are, with their columns, types, keys and rules.

It is written once, in the dbt sources (`transform/models/staging/*/_*__sources.yml`), and read from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from almanac.config import PROJECT_DIR
from almanac.errors import AlmanacError


@dataclass(frozen=True)
class Column:
    """One raw column. `default: extracted_at` lets a loader fill in the moment of the load.

    `aliases` are other names that loaders give it; `named_by` is the var in which a company names its own.
    """

    name: str
    data_type: str
    required: bool = False
    minimum: float | None = None
    default: str | None = None
    aliases: tuple[str, ...] = ()
    named_by: str | None = None

    def names(self, variables: Mapping[str, object]) -> tuple[str, ...]:
        """The names under which a file may have it, in lower case, the first found counts.

        A company that names its custom column means that one alone.
        """
        custom = variables.get(self.named_by) if self.named_by else None
        return (str(custom).lower(),) if custom else (self.name, *self.aliases)


@dataclass(frozen=True)
class Table:
    """One raw table. `partition_by` and `order_by` name timestamps; an `optional` table may be absent.

    `extracted_at` is the column in which its loader says when it read a row.
    """

    source: str
    name: str
    schema: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    partition_by: str | None
    order_by: str | None
    optional: bool
    extracted_at: str = "_airbyte_extracted_at"

    @property
    def full_name(self) -> str:
        """`source.table`, as mappings, messages and accounts name it."""
        return f"{self.source}.{self.name}"

    def column(self, name: str) -> Column:
        """The column of that name; an error names the ones that exist."""
        for column in self.columns:
            if column.name == name:
                return column
        known = ", ".join(column.name for column in self.columns)
        raise AlmanacError(
            f"{self.full_name}.{name}", "the source contract has no such column", f"It has: {known}."
        )


@cache
def source_contract(transform_dir: Path = PROJECT_DIR / "transform") -> dict[str, Table]:
    """Every raw table by `source.table`, in the order of the files."""
    tables: dict[str, Table] = {}
    for path in sorted((transform_dir / "models" / "staging").glob("*/_*__sources.yml")):
        for source in yaml.safe_load(path.read_text())["sources"]:
            for raw in source["tables"]:
                table = _table(source, raw)
                tables[table.full_name] = table
    return tables


def contract_table(full_name: str) -> Table:
    """The raw table `source.table`; an error lists the tables that exist."""
    tables = source_contract()
    if full_name not in tables:
        raise AlmanacError(
            full_name, "the source contract has no such table", f"It has: {', '.join(tables)}."
        )
    return tables[full_name]


def _table(source: dict, raw: dict) -> Table:  # type: ignore[type-arg]
    meta = raw["config"]["meta"]
    return Table(
        source=source["name"],
        name=raw["name"],
        schema=source["schema"],
        columns=tuple(_column(column) for column in raw["columns"]),
        key=tuple(meta["key"]),
        partition_by=meta.get("partition_by"),
        order_by=meta.get("order_by"),
        optional=meta.get("optional", True),
        extracted_at=meta.get("extracted_at", "_airbyte_extracted_at"),
    )


def _column(raw: dict) -> Column:  # type: ignore[type-arg]
    meta = raw.get("config", {}).get("meta", {})
    return Column(
        name=raw["name"],
        data_type=raw["data_type"],
        required=meta.get("required", False),
        minimum=meta.get("minimum"),
        default=meta.get("default"),
        aliases=tuple(meta.get("aliases", ())),
        named_by=meta.get("named_by"),
    )
