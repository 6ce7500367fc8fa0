"""One run of dbt in this process: seeds, models, snapshots and tests in order, told through a callback."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from almanac.config import PROJECT_DIR, Settings
from almanac.errors import AlmanacError
from almanac.pipeline.events import Event, Listener
from almanac.warehouse.engine import DATABASE_FILE
from almanac.warehouse.manifest import NodeResult

PROFILES_DIR = PROJECT_DIR / "transform"
_SHOWN_KINDS = {"model": "model", "seed": "seed", "test": "test", "unit_test": "unit test"}
_NO_OP = "no-op"


@dataclass(frozen=True)
class NodeRun:
    """A node's result with the SQL that ran."""

    result: NodeResult
    sql: str | None


@dataclass(frozen=True)
class DbtCall:
    """What one run of dbt needs to know; `work` keeps its compiled SQL from build to build."""

    transform_dir: Path
    building: Path
    work: Path
    variables: Mapping[str, object]
    full_refresh: bool
    select: str | None
    with_snapshots: bool = True


def run_dbt(call: DbtCall, settings: Settings, on_event: Listener) -> list[NodeRun]:
    """Build the project into the building folder; results in order, failed ones included.

    An error is raised where dbt could not begin: a project that does not parse, a selection without a match.
    """
    progress = _Progress(on_event)
    with _environment(call.building, settings):
        outcome = _invoke(_arguments(call), progress)
    if isinstance(outcome.exception, KeyboardInterrupt):
        raise outcome.exception
    if progress.unmatched:
        raise AlmanacError(
            f"--select {' '.join(progress.unmatched)}",
            "matches no model, seed, snapshot or test",
            "Name a model such as fct_org_daily_activity, or use dbt's selectors (+model, path:, tag:).",
        )
    if outcome.exception is not None or outcome.result is None:
        raise AlmanacError(
            "transform project",
            f"dbt cannot run it: {outcome.exception}",
            "Correct the project and build again.",
        )
    return [_node_run(result) for result in outcome.result.results if not _did_nothing(result)]


def _invoke(arguments: list[str], progress: _Progress) -> Any:
    """dbt keeps its connection open after a run, which would block the file for everybody else."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    try:
        return dbtRunner(callbacks=[progress]).invoke(arguments)
    finally:
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]


class _Progress:
    """Turns dbt's events into ours."""

    def __init__(self, on_event: Listener) -> None:
        self._on_event = on_event
        self._total = self._done = 0
        self.unmatched: list[str] = []

    def __call__(self, message: Any) -> None:
        match message.info.name:
            case "NoNodesForSelectionCriteria":
                self.unmatched.append(message.data.spec_raw)
            case "LogStartLine":
                self._total = message.data.total
                self._say(f"{_kind(message.data.node_info.resource_type)} {message.data.node_info.node_name}")
            case "NodeFinished":
                self._done += 1
                node, result = message.data.node_info, message.data.run_result
                what = f"{_kind(node.resource_type)} {node.node_name}"
                is_bad = result.status not in {"success", "pass", "skipped", _NO_OP}
                self._say(f"{what}: {result.status} ({result.execution_time:.1f} s)", is_bad)

    def _say(self, text: str, is_warning: bool = False) -> None:
        self._on_event(Event("transform", text, self._done, self._total, is_warning))


def _kind(resource_type: str) -> str:
    return _SHOWN_KINDS.get(resource_type, resource_type)


def _arguments(call: DbtCall) -> list[str]:
    """Partial parsing is off: dbt discards it whenever a var changes, and ours change with every build."""
    arguments = ["build", "--project-dir", str(call.transform_dir), "--profiles-dir", str(PROFILES_DIR)]
    arguments += ["--target-path", str(call.work / "target"), "--log-path", str(call.work / "logs")]
    arguments += ["--quiet", "--log-level", "none", "--log-level-file", "none", "--no-use-colors"]
    arguments += ["--no-partial-parse", "--vars", json.dumps(dict(call.variables))]
    if call.full_refresh:
        arguments.append("--full-refresh")
    if call.select:
        arguments += ["--select", *call.select.split()]
    if not call.with_snapshots:
        arguments += ["--exclude-resource-type", "snapshot"]
    return arguments


@contextmanager
def _environment(building: Path, settings: Settings) -> Iterator[None]:
    """What profiles.yml reads; dbt also changes the working directory."""
    variables = {
        "ALMANAC_WAREHOUSE": str(building / DATABASE_FILE),
        "ALMANAC_TEMP_DIRECTORY": str(building / "spill"),
        "ALMANAC_THREADS": str(settings.threads),
        "ALMANAC_MEMORY_LIMIT": settings.memory_limit,
    }
    before, folder = dict(os.environ), Path.cwd()
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        os.chdir(folder)


def _did_nothing(result: Any) -> bool:
    """Exposures are only named, and the project's hook serves dbt run by hand; where it fails it is told."""
    is_idle_hook = str(result.node.resource_type) == "operation" and str(result.status) == "success"
    return is_idle_hook or str(result.status) == _NO_OP


def _node_run(result: Any) -> NodeRun:
    node = result.node
    return NodeRun(
        NodeResult(
            unique_id=node.unique_id,
            name=node.name,
            kind=str(node.resource_type),
            status=str(result.status),
            seconds=round(result.execution_time, 3),
            message=result.message,
            failures=result.failures,
        ),
        getattr(node, "compiled_code", None),
    )
