"""Names inside the scratch database. What a mapping's SQL reads is in `main`, our own tables elsewhere."""

from __future__ import annotations

from almanac.connectors.files import sql

ROW = "_almanac_row"
"""Numbers a relation's rows in the order of the files."""
FILE = "_almanac_file"
"""The file that a row came from."""
REASON = "_almanac_reason"
"""Why a row is not loaded; null where it is."""
DETAIL = "_almanac_detail"
"""What is wrong with it, for a person."""
DUPLICATE = "duplicate"
"""The reason of a surplus identical copy."""
OWN = (ROW, FILE, REASON, DETAIL)


def source(relation: str) -> str:
    """Every row that could be read, as the files have them."""
    return f"source.{sql.name(relation)}"


def used(relation: str) -> str:
    """The rows that were not refused, typed."""
    return f"used.{sql.name(relation)}"


def verdicts(relation: str) -> str:
    """The refused rows and duplicates of a relation: number, reason, detail."""
    return f"verdicts.{sql.name(relation)}"


SCHEMA = (
    "create schema source",
    "create schema used",
    "create schema verdicts",
    "create schema work",
    (
        "create table work.refused "
        '(relation varchar, file varchar, line bigint, reason varchar, detail varchar, "row" varchar)'
    ),
)
"""`relation` is null where a row failed at the table; `line` is known where a line could not be read."""
