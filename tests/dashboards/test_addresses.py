"""Addresses that others point at: the exposures of the dbt project lead to tiles that exist."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import yaml

from almanac.config import PROJECT_DIR
from almanac.dashboards.read import read_dashboards


def anchor(title: str) -> str:
    """Where a tile stands on its page: the words of its title, as the page makes them."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def test_every_exposure_leads_to_a_dashboard_and_to_a_tile_of_it() -> None:
    files = {file.name: file.dashboard for file in read_dashboards(PROJECT_DIR / "dashboards")}
    sources = (PROJECT_DIR / "transform" / "models").rglob("*exposures.yml")
    exposures = [one for path in sources for one in yaml.safe_load(path.read_text())["exposures"]]
    addresses = {one["name"]: urlsplit(one["url"]) for one in exposures if "/dashboards/" in one["url"]}
    assert len(addresses) >= 7
    for name, address in addresses.items():
        dashboard = files[address.path.removeprefix("/dashboards/")]
        assert dashboard, name
        anchors = [anchor(tile.title) for tile in dashboard.tiles]
        assert not address.fragment or address.fragment in anchors, name


def test_no_two_tiles_of_a_dashboard_share_an_address() -> None:
    for file in read_dashboards(PROJECT_DIR / "dashboards"):
        assert file.dashboard
        anchors = [anchor(tile.title) for tile in file.dashboard.tiles]
        assert len(set(anchors)) == len(anchors), file.name
