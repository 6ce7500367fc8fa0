"""`POST /api/v1/query` over HTTP."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any

import httpx
import pytest

from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.request import RequestError, parse_request
from almanac.server.query import csv_lines_of
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader, Snapshot
from tests.semantic.company import publish_company
from tests.semantic.test_injection import EVIL, EVIL_NAME
from tests.server.conftest import Serve

QUERY = "/api/v1/query"


def refused(response: httpx.Response, status: int) -> dict[str, str]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json"
    error = response.json()["error"]
    assert set(error) == {"thing", "cause", "next_step"} and all(error.values())
    return dict(error)


def test_answer_has_all_that_is_needed_to_trust_it(client: httpx.Client) -> None:
    request = {
        "metrics": ["current_arr", "mau"],
        "group_by": ["industry"],
        "filters": [{"field": "csm", "op": "in", "values": ["Ana", "Bob"]}],
        "time": {"from": "2025-06-01", "to": "2025-07-31", "grain": "month"},
        "order_by": ["-month", "industry"],
        "limit": 4,
    }
    body = client.post(QUERY, json=request).raise_for_status().json()
    assert [column["name"] for column in body["columns"]] == [
        "month",
        "industry",
        "current_arr",
        "monthly_active_users",
    ]
    assert body["rows"] == [
        ["2025-07-01", "Finance", 95000.5, 2],
        ["2025-07-01", "Media", 0.0, 0],
        ["2025-07-01", "Retail", 140000.0, 4],
        ["2025-06-01", "Finance", 80000.0, 2],
    ]
    assert (body["total_rows"], body["limited"], body["limit"]) == (6, True, 4)
    assert body["time"] == {"from": "2025-06-01", "to": "2025-07-18", "grain": "month"}
    assert body["as_of_date"] == "2025-07-18" and body["version"]
    assert "$f0_0" in body["sql"] and body["parameters"]["f0_0"] == "Ana"
    assert body["cache"] == "miss" and body["elapsed_ms"] > 0
    assert client.post(QUERY, json=request).json()["cache"] == "hit"


@pytest.mark.parametrize("how", ["accept", "format"])
def test_csv_has_every_row(client: httpx.Client, how: str) -> None:
    request = {"metrics": ["total_event_count"], "group_by": ["customer_name"], "time": {"grain": "day"}}
    as_header, as_parameter = {"accept": "text/csv"}, {"format": "csv"}
    response = client.post(
        QUERY,
        json=request,
        headers=as_header if how == "accept" else None,
        params=as_parameter if how == "format" else None,
    )
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["x-almanac-as-of-date"] == "2025-07-18"
    assert response.headers["x-almanac-notes"] == ""
    heading, *rows = csv.reader(io.StringIO(response.text))
    assert heading == ["day", "customer_name", "total_event_count"]
    assert len(rows) == 6 * 79
    assert sum(int(row[2]) for row in rows) == 784
    assert EVIL_NAME in {row[1] for row in rows}


def test_format_wins_over_accept(client: httpx.Client) -> None:
    response = client.post(
        QUERY, json={"metrics": ["dau"]}, headers={"accept": "text/csv"}, params={"format": "json"}
    )
    assert response.json()["rows"] == [[3]]


class CountingReader(PublishedReader):
    """A reader that knows how many leases are open."""

    open = 0

    @contextmanager
    def lease(self) -> Iterator[Snapshot]:
        self.open += 1
        try:
            with super().lease() as snapshot:
                yield snapshot
        finally:
            self.open -= 1


@pytest.mark.parametrize("taken", [0, 1, 3])
def test_left_csv_gives_its_lease_back(company_home: Home, taken: int) -> None:
    """A client that hangs up, even before the first line, does not keep a version open."""
    reader = CountingReader(company_home)
    request = parse_request({"metrics": ["total_event_count"], "group_by": ["customer"]})
    lines = csv_lines_of(Answers(reader).stream(request, EVERYTHING))
    assert reader.open == 1
    assert len(list(islice(lines, taken))) == taken
    del lines
    assert reader.open == 0
    reader.close()


def test_refused_csv_gives_its_lease_back(company_home: Home) -> None:
    reader = CountingReader(company_home)
    request = parse_request({"metrics": ["total_event_count"], "group_by": ["nothing"]})
    with pytest.raises(RequestError):
        csv_lines_of(Answers(reader).stream(request, EVERYTHING))
    assert reader.open == 0
    reader.close()


@pytest.mark.parametrize(
    ("request_", "status", "thing"),
    [
        ({"metrics": ["nonsense_of_mine"]}, 400, "'nonsense_of_mine'"),
        ({"metrics": ["dau"], "group_by": ["adoption_quadrant"]}, 400, "adoption_quadrant"),
        ({"metrics": ["dau"], "time": {"from": "2099-01-01"}}, 400, "from 2099-01-01"),
        ({"metrics": ["dau"], "limit": -1}, 422, "limit"),
        ({"metrics": ["dau"], "where": "1=1"}, 422, "where"),
        ({"metrics": ["dau"], "time": {"grain": "hour"}}, 422, "time.grain"),
        ([], 422, "the request"),
        (None, 422, "the request"),
    ],
)
@pytest.mark.parametrize("format", ["json", "csv"])
def test_bad_request_is_explained(
    client: httpx.Client, request_: Any, status: int, thing: str, format: str
) -> None:
    error = refused(client.post(QUERY, json=request_, params={"format": format}), status)
    assert error["thing"] == thing


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 422),
        (b"\xff\xfe", 422),
        (b"", 422),
        (b'{"metrics": ["\\ud800"]}', 422),
        (b'{"metrics": ["dau"], "limit": 1e999}', 422),
        (b'{"metrics": ["dau"], "limit": NaN}', 422),
        (b"[" * 200_000, 400),
        (b'{"metrics": ["' + b"x" * 1_000_001 + b'"]}', 413),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else value,
)
def test_what_is_no_json_is_refused(client: httpx.Client, body: bytes, status: int) -> None:
    refused(client.post(QUERY, content=body, headers={"content-type": "application/json"}), status)


def test_endless_body_is_cut(client: httpx.Client) -> None:
    """A body without a length is measured as it comes."""
    chunks = (b" " * 100_000 for _ in range(1000))
    try:
        response = client.post(QUERY, content=chunks, headers={"content-type": "application/json"})
    except httpx.WriteError:
        return  # the server hung up while we were still sending
    refused(response, 413)


@pytest.mark.parametrize("text", [text for text in EVIL if text != EVIL_NAME], ids=ascii)
def test_evil_text_is_only_text(client: httpx.Client, text: str) -> None:
    wanted = {"field": "customer_name", "value": text}
    assert client.post(QUERY, json={"metrics": ["current_arr"], "filters": [wanted]}).json()["rows"] == [[0]]
    for request in ({"metrics": [text]}, {"metrics": ["dau"], "group_by": [text]}):
        response = client.post(QUERY, json=request)
        assert response.status_code in (400, 422) and set(response.json()) == {"error"}


def test_nothing_published_is_unavailable(empty_home: Home, serve: Serve) -> None:
    client = serve(empty_home)
    for response in (
        client.post(QUERY, json={"metrics": ["dau"]}),
        client.post(QUERY, json={"metrics": ["dau"]}, params={"format": "csv"}),
        client.get("/api/v1/metrics"),
        client.get("/api/v1/status"),
    ):
        assert "almanac demo" in refused(response, 503)["next_step"]


def test_first_and_next_version_without_restart(
    semantic_manifest: str, empty_home: Home, serve: Serve
) -> None:
    client = serve(empty_home)
    assert client.get("/api/v1/status").status_code == 503
    publish_company(empty_home, semantic_manifest)
    before = client.post(QUERY, json={"metrics": ["total_event_count"]}).json()
    publish_company(empty_home, semantic_manifest, change="delete from marts.fct_org_daily_activity")
    after = client.post(QUERY, json={"metrics": ["total_event_count"]}).json()
    assert (before["rows"], after["rows"]) == ([[784]], [[0]])
    assert before["version"] < after["version"] == client.get("/api/v1/status").json()["version"]


def test_many_clients_at_once(client: httpx.Client) -> None:
    requests = [
        {
            "metrics": ["total_event_count", "mau"],
            "filters": [{"field": "customer", "value": f"o{n % 6 + 1}"}],
            "time": {"to": f"2025-07-{n % 9 + 10}"},
        }
        for n in range(40)
    ]
    alone = [client.post(QUERY, json=request).json()["rows"] for request in requests]

    def asked(request: dict[str, Any]) -> Any:
        return client.post(QUERY, json=request | {"limit": 10}).json()["rows"]

    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(asked, requests)) == alone


def test_json_is_compressed(client: httpx.Client) -> None:
    request = {"metrics": ["total_event_count"], "group_by": ["customer"], "time": {"grain": "day"}}
    response = client.post(QUERY, json=request, headers={"accept-encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert json.loads(response.text)["total_rows"] == 6 * 79
