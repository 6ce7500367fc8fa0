"""All tables of marketing, as one nightly sync finds them."""

from __future__ import annotations

from pathlib import Path

from almanac.demo.marketing.ad_tables import write_ads
from almanac.demo.marketing.campaigns import make_campaigns
from almanac.demo.marketing.contact_tables import (
    write_emails,
    write_qualification,
    write_touchpoints,
    write_visits,
)
from almanac.demo.marketing.qualification import make_qualifications
from almanac.demo.marketing.touchpoints import make_touchpoints
from almanac.demo.sales.leads import make_leads
from almanac.demo.sync import Progress, Sync


def write_marketing(sync: Sync, raw: Path, on_progress: Progress) -> dict[str, int]:
    """Write the tables of marketing below the folder `raw` and say how many rows each has."""
    on_progress("marketing", 0.0)
    world = sync.world
    leads, campaigns = make_leads(world), make_campaigns(world)
    qualifications = make_qualifications(world, leads)
    return {
        **write_ads(sync, raw, campaigns),
        **write_touchpoints(sync, raw, campaigns, make_touchpoints(world, leads, campaigns)),
        **write_qualification(sync, raw, leads, qualifications),
        **write_emails(sync, raw, campaigns, qualifications),
        **write_visits(sync, raw, campaigns),
    }
