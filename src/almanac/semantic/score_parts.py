"""Why a mean of scores is what it is: the points of each part, of the whole cell and of every row shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from almanac.semantic.drill_sql import Behind
from almanac.semantic.measures import Measure
from almanac.semantic.values import Bound, expand
from almanac.warehouse.engine import CATALOG

if TYPE_CHECKING:
    import duckdb

_PARTS = f'"{CATALOG}"."marts"."score_components_daily"'
_SCORED = "customer"
"""The entity whose scores have parts."""

NOT_STORED = "the parts of a score are stored for the last 35 days and for the last day of each month"


@dataclass(frozen=True)
class Part:
    """What one part adds, what it could have added, and why it is so."""

    component: str
    parent: str
    points: float
    max_points: float
    points_lost: float
    observed_value: float | None = None
    target: float | None = None
    reason_code: str | None = None
    owner: str | None = None


@dataclass(frozen=True)
class ScoreParts:
    """The parts of the score, on the scale of the score that is asked for."""

    score: str
    cell: tuple[Part, ...]
    """Means over the customers that count; their points add up to the value."""
    customers: Mapping[str, tuple[Part, ...]]
    """The parts of each customer whose row is shown; their points add up to its score."""


def score_parts(
    rows: Behind, limit: int, values: Mapping[str, tuple[Bound, ...]], cursor: duckdb.DuckDBPyConnection
) -> ScoreParts | None:
    """The parts of an input that is a mean of scores, none where they are not stored; else None."""
    measure = rows.measure
    if measure.score is None or _SCORED not in measure.model.entities:
        return None
    told = {**values, "score": (measure.score,), "part": (measure.score_part or "",), "shown": (limit,)}
    found = cursor.execute(*expand(_statement(rows, measure), told)).fetchall()
    customers: dict[str, list[Part]] = {}
    for customer, *part in found:
        customers.setdefault(customer, []).append(Part(*part))
    cell = customers.pop(_ALL, [])
    told_parts = {customer: tuple(parts) for customer, parts in customers.items()}
    return ScoreParts(measure.score, tuple(cell), told_parts)


_ALL = ""
"""Stands for all customers of the cell; no customer has it as its id."""

_MEANS = """
select '' as customer, component, any_value(parent),
  sum(points) / $counted_rows, sum(max_points) / $counted_rows, sum(points_lost) / $counted_rows,
  null, any_value(target), null, any_value(owner)
from parts
group by component
"""

_EACH = """
select customer, component, parent,
  points, max_points, points_lost, observed_value, target, reason_code, owner
from parts
where customer in (select customer from scored order by score desc, customer limit $shown)
"""


def _statement(rows: Behind, measure: Measure) -> str:
    """A part that is asked for alone has a scale of its own: its points fill 0-100."""
    customer = f'src."{measure.model.entities[_SCORED]}"'
    scored = f"select {customer} as customer, src.{rows.counted} as score\n{rows.counting}"
    scale = "100 / nullif(sum(max_points) over (partition by entity_id), 0)" if measure.score_part else "1"
    only = "and parent = $part" if measure.score_part else ""
    parts = (
        "select entity_id as customer, component, parent, observed_value, target, reason_code, owner"
        + "".join(f", {column} * {scale} as {column}" for column in ("points", "max_points", "points_lost"))
        + f"\nfrom {_PARTS}\nwhere score = $score and metric_date = $last_day {only}\n"
        "  and entity_id in (select customer from scored)"
    )
    together = f"{_MEANS}union all{_EACH}order by customer, points desc, component"
    return f"with scored as materialized (\n{scored}\n), parts as materialized (\n{parts}\n)\n{together}"
