"""What a version says of itself: `manifest.json` beside its database."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from pydantic import Field, ValidationError

from almanac.errors import AlmanacError
from almanac.warehouse.raw_inventory import Frozen, RawInventory

MANIFEST_FILE = "manifest.json"


class NodeResult(Frozen):
    """One model, seed, snapshot or test that a build ran. `failures` counts the rows that a test found."""

    unique_id: str
    name: str
    kind: str
    status: str
    seconds: float
    message: str | None = None
    failures: int | None = None

    @property
    def is_test(self) -> bool:
        """Data tests and unit tests."""
        return self.kind in {"test", "unit_test"}


class Outcome(Frozen):
    """How many raw rows of a source met one fate, such as quarantined for `unknown_user`."""

    outcome: str
    reason: str | None
    rows: int


class Account(Frozen):
    """The conservation account of one source table: every raw row has exactly one outcome."""

    source: str
    raw_rows: int
    outcomes: list[Outcome]

    @property
    def difference(self) -> int:
        """Raw rows without an outcome; 0 where the account balances."""
        return self.raw_rows - sum(outcome.rows for outcome in self.outcomes)


class Fingerprints(Frozen):
    """What the numbers depend on beside the raw data, as hashes."""

    code: str
    policies: str


class Manifest(Frozen):
    """A version's origin and contents; everything that the next build and `almanac status` need to know."""

    version: str
    built_at: datetime
    commit: str
    as_of_at: datetime
    as_of_date: date
    full_refresh: bool
    reason: str
    base_version: str | None
    selection: str | None
    fingerprints: Fingerprints
    dbt_vars: dict[str, object]
    raw: RawInventory
    row_counts: dict[str, int]
    nodes: list[NodeResult]
    accounts: list[Account]
    seconds: dict[str, float]
    checks: dict[str, int] = Field(default_factory=dict)

    @property
    def tests(self) -> list[NodeResult]:
        """The results of the tests that this version passed, or was warned by."""
        return [node for node in self.nodes if node.is_test]


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a version's folder."""
    path = folder / MANIFEST_FILE
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise AlmanacError(
            str(path),
            f"cannot be read ({error})",
            "Return to another version with `almanac publish --rollback ID`, or build with --full-refresh.",
        ) from error
