"""Write, audit, publish: with a real dbt project and real files."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from almanac.errors import AlmanacError
from almanac.pipeline.failure import last_failure
from almanac.quality.lineage import LineageGraph, read_lineage
from almanac.quality.lineage_graph import write_lineage
from almanac.warehouse.engine import DATABASE_FILE
from almanac.warehouse.versions import Version, publish, published_id
from tests.pipeline.conftest import Company, days, rows
from tests.warehouse.sample import ORGANIZATION, make_version, write_events, write_raw

LATE = ((24, "2025-07-02 05:00", "2025-07-05 02:00"), (40, "2025-07-04 05:00", "2025-07-05 02:00"))


def test_a_build_publishes_what_it_tested(company: Company) -> None:
    version = company.build()
    assert published_id(company.home) == version.id == "20250801T030000Z-1"
    assert days(version) == {1: 1, 2: 2, 3: 3}
    manifest = version.manifest
    assert manifest.as_of_at == datetime(2025, 7, 4, 2, tzinfo=UTC)
    assert manifest.as_of_date == date(2025, 7, 3)
    assert manifest.row_counts == {"marts.fct_daily": 3, "metrics.by_category": 1}
    assert {test.name: test.status for test in manifest.tests} == {
        "a_later_extraction_replaces_the_earlier": "pass",
        "days_are_full": "pass",
        "every_event_has_a_category": "pass",
        "not_null_fct_daily_activity_date": "pass",
        "unique_fct_daily_activity_date": "pass",
    }
    (events, _) = manifest.accounts
    assert (events.source, events.raw_rows, events.difference) == ("app.product_events", 6, 0)
    assert manifest.dbt_vars["missing_sources"] == manifest.raw.missing
    assert {"app.users", "salesforce.account"} <= set(manifest.raw.missing)
    assert manifest.dbt_vars["loaded_at"] == "2025-08-01 03:00:00"
    assert {path.name for path in version.folder.iterdir()} == {
        "warehouse.duckdb",
        "manifest.json",
        "dbt_manifest.json",
        "semantic_manifest.json",
    }


def test_a_build_leaves_the_process_as_it_was(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others may open the file at once; environment and working directory are as before."""
    monkeypatch.setenv("ALMANAC_WAREHOUSE", "mine")
    before = Path.cwd()
    version = company.build()
    assert Path.cwd() == before
    assert os.environ["ALMANAC_WAREHOUSE"] == "mine"
    command = f"import duckdb; duckdb.connect({str(version.database)!r})"
    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0


def test_an_increment_gives_the_rows_of_a_full_build(company: Company) -> None:
    first = company.build()
    write_events(company.home, "late", *LATE)
    second = company.build()
    assert not second.manifest.full_refresh
    assert second.manifest.base_version == first.id
    assert second.manifest.reason == f"continues {first.id} with 1 new raw files"
    assert second.manifest.dbt_vars["extracted_after"] == {
        "app.product_events": "2025-07-04 02:00:00",
        "app.organizations": "2025-07-01 02:00:00",
    }
    assert second.manifest.dbt_vars["previous_as_of_date"] == "2025-07-03"
    full = company.build(full_refresh=True)
    assert full.manifest.full_refresh
    assert full.manifest.dbt_vars["extracted_after"] == {}
    assert days(second) == days(full) == {1: 1, 2: 3, 3: 3, 4: 1}
    # Only the day that changed was written again.
    by_day = "select day(activity_date), _loaded_at from marts.fct_daily"
    written = dict(rows(second, by_day))
    assert written[1] == written[3]
    assert days(first) == {1: 1, 2: 2, 3: 3}


def test_a_range_is_read_again_on_request(company: Company) -> None:
    first = company.build()
    with duckdb.connect(str(first.database)) as connection:
        connection.execute("update marts.fct_daily set event_count = 99")
    second = company.build(rebuild_from=date(2025, 7, 2), rebuild_to=date(2025, 7, 2))
    assert not second.manifest.full_refresh
    assert days(second) == {1: 99, 2: 2, 3: 99}
    third = company.build(rebuild_from=date(2025, 7, 2))
    assert days(third) == {1: 99, 2: 2, 3: 3}


