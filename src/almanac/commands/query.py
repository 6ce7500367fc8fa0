"""`almanac query`: ask for numbers on the command line."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from almanac.semantic.conditions import parse_conditions

if TYPE_CHECKING:
    from almanac.semantic.access import Viewer
    from almanac.semantic.answer import Answer, Answers
    from almanac.semantic.request import QueryRequest


class Grain(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Compare(StrEnum):
    """What each number is compared with."""

    PREVIOUS_PERIOD = "previous_period"
    PREVIOUS_YEAR = "previous_year"


class Format(StrEnum):
    """How the answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the verb `query`."""
    app.command("query")(query)


def query(
    metrics: Annotated[list[str], typer.Argument(metavar="METRIC...", help="Metrics, by name or alias.")],
    by: Annotated[list[str] | None, typer.Option(help="Dimension to group by; may be repeated.")] = None,
    grain: Annotated[Grain | None, typer.Option(help="One row per period; else one for all days.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day (UTC).")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day (UTC).")] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=VALUE",
            help="Filter, also with != < <= > >=. The same field again with = or != means any of the values; "
            "FIELD= without a value means rows that have none.",
        ),
    ] = None,
    having: Annotated[
        list[str] | None,
        typer.Option(metavar="METRIC>VALUE", help="Keep rows with such a number; operators as for --where."),
    ] = None,
    compare: Annotated[
        Compare | None,
        typer.Option(help="Beside each number that of the period (or year) before and the change."),
    ] = None,
    top: Annotated[
        tuple[int, str] | None,
        typer.Option(metavar="N METRIC", help="The N rows with most of it: --order-by -METRIC --limit N."),
    ] = None,
    order_by: Annotated[
        list[str] | None, typer.Option(help="Column to sort by; with a leading - downwards.")
    ] = None,
    limit: Annotated[int | None, typer.Option(help="Rows at most (10,000; CSV: all).")] = None,
    format: Annotated[Format, typer.Option(help="How to print the answer.")] = Format.TABLE,
    sql: Annotated[bool, typer.Option("--sql", help="Print the statement instead of its rows.")] = False,
) -> None:
    """Ask for numbers as they are defined: almanac query monthly_active_users --by industry --grain month."""
    from almanac.commands.viewer import viewer_of_command
    from almanac.config import settings
    from almanac.semantic.answer import Answers
    from almanac.semantic.request import parse_request
    from almanac.warehouse.home import Home
    from almanac.warehouse.reader import PublishedReader

    most = ([f"-{top[1]}"], top[0]) if top else ([], None)
    raw = {
        "metrics": metrics,
        "group_by": by or [],
        "filters": parse_conditions(where or []),
        "having": parse_conditions(having or [], "--having"),
        "time": {"from": first, "to": last, "grain": grain and grain.value},
        "compare": compare and compare.value,
        "order_by": [*most[0], *(order_by or [])],
        "limit": limit or most[1],
    }
    request, viewer = parse_request(raw), viewer_of_command()
    reader = PublishedReader(Home(settings().home))
    try:
        _print(Answers(reader), request, viewer, "sql" if sql else format.value)
    finally:
        reader.close()


def _print(answers: Answers, request: QueryRequest, viewer: Viewer, format: str) -> None:
    from almanac.semantic import formats

    if format == "csv":
        with answers.stream(request, viewer) as stream:
            sys.stdout.writelines(formats.csv_lines(stream.columns, stream.rows))
            for note in stream.notes:
                print(f"note: {note}", file=sys.stderr)
        return
    answer = answers.ask(request, viewer)
    if format == "sql":
        print(formats.sql_text(answer))
    elif format == "json":
        print(formats.body(answer).model_dump_json(indent=2, by_alias=True))
    else:
        _print_table(answer)


def _print_table(answer: Answer) -> None:
    from rich.console import Console
    from rich.text import Text

    from almanac.semantic import formats

    console = Console()
    console.print(formats.table(answer))
    for remark in formats.remarks(answer):
        console.print(Text(remark), style="dim", soft_wrap=True)
