"""Our own contestant: the models and seeds of the org-day mart, built by the pipeline's own parts."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from org_day_measure import Measured, Meter, cpu_seconds

from almanac.config import Settings
from almanac.pipeline.build import TRANSFORM_DIR
from almanac.pipeline.copy import clone_file
from almanac.pipeline.dbt_run import DbtCall, NodeRun, run_dbt
from almanac.pipeline.events import Event, timed
from almanac.pipeline.fingerprint import fingerprints_of
from almanac.pipeline.plan import Plan, dbt_vars, make_plan
from almanac.pipeline.request import BuildRequest
from almanac.warehouse.contract import source_contract
from almanac.warehouse.engine import DATABASE_FILE, open_for_writing
from almanac.warehouse.home import Home
from almanac.warehouse.manifest import Manifest, read_manifest
from almanac.warehouse.raw import inventory
from almanac.warehouse.raw_views import create_raw_views
from almanac.warehouse.versions import Version

MART = "+fct_org_daily_activity"
LOADED_AT = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass
class _NodeMeter:
    """Takes the CPU seconds of each kind of node from the moments at which dbt tells of them."""

    cpu: dict[str, float] = field(default_factory=dict)
    last: float = field(default_factory=cpu_seconds)

    def __call__(self, event: Event) -> None:
        now = cpu_seconds()
        is_end = ": " in event.text
        kind = event.text.split()[0] if is_end else "start-up"
        self.cpu[kind] = self.cpu.get(kind, 0.0) + now - self.last
        self.last = now


def build_mart(home: Home, work: Path, memory: str, base: Path | None = None) -> Measured:
    """Build the mart into `work`, from nothing or as an increment to the version in `base`, without tests."""
    with Meter() as meter:
        plan = _plan(home, base)
        building = work / "version"
        building.mkdir(parents=True)
        if base:
            with timed(meter.parts, "copy"):
                clone_file(base / DATABASE_FILE, building / DATABASE_FILE)
        with open_for_writing(building / DATABASE_FILE) as connection:
            create_raw_views(connection, home, source_contract(TRANSFORM_DIR), plan.raw)
        variables = dbt_vars(plan, BuildRequest(), {}, LOADED_AT)
        call = DbtCall(TRANSFORM_DIR, building, work / "dbt", variables, plan.full_refresh, MART)
        nodes = _NodeMeter()
        # Nodes of the kinds in this variable of dbt's are left out of the build.
        os.environ["DBT_EXCLUDE_RESOURCE_TYPES"] = "test unit_test"
        runs = run_dbt(call, _settings(home, memory), nodes)
    (building / "manifest.json").write_text(_manifest(plan, variables).model_dump_json())
    return _measured(meter, nodes, runs)


def test_mart(home: Home, work: Path, memory: str) -> Measured:
    """Run those tests of the mart and of its ancestors that need nothing else, on the version in `work`."""
    os.environ["DBT_INDIRECT_SELECTION"] = "cautious"
    building = work / "version"
    variables = read_manifest(building).dbt_vars
    select = f"{MART},resource_type:test {MART},resource_type:unit_test"
    call = DbtCall(TRANSFORM_DIR, building, work / "dbt", variables, False, select)
    nodes = _NodeMeter()
    with Meter() as meter:
        runs = run_dbt(call, _settings(home, memory), nodes)
    return _measured(meter, nodes, runs)


def _plan(home: Home, base: Path | None) -> Plan:
    published = Version(base, read_manifest(base)) if base else None
    raw = inventory(home, source_contract(TRANSFORM_DIR), published.manifest.raw if published else None)
    plan = make_plan(BuildRequest(), raw, published, fingerprints_of(TRANSFORM_DIR, {}))
    if base and plan.full_refresh:
        raise SystemExit(f"the next day is no increment: {plan.reason}")
    return plan


def _settings(home: Home, memory: str) -> Settings:
    return Settings(home=home.root, threads=os.cpu_count() or 1, memory_limit=memory, vars={})


def _measured(meter: Meter, nodes: _NodeMeter, runs: list[NodeRun]) -> Measured:
    results = [run.result for run in runs]
    failed = [f"{result.name}: {result.message}" for result in results if result.status in {"error", "fail"}]
    if failed:
        raise SystemExit("\n".join(failed))
    seconds = sum(result.seconds for result in results)
    cpu = sum(nodes.cpu.get(kind, 0.0) for kind in ("model", "seed", "test", "unit"))
    parts = meter.parts | {"start-up": meter.wall - seconds - sum(meter.parts.values())}
    models = {result.name: result.seconds for result in results}
    return Measured(seconds=seconds, cpu=cpu, parts=parts, nodes=models)


def _manifest(plan: Plan, variables: dict[str, object]) -> Manifest:
    """What the next day's increment needs to know of this version."""
    return Manifest(
        version="benchmark",
        built_at=LOADED_AT,
        commit="unknown",
        as_of_at=plan.as_of.at,
        as_of_date=plan.as_of.date,
        full_refresh=plan.full_refresh,
        reason=plan.reason,
        base_version=None,
        selection=None,
        fingerprints=plan.fingerprints,
        dbt_vars=variables,
        raw=plan.raw,
        row_counts={},
        nodes=[],
        accounts=[],
        seconds={},
    )
