"""One demo company for the whole run: building it with every test takes minutes."""

from __future__ import annotations

import datetime as dt
import fcntl
from pathlib import Path

import pytest

from almanac.config import Settings
from almanac.demo.company import make_company
from almanac.demo.parameters import CompanySpec
from almanac.pipeline.build import build
from almanac.pipeline.request import BuildRequest
from almanac.warehouse.home import Home

DEMO = CompanySpec(customers=40, days=75, seed=7, as_of_date=dt.date(2025, 7, 31), events=20_000, users=240)
DEMO_BUILT_AT = dt.datetime(2025, 8, 1, 6, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Home:
    """A small company with every source and all the dirt: made, built with every dbt test, and published.

    All workers of a run read the one: copy it (links as links) before anything is changed.
    """
    base = tmp_path_factory.getbasetemp()
    shared: Path = base if worker_id == "master" else base.parent
    home = Home(shared / "demo")
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.published.exists():
            make_company(home, DEMO)
            build(home, Settings(home=home.root), BuildRequest(), now=DEMO_BUILT_AT)
    return home
