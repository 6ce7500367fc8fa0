"""Which deal made whom a customer, and when."""

from __future__ import annotations

import numpy as np

from almanac.demo.sales.ids import lead_id, opportunity_id
from almanac.demo.sales.leads import make_leads
from almanac.demo.sales.rows import NOT_YET
from almanac.demo.streams import Ints
from almanac.demo.world import World


def original_deals(world: World) -> tuple[list[str], Ints]:
    """Per customer the id of its opportunity, or of its lead where there was none, and when it was won."""
    leads = make_leads(world)
    lead = np.flatnonzero(leads.customer >= 0)
    lead = lead[np.argsort(leads.customer[lead])]
    won = np.where(leads.is_won[lead], leads.closed[lead], NOT_YET)
    has_opportunity = leads.has_opportunity[lead].tolist()
    ids = [
        opportunity_id(i) if has else lead_id(i)
        for i, has in zip(lead.tolist(), has_opportunity, strict=True)
    ]
    return ids, won
