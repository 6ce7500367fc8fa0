"""HubSpot's side of sales: companies, people behind leads, calls, mails and meetings. It holds no deals."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from almanac.demo.marketing.contact_tables import MAILS, contact_id
from almanac.demo.marketing.qualification import STAGES, Values, make_qualifications, property_values
from almanac.demo.names import GIVEN_NAMES, email, organization_domain, person_name
from almanac.demo.parameters import DAY, HOUR
from almanac.demo.sales.care import user_name, work_email
from almanac.demo.sales.crm import facility_created, site_name
from almanac.demo.sales.ids import hubspot_company_id, hubspot_id, lead_id, owner_id
from almanac.demo.sales.leads import Leads, make_sites
from almanac.demo.sales.reps import Reps
from almanac.demo.sales.rows import (
    NOT_YET,
    Columns,
    changed,
    fivetran,
    is_first,
    named,
    picked,
    texts,
    times,
    write,
)
from almanac.demo.streams import Ints, Stream, generator, pick
from almanac.demo.sync import Sync
from almanac.demo.truth import INDUSTRIES, REGIONS, SEGMENTS

KINDS = ("CALL", "EMAIL", "MEETING")
CALL, EMAIL, MEETING = range(3)
KIND_WEIGHTS = np.array([0.36, 0.46, 0.18])
OUTCOMES = ("COMPLETED", "CANCELED", "NO_SHOW", "SCHEDULED", None)
OUTCOME_WEIGHTS = np.array([0.74, 0.08, 0.08, 0.0, 0.10])
INCOMING = 0.3
EMPLOYEES = np.array([30.0, 250.0, 2_500.0])
FEWEST, MORE = 2, 3
LAST_DAY = 120
"""Nobody calls for longer."""


def write_hubspot(sync: Sync, raw: Path, leads: Leads, reps: Reps) -> dict[str, int]:
    """Write what a sync finds of these tables."""
    return {
        **_write_owners(sync, raw, reps),
        **_write_companies(sync, raw, leads),
        **_write_contacts(sync, raw, leads),
        **_write_engagements(sync, raw, leads),
    }


def _write_owners(sync: Sync, raw: Path, reps: Reps) -> dict[str, int]:
    index = np.arange(len(reps) if is_first(sync) else 0)
    names = [user_name(i, reps).split() for i in index.tolist()]
    columns: Columns = {
        "owner_id": named(owner_id, index),
        "email": texts(work_email(i, reps) for i in index.tolist()),
        "first_name": texts(given for given, _ in names),
        "last_name": texts(family for _, family in names),
        "created_at": times(sync, np.full(len(index), -1_400 * DAY)),
        **fivetran(sync, len(index)),
    }
    return write(sync, raw, "hubspot.owner", columns)


def _write_companies(sync: Sync, raw: Path, leads: Leads) -> dict[str, int]:
    """One per site of the CRM; that of a customer has its domain."""
    world, sites = sync.world, make_sites(sync.world)
    created = facility_created(sync, leads)
    index = changed(sync, created)
    size = EMPLOYEES[sites.segment] * generator(world.spec.seed, Stream.ENGAGEMENTS, 1).lognormal(
        0, 0.7, len(created)
    )
    customers = len(world.customers)
    columns: Columns = {
        "id": named(hubspot_company_id, index),
        "property_name": texts(site_name(i, customers) for i in index.tolist()),
        "property_industry": picked(INDUSTRIES, sites.industry[index]),
        "property_domain": texts(_domain(i, customers) for i in index.tolist()),
        "property_numberofemployees": pa.array(np.ceil(size[index]).astype(np.int64)),
        "property_segment": picked(SEGMENTS, sites.segment[index]),
        "property_organization_id": pa.nulls(len(index), pa.string()),
        "property_region": picked(REGIONS, sites.region[index]),
        "property_createdate": times(sync, created[index]),
        "is_deleted": np.zeros(len(index), dtype=bool),
        **fivetran(sync, len(index)),
    }
    return write(sync, raw, "hubspot.company", columns)


def _domain(site: int, customers: int) -> str:
    if site < customers:
        return organization_domain(site)
    return f"prospect-{organization_domain(site - customers)}"


def _write_contacts(sync: Sync, raw: Path, leads: Leads) -> dict[str, int]:
    """The people behind leads, as marketing's values of their properties make them."""
    found = make_qualifications(sync.world, leads)
    values = property_values(leads, found)
    news = np.zeros(len(leads), dtype=bool)
    news[values.lead[sync.finds(values.moment)]] = True
    index = np.flatnonzero(news & (found.known <= sync.end))
    stage, score = (_latest_value(sync, values, name, len(leads))[index] for name in (0, 1))
    won = np.where(leads.is_won, leads.closed, NOT_YET)
    numbers = index.tolist()
    columns: Columns = {
        "id": named(contact_id, index),
        "property_email": texts(email(i, MAILS) for i in numbers),
        "property_firstname": picked(GIVEN_NAMES, index % len(GIVEN_NAMES)),
        "property_lastname": texts(person_name(i).split()[1] for i in numbers),
        "property_jobtitle": picked(("Operations Manager", "Head of Support", "IT Lead"), index % 3),
        "property_associatedcompanyid": named(hubspot_company_id, leads.facility[index]),
        "property_hubspot_owner_id": named(owner_id, leads.rep[index]),
        "property_crm_lead_id": named(lead_id, index),
        "property_lifecyclestage": picked(STAGES, np.maximum(stage, 0)),
        "property_hubspotscore": pa.array(score.astype(np.float64), mask=score < 0),
        "property_hs_lifecyclestage_lead_date": times(sync, found.known[index]),
        "property_hs_lifecyclestage_marketingqualifiedlead_date": times(sync, found.qualified[index]),
        "property_hs_lifecyclestage_salesqualifiedlead_date": times(sync, leads.qualified[index]),
        "property_hs_lifecyclestage_opportunity_date": times(sync, leads.proposed[index]),
        "property_hs_lifecyclestage_customer_date": times(sync, won[index]),
        "property_createdate": times(sync, found.known[index]),
        "_fivetran_deleted": np.zeros(len(index), dtype=bool),
        **fivetran(sync, len(index)),
    }
    return write(sync, raw, "hubspot.contact", columns)


