"""The refresh jobs: the file says what was specified; one that cannot be is refused with every reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from almanac.config import PROJECT_DIR
from almanac.errors import AlmanacError
from almanac.orchestration.refresh_config import CONFIG_FILE, load_refresh_config
from almanac.orchestration.refresh_jobs import RefreshConfig, Retry

# job: cron, SLA hours, criticality, attempts, seconds before each further attempt
SPECIFIED: dict[str, tuple[str, float | None, str | None, int, list[float]]] = {
    "weighted_pipeline_scenarios": ("0 * * * *", 2, "high", 3, [60, 90]),
    "conversion_funnel": ("15 * * * *", 2, "high", 3, [60, 90]),
    "cohort_retention": ("30 1 * * *", 4, "medium", 2, [60]),
    "rep_activity_by_channel": ("0 2 * * *", 3, "medium", 2, [60]),
    "ticket_sla_compliance": ("*/15 * * * *", 1, "high", 5, [30, 36, 43.2, 51.84]),
    "satisfaction_rollups": ("45 2 * * *", 4, "medium", 2, [60]),
    "health_scores": ("0 3 * * *", 2, "critical", 4, [60, 90, 135]),
    "pipeline_kpi_snapshot": ("0 4 * * *", None, None, 2, [60]),
    "conversion_funnel_snapshot": ("15 4 * * *", None, None, 2, [60]),
    "health_score_snapshot": ("30 4 * * *", None, None, 2, [60]),
}
TOLD_OF_FAILURES = {
    "weighted_pipeline_scenarios": ["#sales-alerts", "sales-ops"],
    "conversion_funnel": ["#sales-alerts", "sales-leadership"],
    "cohort_retention": [],
    "rep_activity_by_channel": ["#sales-ops"],
    "ticket_sla_compliance": ["#customer-success-alerts", "customer-success"],
    "satisfaction_rollups": ["#customer-success"],
    "health_scores": ["#exec-alerts", "leadership", "analytics-team", "pagerduty"],
}
TOLD_OF_BREACHES = {"ticket_sla_compliance": ["#on-call-ops"], "health_scores": ["#on-call-analytics"]}

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def config() -> RefreshConfig:
    """The project's own file."""
    return load_refresh_config()


def test_the_jobs_are_those_specified(config: RefreshConfig) -> None:
    found = {
        job.name: (
            job.schedule,
            job.sla_hours,
            job.criticality,
            job.retry.attempts,
            [round(wait, 6) for wait in job.retry.waits()],
        )
        for job in config.jobs
    }
    assert found == SPECIFIED
    assert all(job.name in job.builds for job in config.jobs)


def test_whom_they_tell_is_specified(config: RefreshConfig) -> None:
    for job in config.jobs:
        failures = [target.removesuffix("@example.com") for target in job.on_failure.targets]
        assert failures == TOLD_OF_FAILURES.get(job.name, []), job.name
        assert job.on_sla_breach.targets == TOLD_OF_BREACHES.get(job.name, []), job.name


def test_what_is_watched_is_specified(config: RefreshConfig) -> None:
    assert set(config.monitoring.measures) == {"duration", "row_counts", "data_quality", "sla"}
    tags = {"service": "analytics", "team": "data-engineering", "component": "crm-metrics"}
    assert config.monitoring.statsd_tags == tags
    assert config.alerts.on_sla_breach and config.alerts.test_failure_blocks_downstream
    assert config.alerts.slow_run_factor == 1.5
    assert config.dashboards.reload_within_seconds < 31


def test_the_promises_of_the_product_are_those_of_its_tables(config: RefreshConfig) -> None:
    events, mart = config.product_jobs
    assert (events.schedule, events.within_minutes) == ("0 6 * * *", 15)
    assert (mart.schedule, mart.within_minutes) == ("30 6 * * *", 15)
    project = yaml.safe_load((PROJECT_DIR / "transform/dbt_project.yml").read_text())
    assert events.rereads_days == project["vars"]["late_days"] == 3
    (sql,) = (PROJECT_DIR / "transform/models").rglob(f"{mart.builds[0]}.sql")
    assert mart.is_incremental and "materialized='incremental'" in sql.read_text()


def test_each_job_runs_after_every_job_whose_tables_it_reads(config: RefreshConfig) -> None:
    """The code of its tables names a table that another job builds: then it waits for that job."""
    builder = {name: job.name for job in config.jobs for name in job.builds}
    for job in config.jobs:
        code = "\n".join(_code_of(name) for name in job.builds)
        read = {other for name, other in builder.items() if re.search(rf"\b{name}\b", code)}
        assert read - {job.name} == set(job.depends_on), job.name


def _code_of(name: str) -> str:
    snapshots = yaml.safe_load((PROJECT_DIR / "transform/snapshots/_snapshots.yml").read_text())["snapshots"]
    relation = [snapshot["relation"] for snapshot in snapshots if snapshot["name"] == name]
    files = (PROJECT_DIR / "transform/models").rglob(f"{name}.sql")
    return "\n".join([*relation, *(path.read_text() for path in files)])


