"""All tables of sales, as one nightly sync finds them."""

from __future__ import annotations

from pathlib import Path

from almanac.demo.sales.book import make_book
from almanac.demo.sales.care import write_care, write_users
from almanac.demo.sales.contacts import write_contacts
from almanac.demo.sales.crm import write_crm
from almanac.demo.sales.hubspot import write_hubspot
from almanac.demo.sales.leads import make_leads
from almanac.demo.sales.quotas import write_quotas
from almanac.demo.sales.renewals import write_renewals
from almanac.demo.sales.reps import make_reps
from almanac.demo.sales.sites import write_sites
from almanac.demo.sync import Progress, Sync


def write_sales(sync: Sync, raw: Path, on_progress: Progress) -> dict[str, int]:
    """Write the tables of sales below the folder `raw` and say how many rows each has."""
    on_progress("sales", 0.0)
    leads, reps, book = make_leads(sync.world), make_reps(sync.world), make_book(sync.world)
    return {
        **write_crm(sync, raw, leads),
        **write_sites(sync, raw),
        **write_renewals(sync, raw, book),
        **write_contacts(sync, raw, book),
        **write_users(sync, raw, reps),
        **write_care(sync, raw, book),
        **write_hubspot(sync, raw, leads, reps),
        **write_quotas(sync, raw, leads, reps),
    }
