"""`GET /api/v1/dashboards`: dashboards as their files define them, with the question of every tile."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from almanac.dashboards.check import check_file
from almanac.dashboards.model import Dashboard, PageFilter, Period, Tile
from almanac.dashboards.questions import Question, accepted_filters, questions
from almanac.dashboards.read import DashboardFile, Problem, read_dashboard, read_dashboards
from almanac.semantic.catalog import Metric
from almanac.semantic.layer import Layer
from almanac.semantic.request import NotFoundError
from almanac.server.context import InContext
from almanac.server.errors import RESPONSES, ErrorBody
from almanac.warehouse.versions import nothing_published, published_version

router = APIRouter(tags=["dashboards"])


class ProblemBody(BaseModel):
    """What is wrong at one line of a dashboard file."""

    file: str
    line: int
    thing: str
    cause: str
    next_step: str


class DashboardLine(BaseModel):
    """One dashboard in the list; a broken file has problems instead of a title."""

    name: str
    title: str | None
    description: str | None
    audience: tuple[str, ...]
    owner: str | None
    problems: list[ProblemBody]


class QuestionBody(BaseModel):
    """A request of `POST /api/v1/query` without its days; grain `page` is the one that the reader chose."""

    metrics: tuple[str, ...]
    group_by: tuple[str, ...]
    filters: list[dict[str, Any]]
    having: list[dict[str, Any]]
    order_by: tuple[str, ...]
    limit: int | None
    grain: str | None
    days: int | None
    compared: bool


class TileBody(BaseModel):
    """One tile: what its file says, what it asks, and which of the page's filters it follows."""

    number: int
    tile: Tile
    questions: dict[str, QuestionBody]
    filters: tuple[PageFilter, ...]


class DashboardBody(BaseModel):
    """One dashboard, ready to be drawn, with the definitions of all metrics on it."""

    name: str
    as_of_date: dt.date
    title: str
    description: str
    audience: tuple[str, ...]
    owner: str
    period: Period
    filters: tuple[PageFilter, ...]
    tiles: list[TileBody]
    metrics: dict[str, Metric]
    problems: list[ProblemBody]


@router.get("/dashboards", responses={503: RESPONSES[503]})
def list_dashboards(context: InContext) -> list[DashboardLine]:
    """Every dashboard file, broken ones last; while nothing is published, what to do about that."""
    if published_version(context.home) is None:
        raise nothing_published(context.home)
    return [_line(file) for file in read_dashboards(context.dashboards)]


@router.get("/dashboards/{name}", responses={404: {"model": ErrorBody}, 503: RESPONSES[503]})
def get_dashboard(name: str, context: InContext) -> DashboardBody:
    """One dashboard; tiles that cannot be answered are left out and told in `problems`."""
    known = {path.stem: path for path in context.dashboards.glob("*.yml")}
    if name not in known:
        hint = f"There are: {', '.join(sorted(known)) or 'none'}."
        raise NotFoundError(ascii(name), "there is no such dashboard", hint)
    file = read_dashboard(known[name])
    with context.answers.layer() as layer:
        problems = check_file(file, layer, compiled=False)
        if file.dashboard is None:
            raise NotFoundError(
                file.path.name, str(problems[0]), "Correct the file; `almanac dashboards validate`."
            )
        return _body(file.name, file.dashboard, layer, problems)


def _body(name: str, dashboard: Dashboard, layer: Layer, problems: list[Problem]) -> DashboardBody:
    broken = {problem.tile for problem in problems}
    tiles = [(number, tile) for number, tile in enumerate(dashboard.tiles) if number not in broken]
    used = [layer.catalog.metric(metric) for _, tile in tiles for metric in tile.metrics]
    return DashboardBody(
        **dashboard.model_dump(include={"title", "description", "audience", "owner", "filters"}),
        name=name,
        as_of_date=layer.as_of_date,
        period=dashboard.period,
        tiles=[
            TileBody(
                number=number,
                tile=tile,
                questions={use: _question(question) for use, question in questions(tile).items()},
                filters=accepted_filters(tile, dashboard, layer.catalog),
            )
            for number, tile in tiles
        ],
        metrics={metric.name: metric for metric in used},
        problems=[_problem(problem) for problem in problems],
    )


def _question(question: Question) -> QuestionBody:
    return QuestionBody.model_validate(question, from_attributes=True)


def _problem(problem: Problem) -> ProblemBody:
    return ProblemBody.model_validate(problem, from_attributes=True)


def _line(file: DashboardFile) -> DashboardLine:
    dashboard = file.dashboard
    return DashboardLine(
        name=file.name,
        title=dashboard.title if dashboard else None,
        description=dashboard.description if dashboard else None,
        audience=dashboard.audience if dashboard else (),
        owner=dashboard.owner if dashboard else None,
        problems=[_problem(problem) for problem in file.problems],
    )
