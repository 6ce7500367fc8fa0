"""The list of identities: whole, and about metrics and dbt tests that there are."""

from __future__ import annotations

import json
import re

from almanac.config import PROJECT_DIR
from almanac.quality.identities import identities
from tests.semantic.conftest import semantic_manifest

__all__ = ["semantic_manifest"]

TRANSFORM = PROJECT_DIR / "transform"
SQL = {
    "abs", "and", "between", "coalesce", "days", "e", "greatest", "int", "is", "lag", "last_30_days", "least",
    "null", "nullif", "or", "over", "sum", "true",
}  # fmt: skip


def test_every_identity_is_there_once() -> None:
    assert [identity.number for identity in identities()] == list(range(1, 69))


def test_each_is_held_by_something() -> None:
    assert [one.number for one in identities() if not (one.equal or one.holds or one.tests)] == []


def test_they_speak_of_metrics_that_exist(semantic_manifest: str) -> None:
    known = {metric["name"] for metric in json.loads(semantic_manifest)["metrics"]}
    for identity in identities():
        assert identity.words - SQL <= known, identity.number
        assert set(identity.metrics) <= known, identity.number
        assert identity.metrics_among(sorted(known)), identity.number


def test_their_dbt_tests_exist() -> None:
    """A test that is renamed would no longer be asked, and its identity told as skipped for ever."""
    singular = {path.stem for path in (TRANSFORM / "tests").glob("*.sql")}
    texts = [path.read_text() for path in (TRANSFORM / "models").rglob("*.yml")]
    named = {name for text in texts for name in re.findall(r"expression_is_true:\n +name: (\w+)", text)}
    asked = {test for identity in identities() for test in identity.tests}
    assert asked - singular - named == set()
