"""`GET /api/v1/metrics`: what can be asked, what it means, whence it comes, and whether it was checked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from almanac.quality.lineage import MetricLineage, metric_lineage, read_lineage
from almanac.quality.metric_example import example_of
from almanac.quality.results import Result, read
from almanac.semantic.access import Viewer
from almanac.semantic.catalog import Dimension, Metric
from almanac.semantic.choose import choose
from almanac.semantic.latest import latest
from almanac.semantic.request import NotFoundError, QueryRequest, RequestError, parse_request
from almanac.server.catalog import DashboardLink, dashboards_of
from almanac.server.context import InContext, InViewer
from almanac.server.errors import RESPONSES, ErrorBody

if TYPE_CHECKING:
    import duckdb

    from almanac.semantic.layer import Layer

router = APIRouter(tags=["metrics"])


class MetricsBody(BaseModel):
    """The catalogue of the published version."""

    version: str
    as_of_date: dt.date
    metrics: list[Metric]
    dimensions: list[Dimension]


class ValidationBody(BaseModel):
    """What came of the checks: failed where any failed, skipped where none could be made."""

    state: Literal["passed", "failed", "skipped", "not_validated"]
    checks: list[Result]


class LatestBody(BaseModel):
    """The value on the last complete day, beside that of the day before; notes say why there is none."""

    date: dt.date
    value: float | None
    previous: float | None
    change: float | None
    change_pct: float | None
    notes: list[str]


class ExampleBody(BaseModel):
    """A question that the metric is good for: on the command line and as a request."""

    command: str
    request: QueryRequest


class MetricBody(Metric):
    """One metric with all that is known of it."""

    version: str
    as_of_date: dt.date
    lineage: MetricLineage | None = Field(description="null where the version keeps none")
    validation: ValidationBody
    latest: LatestBody
    example: ExampleBody
    dashboards: list[DashboardLink]


@router.get("/metrics", responses={code: RESPONSES[code] for code in (400, 422, 503)})
def list_metrics(
    context: InContext,
    viewer: InViewer,
    domain: Annotated[str | None, Query(max_length=100)] = None,
    tier: Annotated[int | None, Query(ge=1, le=3, description="1 matters most")] = None,
    search: Annotated[
        str | None, Query(max_length=500, description="text in name, label, description or alias")
    ] = None,
) -> MetricsBody:
    """The metrics with their definitions, and every dimension."""
    with context.answers.layer() as layer:
        return MetricsBody(
            version=layer.version,
            as_of_date=layer.as_of_date,
            metrics=choose(layer.catalog.metrics.values(), domain, tier, search),
            dimensions=list(layer.catalog.dimensions.values()),
        )


@router.get("/metrics/{name}", responses={404: {"model": ErrorBody}, 503: RESPONSES[503]})
def get_metric(name: str, context: InContext, viewer: InViewer) -> MetricBody:
    """One metric, by its name or an alias: definition, lineage, checks and last value."""
    with context.answers.published() as (layer, snapshot):
        metric = _found(name, layer)
        graph = read_lineage(snapshot.version.folder)
        checks = _checks(metric.name, viewer, snapshot.cursor)
    told = latest(metric.name, layer.as_of_date, viewer, context.answers)
    return MetricBody(
        **{field: getattr(metric, field) for field in Metric.model_fields},
        version=layer.version,
        as_of_date=layer.as_of_date,
        lineage=graph and metric_lineage(graph, metric.name),
        validation=ValidationBody(state=_state(checks), checks=checks),
        latest=LatestBody.model_validate(vars(told)),
        example=_example(metric),
        dashboards=dashboards_of([metric.name], layer.catalog, context),
    )


def _example(metric: Metric) -> ExampleBody:
    example = example_of(metric)
    return ExampleBody(command=example.command, request=parse_request(example.request))


def _found(name: str, layer: Layer) -> Metric:
    try:
        return layer.catalog.metric(name)
    except RequestError as error:
        raise NotFoundError(error.thing, error.cause, error.next_step) from None


def _checks(metric: str, viewer: Viewer, cursor: duckdb.DuckDBPyConnection) -> list[Result]:
    """The checks that the version carries; their details may name customers, so not everybody reads them."""
    found = read(cursor, metric)
    if viewer.rules is None:
        return found
    return [check.model_copy(update={"detail": None, "largest_difference": None}) for check in found]


def _state(checks: list[Result]) -> Literal["passed", "failed", "skipped", "not_validated"]:
    states = {check.status for check in checks}
    return next((state for state in ("failed", "passed", "skipped") if state in states), "not_validated")
