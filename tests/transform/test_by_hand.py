"""dbt run by hand in a fresh checkout: a folder is made, other sources are empty, one tag is enough."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from almanac.pipeline.build import TRANSFORM_DIR
from almanac.warehouse.contract import source_contract
from almanac.warehouse.engine import scratch
from tests.transform.by_hand import HandRun, rows_of

crm = pytest.mark.xdist_group("crm")


def test_the_warehouse_lies_below_the_home(tmp_path: Path) -> None:
    """Its folder is made, and nothing beside it."""
    command = [
        str(Path(sys.executable).parent / "dbt"),
        "debug",
        "--quiet",
        "--log-path",
        str(tmp_path / "logs"),
    ]
    places = {"ALMANAC_HOME": str(tmp_path / "home"), "PYTHONPATH": str(TRANSFORM_DIR.parent / "src")}
    done = subprocess.run(command, cwd=TRANSFORM_DIR, env=places, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    made = [path.relative_to(tmp_path) for path in (tmp_path / "home").rglob("*")]
    assert set(map(str, made)) == {"home/dev", "home/dev/warehouse.duckdb"}


@crm
def test_every_source_is_there_with_the_columns_of_its_contract(crm_warehouse: Path) -> None:
    """Empty: the CRM's rows are seeds of their own."""
    with scratch() as connection:
        types = {
            text: str(connection.sql(f"select cast(null as {text})").types[0])
            for table in source_contract(TRANSFORM_DIR).values()
            for text in {column.data_type for column in table.columns}
        }
    found = rows_of(
        crm_warehouse,
        """select table_schema, table_name, list((column_name, data_type) order by ordinal_position)
        from information_schema.columns where table_schema like 'raw%' group by all""",
    )
    expected = {
        (table.schema, table.name): [(column.name, types[column.data_type]) for column in table.columns]
        for table in source_contract(TRANSFORM_DIR).values()
    }
    assert {(schema, name): columns for schema, name, columns in found} == expected
    for schema, name in expected:
        assert rows_of(crm_warehouse, f'select count(*) from "{schema}"."{name}"') == [(0,)]


@crm
def test_what_the_tables_read_carries_their_tag(run_by_hand: HandRun) -> None:
    """`dbt run --select tag:kpi` would fail in an empty warehouse where it did not."""
    nodes = run_by_hand.parsed.nodes
    tagged = {name for name in nodes if name.startswith("model.") and "kpi" in nodes[name].tags}
    read = {
        parent for name in tagged for parent in nodes[name].depends_on_nodes if parent.startswith("model.")
    }
    assert {"model.almanac.health_scores", "model.almanac.stg_leads"} <= tagged
    assert read - tagged == set()
