"""The raw tables of Zendesk's tickets and of what happens to them, as columns."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from almanac.demo.streams import Ints, Mask
from almanac.demo.support import people
from almanac.demo.support.history import PRIORITIES, STATUSES, Changes, Comments, state_at
from almanac.demo.support.ratings import REASONS, Ratings
from almanac.demo.support.rows import Columns, always, numbers, picked
from almanac.demo.support.tickets import Tickets
from almanac.demo.texts import moments
from almanac.demo.world import World

CHANNELS = ("email", "email", "email", "email", "web", "web", "web", "chat", "chat", "api")
TYPES = ("question", "incident", "problem", "task", None)
TOPICS = ("Cannot sign in", "Report is empty", "Invoice question", "Sync is slow", "Error when saving",
          "How do I export", "Wrong numbers", "Webhook fails", "Add a seat", "Feature request")  # fmt: skip
PLACES = ("on the dashboard", "in the mobile app", "after the update", "for one team", "since this morning",
          "in settings", "on export", "with SSO", "from the API", "in the editor")  # fmt: skip
TAGS = ("billing", "login", "bug", "how_to", "performance")


def ticket_columns(world: World, tickets: Tickets, index: Ints, at: Ints, synced: Ints) -> Columns:
    """These tickets in the state that they had at these moments."""
    chosen = tickets.take(index)
    status, priority, changed = state_at(chosen, at)
    no_organization = ~chosen.has_organization | chosen.is_strange | ~people.is_in_zendesk(chosen.customer)
    subject = chosen.subject % (len(TOPICS) * len(PLACES))
    subjects = [f"{topic} {place}" for topic in TOPICS for place in PLACES]
    return {
        "id": numbers(people.FIRST_TICKET + index),
        "organization_id": numbers(people.FIRST_ORGANIZATION + chosen.customer, no_organization),
        "requester_id": numbers(people.requester_ids(tickets, index)),
        "assignee_id": numbers(people.FIRST_AGENT + chosen.agent, chosen.assigned > at),
        "subject": picked(subjects, subject),
        "priority": picked(PRIORITIES, priority),
        "status": picked(STATUSES, status),
        "type": picked(TYPES, chosen.subject % len(TYPES)),
        "via_channel": picked(CHANNELS, chosen.channel),
        "created_at": moments(world.midnight, chosen.created),
        "updated_at": moments(world.midnight, changed),
        "_fivetran_synced": moments(world.midnight, synced),
    }


def change_columns(world: World, tickets: Tickets, changes: Changes, index: Ints, synced: int) -> Columns:
    """These values that fields were given."""
    ticket, is_priority = changes.ticket[index], changes.is_priority[index]
    value = changes.value[index] + np.where(is_priority, len(STATUSES), 0)
    agent = people.FIRST_AGENT + tickets.agent[ticket]
    return {
        "ticket_id": numbers(people.FIRST_TICKET + ticket, _lost(index)),
        "field_name": picked(("status", "priority"), is_priority.astype(np.int64)),
        "updated": moments(world.midnight, changes.moment[index]),
        "value": picked((*STATUSES, *PRIORITIES), value),
        "user_id": numbers(np.where(changes.by_agent[index], agent, people.requester_ids(tickets, ticket))),
        "_fivetran_synced": always(world, synced, len(index)),
    }


def comment_columns(world: World, tickets: Tickets, comments: Comments, index: Ints, synced: int) -> Columns:
    """These comments."""
    ticket, by_agent = comments.ticket[index], comments.by_agent[index]
    agent = people.FIRST_AGENT + tickets.agent[ticket]
    return {
        "id": numbers(7_000_000_000 + ticket * 10 + comments.number[index]),
        "ticket_id": numbers(people.FIRST_TICKET + ticket, _lost(index)),
        "user_id": numbers(np.where(by_agent, agent, people.requester_ids(tickets, ticket))),
        "public": pa.array(comments.is_public[index]),
        "created": moments(world.midnight, comments.moment[index]),
        "_fivetran_synced": always(world, synced, len(index)),
    }


def tag_columns(world: World, tickets: Tickets, index: Ints, synced: int) -> Columns:
    """The tag of each of these tickets."""
    tag = np.where(tickets.is_spam[index], len(TAGS), tickets.subject[index] % len(TAGS))
    return {
        "ticket_id": numbers(people.FIRST_TICKET + index),
        "tag": picked((*TAGS, "spam"), tag),
        "_fivetran_synced": always(world, synced, len(index)),
    }


def rating_columns(world: World, tickets: Tickets, ratings: Ratings, index: Ints, end: int) -> Columns:
    """These ratings as they stood at the end of the sync."""
    ticket, answered = ratings.ticket[index], ratings.answered[index]
    is_answered = answered <= end
    score = np.where(is_answered, np.where(ratings.is_good[index], 1, 2), 0)
    return {
        "id": numbers(9_000_000_000 + ticket),
        "ticket_id": numbers(people.FIRST_TICKET + ticket),
        "requester_id": numbers(people.requester_ids(tickets, ticket)),
        "assignee_id": numbers(people.FIRST_AGENT + tickets.agent[ticket]),
        "score": picked(("offered", "good", "bad"), score),
        "reason": picked((*REASONS, None), np.where(score == 2, ratings.reason[index], len(REASONS))),
        "comment": pa.nulls(len(index), pa.string()),
        "created_at": moments(world.midnight, ratings.offered[index]),
        "updated_at": moments(world.midnight, np.where(is_answered, answered, ratings.offered[index])),
        "_fivetran_synced": always(world, end, len(index)),
    }


def _lost(index: Ints) -> Mask:
    """A few rows lost the ticket that they belong to."""
    return np.asarray(index % 9_973 == 41)
