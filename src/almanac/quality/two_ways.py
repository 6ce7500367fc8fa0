"""Every metric two ways: asked through the planner, and read from the long tables of metrics."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from almanac.quality.definitions import COMPANY
from almanac.quality.results import Result
from almanac.quality.subject import Subject
from almanac.semantic.access import EVERYTHING
from almanac.semantic.catalog import Metric
from almanac.semantic.layer import Layer
from almanac.semantic.periods import period_start
from almanac.semantic.plan import plan
from almanac.semantic.request import Grain, parse_request
from almanac.semantic.statement import write
from almanac.warehouse.engine import quoted

AT_ONCE = 20
"""As many metrics as one question may have."""

PERIODS: tuple[Grain, ...] = ("week", "month", "quarter")
"""Beside days, the company is told for these."""

_DAY = "select metric_name, entity_type, entity_id, metric_date as period, metric_value from metrics.{table}"
_PERIOD = """
select metric_name, 'company' as entity_type, 'company' as entity_id, period_start_date as period,
    metric_value
from metrics.{table}
"""
_API = """
select metric_name, 'company' as entity_type, 'company' as entity_id, period_start_date as period,
    current_value as metric_value
from metrics.metrics_api
where grain = '{grain}'
"""


@dataclass(frozen=True)
class Told:
    """What a long table tells per period of one grain."""

    table: str
    grain: Grain
    rows: str
    only_unified: bool = False
    only_company: bool = False


TABLES = (
    Told("metrics_unified_domains", "day", _DAY.format(table="metrics_unified_domains")),
    Told("metrics_unified", "day", _DAY.format(table="metrics_unified"), only_unified=True),
    *(Told(f"metric_{grain}s", grain, _PERIOD.format(table=f"metric_{grain}s")) for grain in PERIODS),
    *(Told("metrics_api", grain, _API.format(grain=grain), only_company=True) for grain in ("day", *PERIODS)),
)

# Of two missing values there is no pair; one that is missing is a difference.
_COMPARISON = """
with pairs as (
    select
        metric_name,
        entity_type,
        entity_id,
        period,
        asked.metric_value as asked_value,
        told.metric_value as told_value,
        abs(asked_value - told_value) as difference,
        coalesce(difference <= 1e-9 * greatest(1, abs(asked_value), abs(told_value)), false) as is_same
    from (select * exclude (grain) from asked where grain = $grain) as asked
    full join (
        from ({rows})
        where period >= case when entity_type = 'company' then $first else $first_of_entities end
    ) as told
        using (metric_name, entity_type, entity_id, period)
)

select
    metric_name,
    entity_type,
    count(*),
    count(*) filter (not is_same),
    max(difference),
    min(period),
    max(period),
    arg_min((entity_id, period, asked_value, told_value), period) filter (not is_same)
from pairs
inner join questions using (metric_name, entity_type)
where
    (questions.is_unified or not $only_unified)
    and (entity_type = 'company' or not $only_company)
