"""How the synthetic company looks on a terminal while it is made, and when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from almanac.demo.report import CompanyReport
from almanac.demo.sync import Progress as Listener
from almanac.warehouse.home import Home


@contextmanager
def shown_company(console: Console) -> Iterator[Listener]:
    """A listener that keeps one bar."""
    columns = (TextColumn("  {task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("company", total=1.0)
        yield lambda label, share: progress.update(task, description=label, completed=share)


def show_report(console: Console, home: Home, report: CompanyReport) -> None:
    """What was made, in a few lines."""
    spec = report.spec
    days = f"{spec.first_day} to {spec.last_day}"
    console.print(f"[cyan]company   [/] {spec.customers:,} customers, {days}, seed {spec.seed}")
    console.print(f"[cyan]company   [/] raw tables in {home.raw}, the truth behind them in {home.truth}")
