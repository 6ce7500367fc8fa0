"""Reading the refresh jobs: a file that cannot be is refused whole, with everything that is wrong with it."""

from __future__ import annotations

from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from almanac.config import PROJECT_DIR
from almanac.errors import AlmanacError
from almanac.orchestration.refresh_jobs import RefreshConfig

CONFIG_FILE = PROJECT_DIR / "jobs" / "kpi_refresh_config.yml"
_NEXT_STEP = "Correct the file; `almanac jobs` checks it again."


def load_refresh_config(
    path: Path = CONFIG_FILE, transform_dir: Path = PROJECT_DIR / "transform"
) -> RefreshConfig:
    """The jobs of the file; an error names the file, each job and field that cannot be, and why."""
    content = _read(path)
    try:
        config = RefreshConfig.model_validate(content)
    except ValidationError as error:
        raise _refusal(path, [_complaint(content, details) for details in error.errors()]) from None
    complaints = [*_twice(config), *_unknown(config, transform_dir), *_cycle(config)]
    if complaints:
        raise _refusal(path, complaints)
    return config


def _read(path: Path) -> object:
    try:
        return yaml.load(path.read_text(), _NoRepeatedKeys)
    except OSError as error:
        raise AlmanacError(
            str(path), f"cannot be read ({error.strerror})", "Name the file of the jobs."
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise AlmanacError(str(path), f"is no YAML ({error})", _NEXT_STEP) from None


class _NoRepeatedKeys(yaml.SafeLoader):
    """YAML lets the last of two equal keys win in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = Counter(str(key.value) for key, _ in node.value)
        repeated = [name for name, times in keys.items() if times > 1]
        if repeated:
            raise yaml.constructor.ConstructorError(
                None, None, f"{', '.join(repeated)} stands there twice", node.start_mark
            )
        return super().construct_mapping(node, deep)


def _refusal(path: Path, complaints: list[str]) -> AlmanacError:
    return AlmanacError(str(path), "\n  - ".join(["cannot be used:", *complaints]), _NEXT_STEP)


def _complaint(content: object, details: Any) -> str:
    """What one of pydantic's errors says: job, field, cause."""
    place, message = list(details["loc"]), details["msg"].removeprefix("Value error, ")
    if details["type"] == "string_pattern_mismatch":
        message = f"{details['input']!r} is {_SHAPES[_list_of(place)]}"
    elif details["type"] == "extra_forbidden":
        message = "there is no such field"
    where = ".".join(str(step) for step in place) or "the file"
    if len(place) > 1 and place[0] in ("jobs", "product_jobs") and isinstance(content, dict):
        job = content[place[0]][place[1]]
        name = job.get("name") if isinstance(job, dict) else None
        field = ".".join(str(step) for step in place[2:])
        where = f"job {name or f'number {place[1] + 1}'}" + (f", {field}" if field else "")
    return f"{where}: {message}"


_SHAPES = {
    "slack": "no channel: write it as #sales-alerts",
    "email": "no address: write it as sales-ops@example.com",
    "": "no name: small letters, digits and _, a letter first",
}


def _list_of(place: list[str | int]) -> str:
    return next((str(step) for step in place if step in ("slack", "email")), "")


def _twice(config: RefreshConfig) -> list[str]:
    names = Counter(job.name for job in config.every_job)
    return [f"job {name}, name: {times} jobs have it" for name, times in names.items() if times > 1]


def _unknown(config: RefreshConfig, transform_dir: Path) -> list[str]:
    """Jobs, models and snapshots that are named but are not there."""
    jobs = {job.name for job in config.every_job}
    nodes = _nodes(transform_dir)
    return [
        f"job {job.name}, {field}: there is no {kind} {name}"
        for job in config.every_job
        for field, kind, names, known in (
            ("builds", "model or snapshot", job.builds, nodes),
            ("depends_on", "job", job.depends_on, jobs),
        )
        for name in names
        if name not in known
    ]


def _nodes(transform_dir: Path) -> set[str]:
    """The names of all models and snapshots of the dbt project."""
    models = {path.stem for path in (transform_dir / "models").rglob("*.sql")}
    files = [yaml.safe_load(path.read_text()) for path in (transform_dir / "snapshots").rglob("*.yml")]
    return models | {snapshot["name"] for file in files for snapshot in file.get("snapshots", [])}


def _cycle(config: RefreshConfig) -> list[str]:
    try:
        TopologicalSorter({job.name: job.depends_on for job in config.every_job}).prepare()
    except CycleError as error:
        names = error.args[1]
        return [f"job {names[0]}, depends_on: it waits for itself ({' <- '.join(names)})"]
    return []
