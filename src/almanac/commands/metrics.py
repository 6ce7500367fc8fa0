"""`almanac metrics`: what can be asked, and what it means."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from almanac.semantic.catalog import Metric


def register(app: typer.Typer) -> None:
    """Add the verb `metrics`."""
    app.command("metrics")(metrics)


def metrics(
    domain: Annotated[str | None, typer.Option(help="Only this domain, such as sales.")] = None,
    tier: Annotated[int | None, typer.Option(min=1, max=3, help="Only this tier: 1 matters most.")] = None,
    search: Annotated[
        str | None, typer.Option(help="Only those with this word in what is said of them.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, for programs.")] = False,
) -> None:
    """List the metrics of the published version with their meaning."""
    from almanac.config import settings
    from almanac.semantic.answer import Answers
    from almanac.semantic.choose import choose
    from almanac.warehouse.home import Home
    from almanac.warehouse.reader import PublishedReader

    reader = PublishedReader(Home(settings().home))
    try:
        with Answers(reader).layer() as layer:
            known = sorted(layer.catalog.metrics.values(), key=lambda metric: (metric.domain, metric.name))
    finally:
        reader.close()
    found = choose(known, domain, tier, search)
    if as_json:
        print(json.dumps([metric.model_dump(mode="json") for metric in found], indent=2))
    else:
        _print_table(found, len(known))


def _print_table(found: list[Metric], known: int) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from almanac.semantic.formats import unit_words

    table = Table("metric", "domain", "tier", "unit", "what it tells")
    for metric in found:
        about = Text(f"{metric.label}: {metric.description}")
        table.add_row(Text(metric.name), metric.domain, str(metric.tier), unit_words(metric.unit), about)
    console = Console()
    console.print(table)
    console.print(f"{len(found)} of {known} metrics", style="dim")
