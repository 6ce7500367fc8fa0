"""`GET /api/v1/metrics`: found, defined, traced, checked, and with a value."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from almanac.semantic.access import EVERYTHING, RowRule, Viewer
from almanac.semantic.answer import Answers
from almanac.semantic.latest import latest
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from tests.semantic.company import AS_OF, publish_company
from tests.server.conftest import Serve
from tests.server.test_query import refused

VALIDATED = """
create table metrics.metric_validation as
select
    check_name, metric_name, entity_type, null::integer as identity, status, 35::bigint as compared_values,
    failed_values,
    0.5::double as largest_difference, detail,
    date '2025-06-14' as metric_date_from, date '2025-07-18' as metric_date_to
from (values
    ('two_ways', 'current_arr', 'company', 'passed', 0::bigint, null),
    ('valid_range', 'current_arr', 'customer', 'failed', 1, 'o3: -1 is below 0'),
    ('two_ways', 'dau', 'company', 'skipped', 0, 'no users')
) as t(check_name, metric_name, entity_type, status, failed_values, detail)
"""


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 240),
        ("?domain=support", 15),
        ("?domain=support&tier=1", 4),
        ("?search=zzzz", 0),
        ("?search=DAU", 2),
    ],
)
def test_list_is_narrowed(client: httpx.Client, query: str, count: int) -> None:
    found = client.get(f"/api/v1/metrics{query}").raise_for_status().json()["metrics"]
    assert len(found) == count
    if "domain" in query:
        assert {metric["domain"] for metric in found} == {"support"}


def test_refusal_says_what_works(client: httpx.Client) -> None:
    assert "customer_success" in refused(client.get("/api/v1/metrics?domain=nope"), 400)["next_step"]
    assert "3" in refused(client.get("/api/v1/metrics?tier=4"), 422)["cause"]


def test_metric_has_its_value_beside_that_of_the_day_before(client: httpx.Client) -> None:
    told = client.get("/api/v1/metrics/total_event_count").raise_for_status().json()["latest"]
    values = []
    for day in ("2025-07-17", "2025-07-18"):
        asked = {"metrics": ["total_event_count"], "time": {"from": day, "to": day}}
        values.append(client.post("/api/v1/query", json=asked).json()["rows"][0][0])
    assert (told["date"], told["previous"], told["value"]) == ("2025-07-18", *values)
    assert told["change"] == values[1] - values[0]


def test_version_that_was_not_validated_says_so(client: httpx.Client) -> None:
    body = client.get("/api/v1/metrics/mau").raise_for_status().json()
    assert body["validation"] == {"state": "not_validated", "checks": []}
    assert body["lineage"] is None and body["version"] and body["as_of_date"] == "2025-07-18"
    assert body["formula"] and "industry" in body["dimensions"]


def test_checks_of_the_build_are_told(semantic_manifest: str, empty_home: Home, serve: Serve) -> None:
    publish_company(empty_home, semantic_manifest, change=VALIDATED)
    client = serve(empty_home)
    validation = client.get("/api/v1/metrics/current_arr").raise_for_status().json()["validation"]
    assert validation["state"] == "failed"
    assert [(check["check_name"], check["status"]) for check in validation["checks"]] == [
        ("two_ways", "passed"),
        ("valid_range", "failed"),
    ]
    assert validation["checks"][1]["detail"] == "o3: -1 is below 0"
    assert client.get("/api/v1/metrics/mau").json()["validation"]["state"] == "not_validated"


@pytest.fixture
def answers(company_home: Home) -> Iterator[Answers]:
    reader = PublishedReader(company_home)
    yield Answers(reader)
    reader.close()


def test_value_is_that_of_the_customers_that_one_may_see(answers: Answers) -> None:
    ana = Viewer("ana", (RowRule("csm", ("Ana",)),))
    assert latest("current_arr", AS_OF, EVERYTHING, answers).value == 235000.5
    assert latest("current_arr", AS_OF, ana, answers).value == 140000
    refused_to = latest("ad_clicks", AS_OF, ana, answers)
    assert refused_to.value is None and "not told by csm" in refused_to.notes[0]
