"""`almanac token`, as whoever keeps the machine types it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from almanac.cli import app
from almanac.config import Access, Settings
from almanac.errors import AlmanacError

Run = Callable[..., Result]
ACCESS = Access.model_validate({"users": {"ana": {}, "bob": {}}})


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("almanac.config.settings", lambda: Settings(home=tmp_path, access=ACCESS))
    return lambda *arguments: CliRunner().invoke(app, ["token", *arguments], catch_exceptions=False)


def test_a_token_is_shown_once_and_kept_as_a_hash(run: Run, tmp_path: Path) -> None:
    token = run("create", "ana", "--expires", "2999-12-31").stdout.strip()
    assert token.startswith("almanac_") and len(token) >= 50
    listed = run("list", "--json").stdout
    assert token not in listed and token not in run("list").stdout
    assert not any(token.encode() in file.read_bytes() for file in tmp_path.iterdir())
    [known] = json.loads(listed)
    assert known["user"] == "ana" and known["condition"] == "valid" and known["expires_on"] == "2999-12-31"
    assert known["last_used_at"] is None


def test_only_this_account_may_read_the_file(run: Run, tmp_path: Path) -> None:
    run("create", "ana")
    assert {file.stat().st_mode & 0o077 for file in tmp_path.glob("state.sqlite*")} == {0}


def test_a_revoked_token_stays_listed(run: Run) -> None:
    for user in ("ana", "bob"):
        run("create", user)
    assert run("revoke", "1").stdout == "token 1 of ana is revoked\n"
    conditions = [(one["user"], one["condition"]) for one in json.loads(run("list", "--json").stdout)]
    assert conditions == [("ana", "revoked"), ("bob", "valid")]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["create", "eve"], "user eve: is not in almanac.yml\n  There are: ana, bob"),
        (["create", "ana", "--expires", "2020-01-01"], "--expires 2020-01-01: is over already"),
        (["create", "ana", "--expires", "soon"], "--expires soon: this is no day"),
        (["revoke", "7"], "token 7: is not there"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, arguments: list[str], told: str) -> None:
    with pytest.raises(AlmanacError) as error:
        run(*arguments)
    assert str(error.value).startswith(told)
