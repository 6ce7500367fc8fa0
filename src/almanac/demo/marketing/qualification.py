"""The contacts of leads in HubSpot: what stage of life they are in, and how well they score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almanac.demo.parameters import DAY, HOUR, MINUTE
from almanac.demo.sales.leads import Leads
from almanac.demo.sales.rows import NOT_YET
from almanac.demo.streams import Floats, Ints, Stream, generator
from almanac.demo.users import NOBODY
from almanac.demo.world import World

IN_HUBSPOT = 0.93
"""Leads with a contact there; the contact has the number of its lead."""
FRUITLESS_QUALIFIES = 0.35
QUALIFIES_AGAIN = 0.04
WITHOUT_SCORE = 0.05
TYPICAL_SCORE, OF_HEALTH = 22.0, 62.0
HEALTH_OF_FRUITLESS = 0.3
STAGES = ("lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer")
LEAD, QUALIFIED, SALES_QUALIFIED, OPPORTUNITY, CUSTOMER = range(5)
STAGE, SCORE, LEAD_ID = "lifecyclestage", "hubspotscore", "crm_lead_id"


@dataclass(frozen=True)
class Qualifications:
    """One entry per lead: when its contact became known and first qualified, and its score then (NaN: none).

    Times are NOT_YET for a lead that HubSpot does not have or that never qualifies.
    """

    known: Ints
    qualified: Ints
    again: Ints
    score: Floats


def make_qualifications(world: World, leads: Leads) -> Qualifications:
    """The healthier a lead's customer will be, the better it scores."""
    rng = generator(world.spec.seed, Stream.QUALIFICATION)
    count = len(leads)
    is_known = rng.random(count) < IN_HUBSPOT
    known = np.where(is_known, leads.created - rng.integers(0, 3 * 24 * 60, count) * MINUTE, NOT_YET)
    works = leads.qualified < NOT_YET
    to_sales = np.where(works, leads.qualified - leads.created, 0)
    later = np.where(works, to_sales * rng.uniform(0, 0.8, count), rng.uniform(0, 30, count) * DAY)
    qualifies = is_known & (works | (rng.random(count) < FRUITLESS_QUALIFIES))
    qualified = np.where(qualifies, leads.created + later.astype(np.int64) // 1_000_000 * 1_000_000, NOT_YET)
    customer = np.maximum(leads.customer, 0)
    begin = world.customers.signup_day[customer]
    health = np.mean([world.health_on(begin + days, customer) for days in (30, 90, 180)], axis=0)
    health = np.where(leads.customer != NOBODY, health, HEALTH_OF_FRUITLESS)
    score = np.clip(np.round(TYPICAL_SCORE + OF_HEALTH * health + rng.normal(0, 9, count)), 0, 100)
    score[rng.random(count) < WITHOUT_SCORE] = np.nan
    again = qualified + rng.integers(40, 160, count) * DAY
    return Qualifications(
        known,
        qualified,
        np.where(qualifies & ~leads.is_won & (rng.random(count) < QUALIFIES_AGAIN), again, NOT_YET),
        score,
    )


@dataclass(frozen=True)
class Values:
    """One entry per value that a property of a lead's contact was given."""

    lead: Ints
    moment: Ints
    name: Ints
    """0 stage, 1 score, 2 lead id."""
    value: Ints


def property_values(leads: Leads, found: Qualifications) -> Values:
    """The stages in order, a first score, the score at the qualification and a later one, the CRM's lead."""
    has_score = ~np.isnan(found.score)
    score = np.where(has_score, found.score, 0).astype(np.int64)
    scored = np.where(has_score, found.qualified, NOT_YET)
    closed = np.where(leads.is_won & (found.known < NOT_YET), leads.closed, NOT_YET)
    proposed = np.where(found.known < NOT_YET, leads.proposed, NOT_YET)
    in_sales = np.where(found.qualified < NOT_YET, leads.qualified, NOT_YET)
    lost = np.where(found.again < NOT_YET, found.again - 10 * DAY, NOT_YET)
    parts: list[tuple[int, Ints, Ints | int]] = [
        (0, found.known, LEAD),
        (0, found.qualified, QUALIFIED),
        (0, in_sales, SALES_QUALIFIED),
        (0, proposed, OPPORTUNITY),
        (0, closed, CUSTOMER),
        (0, lost, LEAD),
        (0, found.again, QUALIFIED),
        (1, np.where(has_score, found.known + MINUTE, NOT_YET), score // 2),
        (1, scored - MINUTE * (scored < NOT_YET), score),
        (1, scored + 9 * DAY + HOUR, np.minimum(score + 11, 100)),
        (2, np.where(found.known < NOT_YET, np.maximum(found.known, leads.created) + HOUR, NOT_YET), 0),
    ]
    return _concatenated([_those_that_happen(*part) for part in parts])


def _those_that_happen(name: int, moment: Ints, value: Ints | int) -> Values:
    lead = np.flatnonzero(moment < NOT_YET)
    every_value = np.zeros(len(moment), dtype=np.int64) + value
    return Values(lead, moment[lead], np.full(len(lead), name), every_value[lead])


def _concatenated(parts: list[Values]) -> Values:
    return Values(**{name: np.concatenate([vars(part)[name] for part in parts]) for name in vars(parts[0])})
