"""The tables about leads and visitors: touchpoints, qualification, e-mail, web sessions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from almanac.demo.marketing.campaigns import CHANNELS, PLATFORMS, Campaigns
from almanac.demo.marketing.emails import Emails, make_emails
from almanac.demo.marketing.qualification import (
    LEAD_ID,
    SCORE,
    STAGE,
    STAGES,
    Qualifications,
    Values,
    property_values,
)
from almanac.demo.marketing.touchpoints import NO_CAMPAIGN, UNPAID, Touchpoints
from almanac.demo.marketing.web import UNPAID as UNPAID_VISITS
from almanac.demo.marketing.web import Visits, make_visits
from almanac.demo.names import email
from almanac.demo.parameters import DAY
from almanac.demo.sales.ids import hubspot_id, lead_id
from almanac.demo.sales.leads import Leads
from almanac.demo.sales.rows import NOT_YET, airbyte, fivetran, named, picked, texts, times, write
from almanac.demo.streams import Ints, Mask
from almanac.demo.sync import Sync
from almanac.demo.truth import REGIONS

CONTACT = 1
"""The kind of a contact among the records of HubSpot."""
UTM_SOURCES = ("google", "facebook", "linkedin", "newsletter")
UTM_MEDIUMS = {
    "paid_search": "cpc",
    "display": "display",
    "video": "video",
    "paid_social": "paid_social",
    "email": "email",
    "event": "event",
    "webinar": "webinar",
    "content": "content",
    "partner": "partner",
}
UNPAID_SOURCES = ("google", None, "g2.example", "linkedin")
UNPAID_MEDIUMS = ("organic", None, "referral", "social")
NAMED_BY_LINK = 5
"""One touchpoint in so many tells its channel and platform only by its link."""
MOST_VISITS = 10_000_000
"""More than a day has."""
MAILS = "lead.example"


def contact_id(lead: int) -> str:
    """The contact of a lead."""
    return hubspot_id(CONTACT, lead)


def write_touchpoints(sync: Sync, raw: Path, campaigns: Campaigns, touches: Touchpoints) -> dict[str, int]:
    """Write the touchpoints that a sync finds; one in NAMED_BY_LINK tells its channel only by its link."""
    here = np.flatnonzero(sync.finds(touches.moment))
    lead, campaign, unpaid = touches.lead[here], touches.campaign[here], touches.unpaid[here]
    by_link = here % NAMED_BY_LINK == 0
    has_campaign = campaign != NO_CAMPAIGN
    kind = np.where(has_campaign, len(UNPAID) + campaign, unpaid)
    link_only = np.where(by_link, 0, kind + 1)
    columns = {
        "id": texts(f"tp{i + 1:08d}" for i in here.tolist()),
        "contact_id": named(contact_id, lead),
        "lead_id": named(lead_id, lead),
        "occurred_at": times(sync, touches.moment[here]),
        "channel": picked((None, *UNPAID, *_channels(campaigns)), link_only),
        "platform": picked((None, *["other"] * len(UNPAID), *_platforms(campaigns)), link_only),
        "campaign_id": _campaign_ids(campaigns, campaign, touches.is_misspelt[here]),
        "utm_source": picked((*UNPAID_SOURCES, *_sources(campaigns)), kind),
        "utm_medium": picked((*UNPAID_MEDIUMS, *_mediums(campaigns)), kind),
        "utm_campaign": picked((*[None] * len(UNPAID), *_slugs(campaigns)), kind),
        **fivetran(sync, len(here)),
    }
    return write(sync, raw, "hubspot.touchpoint", columns)


def _channels(campaigns: Campaigns) -> list[str]:
    places = zip(campaigns.platform.tolist(), campaigns.channel.tolist(), strict=True)
    return [CHANNELS[platform][channel] for platform, channel in places]


def _platforms(campaigns: Campaigns) -> list[str]:
    return [PLATFORMS[p] for p in campaigns.platform.tolist()]


def _sources(campaigns: Campaigns) -> list[str]:
    return [UTM_SOURCES[p] for p in campaigns.platform.tolist()]


def _mediums(campaigns: Campaigns) -> list[str]:
    return [UTM_MEDIUMS[channel] for channel in _channels(campaigns)]


def _slugs(campaigns: Campaigns) -> list[str]:
    return [campaigns.slug(i) for i in range(len(campaigns))]


def _campaign_ids(campaigns: Campaigns, campaign: Ints, is_misspelt: Mask) -> pa.Array:
    """The ids of campaigns, some of them with a slip of the pen."""
    ids = [campaigns.platform_id(i) for i in range(len(campaigns))]
    count = len(ids)
    pool = [None, *ids, *(f"{name}0" for name in ids)]
    return picked(pool, np.where(campaign == NO_CAMPAIGN, 0, 1 + campaign + count * is_misspelt))


def write_qualification(sync: Sync, raw: Path, leads: Leads, found: Qualifications) -> dict[str, int]:
    """Write the values of contacts that a sync finds."""
    values = property_values(leads, found)
    here = np.flatnonzero(sync.finds(values.moment))
    lead = values.lead[here]
    columns = {
        "contact_id": named(contact_id, lead),
        "name": picked((STAGE, SCORE, LEAD_ID), values.name[here]),
        "timestamp": times(sync, values.moment[here]),
        "value": texts(_value_texts(values, here)),
        "source": picked(("WORKFLOWS", "CALCULATED", "INTEGRATION"), values.name[here]),
        **fivetran(sync, len(here)),
    }
    return write(sync, raw, "hubspot.contact_property_history", columns)


def _value_texts(values: Values, here: Ints) -> list[str]:
    columns = (values.name[here].tolist(), values.lead[here].tolist(), values.value[here].tolist())
    return [_value_text(*row) for row in zip(*columns, strict=True)]


def _value_text(name: int, lead: int, value: int) -> str:
    """Stages are words, scores numbers, the CRM's lead its id."""
    if name == 0:
        return STAGES[value]
    return str(value) if name == 1 else lead_id(lead)


