"""MetricFlow in process: the only module that knows it.

MetricFlow's filters are Jinja templates, so nothing that a person typed may reach them: a condition carries
the catalogue's name of a field and the name of a placeholder (`$f0`), whose values are bound when the
statement runs.
"""

from __future__ import annotations

import logging
import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from metricflow.engine.metricflow_engine import MetricFlowEngine, MetricFlowQueryRequest
from metricflow.protocols.sql_client import SqlEngine
from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
from metricflow_semantics.model.dbt_manifest_parser import parse_manifest_from_dbt_generated_manifest
from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup

from almanac.semantic.operators import condition_sql

METRIC_TIME = "metric_time"

_COMPILING = threading.Lock()
"""MetricFlow does not promise that threads may share an engine; it is Python, so waiting costs nothing."""

_TRUNCATED = re.compile(r"DATE_TRUNC\('day', ((?:\w+\.)?(\w+))\)")
"""The day of a day: the engine would have to compute it for every row, where it could skip most of them."""

_NAME = re.compile(r"[a-z_][a-z0-9_]*")

_FIELDS = {
    "entity": "{{{{ Entity('{}') }}}}",
    "dimension": "{{{{ Dimension('{}') }}}}",
    "time": "{{{{ TimeDimension('{}', 'day') }}}}",
}


@dataclass(frozen=True)
class Condition:
    """One test of a field against a placeholder; both are names of ours, checked to be plain words."""

    field: str
    kind: Literal["entity", "dimension", "time"]
    op: str
    placeholder: str = "unused"

    def template(self) -> str:
        """The condition as MetricFlow reads it."""
        for name in (self.field, self.placeholder):
            if not _NAME.fullmatch(name):
                raise ValueError(f"{name!r} is no name of the catalogue")
        return condition_sql(_FIELDS[self.kind].format(self.field), self.op, self.placeholder)


@dataclass(frozen=True)
class AnyOf:
    """Keeps a row that fits at least one of the conditions."""

    conditions: tuple[Condition, ...]

    def template(self) -> str:
        """The conditions as MetricFlow reads them; there has to be one."""
        if not self.conditions:
            raise ValueError("no condition lets anything through")
        return f"({' OR '.join(condition.template() for condition in self.conditions)})"


@dataclass(frozen=True)
class Compilation:
    """What MetricFlow is asked: the same request gives the same statement."""

    metrics: tuple[str, ...]
    group_by: tuple[str, ...]
    conditions: tuple[Condition | AnyOf, ...]


class _DuckDbDialect:
    """All that MetricFlow needs to know of the engine when it only writes SQL."""

    sql_engine_type = SqlEngine.DUCKDB
    sql_plan_renderer = DuckDbSqlPlanRenderer()


class Compiler:
    """The metrics of one semantic manifest, ready to be compiled; safe to share between threads."""

    def __init__(self, semantic_manifest: str, dates: frozenset[str] = frozenset()) -> None:
        """`dates` are the columns that hold whole days already, wherever they occur."""
        self._dates = dates
        # How long it takes on a busy machine is no news for who asks for a number.
        logging.getLogger("metricflow_semantics").setLevel(logging.ERROR)
        logging.getLogger("metricflow").setLevel(logging.ERROR)
        with _COMPILING:
            lookup = SemanticManifestLookup(parse_manifest_from_dbt_generated_manifest(semantic_manifest))
            self._engine = MetricFlowEngine(lookup, _DuckDbDialect())  # type: ignore[arg-type]
        self._cached = lru_cache(maxsize=512)(self._compile)

    def of_part(self, semantic_manifest: str) -> Compiler:
        """A compiler of a part of the manifest: the fewer models there are, the faster it is."""
        return Compiler(semantic_manifest, self._dates)

    def compile(self, question: Compilation) -> str:
        """The SELECT that answers the question, placeholders left open."""
        return self._cached(question)

    def forget(self) -> None:
        """Compile anew whatever is asked from here on."""
        self._cached.cache_clear()

    def group_bys(self, metric: str) -> frozenset[str]:
        """Qualified names of the entities and dimensions by which the metric can be grouped and filtered."""
        with _COMPILING:
            items = self._engine.list_group_bys([metric])
        return frozenset(getattr(item, "dunder_name", item.name) for item in items)

    def _compile(self, question: Compilation) -> str:
        request = MetricFlowQueryRequest.create(
            metric_names=question.metrics,
            group_by_names=question.group_by,
            where_constraints=[condition.template() for condition in question.conditions],
        )
        with _COMPILING:
            sql = str(self._engine.explain(request).sql_statement.without_descriptions.sql)
        return _TRUNCATED.sub(lambda match: match[1] if match[2] in self._dates else match[0], sql)
