"""Build a whole company and let one more day pass: `python benchmarks/full_build.py [--home DIR]`.

Prints wall and CPU seconds and peak memory of the full build and of the added day, their ratio, and the share
of each model. By default the full scale: 20,000 customers, 60,000 users, 365 days; nothing is kept unless
--home names a place. A home that already holds such a company is built from, not made again.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from almanac.demo.company import make_company, make_next_day, read_company
from almanac.demo.parameters import CompanySpec
from almanac.warehouse.home import Home
from almanac.warehouse.manifest import NodeResult
from almanac.warehouse.versions import published_version

CLI = "from almanac.cli import app; app()"


@dataclass(frozen=True)
class Build:
    """What one build took, and its nodes."""

    wall: float
    cpu: float
    peak_gib: float
    size_gib: float
    nodes: list[NodeResult]


def main() -> None:
    """Make the company where there is none, build it, add a day, build that."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(given.home or folder).resolve())
        spec = _company(home, given)
        full = _build(home, "--full-refresh")
        _tell("full build", full)
        make_next_day(home, spec)
        day = _build(home)
        _tell("one more day", day)
    wall, cpu = day.wall / full.wall, day.cpu / full.cpu
    print(f"\none more day / full build: {wall:.1%} of the wall, {cpu:.1%} of the CPU")


def _company(home: Home, given: argparse.Namespace) -> CompanySpec:
    if (home.truth / "dirt.json").exists():
        return read_company(home).spec
    spec = CompanySpec(customers=given.customers, days=given.days, users=given.users)
    begin = time.perf_counter()
    report = make_company(home, spec)
    size = sum(path.stat().st_size for path in home.raw.rglob("*.parquet")) / 2**30
    rows = sum(report.rows.values())
    print(
        f"company: {rows:,} raw rows, {size:.2f} GiB, made in {time.perf_counter() - begin:.0f} s", flush=True
    )
    return spec


def _build(home: Home, *options: str) -> Build:
    """One build by the command line, in a process of its own."""
    begin = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", CLI, "build", *options],
        env={**os.environ, "ALMANAC_HOME": str(home.root)},
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"almanac build {' '.join(options)} failed")
    version = published_version(home)
    assert version is not None
    return Build(
        wall=time.perf_counter() - begin,
        cpu=usage.ru_utime + usage.ru_stime,
        peak_gib=_gib(usage),
        size_gib=version.database.stat().st_size / 2**30,
        nodes=version.manifest.nodes,
    )


def _gib(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 2**20


def _tell(name: str, build: Build) -> None:
    print(
        f"\n{name}: {build.wall:.0f} s wall, {build.cpu:.0f} s CPU, peak {build.peak_gib:.1f} GiB, "
        f"database {build.size_gib:.1f} GiB"
    )
    kinds: dict[str, float] = defaultdict(float)
    for node in build.nodes:
        kinds[node.kind] += node.seconds
    told = sum(kinds.values())
    for kind, seconds in sorted(kinds.items(), key=lambda item: -item[1]):
        print(f"  {kind:<10} {seconds:>8.1f} s {seconds / build.wall:>6.1%}")
    print(f"  {'the rest':<10} {build.wall - told:>8.1f} s {1 - told / build.wall:>6.1%}")
    models = sorted((node for node in build.nodes if not node.is_test), key=lambda node: -node.seconds)
    for node in models:
        if node.seconds / build.wall >= 0.002:
            print(f"  {node.seconds / build.wall:>6.1%} {node.seconds:>8.1f} s  {node.name}")
    slow_tests = sorted((node for node in build.nodes if node.is_test), key=lambda node: -node.seconds)[:8]
    for node in slow_tests:
        print(
            f"  {node.seconds / build.wall:>6.1%} {node.seconds:>8.1f} s  {node.kind} {node.name}", flush=True
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--users", type=int, default=60_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--home", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
