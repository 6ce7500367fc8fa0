"""Versions: whole or not there, published in one step, kept for a while."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from almanac.errors import AlmanacError
from almanac.warehouse import versions
from almanac.warehouse.home import Home
from tests.warehouse.sample import NOW, make_manifest, make_version


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_nothing_is_published_at_first(home: Home) -> None:
    assert versions.published_id(home) is None
    assert versions.published_version(home) is None
    assert versions.list_versions(home) == []


def test_ids_tell_the_moment_and_are_unique(home: Home) -> None:
    ids = [make_version(home, number).id for number in range(1, 12)]
    assert ids[:2] == ["20250801T030000Z-1", "20250801T030000Z-2"]
    assert versions.version_ids(home) == ids


def test_an_id_is_not_used_again(home: Home) -> None:
    first, second = (make_version(home, number).id for number in (1, 2))
    versions.publish(home, second)
    assert versions.prune(home, 1) == [first]
    assert make_version(home, 3).id == "20250801T030000Z-3"


def test_ids_sort_by_time(home: Home) -> None:
    late = make_version(home, 1, NOW + timedelta(hours=1))
    early = make_version(home, 2, NOW)
    assert versions.version_ids(home) == [early.id, late.id]


def test_a_version_tells_its_manifest(home: Home) -> None:
    made = make_version(home, 7)
    assert versions.load_version(home, made.id) == made
    assert made.manifest.row_counts == {"marts.one": 7, "marts.other": 7}


def test_publishing_swaps_the_link(home: Home) -> None:
    first, second = make_version(home), make_version(home)
    versions.publish(home, first.id)
    assert versions.published_version(home) == first
    versions.publish(home, second.id)
    assert versions.published_version(home) == second
    assert home.published.resolve() == second.folder


def test_the_link_survives_a_move_of_the_home(home: Home) -> None:
    made = versions.publish(home, make_version(home).id)
    moved = Home(home.root.with_name(home.root.name + "-moved"))
    home.root.rename(moved.root)
    assert versions.published_id(moved) == made.id
    assert (moved.published / "manifest.json").is_file()


def test_rollback_returns_to_the_version_before(home: Home) -> None:
    first, second, third = (make_version(home, number).id for number in (1, 2, 3))
    versions.publish(home, third)
    assert versions.rollback(home).id == second
    assert versions.rollback(home).id == first
    with pytest.raises(AlmanacError, match=f"no version older than {first}"):
        versions.rollback(home)
    assert versions.published_id(home) == first


def test_rollback_goes_to_any_kept_version(home: Home) -> None:
    first, second = (make_version(home, number).id for number in (1, 2))
    versions.publish(home, first)
    assert versions.rollback(home, second).id == second
    with pytest.raises(AlmanacError, match=f"(?s)there is no such version.*{first}, {second}"):
        versions.rollback(home, "20200101T000000Z-1")
    with pytest.raises(AlmanacError, match="no such version"):
        versions.rollback(home, "../raw")
    assert versions.published_id(home) == second


def test_prune_keeps_the_newest_and_the_published(home: Home) -> None:
    ids = [make_version(home, number).id for number in range(1, 6)]
    versions.publish(home, ids[0])
    assert versions.prune(home, 3) == [ids[2], ids[1]]
    assert versions.version_ids(home) == [ids[0], ids[3], ids[4]]
    assert versions.prune(home, 1) == [ids[4], ids[3]]
    assert versions.published_version(home) is not None


def test_leftovers_are_no_versions_and_are_removed(home: Home) -> None:
    made = versions.publish(home, make_version(home).id)
    versions.begin_version(home, NOW)
    (home.versions / "20250101T000000Z-1.removed").mkdir()
    (home.root / "published.123").symlink_to("versions/x")
    assert versions.version_ids(home) == [made.id]
    assert versions.clean_leftovers(home) == [
        "20250101T000000Z-1.removed",
        "20250801T030000Z-2.building",
        "published.123",
    ]
    assert {path.name for path in home.root.iterdir()} == {"published", "versions"}
    assert [path.name for path in home.versions.iterdir()] == [made.id]
    assert versions.published_id(home) == made.id


def test_an_unreadable_manifest_is_named(home: Home) -> None:
    made = versions.publish(home, make_version(home).id)
    (made.folder / "manifest.json").write_text("{")
    with pytest.raises(AlmanacError, match=f"{made.id}/manifest.json: cannot be read"):
        versions.published_version(home)


def test_killed_between_any_two_steps(home: Home) -> None:
    """Every call that changes the disk is once the last one; after each a reader sees a whole version."""
    old = versions.publish(home, make_version(home, 1).id).id
    kills = 0
    while not run_until(kills, lambda: replace_version(home)):
        kills += 1
        seen = versions.published_version(home)
        assert seen is not None
        assert (seen.folder / "warehouse.duckdb").stat().st_size > 0
        versions.list_versions(home)
        versions.clean_leftovers(home)
    assert kills > 10
    new = versions.published_id(home)
    assert new is not None
    assert new != old
    assert [path.name for path in home.versions.iterdir()] == [new]


def replace_version(home: Home) -> None:
    """What the end of a build does, with a copied database."""
    building = versions.begin_version(home, NOW)
    database = home.published / "warehouse.duckdb"
    (building / "warehouse.duckdb").write_bytes(database.read_bytes())
    made = versions.finish_version(home, building, make_manifest(versions.id_of(building)))
    versions.publish(home, made.id)
    versions.prune(home, 1)


def run_until(calls: int, work: Callable[[], None]) -> bool:
    """Do the work in a child that is killed (-9) at its n-th call into the file system; whether it ended."""
    child = os.fork()
    if child == 0:
        _die_after(calls)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return not os.WIFSIGNALED(status)


def _die_after(calls: int) -> None:
    left = calls

    def watched(function: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            nonlocal left
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
            return function(*args, **options)

        return call

    for name in ("mkdir", "rename", "replace", "symlink", "unlink", "fsync", "rmdir"):
        setattr(os, name, watched(getattr(os, name)))
