"""Every command and one user who may see two customers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from almanac.cli import app
from almanac.config import Access, Settings
from almanac.errors import AlmanacError
from almanac.state.database import State
from almanac.state.tokens import create_token
from almanac.warehouse.home import Home
from tests.semantic.company import publish_company
from tests.semantic.test_entities import ENTITIES as TABLES

Run = Callable[..., Result]
ACCESS = Access.model_validate(
    {
        "groups": {"analysts": {"rows": "all"}, "csm": {"rows": "own csm"}},
        "users": {"dora": {"groups": ["analysts"]}, "ana": {"groups": ["csm"], "csm": "Ana"}, "nobody": {}},
    }
)
TELL_OF_CUSTOMERS = {
    "query": ["total_event_count", "--by", "customer", "--by", "customer_name", "--format", "json"],
    "drill": ["current_arr", "--format", "csv"],
    "entities": ["customers", "--json"],
}
"""Commands that return rows of customers."""

TELL_OF_ALL = {"validate"}
"""Commands whose words may name any customer: only for those who see all rows."""

OPERATE = {"build", "demo", "jobs", "load", "metrics", "publish", "serve", "status"}
OPERATE |= {"token create", "token list", "token revoke"}
OPERATE |= {"dashboards list", "dashboards schema", "dashboards validate"}
"""Commands for who keeps the machine, and definitions; none of them returns a row of a published table.

A new command has to be added to one of the three.
"""
OTHERS = re.compile(r"""\bo[3-6]\b|Gamma|Delta|O'Neil|eta 🦊|\\ud83e|Paris""")


@pytest.fixture(scope="module")
def home(semantic_manifest: str, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The tiny company with its entities."""
    made = Home(tmp_path_factory.mktemp("access"))
    publish_company(made, semantic_manifest, change=TABLES)
    return made


@pytest.fixture(scope="module")
def tokens(home: Home) -> dict[str, str]:
    now = dt.datetime.now(dt.UTC)
    with closing(State(home)) as state:
        return {user: create_token(state, user, now) for user in ACCESS.users}


@pytest.fixture
def run(home: Home, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line as a user who has this token."""
    monkeypatch.setattr("almanac.config.settings", lambda: Settings(home=home.root, access=ACCESS))

    def as_user(token: str | None, *arguments: str) -> Result:
        return CliRunner(env={"ALMANAC_TOKEN": token}).invoke(app, arguments, catch_exceptions=False)

    return as_user


def commands(command: Any, path: str = "") -> Iterator[str]:
    if hasattr(command, "commands"):
        for name, inner in command.commands.items():
            yield from commands(inner, f"{path} {name}")
    else:
        yield path.strip()


def test_every_command_is_on_a_list() -> None:
    assert set(commands(get_command(app))) == TELL_OF_CUSTOMERS.keys() | TELL_OF_ALL | OPERATE


@pytest.mark.parametrize(("name", "arguments"), [*TELL_OF_CUSTOMERS.items(), ("validate", [])])
@pytest.mark.parametrize("token", [None, "", "almanac_wrong"])
def test_without_a_token_no_row_is_told(run: Run, name: str, arguments: list[str], token: str | None) -> None:
    with pytest.raises(AlmanacError, match=r"ALMANAC_TOKEN: is not set|the token: is not known"):
        run(token, name, *arguments)


@pytest.mark.parametrize(("name", "arguments"), TELL_OF_CUSTOMERS.items())
def test_no_command_tells_of_the_customers_of_others(
    run: Run, tokens: dict[str, str], name: str, arguments: list[str]
) -> None:
    told, everything = run(tokens["ana"], name, *arguments), run(tokens["dora"], name, *arguments)
    assert told.exit_code == everything.exit_code == 0
    assert OTHERS.findall(told.output) == [] and OTHERS.search(everything.output)


def test_a_rule_about_something_else_stops_the_server(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Access.model_validate({"groups": {"won": {"rows": {"stage": "won"}}}, "users": {"ana": {}}})
    monkeypatch.setattr("almanac.config.settings", lambda: Settings(home=home.root, access=wrong))
    with pytest.raises(AlmanacError, match="'stage': is no dimension of customers"):
        CliRunner().invoke(app, ["serve", "--port", "0"], catch_exceptions=False)


def test_validation_is_for_those_who_see_all_rows(run: Run, tokens: dict[str, str]) -> None:
    with pytest.raises(AlmanacError, match="user ana: sees some rows"):
        run(tokens["ana"], "validate")


def test_who_is_in_no_group_is_told_so(run: Run, tokens: dict[str, str]) -> None:
    with pytest.raises(AlmanacError, match="user nobody: is in no group"):
        run(tokens["nobody"], "query", "current_arr")
