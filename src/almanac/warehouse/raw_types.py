"""Which types a raw column may arrive in, and how each becomes the type of the contract."""

from __future__ import annotations

import re

from almanac.warehouse.engine import quoted

_INTEGERS = {
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT",
    "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
}  # fmt: skip
_NUMBERS = _INTEGERS | {"FLOAT", "DOUBLE", "DECIMAL"}
_LOCAL_TIMES = {"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "DATE"}
_CASTS: dict[str, set[str]] = {
    "VARCHAR": _INTEGERS | {"UUID", "JSON", "ENUM", "DATE"},
    "TIMESTAMP": _LOCAL_TIMES,
    "DATE": {"DATE"},
    "DOUBLE": _NUMBERS,
    "BIGINT": _INTEGERS - {"HUGEINT", "UHUGEINT", "UBIGINT"},
    "INTEGER": {"TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT"},
}
_NESTED = re.compile(r"^(STRUCT|MAP)\(|\[\d*\]$")


def as_contract_type(name: str, found: str, expected: str) -> str | None:
    """SQL that turns the column `name` of type `found` into `expected`; None where the types do not fit.

    The exact type needs no cast. A malformed uuid text becomes null, for staging to quarantine.
    """
    column, want = quoted(name), expected.upper()
    if found == want:
        return column
    if _family(found) in _CASTS.get(want, set()) or found == '"NULL"':
        return f"cast({column} as {want})"
    if want == "VARCHAR" and _NESTED.search(found):
        return f"cast(to_json({column}) as varchar)"
    if want == "UUID" and found == "VARCHAR":
        return f"try_cast({column} as uuid)"
    if want == "TIMESTAMP" and found == "TIMESTAMP WITH TIME ZONE":
        return f"({column} at time zone 'UTC')"
    return None


def _family(found: str) -> str:
    """`DECIMAL(18,2)` is a DECIMAL; a list or a struct is itself."""
    return found if _NESTED.search(found) else found.partition("(")[0]
