"""`almanac jobs`: the refresh jobs, checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from almanac.orchestration.refresh_jobs import Job, RefreshConfig


def register(app: typer.Typer) -> None:
    """Add the verb `jobs`."""
    app.command("jobs")(jobs)


def jobs(
    file: Annotated[
        Path | None, typer.Option(metavar="PATH", help="another file than jobs/kpi_refresh_config.yml")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="everything, for programs")] = False,
) -> None:
    """Tell the refresh jobs: when they run, what they promise, who hears of a failure; refuse a bad file."""
    from rich.console import Console

    from almanac.orchestration.refresh_config import CONFIG_FILE, load_refresh_config

    config = load_refresh_config(file or CONFIG_FILE)
    if as_json:
        print(config.model_dump_json(indent=2))
    else:
        Console().print(_table(config))


def _table(config: RefreshConfig) -> Table:
    from rich.table import Table

    table = Table(show_lines=True)
    for name in ("job", "schedule (UTC)", "promise"):
        table.add_column(name, no_wrap=True)
    table.add_column("tells", overflow="fold")
    for job in config.jobs:
        told = [*job.on_failure.targets, *(f"{target} (late)" for target in job.on_sla_breach.targets)]
        table.add_row(_headed(job), job.schedule, _promise(job), _lines(told))
    for mart in config.product_jobs:
        table.add_row(mart.name, mart.schedule, f"{mart.within_minutes} min", "")
    return table


def _headed(job: Job) -> str:
    """The name of a job, with what it waits for."""
    return _lines([job.name, *(f"after {name}" for name in job.depends_on)])


def _promise(job: Job) -> str:
    """How much it matters, within how many hours it ends, and how often it is tried."""
    hours = f"{job.sla_hours:g} h" if job.sla_hours else None
    return _lines([word for word in (job.criticality, hours, f"{job.retry.attempts} tries") if word])


def _lines(names: list[str]) -> str:
    return "\n".join(names)
