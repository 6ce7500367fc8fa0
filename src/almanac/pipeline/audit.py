"""Whether a build may be published: no model, test of severity error or check failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from pydantic import Field

from almanac.errors import AlmanacError
from almanac.pipeline.dbt_run import NodeRun
from almanac.warehouse.engine import DATABASE_FILE, open_for_writing
from almanac.warehouse.raw_inventory import Frozen
from almanac.warehouse.versions import Version

_FAILED = {"error", "fail", "runtime error"}
_EXAMPLES = 3
_LINES = 12
_SHOWN = 30


class FailedNode(Frozen):
    """A model or test that failed, with rows that show why."""

    name: str
    kind: str
    message: str
    examples: list[str] = Field(default_factory=list)


class AuditFailed(AlmanacError):
    """A build that must not be published, and the nodes that say so."""

    def __init__(
        self, nodes: list[FailedNode], skipped: int, published: str | None, what: str = "models and tests"
    ) -> None:
        self.nodes = nodes
        lines = [line for node in nodes[:_SHOWN] for line in _lines(node)]
        if len(nodes) > _SHOWN:
            lines.append(f"... {len(nodes) - _SHOWN} more in last_failure.json")
        if skipped:
            lines.append(f"{skipped} that depend on them were skipped")
        stands = f"Version {published} is still published. " if published else "Nothing is published. "
        super().__init__(
            f"{len(nodes)} of the build's {what} failed",
            "\n  ".join(["", *lines]),
            stands
            + "Correct the cause and build again; the compiled SQL is below `dbt/target` in ALMANAC_HOME.",
        )


@dataclass(frozen=True)
class Checked:
    """What a check of a version found: how many results of each kind, and those that forbid to publish it."""

    counts: Mapping[str, int] = field(default_factory=dict)
    failed: Sequence[FailedNode] = ()


Check = Callable[[Version, Sequence[str] | None], Checked]
"""Looks at a version that is built and not yet published, and may write into it.

It is told the names of the models that were built, or None where that was everything.
"""


def no_check(version: Version, built: Sequence[str] | None) -> Checked:
    """Nothing is looked at."""
    return Checked()


def audit(runs: Iterable[NodeRun], building: Path, published: str | None) -> None:
    """Raise `AuditFailed` where something failed; warnings pass."""
    runs = list(runs)
    failed = [run for run in runs if run.result.status in _FAILED]
    if failed:
        skipped = sum(run.result.status == "skipped" for run in runs)
        raise AuditFailed([_explain(run, building) for run in failed], skipped, published)


def _explain(run: NodeRun, building: Path) -> FailedNode:
    result = run.result
    examples = _examples(run.sql, building) if result.kind == "test" and result.status == "fail" else []
    return FailedNode(
        name=result.name, kind=result.kind, message=result.message or result.status, examples=examples
    )


def _examples(sql: str | None, building: Path) -> list[str]:
    """The first rows that a data test found."""
    try:
        with open_for_writing(building / DATABASE_FILE) as connection:
            found = connection.execute(f"select * from ({sql}) limit {_EXAMPLES}")
            names = [column[0] for column in found.description or []]
            return [
                ", ".join(f"{n}={v}" for n, v in zip(names, row, strict=True)) for row in found.fetchall()
            ]
    except duckdb.Error:
        return []  # the count in the message stands without an example


def _lines(node: FailedNode) -> list[str]:
    """The message without its blank lines and the stack of macros below it, and the examples."""
    first, *more = [line.strip() for line in node.message.splitlines() if line.strip()[:2] not in {"", "> "}]
    if len(more) > _LINES:
        more[_LINES:] = [f"... {len(more) - _LINES} more lines in last_failure.json"]
    return [
        f"- {node.kind} {node.name}: {first}",
        *(f"    {line}" for line in more),
        *(f"    such as {example}" for example in node.examples),
    ]
