"""All tables of sales, as one nightly sync finds them."""

from __future__ import annotations

from pathlib import Path

from almanac.demo.sales.crm import write_crm
from almanac.demo.sales.leads import make_leads
from almanac.demo.sync import Progress, Sync


def write_sales(sync: Sync, raw: Path, on_progress: Progress) -> dict[str, int]:
    """Write the tables of sales below the folder `raw` and say how many rows each has."""
    on_progress("sales", 0.0)
    leads = make_leads(sync.world)
    return {
        **write_crm(sync, raw, leads),
    }
