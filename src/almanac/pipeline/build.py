"""`almanac build`: write a version aside, audit it, publish it. What fails changes nothing for readers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from almanac.config import PROJECT_DIR, Settings
from almanac.connectors.files.land import finish_interrupted
from almanac.errors import AlmanacError
from almanac.pipeline.account import take_account, unaccounted
from almanac.pipeline.audit import AuditFailed, Check, audit, no_check
from almanac.pipeline.copy import clone_file
from almanac.pipeline.dbt_run import DbtCall, run_dbt
from almanac.pipeline.describe import merged_results, row_counts
from almanac.pipeline.events import Event, Listener, silent, timed
from almanac.pipeline.failure import record_failure
from almanac.pipeline.fingerprint import fingerprints_of
from almanac.pipeline.history import carry_history, told_until
from almanac.pipeline.plan import Plan, dbt_vars, make_plan, plan_selection
from almanac.pipeline.request import BuildRequest, check_policies, check_request, project_vars
from almanac.warehouse import versions
from almanac.warehouse.contract import source_contract
from almanac.warehouse.engine import DATABASE_FILE, open_for_writing
from almanac.warehouse.home import Home
from almanac.warehouse.manifest import Account, Manifest, NodeResult
from almanac.warehouse.raw import inventory
from almanac.warehouse.raw_views import create_raw_views
from almanac.warehouse.versions import Version

TRANSFORM_DIR = PROJECT_DIR / "transform"
_ARTIFACTS = {"manifest.json": "dbt_manifest.json", "semantic_manifest.json": "semantic_manifest.json"}

Finish = Callable[[Path, Path | None], None]
"""What else belongs into a version: called with its folder, when all is transformed and audited, and with
that of the published version. What it raises fails the build."""


def build(
    home: Home,
    settings: Settings,
    request: BuildRequest,
    *,
    now: datetime,
    commit: str = "unknown",
    transform_dir: Path = TRANSFORM_DIR,
    on_event: Listener = silent,
    finish: Sequence[Finish] = (),
    check: Check = no_check,
) -> Version:
    """Build, audit and publish a version of everything that is in the raw folder; waits while another writes.

    `check` looks at the numbers when all tests have passed; what it finds wrong is not published either.

    Whatever fails is an AlmanacError, kept for `almanac status`, and leaves the published version in place.
    """
    check_request(request, now)
    check_policies(settings.vars, transform_dir)
    home = Home(home.root.resolve())
    job = _Job(home, settings, request, now, commit, transform_dir.resolve(), on_event, finish, check)
    with job.home.write_lock(lambda holder: job.say("lock", f"waiting: {holder} is writing")):
        finish_interrupted(job.home)
        for name in versions.clean_leftovers(job.home):
            job.say("clean", f"removed {name}, left behind by a build that was killed")
        try:
            return job.run()
        except AlmanacError as error:
            record_failure(job.home, now, error)
            raise
        except (duckdb.Error, OSError) as error:
            failure = AlmanacError(
                "build", str(error), "What is published stands; see to it and build again."
            )
            record_failure(job.home, now, failure)
            raise failure from error


@dataclass
class _Job:
    """One build, from the plan to the published version."""

    home: Home
    settings: Settings
    request: BuildRequest
    now: datetime
    commit: str
    transform_dir: Path
    on_event: Listener
    finish: Sequence[Finish]
    check: Check
    seconds: dict[str, float] = field(default_factory=dict)

    def say(self, step: str, text: str, is_warning: bool = False) -> None:
        self.on_event(Event(step, text, is_warning=is_warning))

    def run(self) -> Version:
        plan = self._plan()
        self._say_plan(plan)
        variables = dbt_vars(plan, self.request, self.settings.vars, self.now)
        building = versions.begin_version(self.home, self.now)
        try:
            nodes = self._transform(plan, variables, building)
            self._finish(building)
            accounts = self._take_account(plan, building)
            manifest = self._manifest(plan, variables, versions.id_of(building), nodes, accounts)
            manifest = self._checked(Version(building, manifest), nodes)
            version = versions.finish_version(self.home, building, manifest)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        self._publish(version)
        return version

    def _plan(self) -> Plan:
        """What to do with what lies in the raw folder."""
        is_part = self.request.select is not None
        # A full refresh also mends a published version whose manifest cannot be read.
        published = (
            versions.published_version(self.home) if is_part or not self.request.full_refresh else None
        )
        fingerprints = fingerprints_of(self.transform_dir, self.settings.vars)
        if is_part:
            return plan_selection(self.request, self.home, published, fingerprints)
        known = published.manifest.raw if published else None
        with timed(self.seconds, "inventory"):
            contract = source_contract(self.transform_dir)
            raw = inventory(self.home, contract, known, project_vars(self.transform_dir, self.settings.vars))
        return make_plan(self.request, raw, published, fingerprints)

    def _say_plan(self, plan: Plan) -> None:
        for name, table in plan.raw.tables.items():
            if table.files:
                self.say("inventory", f"{name}: {table.rows:,} rows in {len(table.files):,} files")
        if plan.raw.missing:
            self.say("inventory", f"not there: {', '.join(plan.raw.missing)}")
        for text in plan.raw.warnings:
            self.say("inventory", text, is_warning=True)
        if plan.as_of.at > self.now:
            self.say("inventory", f"rows were extracted at {plan.as_of.at}, later than now", is_warning=True)
        kind = "full" if plan.full_refresh else "incremental"
        self.say("plan", f"{kind} build as of {plan.as_of.date}: {plan.reason}")

    def _transform(self, plan: Plan, variables: dict[str, object], building: Path) -> list[NodeResult]:
        """Every model built in the building folder, and audited."""
        database = building / DATABASE_FILE
        if plan.base:
            self.say("copy", f"copying {plan.base.id}")
            with timed(self.seconds, "copy"):
                clone_file(plan.base.database, database)
        with open_for_writing(database) as connection:
            create_raw_views(connection, self.home, source_contract(self.transform_dir), plan.raw)
            tells_history = self._carry_history(plan, connection)
        self.say("transform", "reading the dbt project")
        work, select = self.home.root / "dbt", self.request.select
        call = DbtCall(
            self.transform_dir, building, work, variables, plan.full_refresh, select, tells_history
        )
        with timed(self.seconds, "transform"):
            runs = run_dbt(call, self.settings, self.on_event)
        self.say("transform", f"{len(runs)} models, seeds, snapshots and tests ran")
        audit(runs, building, versions.published_id(self.home))
        for source, target in _ARTIFACTS.items():
            shutil.copyfile(work / "target" / source, building / target)
        shutil.rmtree(building / "spill", ignore_errors=True)
        return [run.result for run in runs]

    def _finish(self, building: Path) -> None:
        published = versions.published_id(self.home)
        with timed(self.seconds, "finish"):
            for write in self.finish:
                write(building, self.home.versions / published if published else None)

    def _carry_history(self, plan: Plan, connection: duckdb.DuckDBPyConnection) -> bool:
        """What snapshots have kept, brought into the new file; whether this build may add to it."""
        published = versions.published_id(self.home)
        if plan.base is None and published in versions.version_ids(self.home):
            carried = carry_history(connection, self.home.versions / published / DATABASE_FILE)
            if carried:
                self.say("history", f"{', '.join(carried)} of {published} are continued")
        until = told_until(connection)
        if until is None or until <= plan.as_of.at:
            return True
        text = f"tells until {until:%Y-%m-%d %H:%M}, later than this build: it stays, nothing is added"
        self.say("history", text, is_warning=True)
        return False

    def _take_account(self, plan: Plan, building: Path) -> list[Account]:
        """The conservation accounts of what was built."""
        with timed(self.seconds, "account"), open_for_writing(building / DATABASE_FILE) as connection:
            accounts = take_account(connection, plan.raw)
        for name in unaccounted(accounts, plan.raw):
            self.say("account", f"{name} has no conservation account", is_warning=True)
        raw_rows = sum(account.raw_rows for account in accounts)
        self.say("account", f"each of {raw_rows:,} raw rows has one outcome")
        return accounts

    def _checked(self, version: Version, nodes: list[NodeResult]) -> Manifest:
        """The manifest with what the check found and the rows of every table; an error at any fault."""
        built = [node.name for node in nodes] if self.request.select else None
        self.say("check", "checking the numbers")
        with timed(self.seconds, "check"):
            checked = self.check(version, built)
        if checked.failed:
            failed = list(checked.failed)
            raise AuditFailed(failed, 0, versions.published_id(self.home), "checks of metrics")
        with open_for_writing(version.database) as connection:
            counts = row_counts(connection)
            connection.execute("checkpoint")
        found = {"checks": dict(checked.counts), "row_counts": counts, "seconds": dict(self.seconds)}
        return version.manifest.model_copy(update=found)

    def _manifest(
        self,
        plan: Plan,
        variables: dict[str, object],
        version_id: str,
        nodes: list[NodeResult],
        accounts: list[Account],
    ) -> Manifest:
        carried = plan.base.manifest.nodes if plan.base and self.request.select else []
        return Manifest(
            version=version_id,
            built_at=self.now.astimezone(UTC),
            commit=self.commit,
            as_of_at=plan.as_of.at,
            as_of_date=plan.as_of.date,
            full_refresh=plan.full_refresh,
            reason=plan.reason,
            base_version=plan.base.id if plan.base else None,
            selection=self.request.select,
            fingerprints=plan.fingerprints,
            dbt_vars=variables,
            raw=plan.raw,
            row_counts={},
            nodes=merged_results(nodes, carried),
            accounts=accounts,
            seconds=self.seconds,
        )

    def _publish(self, version: Version) -> None:
        versions.publish(self.home, version.id)
        self.say("publish", f"{version.id} is published")
        for removed in versions.prune(self.home, self.settings.keep_versions):
            self.say("publish", f"{removed} is removed")