group by metric_name, entity_type
"""


def check(subject: Subject) -> list[Result]:
    """One result per metric and kind of entity; a difference of more than 1e-9 (relative above 1) fails."""
    questions = [
        (metric, kind) for metric in subject.metrics for kind in subject.definitions.entity_types(metric)
    ]
    _prepare(subject, questions)
    try:
        # The planner has no value without a source; a table that tells one differs from that.
        available = [(metric, kind) for metric, kind in questions if metric.name not in subject.layer.missing]
        for kind, batch in _batches(available):
            _ask(subject, kind, batch)
        found = _compare_all(subject)
    finally:
        subject.cursor.execute("drop table asked; drop table questions")
    return [_result(subject, metric, kind, found[metric.name, kind]) for metric, kind in questions]


def _prepare(subject: Subject, questions: Sequence[tuple[Metric, str]]) -> None:
    subject.cursor.execute(
        "create or replace temp table asked (metric_name varchar, entity_type varchar, entity_id varchar,"
        " grain varchar, period date, metric_value double);"
        "create or replace temp table questions"
        " (metric_name varchar, entity_type varchar, is_unified boolean)"
    )
    rows = [[metric.name, kind, subject.definitions.is_unified(metric, kind)] for metric, kind in questions]
    if rows:
        subject.cursor.executemany("insert into questions values (?, ?, ?)", rows)


def _batches(questions: Sequence[tuple[Metric, str]]) -> Iterator[tuple[str, list[Metric]]]:
    """Metrics to ask at once for each kind of entity; those of the same models lie together."""
    for kind in dict.fromkeys(kind for _, kind in questions):
        metrics = [metric for metric, own in questions if own == kind]
        for start in range(0, len(metrics), AT_ONCE):
            yield kind, metrics[start : start + AT_ONCE]


def _ask(subject: Subject, kind: str, metrics: Sequence[Metric]) -> None:
    """Ask for the metrics per day (of the company also per week, month and quarter) and keep the answers."""
    part = subject.layer.compiler.of_part(subject.definitions.part(metrics, kind))
    layer = replace(subject.layer, compiler=part)
    grains: list[Grain] = ["day", *PERIODS] if kind == COMPANY else ["day"]
    for grain in grains:
        first = _first(subject, kind, grain)
        sql, parameters = _question(layer, kind, metrics, grain, first, subject.last)
        subject.cursor.execute(f"insert into asked by name {sql}", parameters)


def _first(subject: Subject, kind: str, grain: Grain) -> dt.date:
    return period_start(subject.first, grain) if kind == COMPANY else subject.first_of_entities


def _question(
    layer: Layer, kind: str, metrics: Sequence[Metric], grain: Grain, first: dt.date, last: dt.date
) -> tuple[str, dict[str, Any]]:
    """The planner's statement for the metrics, its answer as rows of one value each."""
    names = [metric.name for metric in metrics]
    time = {"from": str(first), "to": str(last), "grain": grain}
    group_by = [] if kind == COMPANY else [kind]
    request = parse_request({"metrics": names, "group_by": group_by, "time": time})
    statement = write(plan(request, layer, EVERYTHING), layer)
    entity = f"'{COMPANY}'" if kind == COMPANY else f"{quoted(kind)}::varchar"
    values = ", ".join(f"{quoted(name)}::double as {quoted(name)}" for name in names)
    answer = f"select {quoted(grain)} as period, {entity} as entity_id, {values} from ({statement.select})"
    columns = ", ".join(map(quoted, names))
    sql = (
        f"select *, '{kind}' as entity_type, '{grain}' as grain"
        f" from (unpivot ({answer}) on {columns} into name metric_name value metric_value)"
        " where entity_id is not null"
    )
    return sql, dict(statement.parameters)


@dataclass(frozen=True)
class _Finding:
    """How the answers and one long table compare, for one metric and kind of entity."""

    told: Told
    metric: str
    kind: str
    compared: int
    failed: int
    difference: float | None
    first: dt.date
    last: dt.date
    example: tuple[Any, ...] | None

    @property
    def sentence(self) -> str | None:
        """What differs, by its first example."""
        if self.example is None:
            return None
        entity, period, asked, told = self.example
        where = f"for {entity} in the {self.told.grain} {period}"
        return f"{self.told.table} tells {told} {where}, asked it is {asked}"


def _compare_all(subject: Subject) -> dict[tuple[str, str], list[_Finding]]:
    """What every long table says, by metric and kind of entity."""
    found: dict[tuple[str, str], list[_Finding]] = defaultdict(list)
    for told in TABLES:
        for finding in _compare(subject, told):
            found[finding.metric, finding.kind].append(finding)
    return found


def _compare(subject: Subject, told: Told) -> list[_Finding]:
    values = {
        "grain": told.grain,
        "first": _first(subject, COMPANY, told.grain),
        "first_of_entities": subject.first_of_entities,
        "only_unified": told.only_unified,
        "only_company": told.only_company,
    }
    rows = subject.cursor.execute(_COMPARISON.format(rows=told.rows), values).fetchall()
    return [_Finding(told, *row) for row in rows]


def _result(subject: Subject, metric: Metric, kind: str, own: Sequence[_Finding]) -> Result:
    if not own:
        return subject.skipped("two_ways", metric, kind)
    failed = sum(finding.failed for finding in own)
    return Result(
        check_name="two_ways",
        metric_name=metric.name,
        entity_type=kind,
        status="failed" if failed else "passed",
        compared_values=sum(finding.compared for finding in own),
        failed_values=failed,
        largest_difference=max((f.difference for f in own if f.difference is not None), default=None),
        detail=next((finding.sentence for finding in own if finding.sentence), None),
        metric_date_from=min(finding.first for finding in own),
        metric_date_to=subject.last,
    )
