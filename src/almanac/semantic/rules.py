"""Row rules as conditions: the one way in which they reach a statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from almanac.config import Access
from almanac.semantic.access import Viewer, bind_rules, rule_dimension, viewer_of
from almanac.semantic.catalog import CUSTOMER
from almanac.semantic.compile import AnyOf, Compilation, Condition
from almanac.semantic.layer import Layer
from almanac.semantic.values import Bound, BoundFilter, expand

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class SeenCustomers:
    """A SELECT of the keys (one column, `customer`) of the customers that a viewer may see."""

    sql: str
    parameters: Mapping[str, Bound]


def seen_customers(viewer: Viewer, layer: Layer) -> SeenCustomers | None:
    """For statements that MetricFlow does not write; None for those who see everything."""
    rules = bind_rules(viewer, layer.catalog)
    if rules is None:
        return None
    sql = layer.compiler.compile(Compilation((), (CUSTOMER,), rule_conditions(rules)))
    return SeenCustomers(*expand(sql, rule_values(rules)))


def check_access(access: Access, layer: Layer, cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """What is odd about the rules: users who see no customer. A dimension that is not there is an error."""
    for group in access.groups.values():
        for name in group.dimensions:
            rule_dimension(name, layer.catalog)
    viewers = [viewer_of(name, access) for name in access.users]
    return [f"user {viewer.name} sees no customer" for viewer in viewers if not _sees(viewer, layer, cursor)]


def _sees(viewer: Viewer, layer: Layer, cursor: duckdb.DuckDBPyConnection) -> bool:
    if viewer.rules == ():
        return False
    seen = seen_customers(viewer, layer)
    return seen is None or cursor.execute(seen.sql, dict(seen.parameters)).fetchone() is not None


def rule_conditions(rules: Sequence[BoundFilter] | None) -> tuple[Condition | AnyOf, ...]:
    """What MetricFlow is to apply: nothing for those who see everything."""
    return () if rules is None else (AnyOf(tuple(map(_condition, range(len(rules)), rules))),)


def rule_values(rules: Sequence[BoundFilter] | None) -> dict[str, tuple[Bound, ...]]:
    """The values of the conditions' placeholders."""
    return {f"r{number}": rule.values for number, rule in enumerate(rules or ())}


def _condition(number: int, rule: BoundFilter) -> Condition:
    field = rule.dimension
    return Condition(field.qualified, "entity" if field.is_entity else "dimension", rule.op, f"r{number}")
