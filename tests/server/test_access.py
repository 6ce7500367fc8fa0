"""Every door of the server and one user who may see two customers: who is let in, and what is told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from fastapi.routing import iter_route_contexts

from almanac.config import Access
from almanac.server.app import create_app
from almanac.server.identity import COOKIE
from almanac.state.database import State
from almanac.state.tokens import create_token, list_tokens, revoke_token
from almanac.warehouse.home import Home
from tests.semantic.company import publish_company
from tests.semantic.test_account import ACCOUNTS as TABLES
from tests.server.conftest import NOW, running

ACCESS = Access.model_validate(
    {
        "groups": {"analysts": {"rows": "all"}, "csm": {"rows": "own csm"}},
        "users": {
            "dora": {"groups": ["analysts"], "name": "Dora Analyst"},
            "ana": {"groups": ["csm"], "csm": "Ana"},
            "nobody": {},
        },
    }
)
OTHERS = re.compile(r"""\bo[3-6]\b|Gamma|Delta|O'Neil|eta 🦊|\bBob\b|\bapac\b""")
"""What only rows of customers that Ana may not see would tell."""

OPEN = {
    ("GET", "/api/v1/session"),
    ("POST", "/api/v1/session"),
    ("DELETE", "/api/v1/session"),
    ("GET", "/api/v1/openapi.json"),
    ("HEAD", "/api/v1/openapi.json"),
    ("mounted", ""),  # the page's files
}

BY_CUSTOMER = {
    "metrics": ["total_event_count", "current_arr"],
    "group_by": ["customer", "customer_name", "csm", "region", "industry"],
}
ALL_ROWS = {"query": {"metrics": ["current_arr"]}, "limit": 1000}

ACCOUNT, SECTION = "/api/v1/accounts/{customer}", "/api/v1/accounts/{customer}/{section}"
ENTITIES, ENTITY = "/api/v1/entities/{kind}", "/api/v1/entities/{kind}/{entity_id:path}"

CALLS: dict[tuple[str, str], list[dict[str, Any]]] = {
    ("POST", "/api/v1/query"): [
        {"json": BY_CUSTOMER, "lists": True},
        {"json": BY_CUSTOMER | {"time": {"grain": "month"}, "compare": "previous_period"}, "lists": True},
        {"json": BY_CUSTOMER, "params": {"format": "csv"}, "lists": True},
    ],
    ("POST", "/api/v1/query/sql"): [{"json": BY_CUSTOMER, "params": {"dialect": "spark"}}],
    ("POST", "/api/v1/drill"): [
        {"json": ALL_ROWS, "lists": True},
        {"json": ALL_ROWS, "params": {"format": "csv"}, "lists": True},
    ],
    ("GET", ENTITIES): [
        {"path": f"/api/v1/entities/{kind}", "lists": True}
        for kind in ("customers", "users", "locations", "devices")
    ],
    ("GET", ENTITY): [
        {"path": "/api/v1/entities/customers/o1"},
        {"path": "/api/v1/entities/users/u2", "lists": True},
        {"path": "/api/v1/entities/devices/d1"},
    ],
    ("GET", "/api/v1/accounts"): [
        {"path": "/api/v1/accounts", "lists": True},
        {"path": "/api/v1/accounts?search=gamma", "lists": True},
    ],
    ("GET", ACCOUNT): [{"path": "/api/v1/accounts/o1"}],
    ("GET", SECTION): [
        # Of a user is also told who else the person works for: to those who see all rows.
        {"path": f"/api/v1/accounts/o1/{section}", "lists": section == "users"}
        for section in ("timeline", "features", "users", "tickets", "invoices")
    ],
    ("GET", "/api/v1/metrics"): [{}],
    ("GET", "/api/v1/metrics/{name}"): [{"path": "/api/v1/metrics/current_arr"}],
    ("GET", "/api/v1/catalog"): [{}],
    ("GET", "/api/v1/catalog/{table}"): [{"path": "/api/v1/catalog/marts.dim_organizations"}],
    ("GET", "/api/v1/catalog/{table}/columns/{column}"): [
        {"path": "/api/v1/catalog/marts.dim_organizations/columns/org_id"}
    ],
    ("GET", "/api/v1/status"): [{}],
    ("GET", "/api/v1/dashboards"): [{}],
    ("GET", "/api/v1/dashboards/{name}"): [{"path": "/api/v1/dashboards/cs-health"}],
    ("GET", "/api/v1/views"): [{}],
    ("POST", "/api/v1/views"): [{"json": {"name": "Mine", "address": "/metrics?metric=mau"}}],
}
"""How each door is knocked at, and whether those who see all rows are told of all customers.

A new route has to be added here, or named among those that are open.
"""

