"""From a file's values to a type: a value that is none of the type becomes null."""

from __future__ import annotations

from typing import Literal

from almanac.connectors.files import sql

Type = Literal["text", "timestamp", "date", "double", "bigint", "boolean", "uuid"]
"""What a mapping may say that a file's column is."""
MACROS = (
    "create macro almanac_number(x) as if(isfinite(x), x, null)",
    "create macro almanac_moment(x) as if(year(x) between 1 and 9999, x, null)",
)
"""What the casts call: no infinite number, no moment that a calendar does not have."""
_EPOCHS = {"epoch": 1_000_000, "epoch_ms": 1_000}
"""Formats of a number that counts from 1970, with microseconds per unit."""
_NESTED = ("STRUCT", "MAP", "UNION", "JSON", "VARIANT")


def given(value: str, source_type: str) -> str:
    """The value as text, null where it is empty; nested values become JSON."""
    if source_type.startswith(_NESTED) or source_type.endswith("]"):
        return f"nullif(to_json({value})::varchar, 'null')"
    return f"nullif({value}::varchar, '')"


def cast(value: str, source_type: str, target: str, date_format: str | None = None) -> str:
    """The value as `target`, null where it is none. An offset is turned into UTC; no offset means UTC."""
    if target in ("text", "varchar"):
        return given(value, source_type)
    if target == "timestamp":
        return _moment(value, source_type, date_format)
    if target == "date":
        return f"({_moment(value, source_type, date_format)})::date"
    trimmed = f"trim({given(value, source_type)})"
    if target == "double":
        return f"almanac_number(try_cast({trimmed} as double))"
    if target == "bigint":  # the engine rounds 12.7 to 13
        return f"if(regexp_full_match({trimmed}, '[+-]?[0-9]+'), try_cast({trimmed} as bigint), null)"
    return f"try_cast({trimmed} as {target})"


def _moment(value: str, source_type: str, date_format: str | None) -> str:
    trimmed = f"trim({given(value, source_type)})"
    if date_format in _EPOCHS:
        micros = f"try_cast({trimmed} as decimal(30, 6)) * {_EPOCHS[date_format]}"
        moment = f"make_timestamp(try_cast({micros} as bigint))"
    elif date_format:
        moment = f"try_strptime({trimmed}, {sql.text(date_format)})::timestamp"
    elif source_type.startswith(("TIMESTAMP", "DATE")):
        moment = f"try_cast({value} as timestamp)"
    else:  # a cast to TIMESTAMP would drop the offset in silence
        moment = f"try_cast({trimmed} as timestamptz)::timestamp"
    return f"almanac_moment({moment})"