def test_an_as_of_date_tells_the_end_of_that_day(company: Company) -> None:
    company.build()
    back = company.build(as_of_date=date(2025, 7, 2))
    assert days(back) == {1: 1, 2: 2}
    assert back.manifest.as_of_at == datetime(2025, 7, 3, tzinfo=UTC)
    assert "the as-of goes back" in back.manifest.reason
    forth = company.build()
    assert not forth.manifest.full_refresh
    assert days(forth) == {1: 1, 2: 2, 3: 3}


def test_changed_policies_and_code_are_built_from_nothing(company: Company) -> None:
    company.build()
    company.policies = {"smallest_count": 0}
    assert company.build().manifest.reason == "the policies changed"
    company.edit("fct_daily", lambda sql: sql.replace("count(*)", "10 * count(*)"))
    changed = company.build()
    assert changed.manifest.reason == "the transform code or its engine changed"
    assert days(changed) == {1: 10, 2: 20, 3: 30}


def test_a_failed_test_leaves_the_published_version(company: Company) -> None:
    good = publish_by_hand(company)
    company.policies = {"smallest_count": 2}
    with pytest.raises(AlmanacError) as error:
        company.build()
    text = str(error.value)
    assert "test days_are_full: Got 1 result" in text
    assert "activity_date=2025-07-01, event_count=1" in text
    assert f"Version {good} is still published" in text
    assert_untouched(company, good)


def test_a_failed_model_names_what_depends_on_it(company: Company) -> None:
    good = publish_by_hand(company)
    company.edit("fct_daily", lambda sql: sql.replace("activity_date,", "activity_date, no_such_column,", 1))
    with pytest.raises(
        AlmanacError, match=r"(?s)model fct_daily: .*no_such_column.* 3 that depend on them were skipped"
    ):
        company.build()
    assert_untouched(company, good)


def test_what_belongs_into_a_version_beside_its_tables(company: Company) -> None:
    """The lineage of a whole build, and of a part of one, which compiles nothing else."""
    company.finish = (write_lineage,)
    first = lineage_of(company.build())
    assert first.models["fct_daily"].columns["event_count"] == ("stg_events.activity_date",)
    part = lineage_of(company.build(select="by_category"))
    assert part == first


def lineage_of(version: Version) -> LineageGraph:
    """What the version keeps of its lineage."""
    found = read_lineage(version.folder)
    assert found is not None
    return found


def test_what_cannot_be_finished_is_not_published(company: Company) -> None:
    good = publish_by_hand(company)

    def refuse(building: Path, published: Path | None) -> None:
        assert published == company.home.versions / good
        assert (building / DATABASE_FILE).exists()
        raise AlmanacError("the lineage", "cannot be told", "Mend it.")

    company.finish = (refuse,)
    with pytest.raises(AlmanacError, match="cannot be told"):
        company.build()
    assert_untouched(company, good)


def test_an_account_that_does_not_balance_fails(company: Company) -> None:
    good = publish_by_hand(company)
    company.edit("conservation_account", lambda sql: sql.replace("loaded_count as", "loaded_count - 2 as"))
    with pytest.raises(AlmanacError) as error:
        company.build()
    assert (
        "app.product_events: 6 raw rows, but 0 duplicate + 4 loaded + 0 missing_uuid: 2 without an outcome"
        in str(error.value)
    )
    assert_untouched(company, good)


def test_a_project_that_cannot_be_read_is_an_error(company: Company) -> None:
    good = publish_by_hand(company)
    company.edit("fct_daily", lambda sql: sql + "{% if %}")
    with pytest.raises(AlmanacError, match="transform project: dbt cannot run it"):
        company.build()
    assert_untouched(company, good)


def test_bad_raw_data_is_an_error_before_anything_is_built(company: Company) -> None:
    good = publish_by_hand(company)
    write_raw(company.home, "app.organizations", "bad", f"select * exclude (id) from ({ORGANIZATION})")
    with pytest.raises(AlmanacError, match=r"app\.organizations\.id: the column is required"):
        company.build()
    assert_untouched(company, good)


