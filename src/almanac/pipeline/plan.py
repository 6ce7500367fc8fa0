"""What a build will do: for which moment, continuing which version or from nothing, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from almanac.errors import AlmanacError
from almanac.pipeline.request import BuildRequest
from almanac.warehouse.home import Home
from almanac.warehouse.manifest import Fingerprints, Manifest
from almanac.warehouse.raw_inventory import RawInventory
from almanac.warehouse.versions import Version, nothing_published


@dataclass(frozen=True)
class AsOf:
    """The moment for which a build tells the truth, and the last complete UTC day before it."""

    at: datetime
    date: date


@dataclass(frozen=True)
class Plan:
    """The build starts from a copy of `base`, if any; a full refresh keeps no rows of what it builds."""

    as_of: AsOf
    raw: RawInventory
    base: Version | None
    full_refresh: bool
    reason: str
    fingerprints: Fingerprints


def make_plan(
    request: BuildRequest, raw: RawInventory, published: Version | None, fingerprints: Fingerprints
) -> Plan:
    """A whole build: an increment to the published version where that gives the same rows as a full one."""
    as_of = fix_as_of(raw, request.as_of_date)
    if request.rebuild_from and request.rebuild_from > as_of.date:
        raise AlmanacError(
            f"--from {request.rebuild_from}",
            f"the build ends on {as_of.date}",
            "Name an earlier day, or leave it out.",
        )
    reason = "asked for" if request.full_refresh else why_full(published, raw, as_of, fingerprints)
    if reason or published is None:
        return Plan(as_of, raw, None, True, reason or "", fingerprints)
    new = len(raw.files.keys() - published.manifest.raw.files.keys())
    return Plan(
        as_of, raw, published, False, f"continues {published.id} with {new} new raw files", fingerprints
    )


def plan_selection(request: BuildRequest, home: Home, published: Version | None, now: Fingerprints) -> Plan:
    """A part of the published version anew, for the same moment and from the same raw files."""
    if published is None:
        raise nothing_published(home)
    manifest = published.manifest
    changed = manifest.raw.changed_files(home)
    if changed:
        raise AlmanacError(
            f"--select {request.select}",
            f"the raw files of version {published.id} have changed (such as {changed[0]})",
            "Build everything: leave out --select.",
        )
    as_of = AsOf(manifest.as_of_at, manifest.as_of_date)
    before = manifest.fingerprints
    if before == now:
        return Plan(as_of, manifest.raw, published, request.full_refresh, f"a part of {published.id}", now)
    # Rows of both codes stand side by side from here on, so that no later build may continue this one.
    mixed = Fingerprints(code=f"{before.code}+{now.code}", policies=f"{before.policies}+{now.policies}")
    reason = f"a part of {published.id}, from nothing because code or policies changed"
    return Plan(as_of, manifest.raw, published, True, reason, mixed)


def fix_as_of(raw: RawInventory, as_of_date: date | None) -> AsOf:
    """The end of the day asked for, else the latest extraction of all raw tables."""
    if as_of_date:
        return AsOf(datetime.combine(as_of_date + timedelta(days=1), time(), UTC), as_of_date)
    latest = max(raw.extracted_until.values(), default=None)
    if latest is None:
        raise AlmanacError(
            "as-of",
            "no raw row says when it was extracted",
            "Name the day: `almanac build --as-of-date YYYY-MM-DD`.",
        )
    return AsOf(latest, latest.date() - timedelta(days=1))


def why_full(
    published: Version | None, raw: RawInventory, as_of: AsOf, fingerprints: Fingerprints
) -> str | None:
    """Why an increment could give other rows than a full build; None where it cannot."""
    if published is None:
        return "nothing is published yet"
    before = published.manifest
    if before.fingerprints.policies != fingerprints.policies:
        return "the policies changed"
    if before.fingerprints.code != fingerprints.code:
        return "the transform code or its engine changed"
    if as_of.at < before.as_of_at:
        return f"the as-of goes back from {before.as_of_at:%Y-%m-%d %H:%M} to {as_of.at:%Y-%m-%d %H:%M}"
    if raw.missing != before.raw.missing:
        return _how_sources_differ(set(before.raw.missing), set(raw.missing))
    return _why_files_differ(before, raw)


def _how_sources_differ(before: set[str], now: set[str]) -> str:
    changes = {"came": sorted(before - now), "are gone": sorted(now - before)}
    return "; ".join(f"tables {what}: {', '.join(names)}" for what, names in changes.items() if names)


def _why_files_differ(before: Manifest, raw: RawInventory) -> str | None:
    """Known files must be unchanged, and new ones must hold nothing that is older than what was known."""
    now = raw.files
    for path, file in before.raw.files.items():
        if path not in now:
            return f"raw file {path} is gone"
        if not file.has_same_content(now[path]):
            return f"raw file {path} changed"
    for name, table in raw.tables.items():
        known_until = before.raw.extracted_until.get(name)
        for file in table.files:
            is_new = file.path not in before.raw.files
            if is_new and known_until and file.extracted_from and file.extracted_from <= known_until:
                return f"new raw file {file.path} holds rows extracted before {known_until:%Y-%m-%d %H:%M:%S}"
    return None


def dbt_vars(
    plan: Plan, request: BuildRequest, policies: Mapping[str, object], now: datetime
) -> dict[str, object]:
    """What the models are told; on a full build nothing of the version before."""
    before = plan.base.manifest if plan.base and not plan.full_refresh else None
    known_until = before.raw.extracted_until if before else {}
    rebuild_to = request.rebuild_to or plan.as_of.date
    return {
        **policies,
        "as_of_at": _text(plan.as_of.at),
        "as_of_date": str(plan.as_of.date),
        "loaded_at": _text(now),
        "previous_as_of_date": str(before.as_of_date) if before else "",
        "extracted_after": {name: _text(moment) for name, moment in known_until.items()},
        "rebuild_from": str(request.rebuild_from) if before and request.rebuild_from else "",
        "rebuild_to": str(rebuild_to) if before and request.rebuild_from else "",
        "missing_sources": plan.raw.missing,
        "crm_source": "raw",
    }


def _text(moment: datetime) -> str:
    """UTC without a zone, as the engine reads a timestamp literal."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")
