"""A metric's value on the last complete day, beside that of the day before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from almanac.semantic.access import AccessError, Viewer
from almanac.semantic.answer import Answers
from almanac.semantic.request import parse_request
from almanac.semantic.rows import Cell


@dataclass(frozen=True)
class Latest:
    """The value of the whole company, or of the customers that the viewer may see; or why there is none."""

    date: dt.date
    value: Cell
    previous: Cell
    change: Cell
    change_pct: Cell
    notes: tuple[str, ...]


def latest(metric: str, day: dt.date, viewer: Viewer, answers: Answers) -> Latest:
    """What the planner answers for that one day."""
    asked = {
        "metrics": [metric],
        "time": {"from": str(day), "to": str(day), "grain": "day"},
        "compare": "previous_period",
    }
    try:
        answer = answers.ask(parse_request(asked), viewer)
    except AccessError as refused:
        return Latest(day, None, None, None, None, (f"{refused.thing} {refused.cause}",))
    _, value, previous, change, share = answer.rows[0] if answer.rows else (day, None, None, None, None)
    return Latest(day, value, previous, change, share, answer.notes)
