"""Random cells, and what the rows behind them make when Python adds them up."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

from hypothesis import Phase, assume
from hypothesis import strategies as st

from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.cell import MAX_ROWS, DrillRequest
from almanac.semantic.drill import Drill, Input
from almanac.semantic.request import QueryRequest, parse_request
from almanac.semantic.rows import Cell

GRAINS = [None, "day", "week", "month", "quarter", "year"]


def plainly(cell: Cell) -> Any:
    """The cell as JSON sends it."""
    return cell.isoformat() if isinstance(cell, dt.date) else cell


NO_SHRINKING = [Phase.explicit, Phase.reuse, Phase.generate]
"""Each try compiles: a smaller example is not worth the minutes."""


def cell(
    data: st.DataObject,
    answers: Answers,
    dimensions: Mapping[str, Sequence[str]],
    first: dt.date,
    last: dt.date,
) -> tuple[QueryRequest, dict[str, Any], Any]:
    """A question about one of the metrics, and the keys and the value of one row of its answer."""
    metric = data.draw(st.sampled_from(sorted(dimensions)))
    groups, filtered = (data.draw(_names(dimensions[metric], most)) for most in (2, 1))
    days = sorted(data.draw(st.tuples(st.dates(first, last), st.dates(first, last))))
    request = parse_request(
        {
            "metrics": [metric],
            "group_by": groups,
            "filters": [_filter(data, answers, metric, name) for name in filtered],
            "time": {"from": str(days[0]), "to": str(days[1]), "grain": data.draw(st.sampled_from(GRAINS))},
        }
    )
    answer = answers.ask(request, EVERYTHING)
    assume(answer.rows)
    *keys, value = data.draw(st.sampled_from(answer.rows))
    named = zip((column.name for column in answer.columns), map(plainly, keys), strict=False)
    return request, dict(named), value


def _names(known: Sequence[str], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(known), max_size=most, unique=True) if known else st.just([])


def _filter(data: st.DataObject, answers: Answers, metric: str, name: str) -> dict[str, Any]:
    """A filter by a value that there is; one of a missing value, too."""
    known = answers.ask(parse_request({"metrics": [metric], "group_by": [name]}), EVERYTHING)
    value = data.draw(st.sampled_from([*(plainly(row[0]) for row in known.rows), None]))
    if value is None:
        return {"field": name, "op": data.draw(st.sampled_from(["is_null", "is_not_null"]))}
    return {"field": name, "op": data.draw(st.sampled_from(["=", "!="])), "value": value}


def drill(answers: Answers, request: QueryRequest, keys: dict[str, Any], **more: Any) -> Drill:
    """The cell of that row."""
    raw = {"query": request, "keys": keys, "limit": MAX_ROWS} | more
    return answers.drill(DrillRequest.model_validate(raw), EVERYTHING)


def added_up(one: Input) -> Any:
    """What the rows make by the rule that the input tells, without a database."""
    rows: list[Any] = list(one.rows)
    contributions, counted = [row[0] for row in rows], [row[1] for row in rows]
    rules: dict[str, Callable[[list[Any]], Any]] = {"min": min, "max": max, "median": median}
    if one.aggregation in rules:
        return rules[one.aggregation](counted) if counted else None
    if one.aggregation == "count_distinct":
        assert sum(contributions) == len(set(counted))
    return math.fsum(contributions)


def same(one: Any, other: Any) -> bool:
    """Equal but for the order in which numbers were added; no rows make nothing, which a count calls 0."""
    return math.isclose(one or 0, other or 0, rel_tol=1e-9, abs_tol=1e-9)


def proves(told: Drill, value: Any) -> None:
    """The rows make the cell: each input of its rows, and the cell of its inputs."""
    assert (told.value is None) == (value is None)
    assert told.agrees and same(told.value, value), (told.value, told.recomputed, value)
    for one in told.inputs:
        if not one.limited:
            assert same(added_up(one), one.value), (one.name, added_up(one), one.value)
