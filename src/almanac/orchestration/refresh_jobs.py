"""The form of `jobs/kpi_refresh_config.yml`: when each job runs, its SLA, and who hears of a failure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from almanac.orchestration.cron import check_cron

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Schedule = Annotated[str, AfterValidator(check_cron)]
Channel = Annotated[str, StringConstraints(pattern=r"^#[a-z0-9][a-z0-9_-]*$")]
Address = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")]
Measure = Literal["duration", "row_counts", "data_quality", "sla"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Retry(_Strict):
    """How often a job is tried in all, and how long it waits in between."""

    attempts: int = Field(ge=1)
    backoff_seconds: int = Field(gt=0)
    backoff_factor: float = Field(ge=1)

    def waits(self) -> Iterator[float]:
        """The seconds before each further attempt."""
        for number in range(self.attempts - 1):
            yield self.backoff_seconds * self.backoff_factor**number


class Notify(_Strict):
    """Who hears of it."""

    slack: list[Channel] = Field(default_factory=list)
    email: list[Address] = Field(default_factory=list)
    pagerduty: bool = False

    @property
    def targets(self) -> list[str]:
        """All of them, in one list."""
        return [*self.slack, *self.email, *(["pagerduty"] if self.pagerduty else [])]


class _Scheduled(_Strict):
    name: Name
    builds: list[Name] = Field(min_length=1, description="models and snapshots of transform/, in order")
    schedule: Schedule
    depends_on: list[Name] = Field(default_factory=list, description="jobs that must have ended well before")


class Job(_Scheduled):
    """One refresh of the CRM's figures."""

    sla_hours: float | None = Field(default=None, gt=0, description="ended well within, after its schedule")
    criticality: Literal["low", "medium", "high", "critical"] | None = None
    retry: Retry
    on_failure: Notify = Notify()
    on_sla_breach: Notify = Notify()

    @model_validator(mode="after")
    def _breaches_what_it_has(self) -> Job:
        if self.on_sla_breach.targets and self.sla_hours is None:
            raise ValueError("on_sla_breach: there is no sla_hours that it could breach")
        return self


class ProductJob(_Scheduled):
    """A table of the product that the daily build refreshes, and what is promised of it."""

    within_minutes: int = Field(gt=0)
    rereads_days: int | None = Field(default=None, ge=1)
    is_incremental: bool = False


class Dashboards(_Strict):
    """What is promised of the screen."""

    reload_within_seconds: int = Field(gt=0)


class Monitoring(_Strict):
    """What is measured of every run, and the tags under which StatsD gets it."""

    measures: list[Measure] = Field(min_length=1)
    statsd_tags: dict[Name, str]


class Alerts(_Strict):
    """What is told to those whom a job names."""

    on_sla_breach: bool
    test_failure_blocks_downstream: bool
    slow_run_factor: float = Field(gt=1)


class RefreshConfig(_Strict):
    """The whole file."""

    version: Literal[1]
    jobs: list[Job] = Field(min_length=1)
    product_jobs: list[ProductJob] = Field(default_factory=list)
    dashboards: Dashboards
    monitoring: Monitoring
    alerts: Alerts

    @property
    def every_job(self) -> list[Job | ProductJob]:
        """Jobs of both kinds; their names are unique together."""
        return [*self.jobs, *self.product_jobs]
