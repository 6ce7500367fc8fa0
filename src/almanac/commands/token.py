"""`almanac token`: make, list and revoke the tokens of users."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from almanac.errors import AlmanacError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from almanac.state.database import State
    from almanac.state.tokens import Token


def register(app: typer.Typer) -> None:
    """Add the verb `token`."""
    tokens = typer.Typer(no_args_is_help=True, help="Make, list and revoke the tokens of users.")
    for verb in (create, list_, revoke):
        tokens.command(verb.__name__.strip("_"))(verb)
    app.add_typer(tokens, name="token")


def create(
    user: Annotated[str, typer.Argument(metavar="USER", help="A user of almanac.yml.")],
    expires: Annotated[str | None, typer.Option(metavar="DAY", help="Its last day (UTC); else none.")] = None,
) -> None:
    """Make a token for a user and print it: the only time that it is shown."""
    from almanac.commands.clock import day_of, edge_clock
    from almanac.config import settings
    from almanac.state.tokens import create_token

    now, last = edge_clock(None), day_of("--expires", expires) if expires else None
    users = settings().access.users
    if user not in users:
        hint = f"There are: {', '.join(users) or 'none'}; users and groups are written there."
        raise AlmanacError(f"user {user}", "is not in almanac.yml", hint)
    if last and last < now.date():
        raise AlmanacError(f"--expires {last}", "is over already", "Name today or a later day.")
    with _state() as state:
        print(create_token(state, user, now, last))
    print("It is not shown again: send it as bearer, or set ALMANAC_TOKEN.", file=sys.stderr)


def list_(as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False) -> None:
    """List all tokens: whose they are, until when, and when they were last used; never the token itself."""
    from almanac.commands.clock import edge_clock
    from almanac.state.tokens import list_tokens

    with _state() as state:
        known, now = list_tokens(state), edge_clock(None)
    if as_json:
        shown = [vars(token) | {"condition": token.condition(now)} for token in known]
        print(json.dumps(shown, indent=2, default=lambda moment: moment.isoformat()))
    else:
        _print_table(known, now)


def revoke(
    number: Annotated[int, typer.Argument(metavar="ID", help="As `almanac token list` shows it.")],
) -> None:
    """End a token and every session that was begun with it, at once."""
    from almanac.commands.clock import edge_clock
    from almanac.state.tokens import revoke_token

    with _state() as state:
        token = revoke_token(state, number, edge_clock(None))
    print(f"token {token.id} of {token.user} is revoked")


def _state() -> closing[State]:
    from almanac.config import settings
    from almanac.state.database import State
    from almanac.warehouse.home import Home

    return closing(State(Home(settings().home)))


def _print_table(known: Iterable[Token], now: datetime) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("id", "user", "condition", "made (UTC)", "expires after", "last used (UTC)")
    for token in known:
        moments = [f"{at:%Y-%m-%d %H:%M}" if at else "never" for at in (token.created_at, token.last_used_at)]
        until = str(token.expires_on or "never")
        table.add_row(str(token.id), Text(token.user), token.condition(now), moments[0], until, moments[1])
    Console().print(table)
