"""What each rep shall win in each month."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from almanac.demo.parameters import DAY
from almanac.demo.sales.ids import rep_id
from almanac.demo.sales.leads import Leads
from almanac.demo.sales.reps import Reps
from almanac.demo.sales.rows import Columns, airbyte, is_first, named, write
from almanac.demo.streams import Floats, Stream, generator
from almanac.demo.sync import Sync
from almanac.demo.truth import CONTRACT_REACH, MONTH

STRETCH = 1.1
"""A quota asks for a little more than what the rep wins."""
LEAST = 2_000.0


def write_quotas(sync: Sync, raw: Path, leads: Leads, reps: Reps) -> dict[str, int]:
    """The quotas of the last three years and of this one, set once."""
    if not is_first(sync):
        return {"quotas.rep_quotas": 0}
    months = _months(sync)
    monthly = _monthly_quota(sync, leads, reps)
    rng = generator(sync.world.spec.seed, Stream.QUOTAS)
    seasons = rng.normal(1, 0.08, (len(reps), len(months)))
    rep, month = np.divmod(np.arange(len(reps) * len(months)), len(months))
    columns: Columns = {
        "rep_id": named(rep_id, rep),
        "month": pa.array([months[i] for i in month.tolist()], pa.date32()),
        "quota_amount": np.round(monthly[rep] * seasons[rep, month], -2),
        **airbyte(sync, len(rep)),
    }
    return write(sync, raw, "quotas.rep_quotas", columns)


def _months(sync: Sync) -> list[date]:
    """From three years before the first night to the end of the year of the last one."""
    spec = sync.world.spec
    last = date.fromordinal(spec.first_day.toordinal() + spec.horizon)
    first = date.fromordinal(spec.as_of_date.toordinal() - CONTRACT_REACH)
    count = (last.year - first.year) * 12 + 13 - first.month
    return [
        date(first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1, 1)
        for i in range(count)
    ]


def _monthly_quota(sync: Sync, leads: Leads, reps: Reps) -> Floats:
    """What each rep won a month until the first night, and a stretch."""
    is_won = leads.is_won & (leads.closed < sync.world.spec.days * DAY)
    won = np.bincount(leads.rep[is_won], leads.amount[is_won], len(reps))
    quota: Floats = np.maximum(won / CONTRACT_REACH * MONTH * STRETCH, LEAST)
    return quota