def write_emails(sync: Sync, raw: Path, campaigns: Campaigns, found: Qualifications) -> dict[str, int]:
    """Write the e-mail events that a sync finds."""
    mails = make_emails(sync.world, campaigns, found)
    sent = np.flatnonzero(sync.finds(mails.sent))
    delivered = np.flatnonzero((mails.delivered < NOT_YET) & sync.finds(mails.delivered))
    sends = {
        **_pairs(mails, sent),
        "contact_id": named(contact_id, mails.lead[sent]),
        "campaign_id": _campaign_ids(campaigns, mails.campaign[sent], np.zeros(len(sent), dtype=bool)),
        "sent_at": times(sync, mails.sent[sent]),
        **airbyte(sync, len(sent)),
    }
    deliveries = {
        **_pairs(mails, delivered),
        "delivered_at": times(sync, mails.delivered[delivered]),
        **airbyte(sync, len(delivered)),
    }
    return {
        **write(sync, raw, "email.sends", sends),
        **write(sync, raw, "email.deliveries", deliveries),
        **_write_events(sync, raw, mails, "open", mails.opened_mail, mails.opened),
        **_write_events(sync, raw, mails, "click", mails.clicked_mail, mails.clicked),
    }


def _pairs(mails: Emails, mail: Ints) -> dict[str, pa.Array]:
    return {
        "message_id": texts(f"msg{week + 10_000}" for week in mails.week[mail].tolist()),
        "recipient": texts(email(lead, MAILS) for lead in mails.lead[mail].tolist()),
    }


def _write_events(
    sync: Sync, raw: Path, mails: Emails, kind: str, mail: Ints, moment: Ints
) -> dict[str, int]:
    here = np.flatnonzero(sync.finds(moment))
    columns = {
        "id": texts(f"{kind}{i + 1:08d}" for i in here.tolist()),
        **_pairs(mails, mail[here]),
        "url": picked(("https://almanac.example/pricing", "https://almanac.example/blog"), here % 2),
        f"{kind}ed_at": times(sync, moment[here]),
        **airbyte(sync, len(here)),
    }
    return write(sync, raw, f"email.{kind}s", columns)


def write_visits(sync: Sync, raw: Path, campaigns: Campaigns) -> dict[str, int]:
    """Write the visits to the web site that a sync finds, from the first day with events on."""
    days = np.arange(max(0, sync.begin // DAY), sync.end // DAY + 1)
    parts = [make_visits(sync.world, campaigns, day) for day in days.tolist()]
    counts = np.array([len(part.moment) for part in parts])
    number = np.repeat(days * MOST_VISITS - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    visits = Visits(**{name: np.concatenate([vars(part)[name] for part in parts]) for name in vars(parts[0])})
    here = np.flatnonzero(sync.finds(visits.moment))
    campaign = visits.campaign[here]
    kind = np.where(campaign == NO_CAMPAIGN, visits.unpaid[here], len(UNPAID_VISITS) + campaign)
    columns = {
        "id": texts(f"ws{i:010d}" for i in number[here].tolist()),
        "started_at": times(sync, visits.moment[here]),
        "source": picked((*[source for source, _ in UNPAID_VISITS], *_sources(campaigns)), kind),
        "medium": picked((*[medium for _, medium in UNPAID_VISITS], *_mediums(campaigns)), kind),
        "campaign": picked((*[None] * len(UNPAID_VISITS), *_slugs(campaigns)), kind),
        "region": picked(REGIONS, visits.region[here]),
        "page_views": pa.array(visits.pages[here].astype(np.int32)),
        "is_bounce": pa.array(visits.is_bounce[here]),
        "goal_completions": pa.array(visits.goals[here].astype(np.int32)),
        **airbyte(sync, len(here)),
    }
    return write(sync, raw, "web_analytics.sessions", columns)
