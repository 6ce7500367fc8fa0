"""`POST /api/v1/drill` over real HTTP."""

from __future__ import annotations

import csv
import io
from typing import Any

import httpx
import pytest

DRILL = "/api/v1/drill"
BY_INDUSTRY = {"metrics": ["current_arr", "total_event_count"], "group_by": ["industry"]}
FINANCE = {"query": BY_INDUSTRY, "metric": "current_arr", "keys": {"industry": "Finance"}}


def test_cell_and_its_rows(client: httpx.Client) -> None:
    body = client.post(DRILL, json=FINANCE).json()
    assert (body["value"], body["recomputed"], body["agrees"]) == (95000.5, 95000.5, True)
    assert (body["metric"], body["keys"]) == ("current_arr", {"industry": "Finance"})
    assert body["time"]["to"] == body["as_of_date"] == "2025-07-18"
    (only,) = body["inputs"]
    names = [column["name"] for column in only["columns"]]
    (row,) = only["rows"]
    told = dict(zip(names, row, strict=True))
    assert (told["customer_name"], told["contribution"], told["day"]) == ("Gamma", 95000.5, "2025-07-18")
    assert (only["rows_read"], only["total_rows"], only["limited"]) == (2, 1, False)
    assert only["table"] == "warehouse.marts.fct_customer_ai_adoption_30d"
    assert "Finance" not in only["sql"] and only["parameters"]["f0"] == "Finance"


def test_score_has_its_parts(client: httpx.Client) -> None:
    body = client.post(DRILL, json={"query": {"metrics": ["customer_health_score"]}, "limit": 1}).json()
    score = body["inputs"][0]["score"]
    assert sum(part["points"] for part in score["cell"]) == pytest.approx(body["value"])
    assert list(score["customers"]) == ["o1"]


def test_csv_has_all_rows(client: httpx.Client) -> None:
    raw = {"query": {"metrics": ["total_event_count"]}, "limit": 1}
    response = client.post(DRILL, params={"format": "csv"}, json=raw)
    rows = list(csv.DictReader(io.StringIO(response.text)))
    total = client.post(DRILL, json=raw).json()
    assert len(rows) == total["inputs"][0]["total_rows"] > 1
    assert sum(int(row["contribution"]) for row in rows) == total["value"]


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"metric": "dau"}, 400, "is not in the question"),
        ({"keys": {"industry": "Nowhere"}}, 400, "is no row of the answer"),
        ({"keys": {"industry": {}}}, 422, "keys"),
        ({"keys": {}}, 400, "is missing"),
        ({"query": {"metrics": []}}, 422, "metrics"),
        ({"cell": 1}, 422, "cell"),
        ({"input": "other"}, 400, "is no input"),
    ],
)
def test_what_is_not_there_is_refused(
    client: httpx.Client, change: dict[str, Any], status: int, words: str
) -> None:
    response = client.post(DRILL, json=FINANCE | change)
    assert response.status_code == status
    assert words in str(response.json()["error"])


def test_csv_of_two_sides_needs_one(client: httpx.Client) -> None:
    raw = {"query": {"metrics": ["ai_tickets_pct"]}}
    refused = client.post(DRILL, headers={"accept": "text/csv"}, json=raw)
    assert refused.status_code == 400 and "ai_events_30d" in refused.json()["error"]["next_step"]
    side = client.post(DRILL, headers={"accept": "text/csv"}, json=raw | {"input": "all_events_30d"})
    assert side.status_code == 200 and side.text.startswith("contribution,counted,day,customer,")
