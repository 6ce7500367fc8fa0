"""What a nightly sync finds in Zendesk and in the surveys."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from almanac.demo.parameters import DAY
from almanac.demo.streams import Ints
from almanac.demo.support import people, people_columns, ticket_columns
from almanac.demo.support.answer_columns import answer_columns
from almanac.demo.support.history import STATUS_MOMENTS, make_changes, make_comments
from almanac.demo.support.ratings import make_ratings
from almanac.demo.support.rows import Columns
from almanac.demo.support.surveys import make_answers
from almanac.demo.support.tickets import Tickets, make_tickets
from almanac.demo.sync import Progress, Sync
from almanac.demo.write import write_rows

EARLIER_EXTRACTIONS = 50
"""One in so many tickets (answers) was extracted before as well, and has two rows from the first sync on."""


def write_support(sync: Sync, raw: Path, on_progress: Progress) -> dict[str, int]:
    """Write the tables of Zendesk and the surveys."""
    on_progress("tickets and surveys", 0.0)
    world, end = sync.world, sync.end
    tickets = make_tickets(world)
    changes, comments = make_changes(tickets), make_comments(world, tickets)
    ratings, answers = make_ratings(world, tickets), make_answers(world, tickets)
    changed, written = np.flatnonzero(sync.finds(changes.moment)), np.flatnonzero(sync.finds(comments.moment))
    rated = np.flatnonzero(sync.finds(ratings.offered) | sync.finds(ratings.answered))
    tagged = np.flatnonzero(sync.finds(tickets.created) & (tickets.is_spam | (tickets.subject % 5 < 2)))
    customer = np.flatnonzero(sync.finds(people.organization_created(world)))
    customer = customer[people.is_in_zendesk(customer)]
    tables = {
        "zendesk.ticket": _tickets(sync, tickets),
        "zendesk.ticket_field_history": ticket_columns.change_columns(world, tickets, changes, changed, end),
        "zendesk.ticket_comment": ticket_columns.comment_columns(world, tickets, comments, written, end),
        "zendesk.ticket_tag": ticket_columns.tag_columns(world, tickets, tagged, end),
        "zendesk.satisfaction_rating": ticket_columns.rating_columns(world, tickets, ratings, rated, end),
        "zendesk.user": _users(sync, tickets),
        "zendesk.organization": people_columns.organization_columns(world, customer, end),
        "zendesk.domain_name": people_columns.domain_columns(world, customer, end),
        "surveys.responses": answer_columns(
            world, answers, *_twice(sync, np.flatnonzero(sync.finds(answers.moment)), answers.moment)
        ),
    }
    return {
        name: write_rows(raw / name.replace(".", "/") / sync.file_name, name, table)
        for name, table in tables.items()
    }


def _tickets(sync: Sync, tickets: Tickets) -> Columns:
    """Tickets that came or changed, as they stand at the end; a few with what an earlier sync read."""
    names = [name for name, _ in STATUS_MOMENTS] + ["responded", "escalated"]
    is_found = np.any([sync.finds(getattr(tickets, name)) for name in names], axis=0)
    index, synced = _twice(sync, np.flatnonzero(is_found), tickets.created)
    return ticket_columns.ticket_columns(sync.world, tickets, index, synced, synced)


def _twice(sync: Sync, index: Ints, moment: Ints) -> tuple[Ints, Ints]:
    """Rows with their extraction: all at the end of the sync, some on the day after their moment as well."""
    before = index[(index % EARLIER_EXTRACTIONS == 11) & (moment[index] + DAY < sync.end)]
    if sync.night:
        before = before[:0]
    extracted = np.full(len(before) + len(index), sync.end)
    extracted[: len(before)] = moment[before] + DAY
    return np.concatenate([before, index]), extracted


def _users(sync: Sync, tickets: Tickets) -> Columns:
    """Whoever asked for the first time; the agents come with the first sync."""
    world, end = sync.world, sync.end
    user, first = people.requesters(tickets)
    is_new = sync.finds(first)
    strangers = np.flatnonzero(tickets.is_strange & sync.finds(tickets.created))
    parts = [
        people_columns.requester_columns(world, user[is_new], first[is_new], end),
        people_columns.stranger_columns(world, tickets, strangers, end),
    ]
    if not sync.night:
        parts.append(people_columns.agent_columns(world, end))
    return {name: pa.concat_arrays([part[name] for part in parts]) for name in parts[0]}
