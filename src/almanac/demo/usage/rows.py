"""Small raw tables as rows: which a sync finds, and how they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from almanac.demo.parameters import DAY, HOUR
from almanac.demo.sync import Sync
from almanac.demo.texts import METAS
from almanac.demo.write import raw_schema, write_rows

Row = dict[str, object]
"""A raw row; moments are microseconds since day 0."""


def after_day(day: int) -> int:
    """When the sync that follows a day is over."""
    return (day + 1) * DAY + 2 * HOUR + HOUR // 2


def write_found(sync: Sync, raw: Path, tables: Mapping[str, Sequence[Row]]) -> dict[str, int]:
    """Write the rows of each table that were extracted in this sync; says how many."""
    counts = {}
    for table, rows in tables.items():
        found = [row for row in rows if sync.begin < _extracted(row) <= sync.end]
        columns = {
            field.name: _column(sync.world.midnight, field, [row.get(field.name) for row in found])
            for field in raw_schema(table)
            if field.name != "_airbyte_meta"
        }
        columns["_airbyte_meta"] = pa.array([METAS[0]] * len(found), pa.string())
        counts[table] = write_rows(raw / table.replace(".", "/") / sync.file_name, table, columns)
    return counts


def _column(midnight: int, field: pa.Field, values: list[object]) -> pa.Array:
    if pa.types.is_timestamp(field.type):
        values = [midnight + value if isinstance(value, int) else None for value in values]
    return pa.array(values, field.type)


def _extracted(row: Row) -> int:
    moment = row["_airbyte_extracted_at"]
    assert isinstance(moment, int)
    return moment
