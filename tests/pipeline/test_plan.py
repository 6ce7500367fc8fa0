"""Full or incremental: an increment only where it cannot differ from a full build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from almanac.errors import AlmanacError
from almanac.pipeline.plan import AsOf, dbt_vars, fix_as_of, make_plan, plan_selection, why_full
from almanac.pipeline.request import BuildRequest
from almanac.warehouse.contract import source_contract
from almanac.warehouse.home import Home
from almanac.warehouse.manifest import Fingerprints
from almanac.warehouse.raw import inventory
from almanac.warehouse.raw_inventory import RawInventory, RawTable
from almanac.warehouse.versions import Version
from tests.warehouse.sample import NOW, make_version, write_company, write_events, write_raw

SAME = Fingerprints(code="code", policies="policies")
AS_OF = AsOf(datetime(2025, 7, 4, 2, tzinfo=UTC), date(2025, 7, 3))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    write_company(home)
    return home


def raw(home: Home) -> RawInventory:
    return inventory(home, source_contract())


@pytest.fixture
def published(home: Home) -> Version:
    """A version made from the raw files as they are."""
    made = make_version(home)
    return replace(made, manifest=made.manifest.model_copy(update={"raw": raw(home)}))


def test_new_files_that_are_newer_are_an_increment(home: Home, published: Version) -> None:
    write_events(home, "late", (50, "2025-07-01 01:00", "2025-07-04 02:00:00.000001"))
    plan = make_plan(BuildRequest(), raw(home), published, SAME)
    assert (plan.full_refresh, plan.base) == (False, published)
    assert plan.reason == f"continues {published.id} with 1 new raw files"


def test_a_new_file_without_any_extraction_is_an_increment(home: Home, published: Version) -> None:
    columns = source_contract()["app.product_events"].columns
    nulls = ", ".join(f"cast(null as {column.data_type}) as {column.name}" for column in columns)
    write_raw(home, "app.product_events", "nulls", f"select {nulls}")
    assert why_full(published, raw(home), AS_OF, SAME) is None


def change_a_file(home: Home) -> None:
    write_events(home, "date=2025-07-01/events", (10, "2025-07-01 00:00", "2025-07-09 02:00"))


def remove_a_file(home: Home) -> None:
    (home.raw / "app/product_events/date=2025-07-03/events.parquet").unlink()


def add_rows_as_old_as_the_watermark(home: Home) -> None:
    known, newer = (50, "2025-07-01 01:00", "2025-07-04 02:00"), (51, "2025-07-01 01:00", "2025-07-05 02:00")
    write_events(home, "x", known, newer)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (change_a_file, "raw file app/product_events/date=2025-07-01/events.parquet changed"),
        (remove_a_file, "raw file app/product_events/date=2025-07-03/events.parquet is gone"),
        (
            add_rows_as_old_as_the_watermark,
            "new raw file app/product_events/x.parquet holds rows extracted before 2025-07-04 02:00:00",
        ),
    ],
)
def test_files_that_make_a_build_full(
    home: Home, published: Version, change: Callable[[Home], None], reason: str
) -> None:
    change(home)
    assert why_full(published, raw(home), AS_OF, SAME) == reason


@pytest.mark.parametrize(
    ("fingerprints", "as_of", "reason"),
    [
        (Fingerprints(code="new", policies="policies"), AS_OF, "the transform code or its engine changed"),
        (Fingerprints(code="code", policies="new"), AS_OF, "the policies changed"),
        (
            SAME,
            AsOf(datetime(2025, 7, 4, 1, tzinfo=UTC), date(2025, 7, 3)),
            "the as-of goes back from 2025-07-04 02:00 to 2025-07-04 01:00",
        ),
    ],
)
def test_what_else_makes_a_build_full(
    home: Home, published: Version, fingerprints: Fingerprints, as_of: AsOf, reason: str
) -> None:
    assert why_full(published, raw(home), as_of, fingerprints) == reason


def test_an_unchanged_company_is_an_increment(home: Home, published: Version) -> None:
    assert why_full(published, raw(home), AS_OF, SAME) is None


def test_other_missing_sources_make_a_build_full(home: Home, published: Version) -> None:
    found = raw(home)
    appeared = RawInventory(tables={**found.tables, "app.users": found.tables["app.organizations"]})
    assert why_full(published, appeared, AS_OF, SAME) == "tables came: app.users"
    gone = RawInventory(tables={**found.tables, "app.product_events": found.tables["app.users"]})
    assert why_full(published, gone, AS_OF, SAME) == "tables are gone: app.product_events"


def test_without_a_version_a_build_is_full(home: Home) -> None:
    plan = make_plan(BuildRequest(), raw(home), None, SAME)
    assert (plan.full_refresh, plan.base, plan.reason) == (True, None, "nothing is published yet")


def test_a_full_refresh_is_done_when_asked_for(home: Home, published: Version) -> None:
    plan = make_plan(BuildRequest(full_refresh=True), raw(home), published, SAME)
    assert (plan.full_refresh, plan.base, plan.reason) == (True, None, "asked for")


@pytest.mark.parametrize(
    ("latest", "day"),
    [
        ("2025-07-04 02:00", date(2025, 7, 3)),
        ("2025-07-04 00:00", date(2025, 7, 3)),
        ("2025-07-03 23:59:59.999", date(2025, 7, 2)),
    ],
)
def test_the_as_of_is_the_latest_extraction_of_all_tables(home: Home, latest: str, day: date) -> None:
    for path in home.raw_table("app", "product_events").rglob("*.parquet"):
        path.unlink()
    write_events(home, "only", (1, "2025-07-01 01:00", latest))
    as_of = fix_as_of(raw(home), None)
    assert as_of == AsOf(datetime.fromisoformat(latest).replace(tzinfo=UTC), day)


def test_without_an_extraction_a_day_must_be_named() -> None:
    empty = RawInventory(tables={"app.product_events": RawTable()})
    with pytest.raises(AlmanacError, match="--as-of-date"):
        fix_as_of(empty, None)
    assert fix_as_of(empty, date(2025, 7, 31)).at == datetime(2025, 8, 1, tzinfo=UTC)


def test_a_range_after_the_as_of_is_refused(home: Home, published: Version) -> None:
    with pytest.raises(AlmanacError, match="the build ends on 2025-07-03"):
        make_plan(BuildRequest(rebuild_from=date(2025, 7, 4)), raw(home), published, SAME)


OPTIONAL = [name for name, table in source_contract().items() if table.optional]


def test_the_models_of_an_increment_are_told_where_to_continue(home: Home, published: Version) -> None:
    request = BuildRequest(rebuild_from=date(2025, 7, 2))
    plan = make_plan(request, raw(home), published, SAME)
    assert dbt_vars(plan, request, {"late_days": 5}, NOW) == {
        "late_days": 5,
        "as_of_at": "2025-07-04 02:00:00",
        "as_of_date": "2025-07-03",
        "loaded_at": "2025-08-01 03:00:00",
        "previous_as_of_date": "2025-07-03",
        "extracted_after": {
            "app.product_events": "2025-07-04 02:00:00",
            "app.organizations": "2025-07-01 02:00:00",
        },
        "rebuild_from": "2025-07-02",
        "rebuild_to": "2025-07-03",
        "missing_sources": OPTIONAL,
        "crm_source": "raw",
    }


def test_the_models_of_a_full_build_are_told_nothing_of_before(home: Home, published: Version) -> None:
    request = BuildRequest(full_refresh=True, rebuild_from=date(2025, 7, 2))
    variables = dbt_vars(make_plan(request, raw(home), published, SAME), request, {}, NOW)
    before = ("previous_as_of_date", "extracted_after", "rebuild_from", "rebuild_to")
    assert [variables[name] for name in before] == ["", {}, "", ""]


def test_a_selection_keeps_the_moment_and_the_files_of_its_version(home: Home, published: Version) -> None:
    write_events(home, "late", (50, "2025-07-01 01:00", "2025-07-09 02:00"))
    plan = plan_selection(BuildRequest(select="x"), home, published, SAME)
    assert (plan.as_of, plan.raw, plan.base) == (AS_OF, published.manifest.raw, published)
    assert (plan.full_refresh, plan.fingerprints) == (False, SAME)


def test_a_selection_needs_the_files_of_its_version(home: Home, published: Version) -> None:
    (home.raw / "app/product_events/date=2025-07-02/events.parquet").unlink()
    with pytest.raises(AlmanacError, match=r"have changed \(such as app/product_events/date=2025-07-02"):
        plan_selection(BuildRequest(select="x"), home, published, SAME)


def test_a_selection_of_other_code_is_never_continued(home: Home, published: Version) -> None:
    other = Fingerprints(code="other", policies="policies")
    plan = plan_selection(BuildRequest(select="x"), home, published, other)
    assert plan.full_refresh
    assert plan.fingerprints not in (SAME, other)
