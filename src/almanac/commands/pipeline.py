"""`almanac build`, `almanac status`, `almanac publish`: the edge of the pipeline."""

from __future__ import annotations

import subprocess
from datetime import date
from typing import Annotated

import typer

from almanac.commands.clock import day_of, edge_clock
from almanac.config import PROJECT_DIR, settings
from almanac.errors import AlmanacError

_NOW = Annotated[str | None, typer.Option("--now", metavar="MOMENT", help="the clock (UTC); for tests")]


def register(app: typer.Typer) -> None:
    """Add the pipeline's verbs to the command line."""
    app.command(name="build")(build_command)
    app.command(name="status")(status_command)
    app.command(name="publish")(publish_command)


def build_command(
    as_of_date: Annotated[
        str | None, typer.Option("--as-of-date", metavar="DAY", help="tell the truth of the end of this day")
    ] = None,
    full_refresh: Annotated[
        bool, typer.Option("--full-refresh", help="from nothing, even where an increment would do")
    ] = False,
    rebuild_from: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="re-read the days from this one")
    ] = None,
    rebuild_to: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="... to this one (default: the last)")
    ] = None,
    select: Annotated[
        str | None,
        typer.Option("--select", metavar="SELECTOR", help="only these models of the published version"),
    ] = None,
    now: _NOW = None,
) -> None:
    """Turn the raw data into tables, test them and publish them; on failure the published version stays."""
    from rich.console import Console

    from almanac.commands.validate import check_of_build
    from almanac.pipeline.build import build
    from almanac.pipeline.request import BuildRequest
    from almanac.pipeline.show import shown_progress
    from almanac.quality.lineage_graph import write_lineage
    from almanac.warehouse.home import Home

    request = BuildRequest(
        as_of_date=_optional_day("--as-of-date", as_of_date),
        full_refresh=full_refresh,
        rebuild_from=_optional_day("--from", rebuild_from),
        rebuild_to=_optional_day("--to", rebuild_to),
        select=select,
    )
    moment, home = edge_clock(now), Home(settings().home)
    with shown_progress(Console()) as on_event:
        build(
            home,
            settings(),
            request,
            now=moment,
            commit=git_commit(),
            on_event=on_event,
            finish=(write_lineage,),
            check=check_of_build(settings()),
        )


def status_command(
    as_json: Annotated[bool, typer.Option("--json", help="everything, for programs")] = False,
    now: _NOW = None,
) -> None:
    """Tell the published version: as-of, commit, rows, tests, freshness, and what became of every raw row."""
    from rich.console import Console

    from almanac.pipeline.show import show_status
    from almanac.pipeline.status import status_report
    from almanac.warehouse.home import Home

    report = status_report(Home(settings().home), edge_clock(now))
    if as_json:
        print(report.model_dump_json(indent=2))
    else:
        show_status(Console(), report)


def publish_command(
    list_all: Annotated[bool, typer.Option("--list", help="show the kept versions")] = False,
    to_earlier: Annotated[
        bool, typer.Option("--rollback", help="return to VERSION, or to the one before the published")
    ] = False,
    version: Annotated[str | None, typer.Argument(metavar="[VERSION]", help="a kept version's id")] = None,
) -> None:
    """List the kept versions, or publish an earlier one again."""
    from rich.console import Console

    from almanac.pipeline.show import show_versions
    from almanac.warehouse.home import Home
    from almanac.warehouse.versions import list_versions, published_id, rollback

    home = Home(settings().home)
    if list_all == to_earlier:
        raise AlmanacError("almanac publish", "say what to do", "Use --list, or --rollback [VERSION].")
    if to_earlier:
        with home.write_lock(lambda holder: print(f"waiting: {holder} is writing")):
            print(f"{rollback(home, version).id} is published")
    else:
        show_versions(Console(), list_versions(home), published_id(home))


def git_commit() -> str:
    """The commit of this checkout, marked where files differ from it; `unknown` outside of one."""
    command = ["git", "-C", str(PROJECT_DIR), "describe", "--always", "--abbrev=40", "--dirty", "--exclude=*"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _optional_day(option: str, text: str | None) -> date | None:
    return None if text is None else day_of(option, text)