ONLY_FOR_ALL_ROWS = {("POST", "/api/v1/sql"): {"json": {"sql": "from marts.dim_organizations"}}}
"""Doors that no row rule can be put into: closed to those who see some rows only."""

OF_ONES_OWN = {("DELETE", "/api/v1/views/{view_id}")}
"""Doors to what a person made; nobody else opens them."""

REQUESTS = [
    pytest.param(method, call.get("path", path), call, id=f"{method} {path} {number}")
    for (method, path), calls in CALLS.items()
    for number, call in enumerate(calls)
]
LISTS = [one for one in REQUESTS if isinstance(one.values[2], dict) and one.values[2].get("lists")]


@pytest.fixture(scope="module")
def home(semantic_manifest: str, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The tiny company with its entities."""
    made = Home(tmp_path_factory.mktemp("access"))
    publish_company(made, semantic_manifest, change=TABLES)
    return made


@pytest.fixture(scope="module")
def state(home: Home) -> Iterator[State]:
    opened = State(home)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(home: Home, state: State, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server that knows users; it sends no token by itself."""
    dist = tmp_path_factory.mktemp("dist") / "none"
    with running(home, dist, NOW, "127.0.0.1", ACCESS) as opened:
        yield opened


@pytest.fixture(scope="module")
def tokens(state: State) -> dict[str, str]:
    return {user: create_token(state, user, NOW) for user in ACCESS.users}


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def send(
    client: httpx.Client, method: str, path: str, call: dict[str, Any], token: str = ""
) -> httpx.Response:
    sent = {name: value for name, value in call.items() if name in ("json", "params")}
    return client.request(method, path, headers=bearer(token) if token else {}, **sent)


def refusal(response: httpx.Response, status: int) -> str:
    assert response.status_code == status, response.text
    error = response.json()["error"]
    return f"{error['thing']}: {error['cause']}"


def test_every_route_is_on_the_list(home: Home) -> None:
    """A new route fails here until somebody has thought of who may enter."""
    app = create_app(home, lambda: NOW, ACCESS)
    found = {
        (method, route.path)
        for route in iter_route_contexts(app.routes)
        for method in route.methods or {"mounted"}
    }
    assert found == CALLS.keys() | ONLY_FOR_ALL_ROWS.keys() | OF_ONES_OWN | OPEN


@pytest.mark.parametrize(("method", "path", "call"), REQUESTS)
def test_nobody_enters_without_a_token(
    client: httpx.Client, method: str, path: str, call: dict[str, Any]
) -> None:
    response = send(client, method, path, call)
    assert refusal(response, 401) == "the request: carries no token, and users are configured"
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "path", "call"), REQUESTS)
def test_no_door_tells_of_the_customers_of_others(
    client: httpx.Client, tokens: dict[str, str], method: str, path: str, call: dict[str, Any]
) -> None:
    told = send(client, method, path, call, tokens["ana"]).raise_for_status().text
    everything = send(client, method, path, call, tokens["dora"]).raise_for_status().text
    assert OTHERS.findall(told) == []
    assert bool(OTHERS.search(everything)) == call.get("lists", False)


