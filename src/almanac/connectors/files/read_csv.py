"""CSV: the header is read first, so that the engine guesses nothing; every cell is text."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

import duckdb

from almanac.connectors.files import lines, sql
from almanac.connectors.files.mapping import Files
from almanac.errors import AlmanacError

_LONGEST = 2_000_000
"""The longest line that the engine reads."""
_CLOSE_IT = "Close the quote, or double a quote that belongs to the text."


def rows(con: duckdb.DuckDBPyConnection, relation: str, files: Files, path: Path) -> str:
    """The file's rows; lines that are no rows are refused."""
    options = {
        "header": "true",
        "delim": sql.text(files.delimiter),
        "quote": sql.text('"'),
        "escape": sql.text('"'),
        "encoding": sql.text(files.encoding),
    }
    columns = _header(files, path)
    lines.fill(con, "work.csv_rows", path, columns, options)
    _no_open_quote(con, path)
    rejected = lines.refuse_rejected(con, relation, path)
    _count_again(files, path, len(columns), rejected + sql.number(con, "select count(*) from work.csv_rows"))
    return "work.csv_rows"


@contextmanager
def _opened(files: Files, path: Path) -> Iterator[TextIO]:
    encoding = "utf-8-sig" if files.encoding == "utf-8" else files.encoding
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as raw:
        # surrogateescape: a bad byte further down is for the engine to refuse
        yield io.TextIOWrapper(cast(BinaryIO, raw), encoding, errors="surrogateescape", newline="")


def _header(files: Files, path: Path) -> list[str]:
    with _opened(files, path) as opened:
        try:
            columns = next(csv.reader(opened, delimiter=files.delimiter), [])
        except (ValueError, csv.Error, OSError) as error:
            raise _unreadable(path, f"line 1: {error}") from None
    for column in columns:
        if any("\udc80" <= letter <= "\udcff" for letter in column):
            shown = column.encode("ascii", "backslashreplace").decode()
            raise _unreadable(path, f"line 1: the column {shown} is no {files.encoding} text")
    _check_names(path, columns)
    return columns


def _unreadable(path: Path, cause: str) -> AlmanacError:
    return AlmanacError(
        str(path), cause, "Save it as UTF-8, or say `encoding: latin-1` or utf-16 in the mapping."
    )


def _check_names(path: Path, columns: list[str]) -> None:
    if not columns:
        raise AlmanacError(str(path), "its first line is blank", "The first line must name the columns.")
    seen: set[str] = set()
    for position, column in enumerate(columns, 1):
        if not column.strip():
            raise AlmanacError(
                str(path), f"column {position} has no name", "Name every column in the first line."
            )
        if column.casefold() in seen:
            raise AlmanacError(str(path), f"two columns are called {column}", "Give each a name of its own.")
        seen.add(column.casefold())


def _no_open_quote(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """A quote that is never closed swallows the lines after it uncounted: that is an error."""
    rejected = sql.rows(
        con,
        """
        select min(line) from reject_errors
        where (error_type = 'UNQUOTED VALUE' and contains(csv_line, chr(10)))
            or (error_type = 'LINE SIZE OVER MAXIMUM' and contains(csv_line, '"'))
        """,
    )
    if rejected[0][0] is not None:
        raise AlmanacError(
            str(path), f"a quote in the row of line {rejected[0][0]} is never closed", _CLOSE_IT
        )


def _count_again(files: Files, path: Path, width: int, counted: int) -> None:
    """The engine drops a last row whose quote stays open without a word, so rows are counted a second way."""
    if not _has_quote(path):
        return
    total, last_line = _records(files, path, width)
    if total != counted:
        cause = f"its quotes do not pair up: {counted:,} rows one way, {total:,} another"
        raise AlmanacError(str(path), f"{cause}; the last row begins on line {last_line}", _CLOSE_IT)


def _records(files: Files, path: Path, width: int) -> tuple[int, int]:
    """How many rows follow the header, and the line on which the last one begins."""
    csv.field_size_limit(_LONGEST)
    with _opened(files, path) as opened:
        reader = csv.reader(opened, delimiter=files.delimiter)
        next(reader)
        total, last_line, before = 0, 1, reader.line_num
        try:
            for row in reader:
                if row or width == 1:  # a blank line is a row only where there is one column
                    total, last_line = total + 1, before + 1
                before = reader.line_num
        except csv.Error as error:
            cause = f"the row that begins on line {before + 1} cannot be told apart ({error})"
            raise AlmanacError(str(path), cause, _CLOSE_IT) from None
    return total, last_line


def _has_quote(path: Path) -> bool:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as raw:
        return any(b'"' in chunk for chunk in iter(lambda: raw.read(1 << 20), b""))
