"""One customer's account: why its scores are what they are, and what is kept about it, a page at a time."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import Field

from almanac.semantic.access import Viewer
from almanac.semantic.answer import Answers
from almanac.semantic.catalog import Metric
from almanac.semantic.entity_tables import KINDS, OWNER, Table, seen_part, seen_table
from almanac.semantic.layer import Layer
from almanac.semantic.request import NotFoundError, Strict, Text
from almanac.semantic.rows import Cell, Column, Row, plain

if TYPE_CHECKING:
    import duckdb

MAX_ROWS = 1_000
_CUSTOMERS = KINDS["customers"]


@dataclass(frozen=True)
class Section:
    """One table of what is kept about customers, and the order in which it is read."""

    name: str
    table: str
    order: str
    choose: str | None = None
    """The column by which a reader may narrow it."""


SECTIONS: Mapping[str, Section] = {
    section.name: section
    for section in (
        Section("timeline", "marts.account_timeline", "occurred_at desc, timeline_id", "topic"),
        Section(
            "features",
            "marts.account_features",
            "event_count_30d desc, event_count_prior_30d desc, feature_id",
        ),
        Section(
            "users",
            "entities.entity_users",
            "is_enabled desc, engagement_score desc nulls last, user_id",
            "engagement_tier",
        ),
        Section(
            "tickets", "marts.account_tickets", "is_open desc, opened_at desc, source, ticket_id", "sla_state"
        ),
        Section("invoices", "marts.account_invoices", "issued_at desc nulls first, invoice_id", "status"),
    )
}

_SCORES = "marts.account_scores"
_FLAGS = "marts.account_flags"
_PARTS = "marts.score_components_daily"


class SectionRequest(Strict):
    """Which rows of a section; `only` is a value of the column by which it may be narrowed."""

    only: Text | None = None
    limit: int = Field(50, ge=1, le=MAX_ROWS)
    offset: int = Field(0, ge=0, le=10_000_000)


@dataclass(frozen=True)
class Score:
    """One score with the parts of which it is the sum."""

    metric: Metric | None
    told: Mapping[str, Cell]
    parts: tuple[Mapping[str, Cell], ...]


@dataclass(frozen=True)
class Account:
    """A customer as it is now, why, and what of it does not fit together."""

    id: str
    name: str
    facts: Mapping[str, Cell]
    scores: tuple[Score, ...]
    flags: tuple[Mapping[str, Cell], ...]
    as_of_date: dt.date
    version: str
    elapsed_ms: float = 0.0


@dataclass(frozen=True)
class Rows:
    """A page of one section, how many rows there are in all, and how many of each kind."""

    section: Section
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total_rows: int
    counts: Mapping[str, int]
    limit: int
    offset: int
    as_of_date: dt.date
    version: str
    elapsed_ms: float = 0.0

    @property
    def limited(self) -> bool:
        """Whether there are more than these."""
        return len(self.rows) < self.total_rows


def show_account(customer: str, viewer: Viewer, answers: Answers) -> Account:
    """The account of a customer; whether there is one that the viewer may not see is not told."""
    began = time.perf_counter()
    with answers.published() as (layer, snapshot):
        found = _Desk(customer, layer, viewer, snapshot.cursor).account()
    return replace(found, elapsed_ms=_elapsed(began))


def list_section(
    customer: str, section: str, request: SectionRequest, viewer: Viewer, answers: Answers
) -> Rows:
    """A page of one section of a customer's account."""
    began = time.perf_counter()
    with answers.published() as (layer, snapshot):
        found = _Desk(customer, layer, viewer, snapshot.cursor).section(_section(section), request)
    return replace(found, elapsed_ms=_elapsed(began))


