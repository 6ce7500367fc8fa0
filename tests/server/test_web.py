"""The page's files, and what protects the page."""

from __future__ import annotations

import os
from pathlib import Path

import httpx
import pytest

from almanac.warehouse.home import Home
from tests.server.conftest import Serve


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A web build of one page and one script, with a secret outside of it."""
    built = tmp_path / "dist"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<!doctype html><title>the page</title>")
    (built / "assets" / "index-1a2b.js").write_text("export {}")
    (tmp_path / "secret.txt").write_text("top hidden")
    return built


@pytest.mark.parametrize("path", ["/", "/index.html", "/customers/o1", "/customers/", "/catalog/app.users"])
def test_page_is_served_at_every_address_of_its_own(
    company_home: Home, serve: Serve, dist: Path, path: str
) -> None:
    response = serve(company_home, dist).get(path)
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-cache")
    assert "the page" in response.text


def test_assets_are_kept_for_good(company_home: Home, serve: Serve, dist: Path) -> None:
    client = serve(company_home, dist)
    response = client.get("/assets/index-1a2b.js")
    assert response.status_code == 200 and "immutable" in response.headers["cache-control"]
    assert client.get("/assets/gone.js").status_code == client.get("/gone.txt").status_code == 404


def test_assets_come_compressed_to_whoever_can_unpack_them(
    company_home: Home, serve: Serve, dist: Path
) -> None:
    script = dist / "assets" / "index-1a2b.js"
    script.write_text("export {};" * 1000)
    client = serve(company_home, dist)
    for accepted, encoding in (("gzip", "gzip"), ("identity", None)):
        response = client.get("/assets/index-1a2b.js", headers={"accept-encoding": accepted})
        assert response.headers.get("content-encoding") == encoding
        assert response.headers["content-type"].startswith("text/javascript")
        assert response.text == script.read_text()
        assert "immutable" in response.headers["cache-control"]
    assert int(client.get("/assets/index-1a2b.js").headers["content-length"]) < 200


def test_an_asset_that_was_built_again_is_sent_anew(company_home: Home, serve: Serve, dist: Path) -> None:
    client, script = serve(company_home, dist), dist / "assets" / "index-1a2b.js"
    client.get("/assets/index-1a2b.js")
    script.write_text("export const again = 1")
    os.utime(script, (1, 1))
    assert client.get("/assets/index-1a2b.js").text == "export const again = 1"


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "//etc/passwd", "/%00"]
)
def test_nothing_outside_of_the_build(company_home: Home, serve: Serve, dist: Path, path: str) -> None:
    response = serve(company_home, dist).get(path)
    assert "top hidden" not in response.text and "root:" not in response.text
    assert response.status_code < 500


def test_missing_build_says_how_to_build(client: httpx.Client) -> None:
    response = client.get("/")
    assert response.status_code == 503
    assert "make web" in response.text


@pytest.mark.parametrize("path", ["/", "/api/v1/status", "/api/v1/nothing"])
def test_headers_are_on_every_response(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "script-src 'self';" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy.split("style-src")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8420", "127.0.0.1.evil.example", "localhost.evil", ""]
)
def test_other_names_for_this_machine_are_refused(client: httpx.Client, host: str) -> None:
    """A page elsewhere may let its own name lead to 127.0.0.1 and read what is served there."""
    assert client.get("/api/v1/status", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "[::1]:8420", "LOCALHOST:8420"])
def test_own_names_are_welcome(client: httpx.Client, host: str) -> None:
    assert client.get("/api/v1/status", headers={"host": host}).status_code == 200


def test_open_server_takes_every_name(company_home: Home, serve: Serve) -> None:
    client = serve(company_home, host="0.0.0.0")
    assert client.get("/api/v1/status", headers={"host": "almanac.example"}).status_code == 200
