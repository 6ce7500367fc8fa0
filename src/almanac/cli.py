"""The command line: one verb per room. Each verb imports its room only when it runs."""

from __future__ import annotations

import sys

import typer

from almanac.commands import (
    dashboards,
    demo,
    drill,
    entities,
    jobs,
    load,
    metrics,
    pipeline,
    query,
    serve,
    token,
    validate,
)
from almanac.errors import AlmanacError

app = typer.Typer(
    name="almanac",
    help="Customer metrics that people trust.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for room in (
    dashboards,
    demo,
    drill,
    entities,
    jobs,
    load,
    metrics,
    pipeline,
    query,
    serve,
    token,
    validate,
):
    room.register(app)


def main() -> None:
    """Run the command line; an error that a person can mend is printed without a traceback, exit status 1."""
    try:
        app()
    except AlmanacError as error:
        print(f"error: {error}", file=sys.stderr)
        raise SystemExit(1) from None
