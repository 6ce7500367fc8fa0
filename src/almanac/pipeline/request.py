"""What a person asks of a build, and what of it cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import yaml

from almanac.errors import AlmanacError

EDGE_VARS = (
    "as_of_at", "as_of_date", "loaded_at", "previous_as_of_date", "extracted_after",
    "rebuild_from", "rebuild_to", "missing_sources", "crm_source",
)  # fmt: skip
"""What every build tells the models anew; nobody sets it beforehand."""


@dataclass(frozen=True)
class BuildRequest:
    """The options of `almanac build`; by default everything that is new, up to the latest extraction."""

    as_of_date: date | None = None
    full_refresh: bool = False
    rebuild_from: date | None = None
    rebuild_to: date | None = None
    select: str | None = None


def check_request(request: BuildRequest, now: datetime) -> None:
    """Refuse what contradicts itself before any work is done."""
    if request.as_of_date and request.as_of_date >= now.astimezone(UTC).date():
        raise AlmanacError(
            f"--as-of-date {request.as_of_date}",
            f"the day is not over (it is {now.astimezone(UTC):%Y-%m-%d %H:%M} UTC)",
            "Name a day before today.",
        )
    if request.rebuild_to and not request.rebuild_from:
        raise AlmanacError("--to", "it needs a first day", "Add --from, or use --full-refresh.")
    if request.rebuild_from and request.rebuild_to and request.rebuild_from > request.rebuild_to:
        span = f"--from {request.rebuild_from} --to {request.rebuild_to}"
        raise AlmanacError(span, "the range ends before it begins", "Swap the two days.")
    if request.select and (request.rebuild_from or request.as_of_date):
        raise AlmanacError(
            "--select",
            "a selection tells the moment of the published version and re-reads no days",
            "Leave out --as-of-date, --from and --to, or build everything.",
        )


def check_policies(policies: Mapping[str, object], transform_dir: Path) -> None:
    """Refuse a policy that no model asks for: a misspelt one would be ignored in silence."""
    known = [name for name in _project_vars(transform_dir) if name not in EDGE_VARS]
    unknown = sorted(set(policies) - set(known))
    if unknown:
        raise AlmanacError(
            f"vars: {', '.join(unknown)}",
            "there is no such policy",
            f"The project knows: {', '.join(known)}.",
        )


def project_vars(transform_dir: Path, policies: Mapping[str, object]) -> dict[str, object]:
    """The vars of the dbt project as a company has set them."""
    return {**_project_vars(transform_dir), **policies}


def _project_vars(transform_dir: Path) -> dict[str, object]:
    project = yaml.safe_load((transform_dir / "dbt_project.yml").read_text())
    return dict(project.get("vars", {}))
