"""The synthetic company: make it, or let one more day pass. The caller holds the write lock."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from almanac.demo.nightly import write_sync
from almanac.demo.parameters import CompanySpec
from almanac.demo.report import CompanyReport, make_report, read_report, write_report
from almanac.demo.sync import Found, Progress, Sync
from almanac.demo.truth_files import write_truth
from almanac.demo.world import World, make_world
from almanac.demo.write import add_to_company, fresh_folder, replace_company
from almanac.errors import AlmanacError
from almanac.warehouse.home import Home


def _no_progress(label: str, share: float) -> None:
    """Tell nobody."""


def make_company(home: Home, spec: CompanySpec, on_progress: Progress = _no_progress) -> CompanyReport:
    """Replace the raw tables of the company and its truth: the same spec gives the same bytes.

    It is written aside and swapped in at the end. A spec with added nights gives what adding them one by one
    gives.
    """
    aside = fresh_folder(home)
    world = make_world(spec)
    syncs = [write_sync(Sync(world, night), aside / "raw", on_progress) for night in range(spec.nights + 1)]
    report = _write_truth(world, syncs, aside)
    replace_company(home, aside)
    return report


def make_next_day(home: Home, spec: CompanySpec, on_progress: Progress = _no_progress) -> CompanySpec:
    """Let one more day pass: only new files, with all that its nightly sync finds; returns the new spec.

    Whoever is killed here runs it again with the same spec and gets the same files.
    """
    syncs = _syncs_of(home, spec)
    later = replace(spec, nights=spec.nights + 1)
    aside = fresh_folder(home)
    world = make_world(later)
    syncs.append(write_sync(Sync(world, later.nights), aside / "raw", on_progress))
    _write_truth(world, syncs, aside)
    add_to_company(home, aside)
    return later


def read_company(home: Home) -> CompanyReport:
    """The report of the company that lies in this home."""
    return _read(home)[0]


def _write_truth(world: World, syncs: list[Found], aside: Path) -> CompanyReport:
    write_truth(world, aside / "truth")
    report = make_report(world, syncs)
    write_report(aside / "truth" / "dirt.json", report, syncs)
    return report


def _syncs_of(home: Home, spec: CompanySpec) -> list[Found]:
    report, syncs = _read(home)
    if report.spec != spec:
        raise AlmanacError(
            "demo company", f"another one lies in {home.root}: {report.spec}", "Make this one first."
        )
    return syncs


def _read(home: Home) -> tuple[CompanyReport, list[Found]]:
    path = home.truth / "dirt.json"
    if not path.exists():
        raise AlmanacError("demo company", f"there is none in {home.root}", "Make one first: almanac demo.")
    return read_report(path)
