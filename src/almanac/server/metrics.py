"""`GET /api/v1/metrics`: what can be asked, and what it means."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter
from pydantic import BaseModel

from almanac.semantic.catalog import Dimension, Metric
from almanac.semantic.request import NotFoundError, RequestError
from almanac.server.context import InContext
from almanac.server.errors import RESPONSES, ErrorBody

router = APIRouter(tags=["metrics"])


class MetricsBody(BaseModel):
    """The catalogue of the published version."""

    version: str
    as_of_date: dt.date
    metrics: list[Metric]
    dimensions: list[Dimension]


@router.get("/metrics", responses={503: RESPONSES[503]})
def list_metrics(context: InContext) -> MetricsBody:
    """Every metric with its definition, and every dimension."""
    with context.answers.layer() as layer:
        return MetricsBody(
            version=layer.version,
            as_of_date=layer.as_of_date,
            metrics=list(layer.catalog.metrics.values()),
            dimensions=list(layer.catalog.dimensions.values()),
        )


@router.get("/metrics/{name}", responses={404: {"model": ErrorBody}, 503: RESPONSES[503]})
def get_metric(name: str, context: InContext) -> Metric:
    """One metric, by its name or an alias."""
    with context.answers.layer() as layer:
        try:
            return layer.catalog.metric(name)
        except RequestError as error:
            raise NotFoundError(error.thing, error.cause, error.next_step) from None
