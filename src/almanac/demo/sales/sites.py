"""What happens at the sites of customers: applications, the invoices for hires, tickets, answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from almanac.demo.parameters import DAY, HOUR
from almanac.demo.sales.ids import facility_id
from almanac.demo.sales.rows import (
    NOT_YET,
    Columns,
    airbyte,
    changed,
    latest,
    named,
    numbers,
    picked,
    texts,
    times,
    write,
)
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator, pick
from almanac.demo.sync import Sync
from almanac.demo.world import World

DAYS_PER_APPLICATION, DAYS_PER_TICKET, DAYS_PER_ANSWER = 12, 60, 45
PRIORITIES = ("critical", "high", "medium", "low")
PRIORITY_WEIGHTS = np.array([0.08, 0.22, 0.45, 0.25])
RESPONSE_HOURS, RESOLUTION_HOURS = np.array([1.0, 2, 4, 8]), np.array([4.0, 24, 72, 120])
"""What a customer may expect, by priority."""
FEEDBACK = ("", "Quick help, thank you.", "It took too long.", "Friendly people.", "Still not solved.")
WITHOUT_COMPLIANCE = 0.03
CANCELLED = 0.04


@dataclass(frozen=True)
class Happenings:
    """One entry per thing that happens at a customer's site: which customer, when, how healthy it was."""

    customer: Ints
    moment: Ints
    health: Floats

    def __len__(self) -> int:
        return len(self.customer)


def write_sites(sync: Sync, raw: Path) -> dict[str, int]:
    """Write what a sync finds of these tables."""
    return {
        **_write_applications(sync, raw),
        **_write_tickets(sync, raw),
        **_write_answers(sync, raw),
    }


def _happenings(world: World, days_apart: int, rng: np.random.Generator) -> Happenings:
    """Things that happen at random, some days apart, while a customer is here."""
    customers = world.customers
    begin, end = customers.signup_day, np.minimum(customers.churn_day, world.spec.horizon)
    count = rng.poisson(np.maximum(end - begin, 0) / days_apart)
    customer = np.repeat(np.arange(len(count)), count)
    span = (end - begin)[customer]
    day = begin[customer] + (rng.random(len(customer)) * span).astype(np.int64)
    moment = day * DAY + 8 * HOUR + rng.integers(0, 10 * 3600, len(customer)) * 1_000_000
    order = np.lexsort((customer, moment))
    customer, moment = customer[order], moment[order]
    return Happenings(customer, moment, world.health_on(day[order], customer))


def _after(begin: Ints, hours: Floats) -> Ints:
    return begin + (hours * 3600).astype(np.int64) * 1_000_000


def _write_applications(sync: Sync, raw: Path) -> dict[str, int]:
    """Half are hired in the end; each hire is invoiced, and the sick pay late."""
    rng = generator(sync.world.spec.seed, Stream.FACILITIES)
    found = _happenings(sync.world, DAYS_PER_APPLICATION, rng)
    count = len(found)
    interview = _after(found.moment, rng.uniform(48, 400, count))
    decided = _after(interview, rng.uniform(24, 600, count))
    is_hired = rng.random(count) < 0.35 + 0.3 * found.health
    score = np.clip(np.round(58 + 45 * found.health + rng.normal(0, 9, count), 1), 0, 100)
    violates = (score < 75) & (rng.random(count) < 0.4)
    score[rng.random(count) < WITHOUT_COMPLIANCE] = np.nan
    hired = np.where(is_hired, decided, NOT_YET)
    index = changed(sync, found.moment, interview, decided)
    status = np.where(decided <= sync.end, np.where(is_hired, 2, 3), interview <= sync.end)
    columns: Columns = {
        "id": named(_application_id, index),
        "facility_id": named(facility_id, found.customer[index]),
        "candidate_id": texts(f"ca{i * 7919 % 900_001 + 1:07d}" for i in index.tolist()),
        "status": picked(("pending", "interview", "hired", "rejected"), status[index]),
        "created_at": times(sync, found.moment[index]),
        "updated_at": times(sync, latest(sync, found.moment, interview, decided)[index]),
        "hired_at": times(sync, hired[index]),
        "compliance_score": numbers(score[index]),
        "has_violations": violates[index],
        **airbyte(sync, len(index)),
    }
    late = rng.uniform(5, 30, count) + 45 * np.clip(0.5 - found.health, 0, 1) * rng.random(count)
    amount = np.round(rng.lognormal(7.4, 0.5, count), 2)
    is_cancelled = rng.random(count) < CANCELLED
    return {
        **write(sync, raw, "crm.applications", columns),
        **_write_invoices(sync, raw, found.customer, hired, late, amount, is_cancelled),
    }


