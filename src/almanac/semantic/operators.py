"""What the operators of a condition mean in SQL."""

from __future__ import annotations

from almanac.semantic.catalog import FieldType

EQUALITY = ("=", "!=", "in", "not_in", "is_null", "is_not_null")
ONLY_EQUALITY: tuple[FieldType, ...] = ("text", "boolean")

_TESTS = {
    "=": "{field} = ${value}",
    "!=": "{field} IS DISTINCT FROM ${value}",
    "<": "{field} < ${value}",
    "<=": "{field} <= ${value}",
    ">": "{field} > ${value}",
    ">=": "{field} >= ${value}",
    "in": "{field} IN (${value})",
    "not_in": "({field} IN (${value})) IS NOT TRUE",
    "is_null": "{field} IS NULL",
    "is_not_null": "{field} IS NOT NULL",
}


def condition_sql(field: str, op: str, placeholder: str) -> str:
    """The test of a field (SQL of ours) against a placeholder, whose values are bound when it runs."""
    return _TESTS[op].format(field=field, value=placeholder)