@dataclass(frozen=True)
class _Desk:
    """One customer in one version, as one viewer sees it."""

    customer: str
    layer: Layer
    viewer: Viewer
    cursor: duckdb.DuckDBPyConnection

    def account(self) -> Account:
        facts = self._facts()
        parts = self._parts()
        scores = [
            Score(
                self.layer.catalog.metrics.get(str(told["score"])),
                told,
                tuple(part for part in parts if part["score"] == told["score"]),
            )
            for told in self._rows(_SCORES, "position")
        ]
        return Account(
            id=self.customer,
            name=str(facts.get(_CUSTOMERS.label) or self.customer),
            facts=facts,
            scores=tuple(scores),
            flags=tuple(self._rows(_FLAGS, "flag")),
            as_of_date=self.layer.as_of_date,
            version=self.layer.version,
        )

    def section(self, section: Section, request: SectionRequest) -> Rows:
        self._facts()
        table = seen_part(section.table, self.layer, self.viewer)
        narrowed, only = "", {}
        if request.only and section.choose:
            narrowed, only = f' and "{section.choose}" = $only', {"only": request.only}
        page = f"\norder by {section.order}\nlimit {request.limit:d} offset {request.offset:d}"
        rows = self._select(table, table.selected, narrowed + page, only)
        counts = self._counts(section, table)
        [(total,)] = self._select(table, "count(*)", narrowed, only)
        return Rows(
            section=section,
            columns=tuple(table.columns.values()),
            rows=tuple(tuple(map(plain, row)) for row in rows),
            total_rows=int(str(total)),
            counts=counts,
            limit=request.limit,
            offset=request.offset,
            as_of_date=self.layer.as_of_date,
            version=self.layer.version,
        )

    def _facts(self) -> Mapping[str, Cell]:
        table = seen_table(_CUSTOMERS, self.layer, self.viewer)
        rows = self._select(table, table.selected)
        if not rows:
            hint = "Search for it by its name: Ctrl+K on every page."
            raise NotFoundError(
                f"account {ascii(self.customer)[:100]}", "there is none that you may see", hint
            )
        return _named(table, rows[0])

    def _rows(self, name: str, order: str) -> list[Mapping[str, Cell]]:
        table = seen_part(name, self.layer, self.viewer)
        return [_named(table, row) for row in self._select(table, table.selected, f"\norder by {order}")]

    def _counts(self, section: Section, table: Table) -> Mapping[str, int]:
        if section.choose is None:
            return {}
        rows = self._select(table, f'"{section.choose}", count(*)', "\ngroup by all order by all")
        return {str(kind): int(str(count)) for kind, count in rows if kind is not None}

    def _parts(self) -> list[Mapping[str, Cell]]:
        """Every part today, and what it had of how much 30 days before. The customer was seen already."""
        days = {"today": self.layer.as_of_date, "before": self.layer.as_of_date - dt.timedelta(days=30)}
        rows = self.cursor.execute(_PARTS_SQL, {"customer": self.customer, **days}).fetchall()
        return [dict(zip(_PART_COLUMNS, map(plain, row), strict=True)) for row in rows]

    def _select(
        self, table: Table, selected: str, more: str = "", values: Mapping[str, object] | None = None
    ) -> Sequence[tuple[object, ...]]:
        sql = f"select {selected} from {table.name} where {OWNER} = $customer and {table.condition}{more}"
        bound = {**table.parameters, "customer": self.customer, **(values or {})}
        return self.cursor.execute(sql, bound).fetchall()


_PART_COLUMNS = (
    "score",
    "component",
    "parent",
    "observed_value",
    "target",
    "points",
    "max_points",
    "points_lost",
    "points_30d_ago",
    "max_points_30d_ago",
    "reason_code",
)

_PARTS_SQL = f"""
with days as (
  select * from {_PARTS}
  where entity_type = 'customer' and entity_id = $customer and metric_date in ($today, $before)
)
select
  today.score, today.component, today.parent, today.observed_value, today.target,
  today.points, today.max_points, today.points_lost, earlier.points, earlier.max_points, today.reason_code
from days as today
left join days as earlier
  on today.score = earlier.score and today.component = earlier.component and earlier.metric_date = $before
where today.metric_date = $today
order by today.score, today.points_lost desc, today.points desc, today.component
"""


def _named(table: Table, row: Sequence[object]) -> Mapping[str, Cell]:
    return dict(zip(table.columns, map(plain, row), strict=True))


def _section(name: str) -> Section:
    if name not in SECTIONS:
        there = ", ".join(SECTIONS)
        raise NotFoundError(ascii(name)[:100], "there is no such part of an account", f"There are: {there}.")
    return SECTIONS[name]


def _elapsed(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 2)
