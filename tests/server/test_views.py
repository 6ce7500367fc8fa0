"""`/api/v1/views`: pages saved under a name, kept apart from the published versions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from almanac.config import Access
from almanac.server.app import create_app
from almanac.state.database import State
from almanac.state.tokens import create_token
from almanac.warehouse.home import Home
from tests.server.conftest import NOW

ADDRESS = "/dashboards/cs-health?segment=smb&arr_min=5000"
USERS = Access.model_validate(
    {"groups": {"all": {"rows": "all"}}, "users": {"ada": {"groups": ["all"]}, "ben": {"groups": ["all"]}}}
)
Enter = Callable[..., TestClient]


@pytest.fixture
def enter(tmp_path: Path) -> Iterator[Enter]:
    """A client of a server over a new home; with a user's name one that has a token."""
    home = Home(tmp_path)
    with ExitStack() as stack:

        def entered(user: str | None = None) -> TestClient:
            app = create_app(home, lambda: NOW, USERS if user else Access(), web_dist=tmp_path / "none")
            headers = {}
            if user:
                headers["authorization"] = f"Bearer {create_token(State(home), user, NOW)}"
            return stack.enter_context(TestClient(app, base_url="http://localhost", headers=headers))

        yield entered


def save(client: TestClient, **said: Any) -> Any:
    answer = client.post("/api/v1/views", json={"name": "Small ones", "address": ADDRESS, **said})
    return answer.raise_for_status().json()


def names(client: TestClient) -> list[str]:
    return [view["name"] for view in client.get("/api/v1/views").raise_for_status().json()]


def test_a_view_outlives_the_server(enter: Enter) -> None:
    saved = save(enter())
    assert (saved["name"], saved["address"], saved["own"], saved["shared"]) == (
        "Small ones",
        ADDRESS,
        True,
        False,
    )
    assert enter().get("/api/v1/views").json() == [saved]


def test_saving_under_the_same_name_replaces(enter: Enter) -> None:
    client = enter()
    first = save(client)
    second = save(client, address="/dashboards/sales", shared=True)
    assert second["id"] == first["id"]
    [kept] = client.get("/api/v1/views").json()
    assert (kept["address"], kept["shared"]) == ("/dashboards/sales", True)


def test_others_see_what_is_shared_and_nothing_else(enter: Enter) -> None:
    ada, ben = enter("ada"), enter("ben")
    save(ada, name="Mine")
    shared = save(ada, name="Ours", shared=True)
    assert names(ada) == ["Mine", "Ours"]
    [seen] = ben.get("/api/v1/views").json()
    assert (seen["name"], seen["own"], seen["owner"]) == ("Ours", False, "ada")
    assert ben.delete(f"/api/v1/views/{shared['id']}").status_code == 404
    assert names(ada) == ["Mine", "Ours"]
    # A name belongs to its owner: another's view of that name is another view.
    save(ben, name="Ours")
    assert names(ben) == ["Ours", "Ours"]


def test_a_view_is_deleted_by_its_owner(enter: Enter) -> None:
    client = enter()
    saved = save(client)
    assert client.delete(f"/api/v1/views/{saved['id']}").raise_for_status().json() == []
    assert client.delete(f"/api/v1/views/{saved['id']}").status_code == 404
    assert client.delete(f"/api/v1/views/{2**63 - 1}").status_code == 404
    assert client.delete(f"/api/v1/views/{2**63}").status_code == 422, "more than the state can hold"


def test_nobody_reads_views_without_a_token_where_users_are_configured(enter: Enter) -> None:
    client = enter("ada")
    assert client.get("/api/v1/views", headers={"authorization": ""}).status_code == 401


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "",
        "/?a",
    ],
)
def test_only_pages_of_this_application_are_saved(enter: Enter, address: str) -> None:
    answer = enter().post("/api/v1/views", json={"name": "x", "address": address})
    assert answer.status_code == 422
    assert answer.json()["error"]["thing"] == "address"


def test_a_view_has_a_name(enter: Enter) -> None:
    for name in ("", "   ", "x" * 101, None):
        answer = enter().post("/api/v1/views", json={"name": name, "address": ADDRESS})
        assert answer.status_code == 422, name


def test_a_state_of_before_there_were_views_is_brought_up_to_date(tmp_path: Path) -> None:
    home = Home(tmp_path)
    state = State(home)
    with state.transaction(writes=True) as database:
        database.execute("drop table views")
        database.execute("pragma user_version = 1")
    state.close()
    app = create_app(home, lambda: NOW, Access(), web_dist=tmp_path / "none")
    with TestClient(app, base_url="http://localhost") as client:
        assert names(client) == []
