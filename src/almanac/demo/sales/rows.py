"""Tables of one sync: moments that it may know, loader columns, known dirt, files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from almanac.demo.parameters import DAY
from almanac.demo.streams import Floats, Ints, Mask
from almanac.demo.sync import NOT_BEGUN, Sync
from almanac.demo.texts import METAS, moments
from almanac.demo.truth import NEVER
from almanac.demo.write import raw_schema, write_rows
from almanac.warehouse.contract import contract_table

Columns = dict[str, pa.Array]

NOT_YET = NEVER * DAY
"""A moment that does not come."""
COPY_EVERY = 400
"""One row in so many comes twice in the first sync, as it was a night before."""
WITHOUT_ID = 2
"""Rows of each large table that lack their id."""
LARGE = 200


def texts(values: Iterable[str | None]) -> pa.Array:
    """A text column."""
    return pa.array(list(values), pa.string())


def named(name: Callable[[int], str], index: Ints, is_null: Mask | None = None) -> pa.Array:
    """The ids of these numbers."""
    if is_null is None:
        return texts(name(i) for i in index.tolist())
    return texts(None if null else name(i) for i, null in zip(index.tolist(), is_null.tolist(), strict=True))


def picked(values: Sequence[str | None], index: Ints) -> pa.Array:
    """These values, by number."""
    return pa.array(values, pa.string()).take(pa.array(index))


def numbers(values: Floats) -> pa.Array:
    """A number column; NaN is null."""
    return pa.array(values, pa.float64(), mask=np.isnan(values))


def times(sync: Sync, moment: Ints) -> pa.Array:
    """Moments as the sync finds them: what comes later is null."""
    return moments(sync.world.midnight, moment, moment > sync.end)


def dates(sync: Sync, day: Ints) -> pa.Array:
    """Days as dates; NEVER is null."""
    epoch = sync.world.midnight // DAY
    return pa.array(
        (np.where(day >= NEVER, 0, day) + epoch).astype(np.int32), pa.int32(), mask=day >= NEVER
    ).cast(pa.date32())


def latest(sync: Sync, *moment: Ints) -> Ints:
    """The last of these moments that the sync knows."""
    found: Ints = np.max([np.where(m > sync.end, -NOT_YET, m) for m in moment], axis=0)
    return found


def changed(sync: Sync, first: Ints, *moment: Ints) -> Ints:
    """Which rows are there and came or changed since the last sync, by number."""
    news = np.any([sync.finds(m) for m in (first, *moment)], axis=0)
    return np.flatnonzero(news & (first <= sync.end))


def is_first(sync: Sync) -> bool:
    """Whether nothing was extracted before: what never changes is found once."""
    return sync.begin == NOT_BEGUN


def airbyte(sync: Sync, count: int) -> Columns:
    """The columns of the company's own loader."""
    return {
        "_airbyte_extracted_at": moments(sync.world.midnight, np.full(count, sync.end)),
        "_airbyte_meta": picked(METAS, np.zeros(count, dtype=np.int64)),
    }


def fivetran(sync: Sync, count: int) -> Columns:
    """The column in which Fivetran says when it read a row."""
    return {"_fivetran_synced": moments(sync.world.midnight, np.full(count, sync.end))}


def write(sync: Sync, raw: Path, table: str, columns: Columns) -> dict[str, int]:
    """Write what a sync found of a table; the first one brings copies, and rows without an id."""
    source, _, name = table.partition(".")
    if sync.night == 0 and len(next(iter(columns.values()))) >= LARGE:
        columns = _with_dirt(table, columns)
    return {table: write_rows(raw / source / name / sync.file_name, table, columns)}


def _with_dirt(table: str, columns: Columns) -> Columns:
    contract, schema = contract_table(table), raw_schema(table)
    rows = pa.table([columns[name] for name in schema.names], schema=schema)
    copies = rows.take(pa.array(np.arange(COPY_EVERY // 2, rows.num_rows, COPY_EVERY)))
    extracted = schema.names.index(contract.extracted_at)
    earlier = pc.subtract(copies.column(extracted), pa.scalar(timedelta(days=1), pa.duration("us")))
    copies = copies.set_column(extracted, schema.field(extracted), earlier)
    broken = rows.slice(0, WITHOUT_ID)
    key = schema.names.index(contract.key[0])
    broken = broken.set_column(key, schema.field(key), pa.nulls(WITHOUT_ID, schema.field(key).type))
    dirty = pa.concat_tables([rows, copies, broken]).combine_chunks()
    return {name: dirty.column(name).combine_chunks() for name in schema.names}
