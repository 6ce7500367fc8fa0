"""What raw data there is, as a version's manifest keeps it: tables, files, layouts, extraction times."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from almanac.warehouse.home import Home


class Frozen(BaseModel):
    """A value that is stored in a version's manifest."""

    model_config = ConfigDict(frozen=True)


class RawFile(Frozen):
    """One Parquet file, `path` relative to the raw folder; `layout` is an index into its table's layouts."""

    path: str
    size: int
    mtime_ns: int
    rows: int
    layout: int
    extracted_from: datetime | None = None
    extracted_until: datetime | None = None

    def has_same_content(self, other: RawFile) -> bool:
        """Raw files are immutable, so the same path, size and time mean the same content."""
        return (self.path, self.size, self.mtime_ns) == (other.path, other.size, other.mtime_ns)


class Layout(Frozen):
    """The contract's columns as some files have them: column -> (its name there, its type there)."""

    columns: dict[str, tuple[str, str]]


class RawTable(Frozen):
    """One raw table: its files and the layouts that they come in. Without files it is missing."""

    files: list[RawFile] = []
    layouts: list[Layout] = []

    @property
    def rows(self) -> int:
        """Rows as the files' footers count them."""
        return sum(file.rows for file in self.files)

    @property
    def extracted_until(self) -> datetime | None:
        """The latest extraction among its rows."""
        return max((file.extracted_until for file in self.files if file.extracted_until), default=None)


class RawInventory(Frozen):
    """Every table of the contract (`source.table`) as it lies in the raw folder at one moment."""

    tables: dict[str, RawTable]
    warnings: list[str] = []

    @property
    def missing(self) -> list[str]:
        """Optional tables without any file."""
        return [name for name, table in self.tables.items() if not table.files]

    @property
    def extracted_until(self) -> dict[str, datetime]:
        """Per table the latest extraction; tables without one are left out."""
        return {name: table.extracted_until for name, table in self.tables.items() if table.extracted_until}

    @property
    def files(self) -> dict[str, RawFile]:
        """Every file by its path."""
        return {file.path: file for table in self.tables.values() for file in table.files}

    def changed_files(self, home: Home) -> list[str]:
        """Files that no longer lie in the raw folder as this inventory saw them."""
        return [path for path, file in self.files.items() if not _lies_there(home, file)]


def _lies_there(home: Home, file: RawFile) -> bool:
    try:
        stat = (home.raw / file.path).stat()
    except OSError:
        return False
    return (stat.st_size, stat.st_mtime_ns) == (file.size, file.mtime_ns)
