"""Identities between metrics (`identities.yml`): tests of measured rows, and rules of published values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from almanac.quality.results import Result
from almanac.quality.subject import Subject
from almanac.warehouse.engine import literal
from almanac.warehouse.raw_inventory import Frozen

FILE = Path(__file__).parent / "identities.yml"
_WORD = re.compile(r"[a-z_][a-z0-9_]*")


class Identity(Frozen):
    """What always holds between metrics.

    `equal` and `holds` are SQL over the published values of one entity and period: equal within 1e-9
    (relative above 1), or true; a rule without all of its values says nothing. Windows: `days` (earlier rows
    of the same entity), `last_30_days`. `of` names kinds of entity; `every_period` adds the company's weeks,
    months and quarters; `only_where` are policies without which it says nothing. `tests` are dbt tests.
    """

    number: int
    says: str
    equal: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    of: tuple[str, ...] = ("company",)
    every_period: bool = False
    only_where: Mapping[str, str] = {}
    tests: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()

    @property
    def words(self) -> set[str]:
        """Every word in its rules, metrics among them."""
        return {word for rule in (*self.equal, *self.holds) for word in _WORD.findall(rule)}

    def metrics_among(self, known: Sequence[str]) -> list[str]:
        """The metrics that it is about, in the order in which they are known."""
        own = self.words | set(self.metrics)
        return [name for name in known if name in own]


@cache
def identities() -> tuple[Identity, ...]:
    """All of them, by number."""
    return tuple(Identity.model_validate(raw) for raw in yaml.safe_load(FILE.read_text()))


Finding = dict[str, Any]
"""What a result says of an identity, whichever metric it is told of."""

_ROWS = """
create or replace temp table identity_rows as
pivot (
    select entity_type, entity_id, 'day' as grain, metric_date as period, metric_name, metric_value
    from metrics.metrics_unified_domains
    where
        metric_date >= if(entity_type = 'company', date '{first}' - 31, date '{first_of_entities}')
        and (entity_type, metric_name) in ({told})
    union all
    select 'company', 'company', grain, period_start_date, metric_name, current_value
    from metrics.metrics_api
    where
        grain != 'day'
        and period_start_date >= date '{first}' - 200
        and ('company', metric_name) in ({told})
)
on metric_name in ({metrics})
using max(metric_value)
group by entity_type, entity_id, grain, period
"""

_CHECK = """
select
    entity_type,
    count(*) as compared_values,
    count(*) filter (not is_true) as failed_values,
    max(difference) as largest_difference,
    min(period) as metric_date_from,
    max(period) as metric_date_to,
    arg_min((entity_id, grain, period), period) filter (not is_true) as example
from (
    select
        *,
        {known} as is_known,
        {true} as is_true,
        {difference} as difference
    from identity_rows
    where list_contains($kinds, entity_type) and (grain = 'day' or $every_period)
    window
        days as (partition by grain, entity_type, entity_id order by period),
        last_30_days as (
            partition by grain, entity_type, entity_id
            order by period range between interval 29 days preceding and current row
        )
)
where is_known and (grain != 'day' or period >= $first)
group by entity_type
order by entity_type
"""


def check(subject: Subject) -> list[Result]:
    """Results per identity and metric: of its dbt tests, and of published values per kind of entity."""
    known = sorted(subject.layer.catalog.metrics)
    asked = {metric.name for metric in subject.metrics}
    chosen = [identity for identity in identities() if asked.intersection(identity.metrics_among(known))]
    found = _findings(subject, chosen, known)
    return [
        Result(check_name="identity", identity=identity.number, metric_name=name, **finding)
        for identity in chosen
        for name in identity.metrics_among(known)
        for finding in found[identity.number]
    ]


def _findings(subject: Subject, chosen: Sequence[Identity], known: Sequence[str]) -> dict[int, list[Finding]]:
    ruled = [identity for identity in chosen if identity.equal or identity.holds]
    pairs = {(kind, name) for one in ruled for kind in one.of for name in one.words.intersection(known)}
    try:
        if pairs:
            _pivot(subject, pairs)
        return {
            identity.number: [*_of_tests(subject, identity), *_of_values(subject, identity)]
            for identity in chosen
        }
    finally:
        subject.cursor.execute("drop table if exists identity_rows")


def _pivot(subject: Subject, pairs: Set[tuple[str, str]]) -> None:
    """One column per metric, of the kinds of entity that are asked; what looks back needs earlier rows."""
    sql = _ROWS.format(
        first=subject.first,
        first_of_entities=subject.first_of_entities,
        told=", ".join(f"({literal(kind)}, {literal(name)})" for kind, name in sorted(pairs)),
        metrics=", ".join(literal(name) for name in sorted({name for _, name in pairs})),
    )
    subject.cursor.execute(sql)


def _of_tests(subject: Subject, identity: Identity) -> Iterator[Finding]:
    """What became of the dbt tests, told of measured rows: no values are compared, and no kind of entity."""
    if not identity.tests:
        return
    results = subject.results_of(identity.tests)
    bad = {name: node for name, node in results.items() if node.status != "pass"}
    names = ", ".join(bad or (name for name in identity.tests if name not in results))
    if bad:
        rows = sum(node.failures or 0 for node in bad.values())
        yield _finding(identity, "failed", f"dbt test {names}", failed_values=rows)
    elif names:
        yield _finding(identity, "skipped", f"dbt test {names} did not run")
    else:
        yield _finding(identity, "passed", f"dbt test {', '.join(identity.tests)}", failed_values=0)


def _of_values(subject: Subject, identity: Identity) -> Iterator[Finding]:
    if not identity.equal and not identity.holds:
        return
    wanted = identity.only_where.items()
    other = [f"{name} is not {value}" for name, value in wanted if subject.policy(name, value) != value]
    rows = [] if other else _rows(subject, identity)
    for row in rows:
        example = row.pop("example")
        where = " ".join(str(part) for part in example) if example else None
        status = "failed" if where else "passed"
        yield _finding(identity, status, f"first broken for {where}" if where else None, **row)
    if not rows:
        yield _finding(identity, "skipped", ", ".join(other) or "there is no value to check")


def _rows(subject: Subject, identity: Identity) -> list[Finding]:
    pairs = [pair for chain in identity.equal for pair in _pairs(chain)]
    differences = [f"abs(({one}) - ({other}))" for one, other in pairs]
    rules = [f"({rule})" for rule in identity.holds]
    rules += [
        f"{difference} <= 1e-9 * greatest(1, abs({one}), abs({other}))"
        for difference, (one, other) in zip(differences, pairs, strict=True)
    ]
    sql = _CHECK.format(
        known=" or ".join(f"({rule}) is not null" for rule in rules),
        true=" and ".join(f"coalesce({rule}, true)" for rule in rules),
        difference=f"greatest({', '.join(differences)})" if differences else "null::double",
    )
    values = {"kinds": list(identity.of), "every_period": identity.every_period, "first": subject.first}
    return subject.rows(sql, values)


def _pairs(chain: str) -> list[tuple[str, str]]:
    """`a = b = c` as two comparisons."""
    return list(pairwise(chain.split(" = ")))


def _finding(identity: Identity, status: str, remark: str | None, **values: Any) -> Finding:
    detail = f"{identity.says} ({remark})" if remark else identity.says
    return {"status": status, "detail": detail, **values}
