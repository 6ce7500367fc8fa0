"""The rows behind one cell in SQL: the measured table, joined and filtered as MetricFlow does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from almanac.semantic.catalog import Dimension
from almanac.semantic.measures import Formula, Measure, Measures, Model
from almanac.semantic.operators import condition_sql
from almanac.semantic.plan import Plan

_COUNTED = "_counted"
"""Column of what is aggregated; no column of a model is called so."""

_EXPRESSIONS = {
    "count": "case when ({0}) is not null then 1 else 0 end",
    "sum_boolean": "case when ({0}) then 1 else 0 end",
}
_AGGREGATES = {
    "sum": "sum({0})",
    "sum_boolean": "sum({0})",
    "count": "sum({0})",
    "count_distinct": "count(distinct {0})",
    "average": "avg({0})",
    "min": "min({0})",
    "max": "max({0})",
    "median": "percentile_cont(0.5) within group (order by {0})",
}
_DAYS = {
    "flow": "between $first_day and $last_day",
    "stock": "= $last_day",
    "opening": "= $first_day",
}


@dataclass(frozen=True)
class Shown:
    """One column of the rows: what it is called and where it comes from."""

    name: str
    label: str
    sql: str


@dataclass(frozen=True)
class Behind:
    """The rows behind one input of a cell."""

    measure: Measure
    source: str
    """FROM and WHERE: every row that the conditions let through."""
    shown: tuple[Shown, ...]

    counted = _COUNTED

    @property
    def counting(self) -> str:
        """FROM and WHERE: every row that counts."""
        return f"{self.source}\n  and {self._counts}"

    @property
    def totals(self) -> str:
        """One row: the input's value, the rows read, and those that count."""
        value = _AGGREGATES[self.measure.aggregation].format(f"src.{_COUNTED}")
        counts = f"count(*) filter (where {self._counts})"
        return f"select {value} as value, count(*) as rows_read, {counts} as rows_counted\n{self.source}"

    @property
    def rows(self) -> str:
        """Every row that counts, the largest contribution first."""
        columns = "".join(f'\n  , {column.sql} as "{column.name}"' for column in self.shown)
        return (
            f"select {self._contribution} as contribution\n  , src.{_COUNTED} as counted{columns}\n"
            f"{self.counting}"
            f"\norder by contribution desc nulls last, counted desc, {self._order}"
        )

    @property
    def _counts(self) -> str:
        adds = self.measure.aggregation in ("sum", "sum_boolean", "count")
        return f"src.{_COUNTED} <> 0" if adds else f"src.{_COUNTED} is not null"

    @property
    def _contribution(self) -> str:
        """Contributions add up to the value, except of a largest, smallest or middle row."""
        counted = f"src.{_COUNTED}"
        if self.measure.aggregation in ("sum", "sum_boolean", "count"):
            return counted
        if self.measure.aggregation == "average":
            return f"{counted} / $counted_rows"
        if self.measure.aggregation == "count_distinct":
            first = f"row_number() over (partition by {counted} order by {self._sources})"
            return f"case when {first} = 1 then 1 else 0 end"
        return "null::double"

    @property
    def _sources(self) -> str:
        return ", ".join(column.sql for column in self.shown)

    @property
    def _order(self) -> str:
        return ", ".join(str(number + 3) for number in range(len(self.shown)))


def behind(measure: Measure, plan: Plan, measures: Measures) -> Behind:
    """The rows that the cell's plan counts for one of its metric's measures."""
    model, metric = measure.model, plan.metrics[0]
    joined = _Joined(model, measures)
    tests = [*_filters(plan, joined), *_rules(plan, joined)]
    told = {field.name: field for field in (metric.own[one.dimension.name] for one in plan.filters)}
    measured = frozenset(re.findall(r"\w+", measure.expression))
    shown = _shown(joined, told.values(), measured)
    counted = _EXPRESSIONS.get(measure.aggregation, "{0}").format(measure.expression)
    lines = [
        f"from (select *, {counted} as {_COUNTED} from {model.table}) as src",
        *joined.joins(),
        f'where cast(src."{model.day}" as date) {_DAYS[metric.kind]}',
        *(f"  and ({test})" for test in tests),
    ]
    return Behind(measure, "\n".join(lines), shown)