def publish_by_hand(company: Company) -> str:
    """Yesterday's version; the code of the project did not make it."""
    return publish(company.home, make_version(company.home).id).id


def assert_untouched(company: Company, good: str) -> None:
    """The good version is the only one, still published, and the failure is on record."""
    assert published_id(company.home) == good
    assert [path.name for path in company.home.versions.iterdir()] == [good]
    assert last_failure(company.home) is not None


def test_warnings_are_published_and_told(company: Company) -> None:
    rename = "select * replace ('odd' as event) from (" + "select * from read_parquet('{}'))"
    path = write_events(company.home, "odd", (99, "2025-07-03 05:00", "2025-07-04 02:00"))
    write_raw(company.home, "app.product_events", "renamed", rename.format(path))
    path.unlink()
    version = company.build()
    (warned,) = [test for test in version.manifest.tests if test.status == "warn"]
    assert (warned.name, warned.failures) == ("every_event_has_a_category", 1)
    assert any(event.is_warning and "every_event_has_a_category" in event.text for event in company.events)


def test_a_selection_builds_a_part_for_the_same_moment(company: Company) -> None:
    first = company.build()
    write_events(company.home, "late", *LATE)
    part = company.build(select="by_category", full_refresh=True)
    assert part.manifest.selection == "by_category"
    assert part.manifest.as_of_at == first.manifest.as_of_at
    assert part.manifest.raw == first.manifest.raw
    assert rows(part, "select * from metrics.by_category") == [("Issue", 6)]
    assert {test.name for test in part.manifest.tests} == {test.name for test in first.manifest.tests}
    assert len(part.manifest.nodes) == len(first.manifest.nodes)
    assert days(company.build()) == {1: 1, 2: 3, 3: 3, 4: 1}


def test_a_selection_of_changed_code_is_not_continued(company: Company) -> None:
    """Its rows come from two codes, even when the change is taken back."""
    company.build()
    before = company.model("fct_daily").read_text()
    company.edit("fct_daily", lambda sql: sql.replace("count(*)", "10 * count(*)"))
    part = company.build(select="fct_daily")
    assert part.manifest.full_refresh
    assert days(part) == {1: 10, 2: 20, 3: 30}
    company.model("fct_daily").write_text(before)
    whole = company.build()
    assert whole.manifest.full_refresh
    assert days(whole) == {1: 1, 2: 2, 3: 3}


def test_an_unknown_selection_is_an_error(company: Company) -> None:
    good = publish_by_hand(company)
    with pytest.raises(AlmanacError, match="--select nowhere: matches no model"):
        company.build(select="by_category nowhere")
    assert_untouched(company, good)


def test_a_selection_needs_a_published_version(company: Company) -> None:
    with pytest.raises(AlmanacError, match="nothing is published yet"):
        company.build(select="by_category")


def test_old_versions_and_what_killed_builds_left_are_removed(company: Company) -> None:
    old = [make_version(company.home).id for _ in range(4)]
    leftover = company.home.versions / "20250101T000000Z-1.building"
    leftover.mkdir()
    new = company.build().id
    assert sorted(path.name for path in company.home.versions.iterdir()) == [*old[2:], new]
    assert company.said("clean") == [f"removed {leftover.name}, left behind by a build that was killed"]


def test_exposures_and_hooks_are_no_part_of_a_build(company: Company) -> None:
    """dbt reports them like models; nobody waits for them, and they are nothing to warn of."""
    owner = "{name: Sales, email: sales@example.com}"
    exposure = f"{{name: page, type: dashboard, owner: {owner}, depends_on: [ref('fct_daily')]}}"
    (company.transform_dir / "models/_exposures.yml").write_text(f"exposures:\n  - {exposure}\n")
    with (company.transform_dir / "dbt_project.yml").open("a") as project:
        project.write('\non-run-start: "select 1"\n')
    kinds = {node.kind for node in company.build().manifest.nodes}
    assert kinds == {"model", "seed", "test", "unit_test"}
    assert not [event for event in company.events if event.is_warning and "page" in event.text]
