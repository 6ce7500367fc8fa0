"""Two answers side by side: each row, and the same of the period that it is compared with.

A row that only the earlier answer has (a segment that lost its last ticket) is a row of the comparison, too:
else the earlier numbers would not add up.
"""

from __future__ import annotations

from almanac.semantic.catalog import Metric
from almanac.semantic.comparison import column, step
from almanac.semantic.fill import value
from almanac.semantic.layer import Layer
from almanac.semantic.plan import Plan


def beside(asked: str, before: str, plan: Plan, earlier: Plan, layer: Layer) -> str:
    """The SELECT of both: every metric, what it was, and the change."""
    parts = {"asked": asked, "before": before, **_keys(plan, layer)}
    ctes = [f"{name} as (\n{sql}\n)" for name, sql in parts.items()]
    compared = f"compared as (\n{_compared(plan, earlier, layer)}\n)"
    names = [f'"{key}"' for key in plan.keys]
    columns = "\n  , ".join([*names, *(_with_changes(metric) for metric in plan.metrics)])
    return f"with {', '.join([*ctes, compared])}\nselect\n  {columns}\nfrom compared"


def _keys(plan: Plan, layer: Layer) -> dict[str, str]:
    """The rows of either answer, and with periods the way from each to its earlier one."""
    names = ", ".join(f'"{key}"' for key in plan.keys)
    if not plan.grain:
        return {"keys": f"select {names} from asked union select {names} from before"} if names else {}
    groups = "".join(f', before."{dimension.name}"' for dimension in plan.dimensions)
    found = f'select pairs.asked as "{plan.grain}"{groups} from before'
    joined = f'inner join pairs on before."{plan.grain}" = pairs.earlier'
    return {"pairs": _pairs(plan, layer), "keys": f"select {names} from asked union {found} {joined}"}


def _pairs(plan: Plan, layer: Layer) -> str:
    day = layer.spine.column
    asked = f"date_trunc('{plan.grain}', {day})::date"
    return (
        f"select distinct {asked} as asked, {_earlier(plan, asked)} as earlier from {layer.spine.table}\n"
        f"where {day} between date '{plan.first}' and date '{plan.last}'"
    )


def _earlier(plan: Plan, period: str) -> str:
    """The period that this one is compared with."""
    if not (plan.grain and plan.comparison):
        return period
    return f"({period} - {step(plan.comparison.kind, plan.grain).sql})::date"


def _compared(plan: Plan, earlier: Plan, layer: Layer) -> str:
    assert plan.comparison is not None
    period = f'keys."{plan.grain}"'
    sides = [
        ("asked", "", period, plan, plan.first),
        ("before", "__previous", _earlier(plan, period), earlier, plan.comparison.first),
    ]
    columns = [f'keys."{key}"' for key in plan.keys]
    for metric in plan.metrics:
        for side, suffix, its_period, its_plan, since in sides:
            cell = value(metric, f'{side}."{metric.name}"', its_period, its_plan, layer, since)
            columns.append(f'{cell} as "{metric.name}{suffix}"')
    tables = [f"left join {side} on {_same(plan, side, its)}" for side, _, its, *_ in sides]
    source = "keys\n" + "\n".join(tables) if plan.keys else "asked cross join before"
    return "select\n  " + "\n  , ".join(columns) + f"\nfrom {source}"


def _same(plan: Plan, side: str, period: str) -> str:
    tests = [f'{side}."{plan.grain}" = {period}'] if plan.grain else []
    names = [dimension.name for dimension in plan.dimensions]
    tests += [f'keys."{name}" is not distinct from {side}."{name}"' for name in names]
    return " and ".join(tests)


def _with_changes(metric: Metric) -> str:
    now, previous = f'"{metric.name}"', f'"{column(metric.name, "previous")}"'
    change = f"{now} - {previous}"
    return (
        f'{now}, {previous}, {change} as "{column(metric.name, "change")}", '
        f'100 * ({change})::double / nullif(abs({previous}), 0) as "{column(metric.name, "change_pct")}"'
    )