def _write_invoices(
    sync: Sync, raw: Path, customer: Ints, hired: Ints, late: Floats, amount: Floats, is_cancelled: Mask
) -> dict[str, int]:
    created = np.where(hired < NOT_YET, hired + DAY, NOT_YET)
    settled = np.where(created < NOT_YET, _after(created, late * 24), NOT_YET)
    paid = np.where(is_cancelled, NOT_YET, settled)
    index = changed(sync, created, settled)
    status = np.where(settled > sync.end, 0, np.where(is_cancelled, 2, 1))
    columns: Columns = {
        "id": texts(f"iv{i + 1:08d}" for i in index.tolist()),
        "facility_id": named(facility_id, customer[index]),
        "application_id": named(_application_id, index),
        "amount": numbers(amount[index]),
        "status": picked(("pending", "paid", "cancelled"), status[index]),
        "created_at": times(sync, created[index]),
        "updated_at": times(sync, latest(sync, created, settled)[index]),
        "paid_at": times(sync, paid[index]),
        **airbyte(sync, len(index)),
    }
    return write(sync, raw, "crm.invoices", columns)


def _write_tickets(sync: Sync, raw: Path) -> dict[str, int]:
    """The sick wait longer than they may expect."""
    rng = generator(sync.world.spec.seed, Stream.FACILITIES, 1)
    found = _happenings(sync.world, DAYS_PER_TICKET, rng)
    count = len(found)
    priority = pick(rng, PRIORITY_WEIGHTS, count)
    slowness = rng.lognormal(-0.6, 0.5, count) * (1.7 - found.health)
    responded = _after(found.moment, np.maximum(RESPONSE_HOURS[priority] * slowness, 0.05))
    resolved = _after(responded, RESOLUTION_HOURS[priority] * slowness * rng.uniform(0.4, 1, count))
    index = changed(sync, found.moment, responded, resolved)
    columns: Columns = {
        "id": texts(f"ft{i + 1:07d}" for i in index.tolist()),
        "facility_id": named(facility_id, found.customer[index]),
        "priority": picked(PRIORITIES, priority[index]),
        "status": picked(("open", "resolved"), (resolved[index] <= sync.end).astype(np.int64)),
        "created_at": times(sync, found.moment[index]),
        "first_response_at": times(sync, responded[index]),
        "resolved_at": times(sync, resolved[index]),
        **airbyte(sync, len(index)),
    }
    return write(sync, raw, "crm.tickets", columns)


def _write_answers(sync: Sync, raw: Path) -> dict[str, int]:
    rng = generator(sync.world.spec.seed, Stream.FACILITIES, 2)
    found = _happenings(sync.world, DAYS_PER_ANSWER, rng)
    count = len(found)
    is_nps = rng.random(count) < 0.4
    mood = np.clip(found.health + rng.normal(0, 0.15, count), 0, 1)
    score = np.where(is_nps, np.round(2 + 8.4 * mood), np.round(1 + 4.2 * mood))
    score = np.clip(score, np.where(is_nps, 0, 1), np.where(is_nps, 10, 5))
    index = changed(sync, found.moment)
    columns: Columns = {
        "id": texts(f"fs{i + 1:07d}" for i in index.tolist()),
        "facility_id": named(facility_id, found.customer[index]),
        "survey_type": picked(("csat", "nps"), is_nps[index].astype(np.int64)),
        "score": numbers(score[index]),
        "created_at": times(sync, found.moment[index]),
        "feedback": picked(FEEDBACK, index % len(FEEDBACK)),
        **airbyte(sync, len(index)),
    }
    return write(sync, raw, "crm.satisfaction", columns)


def _application_id(index: int) -> str:
    return f"ap{index + 1:08d}"
