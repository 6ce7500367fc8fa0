"""`almanac dashboards`: check dashboard files, list them, and write the schema that editors complete from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

dashboards = typer.Typer(help="Dashboards as code: check them, list them.", no_args_is_help=True)

Folder = Annotated[Path | None, typer.Option(help="Folder of the files (dashboards/).", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the verbs below `dashboards`."""
    app.add_typer(dashboards, name="dashboards")


@dashboards.command()
def validate(folder: Folder = None) -> None:
    """Compile every tile of every dashboard; says file, line and what would work, and exits with 1."""
    from rich.console import Console
    from rich.text import Text

    from almanac.config import settings
    from almanac.dashboards.check import check
    from almanac.dashboards.read import read_dashboards
    from almanac.semantic.answer import Answers
    from almanac.warehouse.home import Home
    from almanac.warehouse.reader import PublishedReader

    files = read_dashboards(_folder(folder))
    reader = PublishedReader(Home(settings().home))
    try:
        with Answers(reader).layer() as layer:
            problems = check(files, layer)
    finally:
        reader.close()
    console = Console(soft_wrap=True)
    for problem in problems:
        console.print(Text(str(problem)))
    tiles = sum(len(file.dashboard.tiles) for file in files if file.dashboard)
    console.print(f"{len(files)} dashboards, {tiles} tiles, {len(problems)} problems")
    if problems or not files:
        raise typer.Exit(1)


@dashboards.command("list")
def list_files(folder: Folder = None) -> None:
    """Every dashboard: its address, title, owner and number of tiles."""
    from rich.console import Console
    from rich.table import Table

    from almanac.dashboards.read import read_dashboards

    table = Table("address", "title", "owner", "tiles")
    for file in read_dashboards(_folder(folder)):
        shown = file.dashboard
        title = shown.title if shown else f"broken: {file.problems[0]}"
        table.add_row(file.name, title, shown.owner if shown else "", str(len(shown.tiles)) if shown else "")
    Console().print(table)


@dashboards.command()
def schema() -> None:
    """Print the JSON schema of a dashboard file; it is kept in dashboards/schema.json."""
    import json

    from almanac.dashboards.model import Dashboard

    print(json.dumps(Dashboard.model_json_schema(), indent=2))


def _folder(folder: Path | None) -> Path:
    from almanac.config import settings

    return folder or settings().dashboards
