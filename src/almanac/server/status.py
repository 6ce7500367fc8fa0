"""`GET /api/v1/status`: what is published, how old it is, and whether its accounts balance."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from almanac.pipeline.failure import Failure
from almanac.pipeline.status import Audit, Freshness, StatusReport, status_report
from almanac.server.context import InContext, InViewer
from almanac.server.errors import RESPONSES
from almanac.warehouse.manifest import Account

FRESH_HOURS = 36
"""A nightly load may be late by half a day before somebody should look."""

router = APIRouter(tags=["status"])


class Age(BaseModel):
    """How old the latest extraction of all sources is by the server's clock."""

    state: Literal["fresh", "stale"]
    age_hours: float


class StatusBody(BaseModel):
    """The published version. Moments are UTC."""

    version: str
    built_at: dt.datetime
    commit: str
    as_of_at: dt.datetime
    as_of_date: dt.date
    full_refresh: bool
    reason: str
    selection: str | None
    freshness: Age | None
    sources: list[Freshness]
    row_counts: dict[str, int]
    tests: Audit
    checks: dict[str, int]
    accounts: list[Account]
    seconds: dict[str, float]
    last_failure: Failure | None


@router.get("/status", responses={503: RESPONSES[503]})
def status(context: InContext, viewer: InViewer) -> StatusBody:
    """The published version, or 503 while there is none.

    Who sees some customers only is not told how many rows there are of all, nor what is wrong with them.
    """
    report = status_report(context.home, context.now())
    fields = {name: getattr(report, name) for name in StatusReport.model_fields if name != "freshness"}
    body = StatusBody(**fields, freshness=_age(report), sources=report.freshness)
    return body if viewer.rules is None else body.model_copy(update=_without_rows(body))


def _without_rows(body: StatusBody) -> dict[str, object]:
    failure = body.last_failure and Failure(at=body.last_failure.at, error="a later build failed")
    audit = body.tests.model_copy(update={"warnings": []})
    return {"row_counts": {}, "accounts": [], "tests": audit, "last_failure": failure}


def _age(report: StatusReport) -> Age | None:
    ages = [source.age_hours for source in report.freshness if source.age_hours is not None]
    if not ages:
        return None
    return Age(state="fresh" if min(ages) <= FRESH_HOURS else "stale", age_hours=min(ages))
