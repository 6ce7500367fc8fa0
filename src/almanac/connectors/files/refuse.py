"""Rows that are not loaded: rules, copies of one identity, and the table `work.refused` that keeps them."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from almanac.connectors.files import sql
from almanac.connectors.files.names import DETAIL, DUPLICATE, FILE, REASON, ROW


@dataclass(frozen=True)
class Rule:
    """A row for which `condition` holds is refused for `reason`; `detail` is SQL that shows the culprit."""

    reason: str
    condition: str
    detail: str


def bad(column: str, given: str, typed: str) -> Rule:
    """A value is there and is none of the column's type."""
    return Rule(f"bad_{column}", f"{given} is not null and {typed} is null", _shown(column, given))


def missing(column: str, value: str) -> Rule:
    """A required value is not there."""
    return Rule(f"missing_{column}", f"{value} is null", sql.text(f"{column} is empty"))


def below(column: str, value: str, minimum: float) -> Rule:
    """A number is smaller than the contract allows."""
    reason = f"negative_{column}" if minimum == 0 else f"too_small_{column}"
    return Rule(reason, f"{value} < {minimum}", _shown(column, f"{value}::varchar"))


def verdict(rules: list[Rule]) -> str:
    """The columns reason and detail of a row: the first rule that it breaks, else null."""
    if not rules:
        return f"null::varchar as {REASON}, null::varchar as {DETAIL}"
    reasons = " ".join(f"when {rule.condition} then {sql.text(rule.reason)}" for rule in rules)
    details = " ".join(f"when {rule.condition} then {rule.detail}" for rule in rules)
    return f"case {reasons} end as {REASON}, case {details} end as {DETAIL}"


def find_twins(
    con: duckdb.DuckDBPyConnection, rows: str, identity: list[str], content: list[str], what: str
) -> None:
    """Fill the table `work.twins` (number, reason, detail): rows of `rows` that claim to be the same.

    Identical copies count once, so all but the first are duplicates. Copies that differ are all refused
    (`conflicting_<what>`): nobody can tell which is right. Content is compared where an identity is shared.
    """
    shown = [f"{sql.text(f'{column} = ')} || {sql.name(column)}::varchar" for column in identity]
    who = " || ', ' || ".join(shown)
    con.execute(
        f"""
        create or replace table work.twins as
        with
        shared as (
            select {sql.names(identity)} from {rows} group by all having count(*) > 1
        ),
        compared as (
            select
                {ROW},
                {who} as who,
                min({ROW}) over same as first_row,
                count(distinct row({sql.names(content)})) over same as contents
            from {rows} semi join shared using ({sql.names(identity)})
            window same as (partition by {sql.names(identity)})
        )
        select
            {ROW},
            if(contents > 1, {sql.text(f"conflicting_{what}")}, {sql.text(DUPLICATE)}) as {REASON},
            concat(who, ' occurs with ', contents, ' different contents') as {DETAIL}
        from compared
        where contents > 1 or {ROW} > first_row
        """
    )


def refuse(
    con: duckdb.DuckDBPyConnection, relation: str | None, verdicts: str, rows: str, columns: list[str]
) -> None:
    """Keep the rows of `rows` that `verdicts` names, duplicates aside, with their columns as JSON."""
    whole = ", ".join(f"{sql.text(column)}: r.{sql.name(column)}" for column in columns)
    origin = sql.text(relation) if relation else "null"
    con.execute(
        f"""
        insert into work.refused
        select {origin}, {FILE}, null, {REASON}, {DETAIL}, to_json({{{whole}}})::varchar
        from {rows} as r join {verdicts} using ({ROW})
        where {REASON} <> {sql.text(DUPLICATE)}
        order by {ROW}
        """
    )


def tally(con: duckdb.DuckDBPyConnection, verdicts: str) -> tuple[int, dict[str, int]]:
    """How many duplicates and how many refused rows per reason the verdicts hold."""
    counts = dict(sql.rows(con, f"select {REASON}, count(*) from {verdicts} group by all order by all"))
    return counts.pop(DUPLICATE, 0), counts


def _shown(column: str, value: str) -> str:
    return f"{sql.text(f'{column} = ')} || left({value}, 80)"
