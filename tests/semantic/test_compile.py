"""MetricFlow behind one module, and nothing typed by a person in front of it."""

from __future__ import annotations

import ast

import pytest

from almanac.config import PROJECT_DIR
from almanac.semantic.compile import Compilation, Compiler, Condition

SOURCES = sorted((PROJECT_DIR / "src" / "almanac").rglob("*.py"))


def imported(source: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(source)))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


def test_one_module_knows_metricflow() -> None:
    knowing = [
        path.name
        for path in SOURCES
        if any(n.startswith(("metricflow", "dbt_m")) for n in imported(path.read_text()))
    ]
    assert knowing == ["compile.py"]


@pytest.mark.parametrize(
    "name", ["x') }} or {{ (", "a b", "ünicode", "A", "", "a.b", "a;b", "a\n", "1a", "$f0"]
)
def test_condition_takes_plain_names_only(name: str) -> None:
    with pytest.raises(ValueError, match="no name of the catalogue"):
        Condition(name, "dimension", "=", "f0").template()
    with pytest.raises(ValueError, match="no name of the catalogue"):
        Condition("customer__industry", "dimension", "=", name).template()


def test_same_question_is_the_same_statement(semantic_manifest: str) -> None:
    question = Compilation(("current_arr", "total_event_count"), ("customer__industry",), ())
    other = Compilation(("monthly_active_users",), ("metric_time__month",), ())
    first = Compiler(semantic_manifest)
    first.compile(other)
    assert first.compile(question) == Compiler(semantic_manifest).compile(question)


def test_placeholders_reach_the_statement_untouched(semantic_manifest: str) -> None:
    conditions = (
        Condition("customer__industry", "dimension", "in", "f0"),
        Condition("customer", "entity", "!=", "f1"),
    )
    sql = Compiler(semantic_manifest).compile(Compilation(("total_event_count",), (), conditions))
    assert "customer__industry IN ($f0)" in sql
    assert "customer IS DISTINCT FROM $f1" in sql
