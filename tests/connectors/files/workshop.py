"""A small home, a folder of files and a mapping, for the tests of the loader."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import yaml

from almanac.connectors.files.load import load
from almanac.connectors.files.report import Account
from almanac.warehouse.contract import contract_table
from almanac.warehouse.home import Home

NOW = datetime(2025, 8, 1, 2, 0)
USERS = {"id": "id", "organization_id": "org", "created_at": "since"}
"""Columns of an entry for app.users that the tests' files fill."""


@dataclass(frozen=True)
class Workshop:
    """Writes files, loads them and looks at what came out."""

    folder: Path

    @property
    def home(self) -> Home:
        return Home(self.folder / "home")

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def map(self, tables: dict[str, Any]) -> Path:
        return self.write("mapping.yml", yaml.safe_dump({"tables": tables}, sort_keys=False))

    def load(self, tables: dict[str, Any], **options: Any) -> dict[str, Account]:
        accounts = load(self.home, self.map(tables), options.pop("now", NOW), **options)
        return {account.table: account for account in accounts}

    def load_users(self, name: str, content: str | bytes, **entry: Any) -> Account:
        """Load one file with the columns id, org and since as app.users."""
        self.write(name, content)
        return self.load({"app.users": {"files": name, "columns": USERS, **entry}})["app.users"]

    def rows(self, table: str, columns: str = "*") -> list[tuple[Any, ...]]:
        """The landed rows, in the order of the files."""
        source, name = table.split(".")
        pattern = self.home.raw_table(source, name) / "**" / "*.parquet"
        order = ", ".join(f'"{key}"' for key in contract_table(table).key)
        found = f"read_parquet('{pattern}', hive_partitioning = false)"
        return duckdb.execute(f"select {columns} from {found} order by {order}").fetchall()

    def quarantined(self, table: str) -> list[dict[str, Any]]:
        """The rows that were kept aside, their JSON parsed."""
        source, name = table.split(".")
        found = duckdb.execute(f"from '{self.home.quarantine / source / name}.parquet'")
        columns = [column[0] for column in found.description]
        rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
        return [{**row, "row": json.loads(row["row"])} for row in rows]

    def bytes(self) -> dict[str, bytes]:
        """Every file below raw and quarantine."""
        roots = (self.home.raw, self.home.quarantine)
        files = [path for root in roots for path in root.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.home.root)): path.read_bytes() for path in files}


def balanced(account: Account) -> bool:
    """Whether every row that was read is accounted for."""
    return account.read == account.loaded + account.duplicates + sum(account.quarantined.values())
