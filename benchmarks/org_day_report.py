"""The benchmark's numbers as tables, on the terminal and in Markdown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from org_day_measure import Measured
from rich.console import Console
from rich.table import Table

TITLES = {
    "ours": "ours (dbt, sum of the models)",
    "best": "best hand-written DuckDB query",
    "scan": "bare scan of the needed columns",
    "polars": "Polars, streaming",
    "naive": "naive dbt form",
    "next_day": "ours, one more day",
    "tests": "ours, the tests of these models",
}


@dataclass
class Run:
    """One contestant's process: what it told, and what the operating system says of it."""

    measured: Measured
    wall: float
    peak_gib: float


@dataclass
class Size:
    """All runs at one number of events, and how many mart rows came out of them."""

    events: int
    rows: int = 0
    runs: dict[str, list[Run]] = field(default_factory=dict)
    compared: dict[str, int] = field(default_factory=dict)

    def seconds(self, name: str) -> float:
        """Median wall seconds of the work."""
        return median(run.measured.seconds for run in self.runs[name])

    def cpu(self, name: str) -> float:
        """Median CPU seconds of the work."""
        return median(run.measured.cpu for run in self.runs[name])

    def peak(self, name: str) -> float:
        """The highest peak of memory, in GiB."""
        return max(run.peak_gib for run in self.runs[name])

    def part(self, name: str, part: str) -> float:
        """Median seconds of a part that is told apart."""
        return median(run.measured.parts.get(part, 0.0) for run in self.runs[name])


@dataclass
class Grid:
    """A table of texts."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def grids(sizes: list[Size]) -> list[Grid]:
    """Every table of the report."""
    tables = [_contestants(size) for size in sizes]
    if len(sizes) > 1:
        tables.append(_growth(sizes))
    return [*tables, *(_slowest(size) for size in sizes[-1:]), _aims(sizes)]


def show(console: Console, tables: list[Grid]) -> None:
    """Print the tables."""
    for grid in tables:
        table = Table(*grid.head, title=grid.title, title_justify="left")
        for row in grid.rows:
            table.add_row(*row)
        console.print(table)


def as_markdown(tables: list[Grid]) -> str:
    """The tables as Markdown sections."""
    return "\n".join(f"## {grid.title}\n\n{_markdown_rows(grid)}" for grid in tables)


def _markdown_rows(grid: Grid) -> str:
    lines = [grid.head, ["---"] + ["--:"] * (len(grid.head) - 1), *grid.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _contestants(size: Size) -> Grid:
    head = ("contestant", "seconds", "CPU seconds", "x best", "x best, CPU", "peak GiB", "start-up", "copy")
    rows = [_contestant(size, name) for name in TITLES if name in size.runs]
    checked = ", ".join(f"{name} {count}" for name, count in size.compared.items()) or "not checked"
    title = f"{size.events:,} events, {size.rows:,} rows of the mart; rows that differ from ours: {checked}"
    return Grid(title, head, rows)


def _contestant(size: Size, name: str) -> Sequence[str]:
    ratios = ["", ""]
    if "best" in size.runs:
        wall, cpu = size.seconds(name) / size.seconds("best"), size.cpu(name) / size.cpu("best")
        ratios = [f"{wall:.2f}", f"{cpu:.2f}"]
    seconds = (f"{size.seconds(name):.2f}", f"{size.cpu(name):.2f}", *ratios, f"{size.peak(name):.2f}")
    return (TITLES[name], *seconds, *(f"{size.part(name, part):.1f}" for part in ("start-up", "copy")))


def _growth(sizes: list[Size]) -> Grid:
    """Time ~ N^e between neighbouring sizes."""
    pairs = list(pairwise(sizes))
    names = [name for name in TITLES if any(name in a.runs and name in b.runs for a, b in pairs)]
    head = ("contestant", *(f"{a.events:,} to {b.events:,}: wall, CPU" for a, b in pairs))
    rows = [(TITLES[name], *(_exponents(a, b, name) for a, b in pairs)) for name in names]
    return Grid("Growth: e where time ~ N^e", head, rows)


def _exponents(small: Size, large: Size, name: str) -> str:
    if name not in small.runs or name not in large.runs or not small.cpu(name):
        return "not run"
    step = math.log(large.events / small.events)
    ratios = (large.seconds(name) / small.seconds(name), large.cpu(name) / small.cpu(name))
    return ", ".join(f"{math.log(ratio) / step:.2f}" for ratio in ratios)


def _slowest(size: Size) -> Grid:
    """Where our own time goes."""
    names = [name for name in ("ours", "next_day") if name in size.runs]
    nodes = {name: size.runs[name][-1].measured.nodes for name in names}
    order = sorted(
        {node for of in nodes.values() for node in of}, key=lambda node: -nodes["ours"].get(node, 0)
    )
    rows = [(node, *(f"{nodes[name].get(node, 0.0):.2f}" for name in names)) for node in order]
    shown = [row for row in rows if any(float(seconds) >= 0.1 for seconds in row[1:])]
    head = ("model", *(TITLES[name] for name in names))
    return Grid(f"Our models at {size.events:,} events (last run)", head, shown)


def _aims(sizes: list[Size]) -> Grid:
    """What the project promises itself, beside what was measured at the largest size that tells."""
    rows: list[Sequence[str]] = []
    for size in sizes:
        at = f"at {size.events:,}"
        runs = size.runs
        if {"ours", "best"} <= runs.keys():
            ratio, cpu = (of("ours") / of("best") for of in (size.seconds, size.cpu))
            rows.append((f"ours at most 1.6 x best {at}", f"{ratio:.2f} (CPU {cpu:.2f})", _met(ratio <= 1.6)))
        if {"ours", "polars"} <= runs.keys():
            ratio, cpu = (of("polars") / of("ours") for of in (size.seconds, size.cpu))
            rows.append(
                (f"at least twice as fast as Polars {at}", f"{ratio:.2f} (CPU {cpu:.2f})", _met(ratio >= 2))
            )
        if {"ours", "next_day"} <= runs.keys():
            share, cpu = (of("next_day") / of("ours") for of in (size.seconds, size.cpu))
            rows.append(
                (f"one more day at most 5 % {at}", f"{share:.1%} (CPU {cpu:.1%})", _met(share <= 0.05))
            )
        if "ours" in runs:
            rows.append(
                (f"under 6 GB of memory {at}", f"{size.peak('ours'):.2f} GiB", _met(size.peak("ours") < 5.59))
            )
    return Grid("Aims", ("aim", "measured", ""), rows)


def _met(is_met: bool) -> str:
    return "met" if is_met else "missed"
