"""`GET /api/v1/entities/...` over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from almanac.warehouse.home import Home
from tests.semantic.company import publish_company
from tests.semantic.test_entities import ENTITIES
from tests.server.conftest import NOW, running
from tests.server.test_query import refused

CUSTOMERS = "/api/v1/entities/customers"


@pytest.fixture(scope="module")
def client(semantic_manifest: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server over the tiny company with its entities."""
    home = Home(tmp_path_factory.mktemp("entities"))
    publish_company(home, semantic_manifest, change=ENTITIES)
    with running(home, home.root / "no-build", NOW, "127.0.0.1") as opened:
        yield opened


def test_list_has_all_that_is_needed_to_trust_it(client: httpx.Client) -> None:
    body = client.get(CUSTOMERS, params={"order_by": "-mrr_usd", "limit": 2}).raise_for_status().json()
    assert (body["kind"], body["key"]) == ("customers", "customer_id")
    assert [column["name"] for column in body["columns"]][:2] == ["customer_id", "customer_name"]
    assert {column["name"]: column["type"] for column in body["columns"]}["signup_date"] == "date"
    assert [row[0] for row in body["rows"]] == ["o1", "o3"]
    assert (body["total_rows"], body["limited"], body["limit"], body["offset"]) == (6, True, 2, 0)
    assert body["as_of_date"] == "2025-07-18" and body["version"] and body["elapsed_ms"] > 0
    assert body["cache"] == "miss" and "entity_customers" in body["sql"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("industry=Retail", ["o1", "o2"]),
        ("industry=Retail&industry=Media", ["o1", "o2", "o6"]),
        ("industry!=Retail&csm=", ["o4"]),
        ("industry=", ["o4"]),
        ("mrr_usd>=1666.5&mrr_usd<10000", ["o2", "o3"]),
        ("mrr_usd%3E5000", ["o1", "o3"]),
        ("signup_date>2025-01-01", ["o6"]),
        ("is_active_customer=true&search=a", ["o1", "o2", "o3"]),
        ("customer_name=%C5%BBeta+%F0%9F%A6%8A", ["o6"]),
        ("csm=Bob&limit=1&offset=1", ["o5"]),
    ],
)
def test_every_column_is_a_filter(client: httpx.Client, query: str, found: list[str]) -> None:
    assert [row[0] for row in client.get(f"{CUSTOMERS}?{query}").raise_for_status().json()["rows"]] == found


@pytest.mark.parametrize(
    ("path", "status", "hint"),
    [
        ("customers?nope=1", 400, "There are: customer_id"),
        ("customers?mrr_usd", 400, "Write FIELD=VALUE"),
        ("customers?mrr_usd=much", 400, "such as 12.5"),
        ("customers?limit=0", 422, "whole number of rows"),
        ("customers?limit=all", 422, "whole number of rows"),
        ("customers?offset=-1", 422, "from 0"),
        ("customers/o9", 404, "--search"),
        ("customers/", 404, "--search"),
        ("planets", 404, "There are: customers"),
        ("planets/o1", 404, "There are: customers"),
    ],
)
def test_refusal_says_what_works(client: httpx.Client, path: str, status: int, hint: str) -> None:
    assert hint in refused(client.get(f"/api/v1/entities/{path}"), status)["next_step"]


def test_one_is_told_with_its_versions(client: httpx.Client) -> None:
    body = client.get("/api/v1/entities/devices/d1").raise_for_status().json()
    assert dict(zip([column["name"] for column in body["columns"]], body["row"], strict=True)) == {
        "device_id": "d1",
        "location_id": "l1",
        "customer_id": "o1",
    }
    assert body["parents"] == [
        {"kind": "customers", "id": "o1", "name": "Alpha"},
        {"kind": "locations", "id": "l1", "name": "Berlin Market"},
    ]
    assert (body["history"]["total_rows"], body["history"]["limited"]) == (2, False)
    assert body["history"]["rows"][0][:3] == ["d1", 2, "location_id"]


def test_key_may_hold_what_an_address_may_not(client: httpx.Client) -> None:
    body = client.get("/api/v1/entities/campaigns/google_ads:1%2Fa%20b").raise_for_status().json()
    assert (body["id"], body["name"], body["history"]) == ("google_ads:1/a b", "Spring", None)
