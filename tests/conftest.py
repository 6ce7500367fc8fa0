"""What is made once for a whole run, and who runs what: tests that share what is costly share a worker."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
from pathlib import Path

import pytest
from _pytest.nodeid import NodeId

from almanac.config import Settings
from almanac.demo.company import make_company
from almanac.demo.parameters import CompanySpec
from almanac.pipeline.build import build
from almanac.pipeline.request import BuildRequest
from almanac.quality.lineage_graph import write_lineage
from almanac.warehouse.home import Home

DEMO = CompanySpec(customers=40, days=75, seed=7, as_of_date=dt.date(2025, 7, 31), events=20_000, users=240)
DEMO_BUILT_AT = dt.datetime(2025, 8, 1, 6, tzinfo=dt.UTC)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep each `xdist_group`, and each file with fixtures of its own, on one worker.

    The scheduler reads the group at the end of a test's id, where pytest-xdist 3.8 no longer writes it since
    pytest 9.2 (https://github.com/pytest-dev/pytest-xdist/issues/1386).
    """
    if config.getoption("loadgroup", default=False):
        for item in items:
            if group := _group(item):
                item._id = NodeId.parse(f"{item.nodeid}@{group}")


def _group(item: pytest.Item) -> str | None:
    if mark := item.get_closest_marker("xdist_group"):
        return str(mark.args[0])
    fixtures = getattr(item, "_fixtureinfo").name2fixturedefs.values()  # noqa: B009
    is_shared = any(found[-1].scope == "module" for found in fixtures)
    return item.nodeid.partition("::")[0] if is_shared else None


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Home:
    """A small company with every source and all the dirt: made, built with every dbt test, and published.

    All workers of a run read the one: copy it (links as links) before anything is changed. For a quick trial
    ALMANAC_TEST_HOME names a published home of the same last day to be read instead.
    """
    if trial := os.environ.get("ALMANAC_TEST_HOME"):
        return Home(Path(trial))
    base = tmp_path_factory.getbasetemp()
    shared: Path = base if worker_id == "master" else base.parent
    home = Home(shared / "demo")
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.published.exists():
            make_company(home, DEMO)
            build(home, Settings(home=home.root), BuildRequest(), now=DEMO_BUILT_AT, finish=(write_lineage,))
    return home
