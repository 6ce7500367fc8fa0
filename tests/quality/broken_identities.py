"""The identities between metrics (`quality/identities.yml`), of what the planner answers for the company."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from almanac.quality.identities import Identity, identities
from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.request import Grain, parse_request
from almanac.warehouse.engine import quoted, scratch

LOOKED_AT: dict[Grain, tuple[dt.date, dt.date]] = {
    "day": (dt.date(2025, 5, 27), dt.date(2025, 6, 27)),
    "month": (dt.date(2025, 1, 1), dt.date(2025, 2, 1)),
}
"""From when on to ask, and to look: what comes before is only looked back at."""

_BROKEN = """
select count(*)
from (
    select period, {rule} as is_true
    from told
    window
        days as (order by period),
        last_30_days as (order by period range between interval 29 days preceding and current row)
)
where not is_true and period >= ?
"""


def broken(planner: Answers, metrics: set[str]) -> list[int]:
    """The numbers of the identities about any of these metrics that do not hold on every day and month."""
    touched = [identity for identity in identities() if identity.words & metrics and "company" in identity.of]
    return [identity.number for identity in touched if not all(_holds(planner, identity))]


def _holds(planner: Answers, identity: Identity) -> list[bool]:
    grains: tuple[Grain, ...] = ("day", "month") if identity.every_period else ("day",)
    return [_holds_in(planner, identity, grain) for grain in grains]


def _holds_in(planner: Answers, identity: Identity, grain: Grain) -> bool:
    with planner.layer() as layer:
        names = identity.metrics_among(sorted(layer.catalog.metrics))
    first, looked_at = LOOKED_AT[grain]
    question = {"metrics": names, "time": {"from": first, "grain": grain}}
    rows = planner.ask(parse_request(question), EVERYTHING).rows
    columns = ", ".join(f"{quoted(name)} double" for name in names)
    with scratch() as engine:
        engine.execute(f"create table told (period date, {columns})")
        engine.executemany(f"insert into told values (?{', ?' * len(names)})", rows)
        counts = [
            engine.execute(_BROKEN.format(rule=rule), [looked_at]).fetchone() for rule in _rules(identity)
        ]
    return counts == [(0,)] * len(counts)


def _rules(identity: Identity) -> list[str]:
    """As conditions; `a = b = c` holds as far as a computer can tell."""
    pairs = [pair for chain in identity.equal for pair in pairwise(chain.split(" = "))]
    equal = [
        f"abs(({one}) - ({other})) <= 1e-9 * greatest(1, abs({one}), abs({other}))" for one, other in pairs
    ]
    return [*equal, *(f"({rule})" for rule in identity.holds)]
