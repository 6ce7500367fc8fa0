"""SQL that people write themselves: one SELECT over the published version, for those who see all rows.

The engine that answers holds the version read-only, opens no file and no address, and keeps its settings;
here the statement is read by the engine's own parser first, so that what is refused is refused in words.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from almanac.semantic.access import AccessError, Viewer
from almanac.semantic.request import RequestError
from almanac.semantic.rows import Cell, plain

if TYPE_CHECKING:
    from almanac.warehouse.reader import PublishedReader

_HINT = "Write one SELECT (WITH, FROM and VALUES are fine); the tables are listed beside the editor."
_SMALLER = "Ask for fewer rows or columns, put rows together earlier, or cut long text with left(text, 100)."

_LARGEST = 20_000_000
"""Letters of an answer at most: rows are held in memory until they are sent."""
_AT_ONCE = 500


@dataclass(frozen=True)
class FreeAnswer:
    """The first rows of a statement, and how many rows there are in all."""

    columns: tuple[tuple[str, str], ...]
    """Names and engine types."""
    rows: tuple[tuple[Cell, ...], ...]
    total_rows: int
    version: str
    elapsed_ms: float


def ask_freely(sql: str, limit: int, viewer: Viewer, reader: PublishedReader) -> FreeAnswer:
    """The answer to one SELECT; refused to those who see some rows only, since no rule can be put into it."""
    if viewer.rules is not None:
        hint = "Ask for metrics: their numbers are counted over the customers that you may see."
        raise AccessError("SQL", "reads all rows, and you may see some of them only", hint)
    began = time.perf_counter()
    with reader.lease() as snapshot:
        snapshot.start_clock()
        query = _only_select(sql, snapshot.cursor)
        try:
            columns, rows, total = _run(query, limit, snapshot.cursor)
        except duckdb.InterruptException:
            raise  # the lease knows why
        except duckdb.OutOfMemoryException:
            raise RequestError("the statement", "needs more memory than it may have", _SMALLER) from None
        except duckdb.Error as error:
            raise RequestError("the statement", _first_lines(error), _HINT) from None
    elapsed = round((time.perf_counter() - began) * 1000, 2)
    return FreeAnswer(columns, rows, total, snapshot.version.id, elapsed)


def _only_select(sql: str, cursor: duckdb.DuckDBPyConnection) -> str:
    """The text of the one SELECT, without a semicolon after it; the engine's parser says what it is."""
    row = cursor.execute("select json_serialize_sql(?)", [sql]).fetchone()
    told = json.loads(row[0]) if row else {}
    if told.get("error_type") == "parser":
        raise RequestError("the statement", _placed(told, sql), _HINT)
    if told.get("error"):
        raise RequestError("the statement", "is no SELECT: this page only reads", _HINT)
    count = len(told["statements"])
    if count != 1:
        raise RequestError("the text", f"holds {count or 'no'} statements, and one can be run", _HINT)
    [statement] = cursor.extract_statements(sql)
    return statement.query.strip().rstrip(";")


def _placed(told: dict[str, str], sql: str) -> str:
    at = int(told.get("position", 0))
    line = sql.count("\n", 0, at) + 1
    return f"{told.get('error_message', 'cannot be read')} (line {line}, near {sql[at : at + 20]!r})"


def _run(
    query: str, limit: int, cursor: duckdb.DuckDBPyConnection
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[Cell, ...], ...], int]:
    """The first rows; only where there are more is the whole counted."""
    found = cursor.execute(query)
    columns = tuple((name, str(engine_type)) for name, engine_type, *_ in found.description or ())
    rows = _taken(found, limit + 1)
    return columns, tuple(rows[:limit]), len(rows) if len(rows) <= limit else _count(query, cursor)


def _taken(found: duckdb.DuckDBPyConnection, most: int) -> list[tuple[Cell, ...]]:
    """So many rows at most; refused where they are too large to be held."""
    rows: list[tuple[Cell, ...]] = []
    size = 0
    while len(rows) < most and (batch := found.fetchmany(min(_AT_ONCE, most - len(rows)))):
        rows += [tuple(map(_cell, row)) for row in batch]
        size += sum(len(cell) for row in rows[-len(batch) :] for cell in row if isinstance(cell, str))
        if size > _LARGEST:
            raise RequestError("the answer", f"holds more than {_LARGEST // 1_000_000} MB of text", _SMALLER)
    return rows


def _count(query: str, cursor: duckdb.DuckDBPyConnection) -> int:
    # The parser has read it as one whole SELECT; a comment at its end stops at the end of the line.
    row = cursor.execute(f"select count(*) from (\n{query}\n) as answer").fetchone()
    return int(row[0]) if row else 0


def _cell(value: object) -> Cell:
    """Lists, structs and other values that JSON does not know are told as text."""
    known = plain(value)
    return known if known is None or hasattr(known, "isoformat") or isinstance(known, _PLAIN) else str(value)


_PLAIN = (str, int, float, bool)


def _first_lines(error: duckdb.Error) -> str:
    return "\n".join(line for line in str(error).splitlines() if line.strip())[:2_000]
