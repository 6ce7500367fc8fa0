"""The statement that answers a plan: what MetricFlow compiles, put side by side.

MetricFlow takes the last day *with rows* for a stock. After a filter on something that changes from day to
day (adoption_quadrant = risk) that may be a day long past, so stocks are compiled apart, with the last days
given; sums over the period are compiled without. Both are joined to the rows that the answer must have: a
customer or a day without events is a row with 0, not a gap, and a missing industry is a row like any other
(nulls are equal here).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from almanac.semantic.beside import beside
from almanac.semantic.catalog import Dimension, Kind, Metric
from almanac.semantic.compile import METRIC_TIME, AnyOf, Compilation, Condition
from almanac.semantic.fill import value
from almanac.semantic.layer import Layer
from almanac.semantic.operators import condition_sql
from almanac.semantic.periods import first_days, last_days
from almanac.semantic.plan import Plan
from almanac.semantic.rules import rule_conditions, rule_values
from almanac.semantic.values import Bound, expand


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
    select, parameters = _answer(plan, layer)
    if earlier := plan.earlier(layer):
        before, of_before = _answer(earlier, layer, prefix="earlier_")
        select, parameters = beside(select, before, plan, earlier, layer), parameters | of_before
    if plan.having:
        tests, values = expand(_having(plan), {f"h{n}": one.values for n, one in enumerate(plan.having)})
        select, parameters = f"select * from (\n{select}\n)\nwhere {tests}", parameters | values
    return Statement(select, _order(plan), parameters)


def _answer(plan: Plan, layer: Layer, prefix: str = "") -> tuple[str, dict[str, Bound]]:
    parts = _parts(plan)
    ctes = [f"{name} as (\n{_compiled(plan, layer, part)}\n)" for name, part in parts.items()]
    if plan.keys:
        ctes += _key_ctes(plan, layer, parts)
    select = f"with {', '.join(ctes)}\n{_final_select(plan, layer, parts)}"
    return expand(select, placeholders(plan), prefix)


def _having(plan: Plan) -> str:
    tests = [condition_sql(f'"{one.column}"', one.op, f"h{number}") for number, one in enumerate(plan.having)]
    return " and ".join(tests)


@dataclass(frozen=True)
class _Part:
    """Metrics that MetricFlow can answer at once: of one kind, and with the same dimensions inside it."""

    kind: Kind
    metrics: tuple[Metric, ...]

    @property
    def own(self) -> Mapping[str, Dimension]:
        return self.metrics[0].own


def _parts(plan: Plan) -> dict[str, _Part]:
    """The parts by the name of their CTE."""
    names = [dimension.name for dimension in _all_dimensions(plan)]
    groups: dict[tuple[Kind, tuple[str, ...]], list[Metric]] = {}
    for metric in plan.metrics:
        inner = tuple(metric.own[name].qualified for name in names)
        groups.setdefault((metric.kind, inner), []).append(metric)
    return {
        f"{kind}s_{number}": _Part(kind, tuple(metrics))
        for number, ((kind, _), metrics) in enumerate(groups.items())
    }


def _compiled(plan: Plan, layer: Layer, part: _Part) -> str:
    metrics = tuple(_asked_as(plan, metric) for metric in part.metrics)
    group_by = tuple(_columns(plan, part).values())
    conditions: tuple[Condition | AnyOf, ...] = (
        *_days(plan, part.kind),
        *_filters(plan, part.own),
        *rule_conditions(plan.rules),
    )
    return layer.compiler.compile(Compilation(metrics, group_by, conditions))


def _asked_as(plan: Plan, metric: Metric) -> str:
    """What the metric is called inside MetricFlow: a shortcut has another name."""
    own = [metric.own[dimension.name].qualified for dimension in _all_dimensions(plan)]
    return metric.asked_as([*own, *(rule.dimension.qualified for rule in plan.rules or ())])


def _columns(plan: Plan, part: _Part) -> dict[str, str]:
    """Key columns of the answer and what they are called inside MetricFlow."""
    period = {str(plan.grain): f"{METRIC_TIME}__{plan.grain}"} if plan.grain else {}
    return {**period, **{name: part.own[name].qualified for name in _group_names(plan)}}


def _group_names(plan: Plan) -> list[str]:
    return [dimension.name for dimension in plan.dimensions]


def _days(plan: Plan, kind: Kind) -> list[Condition]:
    """The days to read: for a stock the last of each period, for an opening the first, else all."""
    if kind != "flow" and plan.grain != "day":
        return [Condition(METRIC_TIME, "time", "in", f"{kind}_days")]
    return [
        Condition(METRIC_TIME, "time", ">=", "first_day"),
        Condition(METRIC_TIME, "time", "<=", "last_day"),
    ]


def _filters(plan: Plan, own: Mapping[str, Dimension]) -> list[Condition]:
    return [
        Condition(field.qualified, "entity" if field.is_entity else "dimension", wanted.op, f"f{number}")
        for number, wanted in enumerate(plan.filters)
        for field in [own[wanted.dimension.name]]
    ]


def placeholders(plan: Plan) -> dict[str, tuple[Bound, ...]]:
    """The values of the placeholders that conditions and days of the plan may name."""
    days: dict[str, tuple[Bound, ...]] = {
        "first_day": (plan.first,),
        "last_day": (plan.last,),
        "stock_days": tuple(last_days(plan.first, plan.last, plan.grain)),
        "opening_days": tuple(first_days(plan.first, plan.last, plan.grain)),
    }
    filters = {f"f{number}": wanted.values for number, wanted in enumerate(plan.filters)}
    return days | filters | rule_values(plan.rules)


def _key_ctes(plan: Plan, layer: Layer, parts: Mapping[str, _Part]) -> list[str]:
    """The rows of the answer: those that were found, and those that must be there all the same."""
    found = [f"select {_selected(_columns(plan, part))} from {name}" for name, part in parts.items()]
    observed = "\n  union\n  ".join(found)
    ctes = [f"observed as (\n  {observed}\n)"]
    if not _is_filled(plan):
        return [*ctes, "keys as (select * from observed)"]
    periods = [_periods(plan, layer)] if plan.grain else []
    groups = [_groups(plan, layer)] if plan.dimensions else []
    names = " cross join ".join([*(["periods"] * len(periods)), *(["groups"] * len(groups))])
    return [*ctes, *periods, *groups, f"keys as (select * from {names})"]


def _selected(columns: Mapping[str, str]) -> str:
    return ", ".join(f'{inner} as "{outer}"' for outer, inner in columns.items())


def _periods(plan: Plan, layer: Layer) -> str:
    day = layer.spine.column
    return (
        f"periods as (\n  select distinct date_trunc('{plan.grain}', {day}) as \"{plan.grain}\"\n"
        f"  from {layer.spine.table}\n  where {day} between $first_day and $last_day\n)"
    )


def _groups(plan: Plan, layer: Layer) -> str:
    names = ", ".join(f'"{name}"' for name in _group_names(plan))
    observed = f"select {names} from observed"
    if not _are_listed(plan):
        return f"groups as (\n  select distinct {names} from observed\n)"
    own = {dimension.name: dimension for dimension in _all_dimensions(plan)}
    columns = {name: own[name].qualified for name in _group_names(plan)}
    conditions: tuple[Condition | AnyOf, ...] = (*_filters(plan, own), *rule_conditions(plan.rules))
    everybody = layer.compiler.compile(Compilation((), tuple(columns.values()), conditions))
    selected = f"select {_selected(columns)} from (\n{everybody}\n)"
    return f"groups as (\n  {observed}\n  union\n  {selected}\n)"


def _are_listed(plan: Plan) -> bool:
    """Whether one table has every group that there is and tells which of them are asked for.

    There is no list of the locations of one region's customers: then the groups are those that were found.
    """
    rules = [rule.dimension for rule in plan.rules or ()]
    listing = [*_all_dimensions(plan), *rules]
    tables = {dimension.qualified.split("__")[0] for dimension in listing}
    return len(tables) == 1 and not any(dimension.varies for dimension in listing)


def _all_dimensions(plan: Plan) -> list[Dimension]:
    return [*plan.dimensions, *(wanted.dimension for wanted in plan.filters)]


def _is_filled(plan: Plan) -> bool:
    """Whether every group has a row in every period.

    Not where a dimension of the day stands beside one of the customer: a customer is in one quadrant a month,
    and rows for the others would only be noise.
    """
    counts = any(metric.fill_with is not None for metric in plan.metrics)
    return counts and len({dimension.varies for dimension in plan.dimensions}) < 2


def _final_select(plan: Plan, layer: Layer, parts: Mapping[str, _Part]) -> str:
    values = {
        metric.name: value(
            metric, f"{name}.{_asked_as(plan, metric)}", f'keys."{plan.grain}"', plan, layer, plan.first
        )
        for name, part in parts.items()
        for metric in part.metrics
    }
    columns = [_period(plan), *(f'keys."{name}"' for name in _group_names(plan))]
    columns += [f'{values[metric.name]} as "{metric.name}"' for metric in plan.metrics]
    select = "select\n  " + "\n  , ".join(column for column in columns if column)
    if not plan.keys:
        return f"{select}\nfrom " + " cross join ".join(parts)
    joins = [f"left join {name} on {_same_keys(plan, name, part)}" for name, part in parts.items()]
    return "\n".join([select, "from keys", *joins])


def _period(plan: Plan) -> str:
    return f'keys."{plan.grain}"::date as "{plan.grain}"' if plan.grain else ""


def _same_keys(plan: Plan, name: str, part: _Part) -> str:
    pairs = _columns(plan, part).items()
    return " and ".join(f'keys."{outer}" is not distinct from {name}.{inner}' for outer, inner in pairs)


def _order(plan: Plan) -> str:
    asked = dict(plan.order_by)
    names = [*asked, *(key for key in plan.keys if key not in asked)]
    ways = [f'"{name}" {"desc" if asked.get(name) else "asc"} nulls last' for name in names]
    return "\norder by " + ", ".join(ways) if ways else ""