def test_waits_grow_by_the_factor() -> None:
    retry = Retry(attempts=4, backoff_seconds=30, backoff_factor=2)
    assert list(retry.waits()) == [30, 60, 120]
    assert list(Retry(attempts=1, backoff_seconds=30, backoff_factor=2).waits()) == []


@pytest.fixture
def complaint(tmp_path: Path) -> Callable[[Change], str]:
    """The error of the project's file after a change of its content."""

    def refuse(change: Change) -> str:
        content = yaml.safe_load(CONFIG_FILE.read_text())
        change(content)
        path = tmp_path / "jobs.yml"
        path.write_text(yaml.safe_dump(content))
        with pytest.raises(AlmanacError) as error:
            load_refresh_config(path)
        assert error.value.thing == str(path)
        assert error.value.next_step == "Correct the file; `almanac jobs` checks it again."
        return error.value.cause

    return refuse


def of_funnel(**fields: object) -> Change:
    """Give the job conversion_funnel other fields."""
    return lambda content: content["jobs"][1].update(fields)


RETRY = {"attempts": 2, "backoff_seconds": 60, "backoff_factor": 1.5}


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (of_funnel(schedule="61 * * * *"), "job conversion_funnel, schedule: minute '61' is not within 0-59"),
        (of_funnel(sla_hours=0), "job conversion_funnel, sla_hours: Input should be greater than 0"),
        (of_funnel(sla_hours="2"), "job conversion_funnel, sla_hours: Input should be a valid number"),
        (
            of_funnel(retry={**RETRY, "attempts": 0}),
            "job conversion_funnel, retry.attempts: Input should be greater than or equal to 1",
        ),
        (
            of_funnel(retry={**RETRY, "backoff_factor": 0.5}),
            "job conversion_funnel, retry.backoff_factor: Input should be greater than or equal to 1",
        ),
        (of_funnel(criticality="huge"), "job conversion_funnel, criticality: Input should be 'low',"),
        (
            of_funnel(on_failure={"slack": ["sales"]}),
            "job conversion_funnel, on_failure.slack.0: 'sales' is no channel: write it as #sales-alerts",
        ),
        (
            of_funnel(on_failure={"email": ["sales@"]}),
            "job conversion_funnel, on_failure.email.0: 'sales@' is no address",
        ),
        (of_funnel(on_failure={"sms": []}), "job conversion_funnel, on_failure.sms: there is no such field"),
        (of_funnel(shedule="0 * * * *"), "job conversion_funnel, shedule: there is no such field"),
        (of_funnel(builds=[]), "job conversion_funnel, builds: List should have at least 1 item"),
        (
            of_funnel(builds=["funnel"]),
            "job conversion_funnel, builds: there is no model or snapshot funnel",
        ),
        (of_funnel(depends_on=["sales"]), "job conversion_funnel, depends_on: there is no job sales"),
        (
            of_funnel(depends_on=["conversion_funnel_snapshot"]),
            "it waits for itself (conversion_funnel",
        ),
        (of_funnel(name="cohort_retention"), "job cohort_retention, name: 2 jobs have it"),
        (of_funnel(name="Funnel"), "job Funnel, name: 'Funnel' is no name"),
        (lambda content: content["jobs"][1].pop("name"), "job number 2, name: Field required"),
        (lambda content: content["jobs"].append("x"), "job number 11: Input should be"),
        (lambda content: content.update(job=[]), "job: there is no such field"),
        (lambda content: content["alerts"].update(slow_run_factor=1), "alerts.slow_run_factor: Input should"),
        (
            lambda content: content["jobs"][9].update(on_sla_breach={"slack": ["#ops"]}),
            "job health_score_snapshot: on_sla_breach: there is no sla_hours that it could breach",
        ),
        (lambda content: content["product_jobs"][0].update(within_minutes=0), "job staging_events, within_m"),
    ],
)
def test_a_file_that_cannot_be_is_refused(
    complaint: Callable[[Change], str], change: Change, cause: str
) -> None:
    assert cause in complaint(change)


def test_everything_that_is_wrong_is_said_at_once(complaint: Callable[[Change], str]) -> None:
    text = complaint(of_funnel(sla_hours=-1, schedule="daily", owner="me"))
    assert len(re.findall(r"^  - job conversion_funnel, ", text, re.MULTILINE)) == 3


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("jobs: [", "is no YAML"),
        ("version: 1\nversion: 1", "version stands there twice"),
        ("- a", "the file:"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, text: str, cause: str) -> None:
    path = tmp_path / "jobs.yml"
    path.write_text(text)
    with pytest.raises(AlmanacError, match=cause):
        load_refresh_config(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AlmanacError, match=r"none\.yml: cannot be read"):
        load_refresh_config(tmp_path / "none.yml")
