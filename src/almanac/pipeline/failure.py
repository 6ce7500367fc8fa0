"""The last build that failed: `last_failure.json`, for `almanac status` to tell."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import Field, ValidationError

from almanac.errors import AlmanacError
from almanac.pipeline.audit import AuditFailed, FailedNode
from almanac.warehouse.home import Home
from almanac.warehouse.raw_inventory import Frozen


class Failure(Frozen):
    """When a build failed and why."""

    at: datetime
    error: str
    nodes: list[FailedNode] = Field(default_factory=list)


def record_failure(home: Home, at: datetime, error: AlmanacError) -> None:
    """Keep the failure in place of the one before."""
    nodes = error.nodes if isinstance(error, AuditFailed) else []
    path = _path(home)
    draft = path.with_suffix(".tmp")
    draft.write_text(Failure(at=at, error=str(error), nodes=nodes).model_dump_json(indent=1))
    draft.replace(path)


def last_failure(home: Home) -> Failure | None:
    """The failure that was recorded last, if any can be read."""
    try:
        return Failure.model_validate_json(_path(home).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def _path(home: Home) -> Path:
    return home.root / "last_failure.json"
