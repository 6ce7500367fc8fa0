"""`almanac demo`: a synthetic company, built, tested, published and served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from almanac.errors import AlmanacError

if TYPE_CHECKING:
    from almanac.warehouse.home import Home


def register(app: typer.Typer) -> None:
    """Add the verb `demo`."""
    app.command("demo")(demo)


def demo(
    customers: Annotated[int, typer.Option(help="customers of the company")] = 500,
    days: Annotated[int, typer.Option(help="days of events, up to the as-of date")] = 365,
    seed: Annotated[int, typer.Option(help="another seed, another company")] = 42,
    as_of_date: Annotated[str, typer.Option(metavar="DAY", help="its last complete day")] = "2025-07-31",
    events: Annotated[int | None, typer.Option(help="events before the dirt (default: by its users)")] = None,
    users: Annotated[int | None, typer.Option(help="users (default: 20 a customer)")] = None,
    next_day: Annotated[
        bool, typer.Option("--next-day", help="let one more day pass at the company that is there")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="also where raw data of your own would be lost")
    ] = False,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="serve the page when it is done")] = True,
    host: Annotated[
        str | None, typer.Option(help="address to serve on; by default only this machine")
    ] = None,
    port: Annotated[int | None, typer.Option(help="port to serve on (8420)")] = None,
    now: Annotated[str | None, typer.Option("--now", metavar="MOMENT", help="the clock (UTC)")] = None,
) -> None:
    """Make the synthetic company, build its tables, test, publish and serve them."""
    from rich.console import Console

    from almanac.commands.clock import day_of
    from almanac.commands.pipeline import build_command
    from almanac.commands.serve import serve as serve_command
    from almanac.config import settings
    from almanac.demo.company import make_company, make_next_day, read_company
    from almanac.demo.parameters import CompanySpec
    from almanac.demo.show import show_report, shown_company
    from almanac.warehouse.home import Home

    console, home = Console(), Home(settings().home)
    if not next_day and not replace:
        _require_no_other_data(home)
    with home.write_lock(lambda holder: console.print(f"waiting: {holder} is writing")):
        with shown_company(console) as on_progress:
            if next_day:
                make_next_day(home, read_company(home).spec, on_progress)
            else:
                spec = CompanySpec(customers, days, seed, day_of("--as-of-date", as_of_date), events, users)
                make_company(home, spec, on_progress)
        show_report(console, home, read_company(home))
    build_command(now=now)
    if serve:
        serve_command(host=host, port=port)


def _require_no_other_data(home: Home) -> None:
    """The company replaces the raw tables: nobody's own data may go that way unasked."""
    if home.raw.exists() and any(home.raw.rglob("*.parquet")) and not home.truth.exists():
        raise AlmanacError(
            str(home.raw),
            "holds raw data that is no synthetic company",
            "Set ALMANAC_HOME to another folder, or say --replace to lose that data.",
        )
