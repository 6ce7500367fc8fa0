"""`almanac serve`: the page and the API."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from almanac.config import Access
    from almanac.warehouse.home import Home


def register(app: typer.Typer) -> None:
    """Add the verb `serve`."""
    app.command("serve")(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind; by default only this machine.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to bind (8420).")] = None,
) -> None:
    """Serve the page and the API over the published data; a new version is picked up as it is published."""
    from almanac.commands.clock import edge_clock
    from almanac.config import settings
    from almanac.server.run import run
    from almanac.warehouse.home import Home
    from almanac.warehouse.versions import published_id

    home, access = Home(settings().home), settings().access
    if published_id(home) is None:
        _say("nothing is published yet: run `almanac demo`, or `almanac load` and `almanac build`")
    elif access.users:
        _check(access, home)
    run(
        home,
        host or settings().host,
        settings().port if port is None else port,
        lambda: edge_clock(None),
        access,
        _say,
        settings().query_seconds,
        settings().dashboards,
    )


def _check(access: Access, home: Home) -> None:
    """Rules that cannot be applied are told before anybody is refused because of them."""
    from almanac.semantic.layer import read_layer
    from almanac.semantic.rules import check_access
    from almanac.warehouse.reader import PublishedReader

    reader = PublishedReader(home)
    try:
        with reader.lease() as snapshot:
            for oddity in check_access(access, read_layer(snapshot), snapshot.cursor):
                _say(f"warning: {oddity}")
    finally:
        reader.close()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
