"""What a load did: per table and per file `read = loaded + duplicates + quarantined`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from rich.table import Table as RichTable

from almanac.errors import AlmanacError


@dataclass(frozen=True)
class FileAccount:
    """The rows of one named relation of files: `used` is what the select could read."""

    relation: str
    files: int
    read: int
    used: int
    duplicates: int
    quarantined: dict[str, int]


@dataclass(frozen=True)
class Account:
    """The rows of one raw table. `beside` are files that its select read besides.

    Of a file that is loaded as delivered: its columns that no raw column has, and raw columns that it lacks.
    """

    table: str
    read: int
    loaded: int
    duplicates: int
    quarantined: dict[str, int]
    examples: dict[str, str] = field(default_factory=dict)
    beside: tuple[FileAccount, ...] = ()
    unread_columns: tuple[str, ...] = ()
    empty_columns: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The account as plain values."""
        return asdict(self)


def account(
    table: str,
    made: FileAccount,
    per_row: FileAccount | None,
    examples: dict[str, str],
    beside: Iterable[FileAccount],
) -> Account:
    """The table's account: `made` counts the rows that reached it, `per_row` the file that they come from."""
    whole = Account(
        table=table,
        read=per_row.read if per_row else made.read,
        loaded=made.used,
        duplicates=made.duplicates + (per_row.duplicates if per_row else 0),
        quarantined=_sum(made.quarantined, per_row.quarantined if per_row else {}),
        examples=examples,
        beside=tuple(beside),
    )
    for part in whole.beside:
        _check(f"{table}, {part.relation}", part.read, part.used, part.duplicates, part.quarantined)
    _check(table, whole.read, whole.loaded, whole.duplicates, whole.quarantined)
    return whole


def table_of(accounts: Iterable[Account]) -> RichTable:
    """The accounts as a table for people; below each table its reasons, and the other files that it reads."""
    shown = RichTable("Table")
    shown.columns[0].no_wrap = True
    for title in ("Rows read", "Loaded", "Duplicates", "Quarantined"):
        shown.add_column(title, justify="right")
    for one in accounts:
        _add(shown, one.table, one.read, one.loaded, one.duplicates, one.quarantined)
        for part in one.beside:
            _add(shown, f"  reads {part.relation}", part.read, part.used, part.duplicates, part.quarantined)
        shown.add_section()
    return shown


def _add(
    shown: RichTable, title: str, read: int, used: int, duplicates: int, quarantined: dict[str, int]
) -> None:
    numbers = (read, used, duplicates, sum(quarantined.values()))
    shown.add_row(title, *(f"{number:,}" for number in numbers))
    indent = " " * (len(title) - len(title.lstrip()))
    for reason, count in quarantined.items():
        shown.add_row(f"{indent}  {reason}", "", "", "", f"{count:,}", style="dim")


def _sum(left: dict[str, int], right: dict[str, int]) -> dict[str, int]:
    return dict(sorted((Counter(left) + Counter(right)).items()))


def _check(thing: str, read: int, loaded: int, duplicates: int, quarantined: dict[str, int]) -> None:
    accounted = loaded + duplicates + sum(quarantined.values())
    if read != accounted:
        raise AlmanacError(
            thing,
            f"{read:,} rows were read and {accounted:,} accounted for",
            "Nothing was loaded. Please report this.",
        )
