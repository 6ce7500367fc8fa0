"""How a validation looks on a terminal: one line per metric, those that failed first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import get_args

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from almanac.quality.results import Check, Result, Status, counts

_STYLES: dict[Status, str] = {"failed": "red", "passed": "", "skipped": "dim"}
_ORDER: tuple[Status, ...] = ("failed", "passed", "skipped")
_SHOWN = 3
"""Details of one metric; `--json` has all."""


def show_results(console: Console, results: Sequence[Result]) -> None:
    """All metrics with the state of each check, and why one failed or was skipped."""
    by_metric: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_metric[result.metric_name].append(result)
    checks = get_args(Check)
    headers = [check.replace("_", " ") for check in checks]
    table = Table("metric", *headers, Column("values", justify="right"), "")
    for name, own in sorted(by_metric.items(), key=lambda item: (_ORDER.index(state_of(item[1])), item[0])):
        states = [_cell([each for each in own if each.check_name == check]) for check in checks]
        compared = sum(each.compared_values or 0 for each in own)
        table.add_row(Text(name), *states, f"{compared:,}", Text("\n".join(_details(own))))
    console.print(table)
    found = counts(results)
    console.print(", ".join(f"{found[status]:,} {status}" for status in _ORDER), highlight=False)


def state_of(results: Sequence[Result]) -> Status:
    """One word for several results: failed where one is, skipped where all are."""
    found = {result.status for result in results}
    return next((status for status in _ORDER if status in found), "skipped")


def _cell(results: Sequence[Result]) -> Text:
    if not results:
        return Text("")
    state = state_of(results)
    return Text(state, style=_STYLES[state])


def _details(results: Sequence[Result]) -> list[str]:
    """What failed; where nothing did, why the whole metric or a check of it was skipped."""
    state = state_of(results)
    if state == "passed":
        return []
    told = [f"{each.entity_type or 'rows'}: {each.detail}" for each in results if each.status == state]
    distinct = list(dict.fromkeys(told))
    more = [f"... and {len(distinct) - _SHOWN} more"] if len(distinct) > _SHOWN else []
    return [*distinct[:_SHOWN], *more]
