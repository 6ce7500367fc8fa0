"""Time the metrics layer: `python benchmarks/queries.py [--home DIR] [--runs N] [--write]`.

Asks named questions of a published company and prints milliseconds: the statement compiled from nothing; the
question asked with the statement known, beside the bare engine's time for that statement; and the answer from
the cache. All four are taken in turn in each run. --write puts the table into docs/benchmarks/queries.md.
The scale of the targets: `almanac demo --customers 2000 --days 365 --no-serve`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from almanac.config import PROJECT_DIR, settings
from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answer, Answers
from almanac.semantic.plan import plan
from almanac.semantic.request import QueryRequest, parse_request
from almanac.semantic.statement import write
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader

REPORT = PROJECT_DIR / "docs" / "benchmarks" / "queries.md"
COMPILE_MS, QUERY_MS, CACHE_MS, RATIO = 60.0, 150.0, 10.0, 1.3
"""What is promised: 95 of 100 below the milliseconds, and the median of the ratio to the bare engine."""
WARM_UP = 2


def questions(last: dt.date, customer: str) -> dict[str, dict[str, Any]]:
    """What screens and people ask, by name."""
    month, year = str(last - dt.timedelta(days=29)), str((last - dt.timedelta(days=364)).replace(day=1))
    of_customer = [{"field": "customer", "op": "=", "value": customer}]
    movements = ("new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "reactivation_mrr")
    return {
        "30 days by day": {"metrics": ["total_event_count"], "time": {"from": month, "grain": "day"}},
        "one customer's 30 days": {
            "metrics": ["total_event_count", "daily_active_users", "monthly_recurring_revenue"],
            "filters": of_customer,
            "time": {"from": month, "grain": "day"},
        },
        "top 10 customers": {
            "metrics": ["total_event_count"],
            "group_by": ["customer", "customer_name"],
            "time": {"from": month},
            "order_by": ["-total_event_count"],
            "limit": 10,
        },
        "a year of MAU by month": {
            "metrics": ["monthly_active_users"],
            "time": {"from": year, "grain": "month"},
        },
        "a year of MAU by day": {"metrics": ["monthly_active_users"], "time": {"from": year, "grain": "day"}},
        "DAU, WAU, MAU of 30 days": {
            "metrics": ["daily_active_users", "weekly_active_users", "monthly_active_users"],
            "time": {"from": month, "grain": "day"},
        },
        "stickiness by segment": {
            "metrics": ["dau_mau_ratio"],
            "group_by": ["segment"],
            "time": {"from": year, "grain": "month"},
        },
        "MAU by platform": {
            "metrics": ["monthly_active_users"],
            "group_by": ["platform"],
            "time": {"from": str(last)},
        },
        "MRR movements by segment": {
            "metrics": list(movements),
            "group_by": ["segment"],
            "time": {"from": year, "grain": "month"},
        },
        "adoption scatter": {
            "metrics": ["effective_ai_adoption_score", "annual_recurring_revenue"],
            "group_by": ["customer", "customer_name", "segment"],
            "time": {"from": str(last)},
        },
        "NRR by month": {"metrics": ["net_revenue_retention"], "time": {"from": year, "grain": "month"}},
        "pipeline by segment": {
            "metrics": ["total_pipeline_value", "qualified_pipeline_value", "weighted_pipeline_value"],
            "group_by": ["segment"],
            "time": {"from": str(last)},
        },
        "ticket load by week": {
            "metrics": ["tickets_created", "tickets_resolved", "open_ticket_backlog"],
            "time": {"from": year, "grain": "week"},
        },
        "health by csm": {
            "metrics": ["customer_health_score", "churn_risk_score"],
            "group_by": ["csm"],
            "time": {"from": str(last)},
        },
        "campaigns' return": {
            "metrics": ["roas", "cost_per_conversion"],
            "group_by": ["campaign"],
            "time": {"from": year},
        },
        "features adopted": {
            "metrics": ["account_adoption_rate"],
            "group_by": ["feature"],
            "time": {"from": str(last)},
        },
        "feature adoption of people by day": {
            "metrics": ["user_adoption_rate"],
            "time": {"from": month, "grain": "day"},
        },
        "six models in one answer": {
            "metrics": [
                "monthly_recurring_revenue", "monthly_active_users", "tickets_created", "csat_score",
                "total_pipeline_value", "customer_health_score",
            ],
            "time": {"from": year, "grain": "month"},
        },
        "month beside the year before": {
            "metrics": ["monthly_recurring_revenue", "total_event_count"],
            "time": {"from": month, "grain": "month"},
            "compare": "previous_period",
        },
    }  # fmt: skip


@dataclass
class Times:
    """Milliseconds of one question, run by run."""

    compiled: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    cached: list[float] = field(default_factory=list)
    rows: int = 0

    @property
    def ratio(self) -> float:
        """How much longer a question takes than its bare statement."""
        return statistics.median(self.asked) / statistics.median(self.bare)


def main() -> None:
    """Time every question and print the table."""
    asked = _arguments()
    reader = PublishedReader(Home(asked.home))
    with reader.lease() as snapshot:
        company = _company(snapshot.cursor)
        last = snapshot.version.manifest.as_of_date
        told = {name: parse_request(raw) for name, raw in questions(last, _customer(snapshot.cursor)).items()}
    times = measure(reader, told, asked.runs)
    reader.close()
    table = _table(times)
    print(company, table, sep="\n\n")
    if asked.write:
        REPORT.write_text(_report(company, table, asked.runs))


def measure(reader: PublishedReader, told: Mapping[str, QueryRequest], runs: int) -> dict[str, Times]:
    """Every question in every run, so that a slow minute of the machine meets all of them."""
    fresh, kept = Answers(reader, cached_answers=0), Answers(reader)
    times = {name: Times() for name in told}
    for run in range(-WARM_UP, runs):
        for name, request in told.items():
            taken = _one_run(reader, fresh, kept, request)
            if run >= 0:
                _note(times[name], *taken)
    return times


def _one_run(
    reader: PublishedReader, fresh: Answers, kept: Answers, request: QueryRequest
) -> tuple[float, float, float, float, int]:
    with fresh.layer() as layer:
        layer.compiler.forget()
        compiled, _ = _timed(lambda: write(plan(request, layer, EVERYTHING), layer))
    asked, answer = _timed(lambda: fresh.ask(request, EVERYTHING))
    with reader.lease() as snapshot:
        bare, _ = _timed(lambda: _bare(snapshot.cursor, answer))
    kept.ask(request, EVERYTHING)
    cached, _ = _timed(lambda: kept.ask(request, EVERYTHING))
    return compiled, asked, bare, cached, answer.total_rows


def _bare(cursor: duckdb.DuckDBPyConnection, answer: Answer) -> list[Any]:
    """The same rows from the engine alone."""
    return cursor.execute(f"{answer.sql}\nlimit {answer.limit:d}", answer.parameters).fetchall()


def _note(times: Times, compiled: float, asked: float, bare: float, cached: float, rows: int) -> None:
    times.compiled.append(compiled)
    times.asked.append(asked)
    times.bare.append(bare)
    times.cached.append(cached)
    times.rows = rows


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return (time.perf_counter() - began) * 1000, result


def _table(times: Mapping[str, Times]) -> str:
    lines = [
        "| question | rows | compile p50 | p95 | asked p50 | p95 | bare p50 | p95 | ratio | cached p95 |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, one in times.items():
        pairs = [_pair(values) for values in (one.compiled, one.asked, one.bare)]
        cells = [name, f"{one.rows:,}", *pairs, f"{one.ratio:.2f}", f"{_p95(one.cached):.2f}"]
        lines.append(f"| {' | '.join(cells)} |")
    every = [
        [ms for one in times.values() for ms in getattr(one, kind)] for kind in ("compiled", "asked", "bare")
    ]
    ratio = statistics.median(one.ratio for one in times.values())
    cached = _p95([ms for one in times.values() for ms in one.cached])
    lines.append(f"| **all** | | {' | '.join(map(_pair, every))} | {ratio:.2f} | {cached:.2f} |")
    promised = f"| promised | | | {COMPILE_MS:.0f} | | {QUERY_MS:.0f} | | | {RATIO} | {CACHE_MS:.0f} |"
    return "\n".join([*lines, promised])


def _pair(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} | {_p95(values):.1f}"


def _p95(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def _company(cursor: duckdb.DuckDBPyConnection) -> str:
    sql = """select (select count(*) from marts.dim_organizations), min(activity_date), max(activity_date),
        cast(sum(total_event_count) as bigint) from marts.fct_org_daily_activity"""
    ((customers, first, last, events),) = cursor.execute(sql).fetchall()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    return f"{customers:,} customers, {(last - first).days + 1} days, {events:,} events; {machine}"


def _customer(cursor: duckdb.DuckDBPyConnection) -> str:
    """One of the larger customers."""
    sql = """select org_id from marts.fct_org_daily_activity
        group by org_id order by sum(total_event_count) desc, org_id limit 1"""
    ((found,),) = cursor.execute(sql).fetchall()
    return str(found)


def _report(company: str, table: str, runs: int) -> str:
    return f"""# Asking for metrics, measured

{company}. Milliseconds, {runs} runs in turn, warm; written by `python benchmarks/queries.py --write`.

- *compile*: the request planned and its statement written from nothing, MetricFlow included. Afterwards the
  statement is known.
- *asked*: the question through the planner with the statement known, nothing cached, rows as Python values.
- *bare*: the same statement in the bare engine, rows fetched. *ratio*: asked to bare, of the medians.
- *cached*: the same question again.

{table}
"""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--home", type=Path, default=settings().home, help="the published company")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--write", action="store_true", help=f"also write {REPORT.relative_to(PROJECT_DIR)}")
    return parser.parse_args()


if __name__ == "__main__":
    main()
