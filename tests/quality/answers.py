"""Answers written by hand: SQL on the raw tables, beside the question that the planner is asked.

`tests/answers/<domain>.yml` is a list of answers. Each has a `name`, the `metrics` that it tells, and:
- `from`, `to` and perhaps `grain`: one period, or a row for each; or `days`: each day asked for itself;
- `group_by`: one dimension, or nothing;
- `sql`: one statement; its columns are the period (called as the grain; `day` for days), the dimension and
  the metrics;
- `nothing`: for each metric that is null or 0 in every row, why that may be.
With `score` in place of `metrics` an answer tells all of a score's rows in score_components_daily on `days`:
its columns are `day`, `entity_id`, `component`, `points`. With `table` the metrics are columns of that
published table, whose rows are told apart by its columns `grain` and `group_by`.

The SQL finds nothing but raw tables (schemas raw_<source>) and what the files `<number>_<table>.sql` in
`tests/answers/steps` made of them by hand, in the order of their numbers: thirty answers need not clean the
same events thirty times.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import duckdb
import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.request import Grain, parse_request
from almanac.warehouse.engine import scratch
from almanac.warehouse.versions import Version

FOLDER = Path(__file__).parents[1] / "answers"

Key = tuple[object, ...]
Values = dict[Key, tuple[object, ...]]
Names = Annotated[
    tuple[str, ...], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)
]


class HandAnswer(BaseModel):
    """One question and the SQL that answers it from the raw tables."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    sql: str
    metrics: Names = ()
    score: str | None = None
    table: str | None = None
    first: dt.date | None = Field(None, alias="from")
    last: dt.date | None = Field(None, alias="to")
    grain: Grain | None = None
    days: tuple[dt.date, ...] = ()
    group_by: str | None = None
    nothing: dict[str, str] = {}

    @property
    def keys(self) -> tuple[str, ...]:
        """Columns that tell one row from another."""
        if self.score:
            return ("day", "entity_id", "component")
        period = ("day",) if self.days else (self.grain,) if self.grain else ()
        return (*period, *((self.group_by,) if self.group_by else ()))

    @property
    def measures(self) -> tuple[str, ...]:
        """Columns that are compared."""
        return ("points",) if self.score else self.metrics

    @property
    def questions(self) -> Iterator[dict[str, Any]]:
        """What the planner is asked: one question, or one for each day."""
        asked = {
            "metrics": self.metrics,
            "group_by": [self.group_by] if self.group_by else [],
            "limit": 100_000,
        }
        if not self.days:
            yield asked | {"time": {"from": self.first, "to": self.last, "grain": self.grain}}
        for day in self.days:
            yield asked | {"time": {"from": day, "to": day, "grain": "day"}}


@cache
def hand_answers() -> dict[str, HandAnswer]:
    """All answers as `<file>: <name>`."""
    files = {path.stem: yaml.safe_load(path.read_text()) for path in sorted(FOLDER.glob("*.yml"))}
    found = [
        (f"{file}: {raw['name']}", HandAnswer(**raw)) for file, entries in files.items() for raw in entries
    ]
    assert len(dict(found)) == len(found), "two answers have the same name"
    return dict(found)


def open_raw(version: Version) -> duckdb.DuckDBPyConnection:
    """An engine with a version's raw tables, and no table of ours except those made by the steps."""
    connection = scratch()
    with duckdb.connect(str(version.database), read_only=True) as published:
        views = published.execute(
            "select schema_name, sql from duckdb_views() where schema_name like 'raw!_%' escape '!'"
        ).fetchall()
    for schema in {schema for schema, _ in views}:
        connection.execute(f"create schema {schema}")
    for _, sql in views:
        connection.execute(sql)
    for path in sorted((FOLDER / "steps").glob("*.sql")):
        connection.execute(f"create table {path.stem.split('_', 1)[1]} as\n{path.read_text()}")
    return connection


def by_hand(answer: HandAnswer, raw: duckdb.DuckDBPyConnection) -> Values:
    """What the SQL gives; its columns must be those that the question promises."""
    found = raw.execute(answer.sql)
    columns = [column[0] for column in found.description or []]
    assert columns == [*answer.keys, *answer.measures], columns
    return _keyed(found.fetchall(), len(answer.keys))


def by_version(answer: HandAnswer, version: Version, planner: Answers) -> Values:
    """What the version tells: its planner, or the table that the answer is about."""
    if answer.score:
        return by_score_table(answer, version)
    return by_table(answer, version) if answer.table else by_planner(answer, planner)


def by_planner(answer: HandAnswer, planner: Answers) -> Values:
    """What the planner answers."""
    found: list[Key] = []
    for question in answer.questions:
        told = planner.ask(parse_request(question), EVERYTHING)
        assert not told.limited
        found += told.rows
    return _keyed(found, len(answer.keys))


def by_score_table(answer: HandAnswer, version: Version) -> Values:
    """What the published table tells of a score."""
    columns = ("metric_date", "entity_id", "component", "points")
    with duckdb.connect(str(version.database), read_only=True) as published:
        found = published.execute(
            f"select {', '.join(columns)} from marts.score_components_daily"
            " where score = ? and list_contains(?, metric_date)",
            [answer.score, list(answer.days)],
        ).fetchall()
    return _keyed(found, len(answer.keys))


def by_table(answer: HandAnswer, version: Version) -> Values:
    """What the published table tells in its columns."""
    columns = ", ".join([*answer.keys, *answer.measures])
    with duckdb.connect(str(version.database), read_only=True) as published:
        found = published.execute(
            f"select {columns} from {answer.table} where {answer.grain} between ? and ?",
            [answer.first, answer.last],
        ).fetchall()
    return _keyed(found, len(answer.keys))


def differences(one: Values, other: Values) -> dict[Key, tuple[object, object]]:
    """Keys whose values are not the same numbers, with both; a missing row tells of nothing: 0 or null."""
    pairs = {key: (one.get(key), other.get(key)) for key in one.keys() | other.keys()}
    return {key: pair for key, pair in pairs.items() if not _same(*pair)}


def trivial(answer: HandAnswer, values: Values) -> set[str]:
    """Metrics, or components of a score, that are null or 0 in every row: they prove nothing."""
    if answer.score:
        return {str(key[-1]) for key in values} - {
            str(key[-1]) for key, (points,) in values.items() if points
        }
    return {
        name for place, name in enumerate(answer.metrics) if not any(row[place] for row in values.values())
    }


def _keyed(rows: Iterable[Key], width: int) -> Values:
    found = list(rows)
    values = {tuple(map(_as_day, row[:width])): row[width:] for row in found}
    assert len(values) == len(found), "two rows have the same key"
    return values


def _as_day(key: object) -> object:
    return key.date() if isinstance(key, dt.datetime) else key


def _same(one: Key | None, other: Key | None) -> bool:
    if one is None or other is None:
        return not any(one or other or ())
    return all(_same_value(*pair) for pair in zip(one, other, strict=True))


def _same_value(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
