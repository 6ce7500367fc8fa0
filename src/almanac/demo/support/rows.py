"""Small pieces of raw columns: texts, ids, picked words, one moment for all rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from almanac.demo.streams import Ints, Mask
from almanac.demo.texts import moments
from almanac.demo.world import World

Columns = dict[str, pa.Array]


def numbers(values: Ints, is_null: Mask | None = None) -> pa.Array:
    """Numbers as texts, which ids are."""
    return pc.cast(pa.array(values, pa.int64(), mask=is_null), pa.string())


def texts(values: Iterable[str | None]) -> pa.Array:
    """A text column."""
    return pa.array(list(values), pa.string())


def picked(values: Sequence[str | None], index: Ints) -> pa.Array:
    """These words, by number."""
    return pa.array(values, pa.string()).take(pa.array(index))


def always(world: World, moment: int, count: int) -> pa.Array:
    """The same moment in every row."""
    return moments(world.midnight, np.full(count, moment))
