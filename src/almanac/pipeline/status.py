"""What `almanac status` and the server say of the published version."""

from __future__ import annotations

from datetime import UTC, date, datetime

from almanac.pipeline.failure import Failure, last_failure
from almanac.warehouse.home import Home
from almanac.warehouse.manifest import Account, Manifest, NodeResult
from almanac.warehouse.raw_inventory import Frozen
from almanac.warehouse.versions import nothing_published, published_version


class Freshness(Frozen):
    """How long ago a raw table was last extracted; null where there is no extraction."""

    source: str
    extracted_until: datetime | None
    age_hours: float | None


class Audit(Frozen):
    """How many tests a version passed, and the warnings that it carries."""

    passed: int
    warned: int
    warnings: list[NodeResult]


class StatusReport(Frozen):
    """The published version as of a moment of the edge's clock."""

    version: str
    built_at: datetime
    commit: str
    as_of_at: datetime
    as_of_date: date
    full_refresh: bool
    reason: str
    selection: str | None
    freshness: list[Freshness]
    row_counts: dict[str, int]
    tests: Audit
    checks: dict[str, int]
    accounts: list[Account]
    seconds: dict[str, float]
    last_failure: Failure | None


def status_report(home: Home, now: datetime) -> StatusReport:
    """The report; a failed build is told only while it is newer. An error while nothing is published."""
    version = published_version(home)
    if version is None:
        raise nothing_published(home)
    manifest, failure = version.manifest, last_failure(home)
    return StatusReport(
        version=version.id,
        built_at=manifest.built_at,
        commit=manifest.commit,
        as_of_at=manifest.as_of_at,
        as_of_date=manifest.as_of_date,
        full_refresh=manifest.full_refresh,
        reason=manifest.reason,
        selection=manifest.selection,
        freshness=_freshness(manifest, now),
        row_counts=manifest.row_counts,
        tests=_summary(manifest.tests),
        checks=manifest.checks,
        accounts=manifest.accounts,
        seconds=manifest.seconds,
        last_failure=failure if failure and failure.at > manifest.built_at else None,
    )


def _freshness(manifest: Manifest, now: datetime) -> list[Freshness]:
    latest = manifest.raw.extracted_until
    return [
        Freshness(source=name, extracted_until=latest.get(name), age_hours=_hours(latest.get(name), now))
        for name in manifest.raw.tables
    ]


def _hours(moment: datetime | None, now: datetime) -> float | None:
    return round((now.astimezone(UTC) - moment).total_seconds() / 3600, 1) if moment else None


def _summary(tests: list[NodeResult]) -> Audit:
    warnings = [test for test in tests if test.status == "warn"]
    return Audit(passed=sum(test.status == "pass" for test in tests), warned=len(warnings), warnings=warnings)
