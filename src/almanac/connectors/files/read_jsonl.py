"""JSON lines: one object per line; its keys are the columns, nested values stay JSON text."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from almanac.connectors.files import lines, sql
from almanac.connectors.files.mapping import Files
from almanac.errors import AlmanacError

_WHOLE_LINE = {"header": "false", "delim": r"'\0'", "quote": "''", "escape": "''"}


def rows(con: duckdb.DuckDBPyConnection, relation: str, files: Files, path: Path) -> str:
    """The file's objects as rows; lines that are no objects are refused."""
    lines.fill(con, "work.json_lines", path, ["line"], _WHOLE_LINE)
    lines.refuse_rejected(con, relation, path)
    _refuse_malformed(con, relation, path)
    keys = [row[0] for row in sql.rows(con, _KEYS)]
    _check_keys(path, keys)
    shape = sql.text(json.dumps(dict.fromkeys(keys, "VARCHAR")))
    return f"(select unnest(from_json(line, {shape})) from work.json_lines where {_IS_OBJECT})"


_IS_OBJECT = "json_type(try(line::json)) = 'OBJECT'"
_KEYS = f"""
select key
from (
    select unnest(json_keys(line)) as key, rowid as position from work.json_lines where {_IS_OBJECT}
)
where key <> ''
group by key
order by min(position), key
"""


def _refuse_malformed(con: duckdb.DuckDBPyConnection, relation: str, path: Path) -> None:
    """Refuse lines that are no JSON object; their number counts the lines that the reader rejected before."""
    con.execute(
        f"""
        insert into work.refused
        with
        rejected as (
            select line - row_number() over (order by line) as rows_before
            from (select distinct line from reject_errors)
        ),
        malformed as (
            select
                rowid + 1 as line_read,
                line_read + (select count(*) from rejected where rows_before < line_read) as line_number,
                line
            from work.json_lines
            where line is not null and not coalesce({_IS_OBJECT}, false)
        )
        select
            {sql.text(relation)},
            {sql.text(path.name)},
            line_number,
            'bad_json',
            concat('line ', line_number, ': no JSON object: ', left(line, 60)),
            to_json(line)
        from malformed
        order by line_number
        """
    )


def _check_keys(path: Path, keys: list[str]) -> None:
    if not keys:
        raise AlmanacError(
            str(path), "no line holds a JSON object with a key", "It needs one object per line."
        )
    seen: dict[str, str] = {}
    for key in keys:
        other = seen.setdefault(key.casefold(), key)
        if other != key:
            raise AlmanacError(
                str(path), f"the keys {other} and {key} differ in case only", "Rename one of them."
            )
