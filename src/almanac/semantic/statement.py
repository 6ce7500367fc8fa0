"""The statement that answers a plan: what MetricFlow compiles, put side by side.

MetricFlow takes the last day *with rows* for a stock. After a filter on something that changes from day to
day (adoption_quadrant = risk) that may be a day long past, so stocks are compiled apart, with the last days
given; sums over the period are compiled without. Both are joined to the rows that the answer must have: a
customer or a day without events is a row with 0, not a gap, and a missing industry is a row like any other
(nulls are equal here).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from almanac.semantic.catalog import Dimension, Metric
from almanac.semantic.compile import METRIC_TIME, Compilation, Condition
from almanac.semantic.layer import Layer
from almanac.semantic.periods import last_days
from almanac.semantic.plan import Plan
from almanac.semantic.values import Bound

_PLACEHOLDER = re.compile(r"\$([a-z_]+[0-9]*)\b")


@dataclass(frozen=True)
class Statement:
    """One SELECT, its order and the values of its placeholders."""

    select: str
    order: str
    parameters: Mapping[str, Bound]

    @property
    def sql(self) -> str:
        """All rows in order."""
        return self.select + self.order

    def counted(self, limit: int) -> str:
        """The first rows, each followed by the number of all rows."""
        return f"select *, count(*) over () from (\n{self.select}\n){self.order}\nlimit {limit:d}"


def write(plan: Plan, layer: Layer) -> Statement:
    """The statement for all rows of the answer, in order."""
    parts = _compiled_parts(plan, layer)
    ctes = [f"{name} as (\n{sql}\n)" for name, sql in parts.items()]
    if plan.keys:
        ctes += _key_ctes(plan, layer, list(parts))
    select = f"with {', '.join(ctes)}\n{_final_select(plan, list(parts))}"
    expanded, parameters = _expand(select, _values(plan))
    return Statement(expanded, _order(plan), parameters)


def _compiled_parts(plan: Plan, layer: Layer) -> dict[str, str]:
    by_kind: dict[str, list[str]] = {}
    for metric in plan.metrics:
        by_kind.setdefault(f"{metric.kind}s", []).append(metric.name)
    return {part: _compiled(plan, layer, names, _days(plan, part)) for part, names in by_kind.items()}


def _compiled(plan: Plan, layer: Layer, metrics: list[str], days: list[Condition]) -> str:
    group_by = _columns(plan).values() if metrics else [dimension.qualified for dimension in plan.dimensions]
    return layer.compiler.compile(Compilation(tuple(metrics), tuple(group_by), (*days, *_filters(plan))))


def _columns(plan: Plan) -> dict[str, str]:
    """Key columns of the answer and what they are called inside MetricFlow."""
    period = {str(plan.grain): f"{METRIC_TIME}__{plan.grain}"} if plan.grain else {}
    return {**period, **{dimension.name: dimension.qualified for dimension in plan.dimensions}}


def _days(plan: Plan, part: str) -> list[Condition]:
    """The days to read: for a stock the last of each period, else all of the range."""
    if part == "stocks" and plan.grain != "day":
        return [Condition(METRIC_TIME, "time", "in", "period_ends")]
    return [
        Condition(METRIC_TIME, "time", ">=", "first_day"),
        Condition(METRIC_TIME, "time", "<=", "last_day"),
    ]


def _filters(plan: Plan) -> list[Condition]:
    return [
        Condition(field.qualified, "entity" if field.is_entity else "dimension", wanted.op, f"f{number}")
        for number, wanted in enumerate(plan.filters)
        for field in [wanted.dimension]
    ]


def _values(plan: Plan) -> dict[str, tuple[Bound, ...]]:
    days: dict[str, tuple[Bound, ...]] = {
        "first_day": (plan.first,),
        "last_day": (plan.last,),
        "period_ends": tuple(last_days(plan.first, plan.last, plan.grain)),
    }
    return days | {f"f{number}": wanted.values for number, wanted in enumerate(plan.filters)}


def _key_ctes(plan: Plan, layer: Layer, parts: list[str]) -> list[str]:
    """The rows of the answer: those that were found, and those that must be there all the same."""
    columns = _columns(plan)
    selected = ", ".join(f'{inner} as "{outer}"' for outer, inner in columns.items())
    observed = "\n  union\n  ".join(f"select {selected} from {part}" for part in parts)
    ctes = [f"observed as (\n  {observed}\n)"]
    if not _is_filled(plan):
        return [*ctes, "keys as (select * from observed)"]
    periods = [_periods(plan, layer)] if plan.grain else []
    groups = [_groups(plan, layer)] if plan.dimensions else []
    names = " cross join ".join([*(["periods"] * len(periods)), *(["groups"] * len(groups))])
    return [*ctes, *periods, *groups, f"keys as (select * from {names})"]


def _periods(plan: Plan, layer: Layer) -> str:
    day = layer.spine.column
    return (
        f"periods as (\n  select distinct date_trunc('{plan.grain}', {day}) as \"{plan.grain}\"\n"
        f"  from {layer.spine.table}\n  where {day} between $first_day and $last_day\n)"
    )


def _groups(plan: Plan, layer: Layer) -> str:
    names = ", ".join(f'"{dimension.name}"' for dimension in plan.dimensions)
    observed = f"select {names} from observed"
    if any(dimension.varies for dimension in _all_dimensions(plan)):
        return f"groups as (\n  select distinct {names} from observed\n)"
    qualified = ", ".join(f'{dimension.qualified} as "{dimension.name}"' for dimension in plan.dimensions)
    everybody = _compiled(plan, layer, [], [])
    return f"groups as (\n  {observed}\n  union\n  select {qualified} from (\n{everybody}\n)\n)"


def _all_dimensions(plan: Plan) -> list[Dimension]:
    return [*plan.dimensions, *(wanted.dimension for wanted in plan.filters)]


def _is_filled(plan: Plan) -> bool:
    """Whether every group has a row in every period.

    Not where a dimension of the day stands beside one of the customer: a customer is in one quadrant a month,
    and rows for the others would only be noise.
    """
    counts = any(metric.fill_with is not None for metric in plan.metrics)
    return counts and len({dimension.varies for dimension in plan.dimensions}) < 2


def _final_select(plan: Plan, parts: list[str]) -> str:
    values = [_period(plan), *(f'keys."{dimension.name}"' for dimension in plan.dimensions)]
    values += [f'{_value(metric, plan)} as "{metric.name}"' for metric in plan.metrics]
    select = "select\n  " + "\n  , ".join(value for value in values if value)
    if not plan.keys:
        return f"{select}\nfrom " + " cross join ".join(parts)
    joins = [f"left join {part} on {_same_keys(plan, part)}" for part in parts]
    return "\n".join([select, "from keys", *joins])


def _period(plan: Plan) -> str:
    return f'keys."{plan.grain}"::date as "{plan.grain}"' if plan.grain else ""


def _value(metric: Metric, plan: Plan) -> str:
    if metric.name in plan.unavailable:
        return "null::double"
    column = f"{metric.kind}s.{metric.name}"
    return column if metric.fill_with is None else f"coalesce({column}, {metric.fill_with})"


def _same_keys(plan: Plan, part: str) -> str:
    pairs = _columns(plan).items()
    return " and ".join(f'keys."{outer}" is not distinct from {part}.{inner}' for outer, inner in pairs)


def _order(plan: Plan) -> str:
    asked = dict(plan.order_by)
    names = [*asked, *(key for key in plan.keys if key not in asked)]
    ways = [f'"{name}" {"desc" if asked.get(name) else "asc"} nulls last' for name in names]
    return "\norder by " + ", ".join(ways) if ways else ""


def _expand(sql: str, values: Mapping[str, tuple[Bound, ...]]) -> tuple[str, dict[str, Bound]]:
    """Give a placeholder of several values as many placeholders; those that do not occur are left out."""
    used: dict[str, Bound] = {}

    def names_of(match: re.Match[str]) -> str:
        name = match[1]
        names = [name] if len(values[name]) == 1 else [f"{name}_{n}" for n in range(len(values[name]))]
        used.update(zip(names, values[name], strict=True))
        return ", ".join(f"${name}" for name in names)

    return _PLACEHOLDER.sub(names_of, sql), used
