"""A company of six events and a dbt project of four models, so that a real build takes two seconds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from almanac.config import PROJECT_DIR, Settings
from almanac.pipeline.build import Finish, build
from almanac.pipeline.events import Event
from almanac.pipeline.request import BuildRequest
from almanac.warehouse.home import Home
from almanac.warehouse.versions import Version
from tests.warehouse.sample import NOW, write_company


@dataclass
class Company:
    """A home with raw data, its own copy of the project, and everything that its builds said."""

    home: Home
    transform_dir: Path
    policies: dict[str, object] = field(default_factory=dict)
    finish: tuple[Finish, ...] = ()
    events: list[Event] = field(default_factory=list)

    def build(self, now: datetime = NOW, **request: object) -> Version:
        """A real build in this process."""
        settings = Settings(home=self.home.root, vars=self.policies)
        ask = BuildRequest(**request)  # type: ignore[arg-type]
        return build(
            self.home,
            settings,
            ask,
            now=now,
            transform_dir=self.transform_dir,
            on_event=self.events.append,
            finish=self.finish,
        )

    def model(self, name: str) -> Path:
        """The file of a model."""
        (path,) = (self.transform_dir / "models").rglob(f"{name}.sql")
        return path

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        """Change the SQL of a model."""
        self.model(name).write_text(change(self.model(name).read_text()))

    def said(self, step: str) -> list[str]:
        """What the builds said in a step."""
        return [event.text for event in self.events if event.step == step]


def rows(version: Version, query: str) -> list[Any]:
    """The rows of a query on a version."""
    with duckdb.connect(str(version.database), read_only=True) as connection:
        return connection.execute(query).fetchall()


def days(version: Version) -> dict[int, int]:
    """Events of each day of July, as the mart counts them."""
    return dict(rows(version, "select day(activity_date), event_count from marts.fct_daily"))


def copy_project(target: Path) -> Path:
    """The tiny dbt project with the real source contract."""
    shutil.copytree(Path(__file__).parent / "project", target)
    for path in (PROJECT_DIR / "transform/models/staging").glob("*/_*__sources.yml"):
        folder = target / "models/staging" / path.parent.name
        folder.mkdir(exist_ok=True)
        shutil.copy(path, folder)
    return target


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """Three days of July with 1, 2 and 3 events; nothing is built yet."""
    home = Home(tmp_path / "home")
    write_company(home)
    return Company(home, copy_project(tmp_path / "transform"))