@pytest.mark.parametrize(("door", "call"), ONLY_FOR_ALL_ROWS.items())
def test_what_has_no_rules_is_only_for_those_who_see_all_rows(
    client: httpx.Client, tokens: dict[str, str], door: tuple[str, str], call: dict[str, Any]
) -> None:
    refusal(send(client, *door, call), 401)
    for user in ("ana", "nobody"):
        assert "you may see some of them only" in refusal(send(client, *door, call, tokens[user]), 403)
    assert OTHERS.search(send(client, *door, call, tokens["dora"]).raise_for_status().text)


def test_nobody_takes_away_what_another_made(client: httpx.Client, tokens: dict[str, str]) -> None:
    view = {"json": {"name": "Dora's", "address": "/sql", "shared": True}}
    made = send(client, "POST", "/api/v1/views", view, tokens["dora"]).json()
    path = f"/api/v1/views/{made['id']}"
    refusal(send(client, "DELETE", path, {}), 401)
    assert refusal(send(client, "DELETE", path, {}, tokens["ana"]), 404).endswith("is no view of yours")
    assert made in send(client, "GET", "/api/v1/views", {}, tokens["dora"]).json()
    send(client, "DELETE", path, {}, tokens["dora"]).raise_for_status()


@pytest.mark.parametrize(("method", "path", "call"), LISTS)
def test_who_is_in_no_group_is_told_why_there_is_nothing(
    client: httpx.Client, tokens: dict[str, str], method: str, path: str, call: dict[str, Any]
) -> None:
    response = send(client, method, path, call, tokens["nobody"])
    assert refusal(response, 403) == "user nobody: is in no group, so sees no rows"


@pytest.mark.parametrize("kind", ["customers/o3", "customers/o9", "users/u3", "locations/l3", "devices/d4"])
def test_what_belongs_to_others_is_not_there(client: httpx.Client, tokens: dict[str, str], kind: str) -> None:
    """Neither the answer nor its words tell whether there is such a one."""
    response = send(client, "GET", f"/api/v1/entities/{kind}", {}, tokens["ana"])
    missing = send(client, "GET", f"/api/v1/entities/{kind}x", {}, tokens["ana"])
    assert refusal(response, 404).replace(kind.split("/")[1], "") == refusal(missing, 404).replace(
        f"{kind.split('/')[1]}x", ""
    )


def test_a_metric_without_customers_is_refused(client: httpx.Client, tokens: dict[str, str]) -> None:
    response = send(client, "POST", "/api/v1/query", {"json": {"metrics": ["deals_won"]}}, tokens["ana"])
    assert refusal(response, 403).startswith("deals_won: is not told by csm")


def test_status_counts_only_for_those_who_see_all_rows(client: httpx.Client, tokens: dict[str, str]) -> None:
    told, everything = (
        send(client, "GET", "/api/v1/status", {}, tokens[user]).json() for user in ("ana", "dora")
    )
    assert told["row_counts"] == {} and everything["row_counts"] == {"marts.dim_organizations": 6}
    assert told["as_of_date"] == everything["as_of_date"] == "2025-07-18"


def test_a_table_tells_its_rows_to_those_who_see_all(client: httpx.Client, tokens: dict[str, str]) -> None:
    path = "/api/v1/catalog/marts.dim_organizations"
    told, everything = (send(client, "GET", path, {}, tokens[user]).json() for user in ("ana", "dora"))
    assert (told["rows"], everything["rows"]) == (None, 6)
    assert told | {"rows": 6} == everything


@pytest.mark.parametrize(
    ("header", "cause"),
    [
        ("Bearer almanac_wrong", "the token: is not known"),
        ("Bearer", "the request: carries no token"),
        ("Basic YW5hOmFuYQ==", "the request: carries no token"),
        ("Bearer ' or 1=1 --", "the token: is not known"),
    ],
)
def test_what_is_no_token_opens_nothing(
    client: httpx.Client, tokens: dict[str, str], header: str, cause: str
) -> None:
    """Not even beside the cookie of a session: who sends a header means it."""
    signed_in = client.post("/api/v1/session", json={"token": tokens["dora"]})
    response = client.get("/api/v1/status", headers={"authorization": header}, cookies=signed_in.cookies)
    client.cookies.clear()
    assert refusal(response, 401).startswith(cause)


