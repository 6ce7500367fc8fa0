"""Dashboard files, read one by one: a broken one is told with its line and leaves the others alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from almanac.dashboards.model import Dashboard, Tile

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Problem:
    """What is wrong at one line of a file, and what would work."""

    file: str
    line: int
    thing: str
    cause: str
    next_step: str
    tile: int | None = None
    """The number of the tile that alone is at fault; None where it is the file."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.thing}: {self.cause}. {self.next_step}"


@dataclass(frozen=True)
class DashboardFile:
    """A file, and the dashboard in it where it could be read."""

    name: str
    path: Path
    dashboard: Dashboard | None
    problems: tuple[Problem, ...]
    lines: Lines

    def at(self, *path: str | int) -> int:
        """The line of a part of the file, such as `tiles`, 3, `metrics`."""
        return self.lines.of(path)


class Lines:
    """Where each part of a YAML document begins."""

    def __init__(self, root: yaml.Node | None) -> None:
        self._root = root

    def of(self, path: Sequence[str | int]) -> int:
        """The line of the deepest part of the path that the document has; 1 for an empty document."""
        node = self._root
        line = 1 if node is None else node.start_mark.line + 1
        for part in path:
            node, found = _child(node, part)
            line = found or line
            if node is None:
                break
        return line


def read_dashboards(folder: Path) -> tuple[DashboardFile, ...]:
    """All dashboards of a folder, by their place in the list; those that cannot be read come last."""
    files = [read_dashboard(path) for path in sorted(folder.glob("*.yml"))]
    return tuple(
        sorted(files, key=lambda file: (file.dashboard.order if file.dashboard else 10**9, file.name))
    )


def read_dashboard(path: Path) -> DashboardFile:
    """One dashboard; what is wrong with it is in its problems, never raised. Read again once changed."""
    try:
        found = path.stat()
    except OSError as error:
        return _broken(path, Lines(None), [_unreadable(path, error)])
    return _read(path, (found.st_mtime_ns, found.st_size, found.st_ino))


@lru_cache(maxsize=256)
def _read(path: Path, _state: tuple[int, int, int]) -> DashboardFile:
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        raw = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return _broken(path, Lines(None), [_unreadable(path, error)])
    lines = Lines(root)
    if not _NAME.fullmatch(path.stem):
        cause = "the name of the file is the address of its page"
        step = "Use lower-case letters, digits and hyphens, such as ai-adoption.yml."
        return _broken(path, lines, [Problem(path.name, 1, path.name, cause, step)])
    try:
        dashboard = Dashboard.model_validate(raw)
    except ValidationError as error:
        return _broken(path, lines, _faults(path, lines, error))
    return DashboardFile(path.stem, path, dashboard, (), lines)


def _broken(path: Path, lines: Lines, problems: Sequence[Problem]) -> DashboardFile:
    return DashboardFile(path.stem, path, None, tuple(problems), lines)


def _unreadable(path: Path, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    cause = str(getattr(error, "problem", None) or getattr(error, "strerror", None) or error)
    return Problem(path.name, mark.line + 1 if mark else 1, "the file", cause, "Correct its YAML (UTF-8).")


def _faults(path: Path, lines: Lines, error: ValidationError) -> list[Problem]:
    found = []
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    for fault in faults:
        where = fault["loc"]
        # A list whose only item is at fault counts as empty; the item says what is wrong.
        if fault["type"] == "too_short" and any(other["loc"][:-1][: len(where)] == where for other in faults):
            continue
        thing = ".".join(str(part) for part in where) or "the dashboard"
        cause = fault["msg"].removeprefix("Value error, ")
        found.append(Problem(path.name, lines.of(where), thing, cause[0].lower() + cause[1:], _hint(where)))
    return found


def _hint(where: Sequence[str | int]) -> str:
    model = Tile if "tiles" in where and len(where) > 1 else Dashboard
    noun = "tile" if model is Tile else "dashboard"
    return f"A {noun} has the fields {', '.join(model.model_fields)}."


def _child(node: yaml.Node | None, part: str | int) -> tuple[yaml.Node | None, int | None]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child = node.value[part]
        return child, child.start_mark.line + 1
    return None, None