def _latest_value(sync: Sync, values: Values, name: int, count: int) -> Ints:
    """Per lead the last value of a property that the sync knows; -1 where there is none."""
    known = np.flatnonzero((values.name == name) & (values.moment <= sync.end))
    known = known[np.argsort(values.moment[known], kind="stable")]
    latest = np.full(count, -1)
    latest[values.lead[known]] = values.value[known]
    return latest


@dataclass(frozen=True)
class Engagements:
    """One entry per call, mail or meeting: its lead, its kind, when it happened, who began, how it ended."""

    lead: Ints
    kind: Ints
    moment: Ints
    is_incoming: Ints
    outcome: Ints


def make_engagements(sync: Sync, leads: Leads) -> Engagements:
    """A few per lead while it is worked, more for those that get far."""
    rng = generator(sync.world.spec.seed, Stream.ENGAGEMENTS)
    depth = (leads.qualified < NOT_YET).astype(np.int64) + (leads.proposed < NOT_YET)
    count = FEWEST + rng.integers(0, MORE + 1, len(leads)) + 2 * depth
    lead = np.repeat(np.arange(len(leads)), count)
    span = np.minimum(leads.closed, leads.created + LAST_DAY * DAY) - leads.created
    day = (leads.created[lead] + (span[lead] * rng.random(len(lead))).astype(np.int64)) // DAY
    moment = np.maximum(
        day * DAY + 9 * HOUR + rng.integers(0, 9 * 3600, len(lead)) * 1_000_000, leads.created[lead]
    )
    return Engagements(
        lead=lead,
        kind=pick(rng, KIND_WEIGHTS, len(lead)),
        moment=moment,
        is_incoming=(rng.random(len(lead)) < INCOMING).astype(np.int64),
        outcome=pick(rng, OUTCOME_WEIGHTS, len(lead)),
    )


def _write_engagements(sync: Sync, raw: Path, leads: Leads) -> dict[str, int]:
    found = make_engagements(sync, leads)
    index = changed(sync, found.moment)
    lead, kind = found.lead[index], found.kind[index]
    everything: Columns = {
        "id": named(_id, index),
        "type": picked(KINDS, kind),
        "owner_id": named(owner_id, leads.rep[lead]),
        "timestamp": times(sync, found.moment[index]),
        **fivetran(sync, len(index)),
    }
    links = {
        "engagement_id": named(_id, index),
        "type_id": picked(("1",), np.zeros(len(index), dtype=np.int64)),
    }
    companies = {"company_id": named(hubspot_company_id, leads.facility[lead])}
    is_known = make_qualifications(sync.world, leads).known[lead] < NOT_YET
    people = index[is_known]
    calls, mails, meetings = (index[kind == which] for which in (CALL, EMAIL, MEETING))
    return {
        **write(sync, raw, "hubspot.engagement", everything),
        **write(
            sync, raw, "hubspot.engagement_company", {**links, **companies, **fivetran(sync, len(index))}
        ),
        **write(
            sync,
            raw,
            "hubspot.engagement_contact",
            {
                "engagement_id": named(_id, people),
                "type_id": picked(("1",), np.zeros(len(people), dtype=np.int64)),
                "contact_id": named(contact_id, found.lead[people]),
                **fivetran(sync, len(people)),
            },
        ),
        **_write_kind(sync, raw, leads, found, calls, "call", {}),
        **_write_kind(
            sync,
            raw,
            leads,
            found,
            mails,
            "email",
            {
                "type": picked(("EMAIL", "INCOMING_EMAIL"), found.is_incoming[mails]),
                "property_hs_email_direction": picked(("EMAIL", "INCOMING_EMAIL"), found.is_incoming[mails]),
            },
        ),
        **_write_kind(
            sync,
            raw,
            leads,
            found,
            meetings,
            "meeting",
            {
                "property_hs_meeting_start_time": times(sync, found.moment[meetings]),
                "property_hs_meeting_outcome": picked(OUTCOMES, found.outcome[meetings]),
            },
        ),
    }


def _write_kind(
    sync: Sync, raw: Path, leads: Leads, found: Engagements, index: Ints, kind: str, more: Columns
) -> dict[str, int]:
    """The table of one kind of engagement."""
    columns: Columns = {
        "engagement_id": named(_id, index),
        "property_hubspot_owner_id": named(owner_id, leads.rep[found.lead[index]]),
        "property_hs_timestamp": times(sync, found.moment[index]),
        "_fivetran_deleted": np.zeros(len(index), dtype=bool),
        **more,
        **fivetran(sync, len(index)),
    }
    return write(sync, raw, f"hubspot.engagement_{kind}", columns)


def _id(index: int) -> str:
    return hubspot_id(4, index)