def test_a_revoked_token_ends_at_once_with_its_sessions(client: httpx.Client, state: State) -> None:
    token = create_token(state, "dora", NOW)
    client.post("/api/v1/session", json={"token": token}).raise_for_status()
    client.get("/api/v1/status").raise_for_status()
    revoke_token(state, list_tokens(state)[-1].id, NOW)
    assert refusal(client.get("/api/v1/status", headers=bearer(token)), 401).endswith("is revoked")
    assert refusal(client.get("/api/v1/status"), 401) == "the token: is not known"
    client.cookies.clear()


def test_a_token_ends_after_its_last_day(client: httpx.Client, state: State) -> None:
    today = create_token(state, "dora", NOW, NOW.date())
    yesterday = create_token(state, "dora", NOW, NOW.date() - dt.timedelta(days=1))
    client.get("/api/v1/status", headers=bearer(today)).raise_for_status()
    assert refusal(client.get("/api/v1/status", headers=bearer(yesterday)), 401).endswith("is expired")


def test_a_user_who_left_the_settings_is_refused(client: httpx.Client, state: State) -> None:
    token = create_token(state, "gone", NOW)
    response = client.get("/api/v1/status", headers=bearer(token))
    assert refusal(response, 403) == "user gone: is not in almanac.yml"


def test_the_page_signs_in_and_out(client: httpx.Client, tokens: dict[str, str]) -> None:
    path = "/api/v1/session"
    nobody = {"users_configured": True, "user": None, "name": None, "sees_all_rows": False}
    dora = {"users_configured": True, "user": "dora", "name": "Dora Analyst", "sees_all_rows": True}
    assert client.get(path).json() == nobody
    began = client.post(path, json={"token": tokens["dora"]})
    assert began.json() == dora
    cookie = began.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=") and tokens["dora"] not in cookie
    assert {"HttpOnly", "SameSite=strict", "Path=/api", "Max-Age=604800"} <= set(cookie.split("; "))
    assert client.get(path).json() == dora
    assert client.get("/api/v1/status").json()["row_counts"]
    kept = dict(client.cookies)
    assert client.delete(path).json() == nobody
    assert client.get(path, cookies=kept).json() == nobody
    client.cookies.clear()


def test_a_session_over_tls_has_a_secure_cookie(client: httpx.Client, tokens: dict[str, str]) -> None:
    for headers, secure in [({}, False), ({"x-forwarded-proto": "https"}, True)]:
        began = client.post("/api/v1/session", json={"token": tokens["ana"]}, headers=headers)
        assert ("Secure" in began.headers["set-cookie"].split("; ")) == secure
    client.cookies.clear()


def test_a_session_ends_after_a_week(home: Home, state: State, tokens: dict[str, str]) -> None:
    with ExitStack() as stack:
        then, later = (
            stack.enter_context(running(home, home.root / "none", moment, "127.0.0.1", ACCESS))
            for moment in (NOW, NOW + dt.timedelta(days=7))
        )
        cookies = then.post("/api/v1/session", json={"token": tokens["ana"]}).cookies
        assert then.get("/api/v1/session", cookies=cookies).json()["user"] == "ana"
        assert later.get("/api/v1/session", cookies=cookies).json()["user"] is None


def test_without_users_nobody_signs_in(home: Home, tmp_path_factory: pytest.TempPathFactory) -> None:
    with running(home, tmp_path_factory.mktemp("d") / "none", NOW, "127.0.0.1") as anybody:
        told = anybody.get("/api/v1/session").json()
        assert told == {"users_configured": False, "user": None, "name": None, "sees_all_rows": True}
        assert anybody.post("/api/v1/session", json={"token": "x"}).status_code == 400
        assert "Gamma" in anybody.post("/api/v1/query", json=BY_CUSTOMER).text


def test_only_the_shell_is_open(client: httpx.Client) -> None:
    assert client.get("/api/v1/openapi.json").status_code == 200
    assert client.get("/").status_code == 503  # the page, which is not built
    assert client.get("/api/v1/nothing").status_code == 404
