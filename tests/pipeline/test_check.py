"""The numbers are checked before they are published; what is found wrong stays out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb
import pytest

from almanac.config import Settings
from almanac.pipeline.audit import AuditFailed, Checked, FailedNode
from almanac.pipeline.build import build
from almanac.pipeline.failure import last_failure
from almanac.pipeline.request import BuildRequest
from almanac.pipeline.status import status_report
from almanac.warehouse.versions import Version, published_id
from tests.pipeline.conftest import Company
from tests.warehouse.sample import NOW


@dataclass
class Checker:
    """A check that keeps what it was told, writes a table, and finds what it is made to find."""

    failed: Sequence[FailedNode] = ()
    built: list[Sequence[str] | None] = field(default_factory=list)

    def __call__(self, version: Version, built: Sequence[str] | None) -> Checked:
        self.built.append(built)
        with duckdb.connect(str(version.database)) as connection:
            connection.execute("create or replace table metrics.found as select 1 as one")
        return Checked({"passed": 3, "failed": len(self.failed)}, self.failed)


def build_with(company: Company, check: Checker, **request: object) -> Version:
    ask = BuildRequest(**request)  # type: ignore[arg-type]
    settings = Settings(home=company.home.root)
    return build(company.home, settings, ask, now=NOW, transform_dir=company.transform_dir, check=check)


WRONG = FailedNode(name="arpa", kind="two_ways", message="company: 1 of 35 fail: told 4, asked it is 5")


def test_what_fails_a_check_is_not_published(company: Company) -> None:
    before = build_with(company, Checker())
    with pytest.raises(
        AuditFailed, match=r"1 of the build's checks of metrics failed(?s:.*)two_ways arpa"
    ) as error:
        build_with(company, Checker([WRONG]))
    assert f"Version {before.id} is still published" in str(error.value)
    assert published_id(company.home) == before.id
    assert [path.name for path in company.home.versions.iterdir()] == [before.id]
    failure = last_failure(company.home)
    assert failure is not None and failure.nodes == [WRONG]


def test_the_first_faults_are_shown_and_all_are_kept(company: Company) -> None:
    many = [WRONG.model_copy(update={"name": f"metric_{number}"}) for number in range(40)]
    with pytest.raises(
        AuditFailed, match=r"40 of the build's checks(?s:.*)\.\.\. 10 more in last_failure.json"
    ):
        build_with(company, Checker(many))
    failure = last_failure(company.home)
    assert failure is not None and len(failure.nodes) == 40


def test_what_a_check_finds_belongs_to_the_version(company: Company) -> None:
    version = build_with(company, Checker())
    assert version.manifest.checks == {"passed": 3, "failed": 0}
    assert version.manifest.row_counts["metrics.found"] == 1
    assert version.manifest.seconds["check"] >= 0
    assert status_report(company.home, NOW).checks == {"passed": 3, "failed": 0}


def test_a_part_is_checked_as_such(company: Company) -> None:
    """The check is told which models were built: the others are as the published version has them."""
    check = Checker()
    build_with(company, check)
    build_with(company, check, select="by_category")
    everything, part = check.built
    assert everything is None
    assert part is not None and "by_category" in part and "fct_daily" not in part
