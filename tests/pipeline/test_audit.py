"""What failed is told in a few lines; the rest is on record."""

from __future__ import annotations

from pathlib import Path

import pytest

from almanac.pipeline.audit import AuditFailed, audit
from almanac.pipeline.dbt_run import NodeRun
from almanac.warehouse.engine import DATABASE_FILE, open_for_writing
from almanac.warehouse.manifest import NodeResult


def ran(
    name: str, status: str, message: str | None = None, kind: str = "model", sql: str | None = None
) -> NodeRun:
    result = NodeResult(unique_id=name, name=name, kind=kind, status=status, seconds=0, message=message)
    return NodeRun(result, sql)


def test_success_and_warnings_pass(tmp_path: Path) -> None:
    audit([ran("a", "success"), ran("b", "pass", kind="test"), ran("c", "warn", kind="test")], tmp_path, None)


@pytest.mark.parametrize("status", ["error", "fail", "runtime error"])
def test_every_kind_of_failure_fails(tmp_path: Path, status: str) -> None:
    with pytest.raises(
        AuditFailed, match=r"(?s)- model bad: no such column.*2 that depend on them.*Version v1 is still"
    ):
        audit(
            [ran("a", "success"), ran("bad", status, "no such column"), *[ran("b", "skipped")] * 2],
            tmp_path,
            "v1",
        )


def test_messages_are_shortened_and_kept_on_record(tmp_path: Path) -> None:
    message = "Compilation Error\n\n  the contract failed\n  > in macro a\n" + "row\n" * 100
    with pytest.raises(AuditFailed) as error:
        audit([ran("bad", "error", message)], tmp_path, None)
    text = str(error.value)
    assert "- model bad: Compilation Error\n      the contract failed" in text
    assert "in macro" not in text
    assert "... 89 more lines in last_failure.json" in text
    assert "Nothing is published" in text
    assert error.value.nodes[0].message == message


def test_a_failed_test_shows_three_rows(tmp_path: Path) -> None:
    with open_for_writing(tmp_path / DATABASE_FILE) as connection:
        connection.execute("create table t as select range as i, 'x' as name from range(10)")
    test = ran("odd", "fail", "Got 10 results", kind="test", sql="select * from t order by i")
    with pytest.raises(AuditFailed) as error:
        audit([test], tmp_path, None)
    assert error.value.nodes[0].examples == ["i=0, name=x", "i=1, name=x", "i=2, name=x"]
