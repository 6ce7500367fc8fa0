"""Time the org-day mart against its peers: `python benchmarks/org_day.py --events 1000000 10000000 --write`.

Every contestant runs in a process of its own, with its own temporary folder and memory limit, in turns with
the others, on the same Parquet. What they compute is compared row for row; a difference fails the benchmark.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from org_day_measure import Measured
from org_day_report import Run, Size, as_markdown, grids, show
from rich.console import Console

from almanac.config import PROJECT_DIR
from almanac.demo.company import make_company, make_next_day, read_company
from almanac.demo.parameters import CompanySpec
from almanac.warehouse.home import Home

DOCUMENT = PROJECT_DIR / "docs" / "benchmarks" / "org-day.md"
CONTESTANTS = ("scan", "best", "ours", "next_day", "polars", "naive")
CHECKED = ("best", "naive", "polars")
CUSTOMERS, USERS = 20_000, 400_000
MEMORY = "4GB"


def main() -> None:
    """Measure, check, show, and write the document where asked."""
    given = _arguments()
    console = Console(width=140)
    sizes = [_measure(console, given, events) for events in given.events]
    tables = grids(sizes)
    show(console, tables)
    if given.write:
        DOCUMENT.parent.mkdir(parents=True, exist_ok=True)
        DOCUMENT.write_text(_preface(given) + as_markdown(tables))
    if any(count for size in sizes for count in size.compared.values()):
        raise SystemExit("the contestants' rows differ")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--home", type=Path, default=Path(".benchmarks"), help="where the companies are kept")
    parser.add_argument("--only", nargs="+", choices=CONTESTANTS, default=list(CONTESTANTS))
    parser.add_argument(
        "--small", nargs="+", choices=CONTESTANTS, default=[], help="left out above 10 million"
    )
    parser.add_argument("--write", action="store_true", help=f"write {DOCUMENT.relative_to(PROJECT_DIR)}")
    return parser.parse_args()


def _measure(console: Console, given: argparse.Namespace, events: int) -> Size:
    """All contestants in turns; what the last turn left is compared."""
    company, next_day = _companies(console, given.home.resolve(), events)
    work = given.home.resolve() / "work"
    size = Size(events)
    names = [name for name in given.only if events <= 10_000_000 or name not in given.small]
    for _ in range(given.repeat):
        shutil.rmtree(work, ignore_errors=True)
        for name in names:
            home, base = (next_day, [work / "ours" / "version"]) if name == "next_day" else (company, [])
            run = _run(name, home, work / name, base)
            size.runs.setdefault(name, []).append(run)
            _tell(console, events, name, run)
    if "ours" in names:
        _check(size, names, work, company, next_day)
    shutil.rmtree(work)
    return size


def _tell(console: Console, events: int, name: str, run: Run) -> None:
    seconds, cpu = run.measured.seconds, run.measured.cpu
    text = f"{events:>13,} {name:<9} {seconds:8.2f} s {cpu:8.2f} CPU s {run.peak_gib:6.2f} GiB"
    console.print(text, highlight=False)


def _companies(console: Console, home: Path, events: int) -> tuple[Home, Home]:
    """The company, and the same one a day later; made once. They share the files that they have in common."""
    company, later = Home(home / str(events)), Home(home / f"{events}-next-day")
    if not (company.truth / "dirt.json").exists():
        console.print(f"making a company of {events:,} events")
        make_company(company, CompanySpec(customers=CUSTOMERS, users=USERS, events=events))
    if not later.root.exists():
        aside = Home(home / "aside")
        shutil.rmtree(aside.root, ignore_errors=True)
        shutil.copytree(company.root, aside.root, copy_function=os.link)
        make_next_day(aside, read_company(aside).spec)
        aside.root.rename(later.root)
    return company, later


def _check(size: Size, names: list[str], work: Path, company: Home, next_day: Home) -> None:
    """Compare the rows, the increment's too: with the best query over all days."""
    size.runs["tests"] = [_run("tests", company, work / "ours", [])]
    others = [name for name in CHECKED if name in names]
    compared = _run("compare", Home(work / "ours"), work / "compare", [work / name for name in others])
    size.rows = int(compared.measured.nodes["rows"])
    size.compared = {name: int(count) for name, count in compared.measured.parts.items()}
    if "next_day" in names:
        _run("best", next_day, work / "all_days", [])
        compared = _run("compare", Home(work / "next_day"), work / "compare", [work / "all_days"])
        size.compared["next_day"] = int(compared.measured.parts["all_days"])


def _run(name: str, home: Home, work: Path, base: list[Path]) -> Run:
    """One process, and what the operating system says that it took."""
    script = Path(__file__).with_name("org_day_contestants.py")
    command = [sys.executable, str(script), name, str(home.root), str(work), MEMORY, *map(str, base)]
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{name} failed:\n{output}")
    measured = Measured(**json.loads(output.splitlines()[-1]))
    return Run(measured, time.perf_counter() - begin, usage.ru_maxrss / 2**20)


def _preface(given: argparse.Namespace) -> str:
    command = " ".join(["python benchmarks/org_day.py", *_options(given)])
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    left_out = ", ".join(given.small)
    lines = [
        "# Benchmark: the org-day mart",
        f"Written by `{command}` on {os.cpu_count()} cores and {memory:.0f} GiB of memory.",
        f"The synthetic company has {CUSTOMERS:,} customers and {USERS:,} users over 365 days; its events lie"
        " in Parquet by day, with 2 % repeated uuids and the other dirt that `almanac demo` makes. Medians of"
        f" {given.repeat} runs in turns; DuckDB's memory limit is {MEMORY}. For ours, seconds are the models'"
        " execution times as dbt tells them; start-up (import, parsing, the inventory of files), the copy"
        " of the version that an increment continues, and the tests are told apart. Polars has no memory"
        " limit.",
    ]
    if left_out:
        lines.append(f"Not run above 10 million events: {left_out}.")
    return "\n\n".join(lines) + "\n\n"


def _options(given: argparse.Namespace) -> list[str]:
    options = ["--events", *map(str, given.events), "--repeat", str(given.repeat)]
    if given.only != list(CONTESTANTS):
        options += ["--only", *given.only]
    return [*options, *(["--small", *given.small] if given.small else []), "--write"]


if __name__ == "__main__":
    main()