def together(formula: Formula, all_behind: Mapping[str, Behind]) -> str:
    """One row: value and counts of each input, then what the formula makes of the values."""
    names = {name: f"input_{number}" for number, name in enumerate(all_behind)}
    ctes = [f"{names[name]} as (\n{rows.totals}\n)" for name, rows in all_behind.items()]
    columns = [
        f"{name}.{column}" for name in names.values() for column in ("value", "rows_read", "rows_counted")
    ]
    columns.append(_computed(formula, names))
    return f"with {', '.join(ctes)}\nselect {', '.join(columns)}\nfrom {' cross join '.join(names.values())}"


def _computed(formula: Formula, names: Mapping[str, str]) -> str:
    """The formula over the values of its inputs, divided as MetricFlow divides."""
    if formula.measure:
        return f"(select value from {names[formula.name]})"
    parts = [(name, _computed(inner, names)) for name, _, inner in formula.inputs]
    if formula.inputs[0][1] == "numerator":
        (_, above), (_, below) = parts
        return f"(cast({above} as double) / cast(nullif({below}, 0) as double))"
    inner = ", ".join(f"{sql} as {name}" for name, sql in parts)
    return f"(select {formula.expression} from (select {inner}))"


def _filters(plan: Plan, joined: _Joined) -> list[str]:
    own = plan.metrics[0].own
    return [
        condition_sql(joined.column(own[one.dimension.name].qualified), one.op, f"f{number}")
        for number, one in enumerate(plan.filters)
    ]


def _rules(plan: Plan, joined: _Joined) -> list[str]:
    """A row is seen if one of the rules lets it through; without a rule no row is."""
    if plan.rules is None:
        return []
    let_through = [
        condition_sql(joined.column(rule.dimension.qualified), rule.op, f"r{number}")
        for number, rule in enumerate(plan.rules)
    ]
    return [" or ".join(let_through) or "false"]


class _Joined:
    """The measured table and the tables of entities that conditions and names need."""

    def __init__(self, model: Model, measures: Measures) -> None:
        self.model = model
        self._measures = measures
        self._entities: dict[str, Model] = {}

    def column(self, qualified: str) -> str:
        """The column of a field that MetricFlow calls so."""
        owner, _, name = qualified.partition("__")
        if not name:
            return f'src."{self.model.entities[owner]}"'
        if owner == self.model.primary_entity:
            return f'src."{self.model.dimensions[name]}"'
        return f'{owner}."{self.join(owner).dimensions[name]}"'

    def join(self, entity: str) -> Model:
        """The entity's table, joined from now on."""
        table = self._measures.table_of(entity)
        assert table is not None and entity in self.model.entities
        return self._entities.setdefault(entity, table)

    def named(self, entity: str) -> Model | None:
        """The entity's table if its rows have names that people know."""
        table = self._measures.table_of(entity)
        return table if table and f"{entity}_name" in table.dimensions else None

    def joins(self) -> list[str]:
        """Each table joined by its key: at most one row of it for each measured row."""
        return [
            f'left join {table.table} as {entity} on src."{self.model.entities[entity]}" = '
            f'{entity}."{table.entities[entity]}"'
            for entity, table in self._entities.items()
        ]


def _shown(joined: _Joined, told: Iterable[Dimension], measured: frozenset[str]) -> tuple[Shown, ...]:
    """The day, who it is, what the question told it by, what is measured, and what else is known."""
    model, shown = joined.model, [Shown("day", "Day", f'cast(src."{joined.model.day}" as date)')]
    for entity, column in model.entities.items():
        label = model.labels.get(entity, _in_words(entity))
        shown.append(Shown(entity, label, f'src."{column}"'))
        if joined.named(entity):
            shown.append(Shown(f"{entity}_name", f"{label} name", joined.column(f"{entity}__{entity}_name")))
    for name, column in model.dimensions.items():
        shown.append(Shown(name, model.labels.get(name, _in_words(name)), f'src."{column}"'))
    shown += [Shown(field.name, field.label, joined.column(field.qualified)) for field in told]
    used = {model.day, *model.entities.values(), *model.dimensions.values()}
    rest = sorted(
        set(model.columns) - used, key=lambda name: (name not in measured, model.columns.index(name))
    )
    shown += [Shown(name, _in_words(name), f'src."{name}"') for name in rest]
    kept: dict[str, Shown] = {}
    for one in shown:
        kept.setdefault(one.name, one)
    return tuple(kept.values())


def _in_words(name: str) -> str:
    return name.replace("_", " ").capitalize()
