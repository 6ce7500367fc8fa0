"""One published tiny company for the whole run; nothing in it is changed."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from almanac.semantic.answer import Answers
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from tests.semantic.company import parse_semantic_manifest, publish_company


@pytest.fixture(scope="session")
def semantic_manifest(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> str:
    """The semantic manifest of the real project; one parse for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    kept = shared / "semantic_manifest.json"
    with (shared / "semantic_manifest.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_text(parse_semantic_manifest(shared / "dbt_parse"))
    return kept.read_text()


@pytest.fixture(scope="session")
def company_home(semantic_manifest: str, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with the tiny company published."""
    home = Home(tmp_path_factory.mktemp("company"))
    publish_company(home, semantic_manifest)
    return home


@pytest.fixture
def empty_home(tmp_path: Path) -> Home:
    """A home in which nothing is published."""
    return Home(tmp_path / "home")


@pytest.fixture(scope="session")
def reader(company_home: Home) -> Iterator[PublishedReader]:
    """The tiny company, opened for reading."""
    opened = PublishedReader(company_home)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def answers(reader: PublishedReader) -> Answers:
    """The one way to the tiny company's numbers."""
    return Answers(reader)
