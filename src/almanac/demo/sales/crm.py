"""The CRM's sales tables: facilities, leads with their stages, opportunities, outreach."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from almanac.demo.devices.fleet import location_id, make_fleet
from almanac.demo.names import organization_name
from almanac.demo.parameters import DAY, HOUR
from almanac.demo.sales.ids import facility_id, lead_id, opportunity_id, rep_id
from almanac.demo.sales.leads import CHANNEL_WEIGHTS, CHANNELS, Leads, facility_count, make_sites
from almanac.demo.sales.rows import (
    NOT_YET,
    airbyte,
    changed,
    dates,
    latest,
    named,
    numbers,
    picked,
    texts,
    times,
    write,
)
from almanac.demo.streams import Ints, Mask, Stream, generator, pick
from almanac.demo.sync import Sync

STAGES = ("lead", "sql", "opportunity", "won", "lost")
TYPES = ("office", "branch", "clinic", "store", "plant", "campus", "studio", "terminal")
CITIES = ("Austin", "Berlin", "Chicago", "Dublin", "Lagos", "London", "Madrid", "Osaka", "Sydney", "Toronto")
UNASSIGNED = 0.05
"""Outreach that belongs to no lead."""


def write_crm(sync: Sync, raw: Path, leads: Leads) -> dict[str, int]:
    """Write what a sync finds of these tables."""
    return {
        **_write_facilities(sync, raw, leads),
        **_write_leads(sync, raw, leads),
        **_write_stage_history(sync, raw, leads),
        **_write_opportunities(sync, raw, leads),
        **_write_outreach(sync, raw, leads),
    }


def facility_created(sync: Sync, leads: Leads) -> Ints:
    """When each site came into the CRM: some days before its first lead."""
    first = np.full(facility_count(sync.world), NOT_YET)
    np.minimum.at(first, leads.facility, leads.created)
    return np.where(first < NOT_YET, first - 3 * DAY - 2 * HOUR, NOT_YET)


def _write_facilities(sync: Sync, raw: Path, leads: Leads) -> dict[str, int]:
    """A customer's site is known by its first location once that is open, any other by its city."""
    customers, fleet = sync.world.customers, make_fleet(sync.world)
    created = facility_created(sync, leads)
    linked = np.full(len(created), NOT_YET)
    location = np.zeros(len(created), dtype=np.int64)
    owners, first = np.unique(fleet.customer, return_index=True)
    linked[owners], location[owners] = fleet.opened[first], first
    index = changed(sync, created, linked)
    industry = make_sites(sync.world).industry
    is_linked = linked[index] <= sync.end
    places = [
        location_id(at) if known else CITIES[i % len(CITIES)]
        for i, at, known in zip(index.tolist(), location[index].tolist(), is_linked.tolist(), strict=True)
    ]
    columns = {
        "id": named(facility_id, index),
        "name": texts(site_name(i, len(customers)) for i in index.tolist()),
        "type": picked(TYPES, industry[index]),
        "location": texts(places),
        "created_at": times(sync, created[index]),
        "updated_at": times(sync, latest(sync, created[index], linked[index])),
        **airbyte(sync, len(index)),
    }
    return write(sync, raw, "crm.facilities", columns)


def site_name(index: int, customers: int) -> str:
    """The company at a site."""
    if index < customers:
        return organization_name(index)
    return f"Prospect {organization_name(index - customers)}"


def stage_at(sync: Sync, leads: Leads, index: Ints) -> Ints:
    """The stage of these leads as the CRM has it: one that lags is not closed with its opportunity."""
    end = sync.end
    stage = (leads.qualified[index] <= end).astype(np.int64)
    stage = np.where(leads.proposed[index] <= end, 2, stage)
    is_closed = (leads.closed[index] <= end) & ~_forgotten(leads, index)
    return np.where(is_closed, np.where(leads.is_won[index], 3, 4), stage)


def _forgotten(leads: Leads, index: Ints) -> Mask:
    forgotten: Mask = leads.lags[index] & leads.has_opportunity[index]
    return forgotten


def _closing(leads: Leads, index: Ints) -> Ints:
    return np.where(_forgotten(leads, index), NOT_YET, leads.closed[index])


def _write_leads(sync: Sync, raw: Path, leads: Leads) -> dict[str, int]:
    index = changed(sync, leads.created, leads.qualified, leads.proposed, leads.closed)
    closed = _closing(leads, index)
    stage = stage_at(sync, leads, index)
    moments = (leads.created[index], leads.qualified[index], leads.proposed[index], closed)
    columns = {
        "id": named(lead_id, index),
        "facility_id": named(facility_id, leads.facility[index]),
        "rep_id": named(rep_id, leads.rep[index]),
        "status": picked(("active", "closed"), (stage >= 3).astype(np.int64)),
        "stage": picked(STAGES, stage),
        "created_at": times(sync, leads.created[index]),
        "updated_at": times(sync, latest(sync, *moments)),
        "qualified_at": times(sync, leads.qualified[index]),
        "closed_at": times(sync, closed),
        "amount": numbers(leads.amount[index]),
        **airbyte(sync, len(index)),
    }
    return write(sync, raw, "crm.leads", columns)


