"""`almanac jobs`: the refresh jobs, checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from almanac.orchestration.refresh_jobs import RefreshConfig


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

    table = Table(
        "job", "schedule (UTC)", "within", "criticality", "tries", "on failure", "on SLA breach", "after"
    )
    for job in config.jobs:
        within = f"{job.sla_hours:g} h" if job.sla_hours else ""
        told = [_lines(notify.targets) for notify in (job.on_failure, job.on_sla_breach)]
        names = (job.criticality or "", str(job.retry.attempts), *told)
        table.add_row(job.name, job.schedule, within, *names, _lines(job.depends_on))
    for mart in config.product_jobs:
        within = f"{mart.within_minutes} min"
        table.add_row(mart.name, mart.schedule, within, "", "", "", "", _lines(mart.depends_on))
    return table


def _lines(names: list[str]) -> str:
    return "\n".join(names)
