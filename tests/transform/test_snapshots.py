"""Snapshots of the CRM's figures: a row per figure and change, at the as-of of the run."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
import yaml

from almanac.pipeline.build import TRANSFORM_DIR
from tests.transform.by_hand import HandRun, rows_of

pytestmark = pytest.mark.xdist_group("crm")

FIRST = datetime(2024, 3, 1)
LATER = {"as_of_at": "2024-03-02 06:00:00", "as_of_date": "2024-03-01", "loaded_at": "2024-03-02 06:00:00"}
TABLES = {
    "pipeline_kpi_snapshot": "pipeline_kpis",
    "conversion_funnel_snapshot": "conversion_funnel",
    "health_score_snapshot": "health_scores",
}
CONTEXT = {"facility_name", "customer_id", "stage_rank"}
"""Columns beside the figures: a site that gets another name has no other figures."""


@pytest.fixture
def taken(run_by_hand: HandRun, crm_warehouse: Path, tmp_path: Path) -> Path:
    """A copy of the built warehouse, with a first run of the snapshots."""
    database = Path(shutil.copy(crm_warehouse, tmp_path))
    assert run_by_hand.snapshot(database) == []
    return database


def everything(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all snapshots."""
    return {name: rows_of(database, f"select * from snapshots.{name} order by all") for name in TABLES}


def change(database: Path, sql: str) -> None:
    """Change a built table, as another state of the CRM would."""
    with duckdb.connect(str(database)) as connection:
        connection.execute(sql)


def test_the_first_run_keeps_every_row(taken: Path) -> None:
    for snapshot, table in TABLES.items():
        kept = rows_of(
            taken,
            f"select * exclude (dbt_scd_id, dbt_updated_at, dbt_valid_from, dbt_valid_to) "
            f"from snapshots.{snapshot} order by all",
        )
        assert kept == rows_of(taken, f"select * from marts.{table} order by all") != []
        begun = f"select distinct dbt_valid_from, dbt_updated_at, dbt_valid_to from snapshots.{snapshot}"
        assert rows_of(taken, begun) == [(FIRST, FIRST, None)]


def test_a_run_without_change_adds_nothing(run_by_hand: HandRun, taken: Path) -> None:
    """Neither for the same moment nor for a later one, whatever the clock says."""
    before = everything(taken)
    for variables in ({}, LATER):
        assert run_by_hand.snapshot(taken, **variables) == []
        assert everything(taken) == before


def test_a_change_ends_one_row_and_begins_one(run_by_hand: HandRun, taken: Path) -> None:
    """Of the figure that changed; a row that is gone ends; a new name of a site is no change."""
    before = everything(taken)
    ((facility, month, hires),) = rows_of(
        taken, "select facility_id, month, hires from marts.pipeline_kpis order by 1, 2 limit 1"
    )
    change(
        taken,
        f"""update marts.pipeline_kpis set hires = hires + 1
            where facility_id = '{facility}' and month = date '{month}';
        update marts.pipeline_kpis set facility_name = 'another';
        delete from marts.health_scores where facility_id = '{facility}' and month = date '{month}'""",
    )
    assert run_by_hand.snapshot(taken, **LATER) == []
    after = everything(taken)
    assert {name: len(after[name]) - len(before[name]) for name in TABLES} == {
        "pipeline_kpi_snapshot": 1, "conversion_funnel_snapshot": 0, "health_score_snapshot": 0,
    }  # fmt: skip
    then = datetime.fromisoformat(LATER["as_of_at"])
    told = f"where facility_id = '{facility}' and month = date '{month}' order by dbt_valid_from"
    columns = "dbt_valid_from, dbt_valid_to"
    assert rows_of(taken, f"select hires, {columns} from snapshots.pipeline_kpi_snapshot {told}") == [
        (hires, FIRST, then),
        (hires + 1, then, None),
    ]
    assert rows_of(taken, f"select {columns} from snapshots.health_score_snapshot {told}") == [(FIRST, then)]
    open_rows = "select count(*) from snapshots.health_score_snapshot where dbt_valid_to is null"
    assert rows_of(taken, open_rows) == rows_of(taken, "select count(*) from marts.health_scores")


def test_an_earlier_moment_is_refused(run_by_hand: HandRun, taken: Path) -> None:
    """History would end before it begins; nothing is written."""
    change(taken, "update marts.pipeline_kpis set hires = hires + 1")
    before = everything(taken)
    earlier = {**LATER, "as_of_at": "2024-02-15 00:00:00", "as_of_date": "2024-02-14"}
    failed = run_by_hand.snapshot(taken, **earlier)
    assert len(failed) == 3
    assert all("tells until 2024-03-01 00:00:00, later than this run" in message for message in failed)
    assert everything(taken) == before


@pytest.mark.parametrize(("snapshot", "table"), TABLES.items())
def test_every_figure_is_watched(snapshot: str, table: str) -> None:
    """All columns of the table but its key and what stands beside the figures; never when it was built."""
    told = yaml.safe_load((TRANSFORM_DIR / "snapshots/_snapshots.yml").read_text())["snapshots"]
    (config,) = [node["config"] for node in told if node["name"] == snapshot]
    (model,) = yaml.safe_load((TRANSFORM_DIR / f"models/marts/crm/_{table}.yml").read_text())["models"]
    columns = {column["name"] for column in model["columns"]}
    assert set(config["check_cols"]) == columns - set(config["unique_key"]) - CONTEXT - {"_loaded_at"}
