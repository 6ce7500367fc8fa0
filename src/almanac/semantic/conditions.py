"""Conditions as people write them: `industry=Retail`, `mrr_usd>=1000`, `industry=` for none."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CONDITION = re.compile(r"(?P<field>[^=!<>]+?)\s*(?P<op>!=|<=|>=|=|<|>)\s*(?P<value>.*)", re.DOTALL)
_LISTS = {"=": "in", "!=": "not_in"}
_MISSING = {"=": "is_null", "!=": "is_not_null"}


def parse_conditions(conditions: Iterable[str], where: str = "--where") -> list[dict[str, object]]:
    """The texts as filters: repeated equalities of a field become a list, no value means none."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for condition in conditions:
        match = _CONDITION.fullmatch(condition)
        if not match:
            from almanac.semantic.request import RequestError

            hint = "Write FIELD=VALUE, such as industry=Retail; != < <= > >= work, too."
            raise RequestError(f"{where} {ascii(condition)[1:-1]}"[:200], "is no condition", hint)
        grouped.setdefault((match["field"].strip(), match["op"]), []).append(match["value"])
    return [part for (field, op), values in grouped.items() for part in _filters(field, op, values)]


def _filters(field: str, op: str, values: list[str]) -> list[dict[str, object]]:
    if op in _MISSING and values == [""]:
        return [{"field": field, "op": _MISSING[op]}]
    if op in _LISTS and len(values) > 1:
        return [{"field": field, "op": _LISTS[op], "values": values}]
    return [{"field": field, "op": op, "value": value} for value in values]
