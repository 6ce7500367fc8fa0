"""Versions of the warehouse: built aside, published by renaming one link, kept a while, returned to.

A process may be killed between any two steps. What it leaves behind carries a suffix and is no version; the
link always points to a whole one.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from almanac.errors import AlmanacError
from almanac.warehouse.engine import DATABASE_FILE
from almanac.warehouse.home import Home
from almanac.warehouse.manifest import MANIFEST_FILE, Manifest, read_manifest

BUILDING = ".building"
REMOVED = ".removed"
_LINK_PREFIX = "published."
_ID = re.compile(r"^(\d{8}T\d{6}Z)-(\d+)$")


@dataclass(frozen=True)
class Version:
    """A whole version: its folder and what its manifest says."""

    folder: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        """The folder's name, such as `20261121T010203Z-1`; ids sort by time."""
        return self.folder.name

    @property
    def database(self) -> Path:
        """The file that holds the tables; opened for reading only."""
        return self.folder / DATABASE_FILE


def version_ids(home: Home) -> list[str]:
    """The ids of all whole versions, the oldest first."""
    if not home.versions.is_dir():
        return []
    return sorted((path.name for path in home.versions.iterdir() if _ID.match(path.name)), key=_age)


def list_versions(home: Home) -> list[Version]:
    """All whole versions, the oldest first."""
    return [load_version(home, version_id) for version_id in version_ids(home)]


def load_version(home: Home, version_id: str) -> Version:
    """The version of that id; an error lists the ones that are kept."""
    folder = home.versions / version_id
    if not _ID.match(version_id) or not folder.is_dir():
        kept = ", ".join(version_ids(home)) or "none"
        raise AlmanacError(f"version {version_id}", "there is no such version", f"These are kept: {kept}.")
    return Version(folder, read_manifest(folder))


def published_id(home: Home) -> str | None:
    """The id of the published version; cheap enough to ask on every request."""
    try:
        return home.published.readlink().name
    except FileNotFoundError:
        return None


def published_version(home: Home) -> Version | None:
    """The version that readers see; None while nothing is published."""
    version_id = published_id(home)
    return load_version(home, version_id) if version_id in version_ids(home) else None


def begin_version(home: Home, now: datetime) -> Path:
    """An empty folder for a new version, named by its id and a suffix until it is whole."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    numbers = [number for moment, number in map(_age, version_ids(home)) if moment == stamp]
    folder = home.versions / f"{stamp}-{max(numbers, default=0) + 1}{BUILDING}"
    folder.mkdir(parents=True)
    return folder


def id_of(building: Path) -> str:
    """The id that a version which is being built will have."""
    return building.name.removesuffix(BUILDING)


def finish_version(home: Home, building: Path, manifest: Manifest) -> Version:
    """Make a folder with a closed database a whole version: everything is on disk before it gets its name."""
    path = building / MANIFEST_FILE
    path.write_text(manifest.model_dump_json(indent=1))
    for written in (path, building / DATABASE_FILE, building):
        _sync(written)
    folder = home.versions / id_of(building)
    building.rename(folder)
    _sync(home.versions)
    return Version(folder, manifest)


def publish(home: Home, version_id: str) -> Version:
    """Let readers see this version from now on: one rename, so there is never none."""
    version = load_version(home, version_id)
    link = home.root / f"{_LINK_PREFIX}{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(home.versions.name) / version_id)
    link.replace(home.published)
    _sync(home.root)
    return version


def rollback(home: Home, to: str | None = None) -> Version:
    """Publish an earlier version: the one named, or the newest that is older than the published one."""
    if to is not None:
        return publish(home, to)
    published = published_id(home)
    if published is None:
        raise nothing_published(home)
    older = [version_id for version_id in version_ids(home) if _age(version_id) < _age(published)]
    if not older:
        raise AlmanacError(
            "rollback", f"no version older than {published} is kept", "`almanac publish --list` shows all."
        )
    return publish(home, older[-1])


def prune(home: Home, keep: int) -> list[str]:
    """Remove all but the newest `keep` versions, never the published one; the ids of the removed."""
    newest_first = version_ids(home)[::-1]
    removable = [version_id for version_id in newest_first if version_id != published_id(home)]
    spare = keep - (len(newest_first) - len(removable))
    for version_id in removable[spare:]:
        folder = home.versions / version_id
        _remove(folder.rename(folder.with_name(version_id + REMOVED)))
    return removable[spare:]


def clean_leftovers(home: Home) -> list[str]:
    """Remove what killed builds left behind; only for who holds the write lock. The names of the removed."""
    folders = [path for suffix in (BUILDING, REMOVED) for path in home.versions.glob(f"*{suffix}")]
    links = list(home.root.glob(f"{_LINK_PREFIX}*"))
    for folder in folders:
        _remove(folder)
    for link in links:
        link.unlink()
    return sorted(path.name for path in folders + links)


def nothing_published(home: Home) -> AlmanacError:
    """The error of everybody who wants to read before the first build."""
    return AlmanacError(
        f"no data in {home.root}",
        "nothing is published yet",
        "Run `almanac demo` for a synthetic company; `almanac load` and `almanac build` for your own data.",
    )


def _age(version_id: str) -> tuple[str, int]:
    match = _ID.match(version_id)
    return (match[1], int(match[2])) if match else ("", 0)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _sync(path: Path) -> None:
    """What was written reaches the disk before the next step refers to it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
