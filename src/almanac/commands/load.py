"""`almanac load`: bring your own files in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from almanac.errors import AlmanacError

if TYPE_CHECKING:
    from almanac.connectors.files.report import Account


def register(app: typer.Typer) -> None:
    """Add the verb `load`."""
    app.command("load")(load)


def load(
    mapping: Annotated[
        Path, typer.Option("--map", help="The mapping: which files fill which tables, and how.")
    ],
    files: Annotated[Path | None, typer.Option(help="Folder of the files; else the mapping's own.")] = None,
    now: Annotated[
        str | None, typer.Option(help="The load's moment, such as 2025-08-01T02:00; else the clock.")
    ] = None,
    append: Annotated[
        bool, typer.Option("--append", help="Add to the tables instead of replacing them.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the account as JSON.")] = False,
) -> None:
    """Load CSV, JSON lines and Parquet files as a mapping says; every row is loaded or accounted for."""
    from rich.console import Console

    from almanac.config import PROJECT_DIR, settings
    from almanac.connectors.files.engine import Limits
    from almanac.connectors.files.load import load as load_files
    from almanac.pipeline.request import project_vars
    from almanac.warehouse.home import Home

    home = Home(settings().home)
    limits = Limits(settings().threads, settings().memory_limit)
    with Console(stderr=True).status("reading the mapping") as status:
        accounts = load_files(
            home,
            mapping,
            _moment(now),
            files,
            append,
            limits,
            on_step=status.update,
            variables=project_vars(PROJECT_DIR / "transform", settings().vars),
        )
    if as_json:
        print(json.dumps([account.as_json() for account in accounts], indent=2))
        return
    _show(home.quarantine, accounts)


def _moment(now: str | None) -> datetime:
    """`--now` in UTC without a zone; only here the clock is read."""
    if now is None:
        return datetime.now(UTC).replace(tzinfo=None)
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        raise AlmanacError("--now", f"{now} is no moment", "Write it as 2025-08-01T02:00.") from None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _show(quarantine: Path, accounts: list[Account]) -> None:
    from rich.console import Console
    from rich.text import Text

    from almanac.connectors.files.report import table_of

    console = Console()
    console.print(table_of(accounts))
    for account in accounts:
        for title, columns in {
            "columns that nothing reads": account.unread_columns,
            "columns that the file lacks, null": account.empty_columns,
        }.items():
            if columns:
                told = f"{account.table}  {title}: {', '.join(columns)}"
                console.print(Text(told), soft_wrap=True)
        for reason, example in account.examples.items():
            console.print(Text(f"{account.table}  {reason}, such as {example}"), soft_wrap=True)
    if any(account.examples for account in accounts):
        console.print(Text(f"Quarantined rows are kept in {quarantine}."), soft_wrap=True)
