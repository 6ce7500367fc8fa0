"""`almanac entities`: customers, users, devices, ... as they are now, and how they became so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from almanac.semantic.conditions import parse_conditions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from almanac.semantic.access import Viewer
    from almanac.semantic.answer import Answers
    from almanac.semantic.entities import Entities
    from almanac.semantic.entity import Entity
    from almanac.semantic.rows import Cell, Column, Row

SHOWN_COLUMNS = 8
SHOWN_VERSIONS = 20


def register(app: typer.Typer) -> None:
    """Add the verb `entities`."""
    app.command("entities")(entities)


def entities(
    kind: Annotated[str, typer.Argument(metavar="TYPE", help="customers, users, locations, devices, ...")],
    entity_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only this one, in full.")] = None,
    search: Annotated[str | None, typer.Option(help="Text in the name or the key.")] = None,
    where: Annotated[
        list[str] | None, typer.Option(metavar="COLUMN=VALUE", help="Filter, as in `almanac query`.")
    ] = None,
    order_by: Annotated[
        list[str] | None, typer.Option(help="Column to sort by; with a leading - downwards.")
    ] = None,
    limit: Annotated[int, typer.Option(help="Rows at most.")] = 50,
    offset: Annotated[int, typer.Option(help="Rows to leave out before.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, for programs.")] = False,
) -> None:
    """List entities, or show one: almanac entities customers --search analytics --where 'mrr_usd>1000'."""
    from almanac.commands.viewer import viewer_of_command
    from almanac.config import settings
    from almanac.semantic.answer import Answers
    from almanac.warehouse.home import Home
    from almanac.warehouse.reader import PublishedReader

    viewer = viewer_of_command()
    asked: dict[str, object] = {
        "search": search,
        "filters": parse_conditions(where or []),
        "order_by": order_by or [],
        "limit": limit,
        "offset": offset,
    }
    reader = PublishedReader(Home(settings().home))
    try:
        if entity_id is None:
            _list(kind, asked, viewer, Answers(reader), as_json)
        else:
            _show(kind, entity_id, viewer, Answers(reader), as_json)
    finally:
        reader.close()


def _list(kind: str, asked: dict[str, object], viewer: Viewer, answers: Answers, as_json: bool) -> None:
    from almanac.semantic.entities import EntitiesRequest, list_entities
    from almanac.semantic.entity_formats import entities_body
    from almanac.semantic.request import parse_as

    request = parse_as(EntitiesRequest, asked)
    found = list_entities(kind, request, viewer, answers)
    if as_json:
        print(entities_body(found).model_dump_json(indent=2))
    else:
        asked_for = [*request.order_by, *(wanted.field for wanted in request.filters)]
        _print_list(found, [name.removeprefix("-").lower() for name in asked_for])


def _show(kind: str, entity_id: str, viewer: Viewer, answers: Answers, as_json: bool) -> None:
    from almanac.semantic.entity import show_entity
    from almanac.semantic.entity_formats import entity_body

    found = show_entity(kind, entity_id, viewer, answers)
    if as_json:
        print(entity_body(found).model_dump_json(indent=2))
    else:
        _print_one(found)


def _print_list(found: Entities, asked_for: list[str]) -> None:
    """The columns that fit on a screen: key and name, then those that were asked for."""
    from rich.console import Console

    every = (column.name for column in found.columns)
    names = list(dict.fromkeys((found.kind.key, found.kind.label, *asked_for, *every)))
    _print_rows(found.columns, found.rows, names[:SHOWN_COLUMNS])
    hidden = len(found.columns) - SHOWN_COLUMNS
    more = f"; {hidden} more columns with --json" if hidden > 0 else ""
    remark = f"{len(found.rows):,} of {found.total_rows:,} {found.kind.name}, as of {found.as_of_date}{more}"
    Console().print(remark, style="dim", highlight=False)


def _print_one(found: Entity) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from almanac.semantic.formats import shown_cell

    console = Console()
    shown = Table("column", "value", title=Text(f"{found.name or found.id} ({found.kind.name})"))
    for column, cell in zip(found.columns, found.row, strict=True):
        shown.add_row(column.name, Text(shown_cell(cell, column)))
    console.print(shown)
    belongs = [f"{one.kind} {one.id} ({one.name})" for one in found.parents]
    has = [f"{one.count:,} {one.kind}" for one in found.children]
    for said, what in (("belongs to", belongs), ("has", has)):
        if what:
            console.print(Text(f"{said} {', '.join(what)}"))
    if found.history:
        names = ["version_number", "valid_from", "valid_to", "what_changed", "old_value", "new_value"]
        _print_rows(found.history.columns, found.history.rows[:SHOWN_VERSIONS], names)
        shown_rows = min(SHOWN_VERSIONS, len(found.history.rows))
        console.print(f"{shown_rows} of {found.history.total_rows:,} versions", style="dim", highlight=False)


def _print_rows(columns: Iterable[Column], rows: Iterable[Row], names: list[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from almanac.semantic.formats import shown_cell

    places: dict[str, tuple[int, Column]] = {one.name: (place, one) for place, one in enumerate(columns)}
    told = [places[name] for name in names if name in places]
    shown = Table(*(column.name for _, column in told))
    for row in rows:
        cells: list[tuple[Cell, Column]] = [(row[place], column) for place, column in told]
        shown.add_row(*(Text(shown_cell(cell, column)) for cell, column in cells))
    Console().print(shown)
