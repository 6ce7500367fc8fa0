"""The published tiny company, and a folder for dashboard files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from almanac.dashboards.read import DashboardFile, read_dashboard
from tests.semantic.conftest import answers, company_home, reader, semantic_manifest

__all__ = ["answers", "company_home", "reader", "semantic_manifest"]

HEAD = """\
title: A page
description: What it answers.
audience: [product]
owner: product-analytics
"""

Write = Callable[..., DashboardFile]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a dashboard file of these tiles and read it; a name and another head may be given."""

    def written(tiles: str, name: str = "page.yml", head: str = HEAD) -> DashboardFile:
        path = tmp_path / name
        path.write_text(f"{head}{tiles}", encoding="utf-8")
        return read_dashboard(path)

    return written
