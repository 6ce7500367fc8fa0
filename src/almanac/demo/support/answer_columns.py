"""The raw table of survey answers, as columns."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from almanac.demo.streams import Ints, Stream, generator
from almanac.demo.support import people
from almanac.demo.support.rows import Columns, numbers, picked, texts
from almanac.demo.support.surveys import NOBODY, SURVEY_TYPES, Answers
from almanac.demo.texts import METAS, customer_id, moments, user_id
from almanac.demo.world import World

FEEDBACK = ("Quick and helpful.", "It took too long.", "Works for us.", "We expected more.", None, None, None)
OFF_THE_SCALE = 3_001
"""One score in about so many is none of its survey's scale."""


def answer_columns(world: World, answers: Answers, index: Ints, extracted: Ints) -> Columns:
    """These survey answers."""
    customer, user = answers.customer[index], answers.user[index]
    ticket, score = answers.ticket[index], answers.score[index]
    aware = answers.is_aware[index]
    text = generator(world.spec.seed, Stream.NPS, 1).integers(0, len(FEEDBACK), len(answers))
    return {
        "id": texts(f"s{i + 1:08d}" for i in index.tolist()),
        "organization_id": texts(None if c == NOBODY else customer_id(c) for c in customer.tolist()),
        "user_id": texts(None if u == NOBODY else user_id(u) for u in user.tolist()),
        "facility_id": pa.nulls(len(index), pa.string()),
        "survey_type": picked(SURVEY_TYPES, answers.kind[index]),
        "score": pa.array(score + np.where(index % OFF_THE_SCALE == 17, 20, 0), mask=np.isnan(score)),
        "is_aware": picked(("no", "yes", None), np.where(aware == NOBODY, 2, aware)),
        "ticket_id": numbers(people.FIRST_TICKET + ticket, ticket == NOBODY),
        "responded_at": moments(world.midnight, answers.moment[index]),
        "feedback": picked(FEEDBACK, text[index]),
        "_airbyte_extracted_at": moments(world.midnight, extracted),
        "_airbyte_meta": picked((METAS[0],), np.zeros(len(index), dtype=np.int64)),
    }
