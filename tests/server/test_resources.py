"""Metrics, status and OpenAPI."""

from __future__ import annotations

import datetime as dt

import httpx
import pytest

from almanac.warehouse.home import Home
from tests.server.conftest import Serve
from tests.server.test_query import refused


def test_metrics_are_listed_with_their_meaning(client: httpx.Client) -> None:
    body = client.get("/api/v1/metrics").raise_for_status().json()
    metrics = {metric["name"]: metric for metric in body["metrics"]}
    assert len(metrics) == 240
    assert metrics["current_arr"]["unit"] == "currency"
    assert "Salesforce" in metrics["current_arr"]["description"]
    assert "adoption_quadrant" in metrics["current_arr"]["dimensions"]
    assert not {"user_events", "user_days"} & set(metrics)
    dimensions = {dimension["name"]: dimension for dimension in body["dimensions"]}
    assert dimensions["is_active_customer"]["type"] == "boolean"
    assert dimensions["segment"]["label"] == "Segment"
    assert all(name in dimensions for metric in metrics.values() for name in metric["dimensions"])


def test_metric_by_name_or_alias(client: httpx.Client) -> None:
    assert (
        client.get("/api/v1/metrics/mau").json() == client.get("/api/v1/metrics/monthly_active_users").json()
    )
    error = refused(client.get("/api/v1/metrics/current_ar"), 404)
    assert error["next_step"].startswith("Did you mean current_arr or ")


@pytest.mark.parametrize(("hour", "state"), [(12, "fresh"), (14, "fresh"), (15, "stale")])
def test_status_is_of_the_published_version(company_home: Home, serve: Serve, hour: int, state: str) -> None:
    """The last extraction was on July 19 at 02:00; 36 hours later somebody should look."""
    client = serve(company_home, now=dt.datetime(2025, 7, 20, hour, tzinfo=dt.UTC))
    body = client.get("/api/v1/status").raise_for_status().json()
    assert body["as_of_date"] == "2025-07-18"
    assert body["as_of_at"] == "2025-07-19T02:00:00Z"
    assert body["freshness"] == {"state": state, "age_hours": 22.0 + hour}
    assert body["row_counts"] == {"marts.dim_organizations": 6}
    assert {source["source"] for source in body["sources"]} >= {"app.users", "salesforce.account"}


def test_openapi_names_every_resource_and_its_answers(client: httpx.Client) -> None:
    api = client.get("/api/v1/openapi.json").raise_for_status().json()
    assert set(api["paths"]) == {
        "/api/v1/accounts",
        "/api/v1/accounts/{customer}",
        "/api/v1/accounts/{customer}/{section}",
        "/api/v1/catalog",
        "/api/v1/catalog/{table}",
        "/api/v1/catalog/{table}/columns/{column}",
        "/api/v1/dashboards",
        "/api/v1/dashboards/{name}",
        "/api/v1/drill",
        "/api/v1/entities/{kind}",
        "/api/v1/entities/{kind}/{entity_id}",
        "/api/v1/metrics",
        "/api/v1/metrics/{name}",
        "/api/v1/query",
        "/api/v1/query/sql",
        "/api/v1/session",
        "/api/v1/sql",
        "/api/v1/status",
        "/api/v1/views",
        "/api/v1/views/{view_id}",
    }
    answers = api["paths"]["/api/v1/query"]["post"]["responses"]
    assert set(answers) >= {"200", "400", "401", "403", "422", "503"}
    assert set(answers["200"]["content"]) == {"application/json", "text/csv"}
    assert answers["400"]["content"]["application/json"]["schema"]["$ref"].endswith("/ErrorBody")
    assert set(api["components"]["schemas"]["QueryRequest"]["properties"]) == {
        "metrics",
        "group_by",
        "filters",
        "having",
        "time",
        "compare",
        "order_by",
        "limit",
    }


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/", 404),
        ("GET", "/api/v1/query", 404),
        ("DELETE", "/api/v1/metrics", 405),
        ("POST", "/", 405),
    ],
)
def test_what_is_not_there_is_said_in_json(client: httpx.Client, method: str, path: str, status: int) -> None:
    refused(client.request(method, path), status)
