"""How builds, versions and their status look on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from almanac.pipeline.events import Event, Listener
from almanac.pipeline.status import StatusReport
from almanac.warehouse.manifest import Account
from almanac.warehouse.versions import Version


@contextmanager
def shown_progress(console: Console) -> Iterator[Listener]:
    """A listener that prints each step and keeps a bar under the models and tests."""
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", visible=False)

        def listen(event: Event) -> None:
            if event.total:
                progress.update(
                    task,
                    description=escape(event.text),
                    completed=event.done,
                    total=event.total,
                    visible=True,
                )
            if event.is_warning or not event.total:
                style = "yellow" if event.is_warning else ""
                progress.console.print(f"[cyan]{event.step:<10}[/] {escape(event.text)}", style=style)

        yield listen


def show_status(console: Console, report: StatusReport) -> None:
    """The report for people; `--json` has everything."""
    kind = "full build" if report.full_refresh else "incremental build"
    console.print(f"[bold]version {report.version}[/], the truth of {report.as_of_date}", highlight=False)
    console.print(
        f"  as of {report.as_of_at:%Y-%m-%d %H:%M:%S} UTC, built {report.built_at:%Y-%m-%d %H:%M:%S} UTC"
    )
    console.print(f"  {kind} ({escape(report.reason)}), commit {report.commit}", highlight=False)
    if report.selection:
        console.print(f"  only {escape(report.selection)} was built anew", style="yellow")
    console.print(_counts_table(report), _accounts_table(report.accounts), _freshness_table(report))
    absent = [source.source for source in report.freshness if source.extracted_until is None]
    if absent:
        console.print(f"never extracted: {', '.join(absent)}", highlight=False)
    console.print(f"tests: {report.tests.passed} passed, {report.tests.warned} warned")
    if report.checks:
        found = ", ".join(f"{count:,} {status}" for status, count in report.checks.items() if count)
        console.print(f"checks of metrics: {found}", highlight=False)
    for test in report.tests.warnings:
        console.print(f"  {escape(test.name)}: {escape(test.message or '')}", style="yellow")
    if report.last_failure:
        at = f"{report.last_failure.at:%Y-%m-%d %H:%M:%S}"
        console.print(
            f"a later build failed at {at} UTC: {escape(report.last_failure.error)}",
            style="red",
            soft_wrap=True,
        )


def show_versions(console: Console, versions: list[Version], published: str | None) -> None:
    """All kept versions, the newest first."""
    table = Table("", Column("version", no_wrap=True), "as of", "build", "commit")
    for version in reversed(versions):
        manifest = version.manifest
        kind = "full" if manifest.full_refresh else "incremental"
        table.add_row(
            "published" if version.id == published else "",
            version.id,
            str(manifest.as_of_date),
            f"{kind}, only {manifest.selection}" if manifest.selection else kind,
            manifest.commit[:12],
        )
    console.print(table)


def _counts_table(report: StatusReport) -> Table:
    table = Table("published table", _number("rows"))
    for name, rows in report.row_counts.items():
        table.add_row(name, f"{rows:,}")
    return table


def _accounts_table(accounts: list[Account]) -> Table:
    """Every raw row has one outcome, so that the outcomes add up to the raw rows."""
    table = Table("source", "outcome", "reason", _number("rows"))
    for account in accounts:
        table.add_row(account.source, "raw rows", "", f"{account.raw_rows:,}", style="bold")
        for outcome in account.outcomes:
            table.add_row("", outcome.outcome, outcome.reason or "", f"{outcome.rows:,}")
    return table


def _freshness_table(report: StatusReport) -> Table:
    table = Table("source", "last extraction (UTC)", _number("hours ago"))
    for source in report.freshness:
        if source.extracted_until is None:
            continue
        moment = f"{source.extracted_until:%Y-%m-%d %H:%M:%S}"
        table.add_row(source.source, moment, "" if source.age_hours is None else f"{source.age_hours:,.1f}")
    return table


def _number(header: str) -> Column:
    return Column(header, justify="right")