def _write_stage_history(sync: Sync, raw: Path, leads: Leads) -> dict[str, int]:
    """One row per stage that a lead entered."""
    everyone = np.arange(len(leads))
    entered = np.stack([leads.created, leads.qualified, leads.proposed, _closing(leads, everyone)])
    stage, lead = np.nonzero(sync.finds(entered))
    last = np.where(leads.is_won[lead], 3, 4)
    columns = {
        "lead_id": named(lead_id, lead),
        "stage": picked(STAGES, np.where(stage == 3, last, stage)),
        "entered_at": times(sync, entered[stage, lead]),
        **airbyte(sync, len(lead)),
    }
    return write(sync, raw, "crm.lead_stage_history", columns)


def _write_opportunities(sync: Sync, raw: Path, leads: Leads) -> dict[str, int]:
    """One per lead that got so far; a few had an earlier one that was lost."""
    main = np.flatnonzero(leads.has_opportunity)
    earlier = np.flatnonzero(leads.has_earlier & leads.has_opportunity)
    lead = np.concatenate([main, earlier])
    is_earlier = np.arange(len(lead)) >= len(main)
    span = leads.proposed - leads.qualified
    created = np.where(is_earlier, leads.qualified[lead] + span[lead] // 4, leads.proposed[lead])
    closed = np.where(is_earlier, leads.qualified[lead] + span[lead] // 2, leads.closed[lead])
    is_won = leads.is_won[lead] & ~is_earlier
    index = changed(sync, created, closed)
    status = np.where(closed[index] > sync.end, 2, np.where(is_won[index], 0, 1))
    columns = {
        "id": texts(
            opportunity_id(i, old)
            for i, old in zip(lead[index].tolist(), is_earlier[index].tolist(), strict=True)
        ),
        "lead_id": named(lead_id, lead[index]),
        "rep_id": named(rep_id, leads.rep[lead[index]]),
        "status": picked(("won", "lost", "open"), status),
        "created_at": times(sync, created[index]),
        "updated_at": times(sync, latest(sync, created[index], closed[index])),
        "closed_at": times(sync, closed[index]),
        "expected_close_date": dates(sync, leads.expected_day[lead[index]]),
        "amount": numbers(leads.amount[lead[index]]),
        **airbyte(sync, len(index)),
    }
    return write(sync, raw, "crm.opportunities", columns)


def _write_outreach(sync: Sync, raw: Path, leads: Leads) -> dict[str, int]:
    """One to four messages per lead while it is worked; those of won leads are answered more often."""
    rng = generator(sync.world.spec.seed, Stream.OUTREACH)
    times_reached = rng.integers(1, 5, len(leads))
    lead = np.repeat(np.arange(len(leads)), times_reached)
    count = len(lead)
    is_first = np.diff(lead, prepend=-1) > 0
    span = np.minimum(leads.closed, leads.created + 90 * DAY) - leads.created
    sent = leads.created[lead] + np.where(is_first, HOUR, (span[lead] * rng.random(count)).astype(np.int64))
    answered = rng.random(count) < np.where(leads.is_won[lead], 0.6, 0.3)
    response = np.where(answered, sent + (rng.exponential(2.0, count) * DAY).astype(np.int64) + HOUR, NOT_YET)
    converts = answered & leads.is_won[lead] & (rng.random(count) < 0.5)
    conversion = np.where(converts, np.maximum(leads.closed[lead], response), NOT_YET)
    channel = np.where(is_first, leads.channel[lead], pick(rng, CHANNEL_WEIGHTS, count))
    is_unassigned = ~is_first & (rng.random(count) < UNASSIGNED)
    index = changed(sync, sent, response, conversion)
    columns = {
        "id": texts(f"or{i + 1:08d}" for i in index.tolist()),
        "facility_id": named(facility_id, leads.facility[lead[index]]),
        "rep_id": named(rep_id, leads.rep[lead[index]]),
        "lead_id": named(lead_id, lead[index], is_unassigned[index]),
        "channel": picked(CHANNELS, channel[index]),
        "sent_at": times(sync, sent[index]),
        "response_received": response[index] <= sync.end,
        "responded_at": times(sync, response[index]),
        "converted": conversion[index] <= sync.end,
        "created_at": times(sync, sent[index]),
        "updated_at": times(sync, latest(sync, sent[index], response[index], conversion[index])),
        **airbyte(sync, len(index)),
    }
    return write(sync, raw, "crm.outreach", columns)
