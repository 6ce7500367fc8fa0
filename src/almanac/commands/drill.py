"""`almanac drill`: the rows behind a number on the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from almanac.commands.query import Format
from almanac.errors import AlmanacError
from almanac.semantic.conditions import parse_conditions

if TYPE_CHECKING:
    from almanac.semantic.access import Viewer
    from almanac.semantic.answer import Answers
    from almanac.semantic.cell import DrillRequest
    from almanac.semantic.drill import Drill


def register(app: typer.Typer) -> None:
    """Add the verb `drill`."""
    app.command("drill")(drill)


def drill(
    metric: Annotated[str, typer.Argument(metavar="METRIC", help="Metric, by name or alias.")],
    at: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE",
            help="The row of the answer: --at month=2025-07-01 --at industry=Retail. A period is named by "
            "its first day; KEY= without a value means that there is none.",
        ),
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day (UTC).")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day (UTC).")] = None,
    where: Annotated[
        list[str] | None, typer.Option(metavar="FIELD=VALUE", help="Filter, as in `almanac query`.")
    ] = None,
    input: Annotated[str | None, typer.Option(help="Rows of this input of the metric only.")] = None,
    limit: Annotated[int | None, typer.Option(help="Rows per input at most (20; CSV: all).")] = None,
    format: Annotated[Format, typer.Option(help="How to print the rows.")] = Format.TABLE,
    sql: Annotated[bool, typer.Option("--sql", help="Print the statements instead of their rows.")] = False,
) -> None:
    """The rows that make a number: almanac drill churned_mrr --at month=2025-07-01 --at segment=smb."""
    from almanac.commands.viewer import viewer_of_command
    from almanac.config import settings
    from almanac.semantic.answer import Answers
    from almanac.semantic.cell import parse_drill
    from almanac.warehouse.home import Home
    from almanac.warehouse.reader import PublishedReader

    keys = _keys(at or [])
    grains = [name for name in keys if name in _grains()]
    question = {
        "metrics": [metric],
        "group_by": [name for name in keys if name not in grains],
        "filters": parse_conditions(where or []),
        "time": {"from": first, "to": last, "grain": grains[0] if grains else None},
    }
    raw = {"query": question, "keys": keys, "input": input, "limit": 20 if limit is None else limit}
    request, viewer = parse_drill(raw), viewer_of_command()
    reader = PublishedReader(Home(settings().home))
    try:
        _print(Answers(reader), request, viewer, "sql" if sql else format.value)
    finally:
        reader.close()


def _grains() -> tuple[str, ...]:
    from almanac.semantic.request import Grain

    return get_args(Grain)


def _keys(at: list[str]) -> dict[str, str | None]:
    """`--at` as keys of a row."""
    keys: dict[str, str | None] = {}
    for one in at:
        name, equals, value = one.partition("=")
        if not equals or not name.strip() or name.strip() in keys:
            hint = "Write KEY=VALUE, each key once, such as month=2025-07-01."
            raise AlmanacError(f"--at {one}", "names no value of a key", hint)
        keys[name.strip()] = value or None
    if len(keys.keys() & set(_grains())) > 1:
        raise AlmanacError("--at", "names two periods", f"Use one of {', '.join(_grains())}.")
    return keys


def _print(answers: Answers, request: DrillRequest, viewer: Viewer, format: str) -> None:
    from almanac.semantic import drill_formats, formats

    if format == "csv":
        with answers.drill_stream(request, viewer) as stream:
            sys.stdout.writelines(formats.csv_lines(stream.columns, stream.rows))
            for note in stream.notes:
                print(f"note: {note}", file=sys.stderr)
        return
    told = answers.drill(request, viewer)
    if format == "json":
        print(drill_formats.drill_body(told).model_dump_json(indent=2, by_alias=True))
    elif format == "sql":
        for one in told.inputs:
            print(formats.statement_text(one.sql, one.parameters))
    else:
        _print_tables(told)


def _print_tables(told: Drill) -> None:
    from rich.console import Console
    from rich.text import Text

    from almanac.semantic import drill_formats

    console = Console()
    for line in drill_formats.summary(told):
        console.print(Text(line), style="bold", soft_wrap=True)
    for table in drill_formats.tables(told):
        console.print(table, soft_wrap=True)
    for remark in drill_formats.remarks(told):
        console.print(Text(remark), style="dim", soft_wrap=True)
