"""Dashboards against what a published version can answer: every question of every tile is compiled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from almanac.dashboards.model import Dashboard, Tile
from almanac.dashboards.questions import Question, accepted_filters, questions
from almanac.dashboards.read import DashboardFile, Problem
from almanac.errors import AlmanacError
from almanac.semantic.access import EVERYTHING
from almanac.semantic.layer import Layer
from almanac.semantic.plan import plan
from almanac.semantic.request import parse_request
from almanac.semantic.statement import write

_EXAMPLES: dict[str, dict[str, Any]] = {"account_arr": {"op": ">=", "value": 0}}
_ANY_TEXT: dict[str, Any] = {"op": "=", "value": "any"}


def check(files: Iterable[DashboardFile], layer: Layer, filtered: bool = False) -> list[Problem]:
    """What keeps the dashboards from being shown, in the order of files and lines."""
    found = [problem for file in files for problem in check_file(file, layer, filtered)]
    return sorted(found, key=lambda problem: (problem.file, problem.line))


def check_file(
    file: DashboardFile, layer: Layer, filtered: bool = False, compiled: bool = True
) -> list[Problem]:
    """The problems of one file: those of its form, else those of its tiles.

    `filtered` asks with every filter that a tile follows. A server leaves out what takes time: a question
    that is planned, but not `compiled`, is known to name metrics, dimensions and filters that go together.
    """
    if file.dashboard is None:
        return list(file.problems)
    found = []
    for number, tile in enumerate(file.dashboard.tiles):
        try:
            _ask(file.dashboard, tile, layer, filtered, compiled)
        except AlmanacError as error:
            line = file.at("tiles", number, *_place(tile, error.thing))
            thing = f"tile {tile.title!r}: {error.thing}"
            found.append(Problem(file.path.name, line, thing, error.cause, error.next_step, number))
    return found


def _ask(dashboard: Dashboard, tile: Tile, layer: Layer, filtered: bool, compiled: bool) -> None:
    period, last = dashboard.period, layer.as_of_date
    first = last - dt.timedelta(days=period.days - 1)
    filters = _every_filter(tile, dashboard, layer) if filtered else ()
    for question in questions(tile).values():
        raw = question.request(first, last, period.grain, period.compare, filters)
        planned = plan(parse_request(raw), layer, EVERYTHING)
        if compiled:
            write(planned, layer)
        _ordered(question)


def _every_filter(tile: Tile, dashboard: Dashboard, layer: Layer) -> tuple[dict[str, Any], ...]:
    names = accepted_filters(tile, dashboard, layer.catalog)
    return tuple({"field": name, **_EXAMPLES.get(name, _ANY_TEXT)} for name in names)


def _ordered(question: Question) -> None:
    if question.limit and not question.order_by:
        raise AlmanacError("limit", "the first rows of no order are any rows", "Add `order_by`, too.")


def _place(tile: Tile, thing: str) -> tuple[str | int, ...]:
    """The part of the tile that an error speaks of."""
    for field in ("metrics", "dimensions", "order_by"):
        for number, name in enumerate(getattr(tile, field)):
            if thing.strip("'").endswith(name.removeprefix("-")) or name in thing:
                return field, number
    return ("where",) if tile.where else ()
