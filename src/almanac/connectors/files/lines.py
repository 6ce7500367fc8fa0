"""Reading text with DuckDB's CSV reader, and refusing the lines that it rejects."""

from __future__ import annotations

from pathlib import Path

import duckdb

from almanac.connectors.files import sql

_REASONS = {
    "MISSING COLUMNS": "ragged_line",
    "TOO MANY COLUMNS": "ragged_line",
    "INVALID ENCODING": "bad_encoding",
    "UNQUOTED VALUE": "bad_quote",
    "LINE SIZE OVER MAXIMUM": "long_line",
}


def fill(
    con: duckdb.DuckDBPyConnection, table: str, path: Path, columns: list[str], options: dict[str, str]
) -> None:
    """Read the file into `table` as text, guessing nothing.

    One thread: with more, a quote that is never closed makes the engine skip lines without a word.
    """
    con.execute("drop table if exists reject_errors; drop table if exists reject_scans")
    typed = ", ".join(f"{sql.text(column)}: 'varchar'" for column in columns)
    said = ", ".join(f"{key} = {value}" for key, value in options.items())
    con.execute(
        f"create or replace table {table} as from read_csv({sql.text(path)}, auto_detect = false, "
        f"columns = {{{typed}}}, {said}, nullstr = '', comment = '', skip = 0, strict_mode = true, "
        "parallel = false, store_rejects = true, rejects_limit = 0)"
    )


def refuse_rejected(con: duckdb.DuckDBPyConnection, relation: str, path: Path) -> int:
    """Refuse the lines that the last `fill` rejected, each once; returns their number."""
    known = ", ".join(f"({sql.text(error)}, {sql.text(reason)})" for error, reason in _REASONS.items())
    return sql.number(
        con,
        f"""
        insert into work.refused
        select
            {sql.text(relation)},
            {sql.text(path.name)},
            line,
            reason,
            concat('line ', line, ', column ', column_idx, ': ', error_message),
            to_json(csv_line)
        from reject_errors
        join (values {known}) as reasons (error, reason) on error = error_type::varchar
        -- a line may be wrong in several ways; its encoding makes the others look so
        qualify row_number() over (
            partition by line_byte_position order by reason <> 'bad_encoding', column_idx
        ) = 1
        order by line
        """,
    )
