"""The raw tables of Zendesk and of the surveys, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from almanac.demo.names import organization_domain, organization_name
from almanac.demo.streams import Ints, Mask, Stream, generator
from almanac.demo.support import people
from almanac.demo.support.history import PRIORITIES, STATUSES, Changes, Comments, state_at
from almanac.demo.support.ratings import REASONS, Ratings
from almanac.demo.support.surveys import NOBODY, SURVEY_TYPES, Answers
from almanac.demo.support.tickets import Tickets
from almanac.demo.texts import METAS, customer_id, moments, user_id
from almanac.demo.world import World

Columns = dict[str, pa.Array]

CHANNELS = ("email", "email", "email", "email", "web", "web", "web", "chat", "chat", "api")
TYPES = ("question", "incident", "problem", "task", None)
TOPICS = ("Cannot sign in", "Report is empty", "Invoice question", "Sync is slow", "Error when saving",
          "How do I export", "Wrong numbers", "Webhook fails", "Add a seat", "Feature request")  # fmt: skip
PLACES = ("on the dashboard", "in the mobile app", "after the update", "for one team", "since this morning",
          "in settings", "on export", "with SSO", "from the API", "in the editor")  # fmt: skip
TAGS = ("billing", "login", "bug", "how_to", "performance")
FEEDBACK = ("Quick and helpful.", "It took too long.", "Works for us.", "We expected more.", None, None, None)


def ticket_columns(world: World, tickets: Tickets, index: Ints, at: Ints, synced: Ints) -> Columns:
    """These tickets in the state that they had at these moments."""
    chosen = tickets.take(index)
    status, priority, changed = state_at(chosen, at)
    no_organization = ~chosen.has_organization | chosen.is_strange | ~people.is_in_zendesk(chosen.customer)
    subject = chosen.subject % (len(TOPICS) * len(PLACES))
    subjects = [f"{topic} {place}" for topic in TOPICS for place in PLACES]
    return {
        "id": _numbers(people.FIRST_TICKET + index),
        "organization_id": _numbers(people.FIRST_ORGANIZATION + chosen.customer, no_organization),
        "requester_id": _numbers(people.requester_ids(tickets, index)),
        "assignee_id": _numbers(people.FIRST_AGENT + chosen.agent, chosen.assigned > at),
        "subject": _picked(subjects, subject),
        "priority": _picked(PRIORITIES, priority),
        "status": _picked(STATUSES, status),
        "type": _picked(TYPES, chosen.subject % len(TYPES)),
        "via_channel": _picked(CHANNELS, chosen.channel),
        "created_at": moments(world.midnight, chosen.created),
        "updated_at": moments(world.midnight, changed),
        "_fivetran_synced": moments(world.midnight, synced),
    }


def change_columns(world: World, tickets: Tickets, changes: Changes, index: Ints, synced: int) -> Columns:
    """These values that fields were given; some rows lost their ticket on the way (see `lost`)."""
    ticket, is_priority = changes.ticket[index], changes.is_priority[index]
    value = changes.value[index] + np.where(is_priority, len(STATUSES), 0)
    agent = people.FIRST_AGENT + tickets.agent[ticket]
    return {
        "ticket_id": _numbers(people.FIRST_TICKET + ticket, _lost(index)),
        "field_name": _picked(("status", "priority"), is_priority.astype(np.int64)),
        "updated": moments(world.midnight, changes.moment[index]),
        "value": _picked((*STATUSES, *PRIORITIES), value),
        "user_id": _numbers(np.where(changes.by_agent[index], agent, people.requester_ids(tickets, ticket))),
        "_fivetran_synced": _at(world, synced, len(index)),
    }


def comment_columns(world: World, tickets: Tickets, comments: Comments, index: Ints, synced: int) -> Columns:
    """These comments."""
    ticket, by_agent = comments.ticket[index], comments.by_agent[index]
    agent = people.FIRST_AGENT + tickets.agent[ticket]
    return {
        "id": _numbers(7_000_000_000 + ticket * 10 + comments.number[index]),
        "ticket_id": _numbers(people.FIRST_TICKET + ticket, _lost(index)),
        "user_id": _numbers(np.where(by_agent, agent, people.requester_ids(tickets, ticket))),
        "public": pa.array(comments.is_public[index]),
        "created": moments(world.midnight, comments.moment[index]),
        "_fivetran_synced": _at(world, synced, len(index)),
    }


def tag_columns(world: World, tickets: Tickets, index: Ints, synced: int) -> Columns:
    """The tag of each of these tickets."""
    tag = np.where(tickets.is_spam[index], len(TAGS), tickets.subject[index] % len(TAGS))
    return {
        "ticket_id": _numbers(people.FIRST_TICKET + index),
        "tag": _picked((*TAGS, "spam"), tag),
        "_fivetran_synced": _at(world, synced, len(index)),
    }


def rating_columns(world: World, tickets: Tickets, ratings: Ratings, index: Ints, end: int) -> Columns:
    """These ratings as they stood at the end of the sync."""
    ticket, answered = ratings.ticket[index], ratings.answered[index]
    is_answered = answered <= end
    score = np.where(is_answered, np.where(ratings.is_good[index], 1, 2), 0)
    return {
        "id": _numbers(9_000_000_000 + ticket),
        "ticket_id": _numbers(people.FIRST_TICKET + ticket),
        "requester_id": _numbers(people.requester_ids(tickets, ticket)),
        "assignee_id": _numbers(people.FIRST_AGENT + tickets.agent[ticket]),
        "score": _picked(("offered", "good", "bad"), score),
        "reason": _picked((*REASONS, None), np.where(score == 2, ratings.reason[index], len(REASONS))),
        "comment": pa.nulls(len(index), pa.string()),
        "created_at": moments(world.midnight, ratings.offered[index]),
        "updated_at": moments(world.midnight, np.where(is_answered, answered, ratings.offered[index])),
        "_fivetran_synced": _at(world, end, len(index)),
    }


def requester_columns(world: World, user: Ints, first_asked: Ints, synced: int) -> Columns:
    """The users who asked."""
    customer = world.users.customer[user]
    return {
        "id": _numbers(people.FIRST_REQUESTER + user),
        "external_id": _texts(people.product_ids(user)),
        "organization_id": _numbers(people.FIRST_ORGANIZATION + customer, ~people.is_in_zendesk(customer)),
        "name": _texts(people.requester_names(user)),
        "email": _texts(people.requester_emails(world, user)),
        "role": _picked(("end-user",), np.zeros(len(user), dtype=np.int64)),
        "created_at": moments(world.midnight, first_asked),
        "_fivetran_synced": _at(world, synced, len(user)),
    }


def stranger_columns(world: World, tickets: Tickets, index: Ints, synced: int) -> Columns:
    """Those who wrote from an address that nobody knows."""
    return {
        "id": _numbers(people.FIRST_STRANGER + index),
        "external_id": pa.nulls(len(index), pa.string()),
        "organization_id": pa.nulls(len(index), pa.string()),
        "name": pa.nulls(len(index), pa.string()),
        "email": _texts(f"someone.{i}@mail.example" for i in index.tolist()),
        "role": _picked(("end-user",), np.zeros(len(index), dtype=np.int64)),
        "created_at": moments(world.midnight, tickets.created[index]),
        "_fivetran_synced": _at(world, synced, len(index)),
    }


def agent_columns(world: World, synced: int) -> Columns:
    """The support team."""
    ids, names, addresses, roles = zip(*people.agent_rows(), strict=True)
    return {
        "id": _numbers(np.array(ids)),
        "external_id": pa.nulls(len(ids), pa.string()),
        "organization_id": pa.nulls(len(ids), pa.string()),
        "name": _texts(names),
        "email": _texts(addresses),
        "role": _texts(roles),
        "created_at": moments(world.midnight, np.full(len(ids), people.AGENTS_CREATED)),
        "_fivetran_synced": _at(world, synced, len(ids)),
    }


def organization_columns(world: World, customer: Ints, synced: int) -> Columns:
    """The Zendesk organisations of these customers."""
    ids = pa.array([customer_id(i) for i in customer.tolist()], pa.string())
    return {
        "id": _numbers(people.FIRST_ORGANIZATION + customer),
        "name": _texts(organization_name(i) for i in customer.tolist()),
        "external_id": pc.if_else(pa.array(people.is_linked(customer)), ids, None),
        "created_at": moments(world.midnight, people.organization_created(world)[customer]),
        "_fivetran_synced": _at(world, synced, len(customer)),
    }


def domain_columns(world: World, customer: Ints, synced: int) -> Columns:
    """Their e-mail domains."""
    return {
        "organization_id": _numbers(people.FIRST_ORGANIZATION + customer),
        "domain_name": _texts(organization_domain(i) for i in customer.tolist()),
        "_fivetran_synced": _at(world, synced, len(customer)),
    }


def answer_columns(world: World, answers: Answers, index: Ints, extracted: Ints) -> Columns:
    """These survey answers; a few scores are off the scale (see `_score`)."""
    customer, user = answers.customer[index], answers.user[index]
    ticket, score = answers.ticket[index], answers.score[index]
    aware = answers.is_aware[index]
    text = generator(world.spec.seed, Stream.NPS, 1).integers(0, len(FEEDBACK), len(answers))
    return {
        "id": _texts(f"s{i + 1:08d}" for i in index.tolist()),
        "organization_id": _texts(None if c == NOBODY else customer_id(c) for c in customer.tolist()),
        "user_id": _texts(None if u == NOBODY else user_id(u) for u in user.tolist()),
        "facility_id": pa.nulls(len(index), pa.string()),
        "survey_type": _picked(SURVEY_TYPES, answers.kind[index]),
        "score": pa.array(score + np.where(index % 3_001 == 17, 20, 0), mask=np.isnan(score)),
        "is_aware": _picked(("no", "yes", None), np.where(aware == NOBODY, 2, aware)),
        "ticket_id": _numbers(people.FIRST_TICKET + ticket, ticket == NOBODY),
        "responded_at": moments(world.midnight, answers.moment[index]),
        "feedback": _picked(FEEDBACK, text[index]),
        "_airbyte_extracted_at": moments(world.midnight, extracted),
        "_airbyte_meta": _picked((METAS[0],), np.zeros(len(index), dtype=np.int64)),
    }


def _lost(index: Ints) -> Mask:
    """A few rows lost the ticket that they belong to."""
    return np.asarray(index % 9_973 == 41)


def _numbers(values: Ints, is_null: Mask | None = None) -> pa.Array:
    return pc.cast(pa.array(values, pa.int64(), mask=is_null), pa.string())


def _texts(values: Iterable[str | None]) -> pa.Array:
    return pa.array(list(values), pa.string())


def _picked(values: Sequence[str | None], index: Ints) -> pa.Array:
    return pa.array(values, pa.string()).take(pa.array(index))


def _at(world: World, moment: int, count: int) -> pa.Array:
    return moments(world.midnight, np.full(count, moment))
