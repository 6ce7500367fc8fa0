"""An answer says of its metrics when they are not, or no longer, agreed upon."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.request import parse_request
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from tests.semantic.company import publish_company

GONE = {"status": "deprecated", "successor": "current_arr", "sunset_date": "2025-12-31"}


@pytest.fixture
def notes(semantic_manifest: str, tmp_path: Path) -> tuple[str, ...]:
    """What an answer says of a draft, a deprecated and an approved metric."""
    manifest = json.loads(semantic_manifest)
    metas = {metric["name"]: metric["config"]["meta"] for metric in manifest["metrics"]}
    metas["total_event_count"].update(status="draft")
    metas["customer_health_score"].update(GONE)
    home = Home(tmp_path)
    publish_company(home, json.dumps(manifest))
    reader = PublishedReader(home)
    try:
        asked = {"metrics": ["total_event_count", "customer_health_score", "current_arr"]}
        return Answers(reader).ask(parse_request(asked), EVERYTHING).notes
    finally:
        reader.close()


def test_drafts_and_deprecated_metrics_are_named_with_what_to_do(notes: tuple[str, ...]) -> None:
    said = [note for note in notes if "draft" in note or "deprecated" in note]
    assert said == [
        "total_event_count is a draft: its owner has not approved it",
        "customer_health_score is deprecated: use current_arr, it goes after 2025-12-31",
    ]
