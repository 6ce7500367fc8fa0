"""From a metric to the columns of its sources, over a project of three models written by hand."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from almanac.errors import AlmanacError
from almanac.quality.column_path import column_path
from almanac.quality.lineage import LINEAGE_FILE, LineageGraph, metric_lineage, read_lineage
from almanac.quality.lineage_graph import DBT_MANIFEST, SEMANTIC_MANIFEST, lineage_graph, write_lineage

STAGED = """
select id as invoice_id, AMOUNT__C / 100 as amount_usd, paid_at, status
from "warehouse"."raw_shop"."invoice" where not is_deleted
"""
DAYS = """
select invoices.paid_at::date as metric_date, invoices.amount_usd * rates.factor as paid_usd
from "warehouse"."staging"."stg_invoices" as invoices
join "warehouse"."reference"."rates" as rates on rates.status = invoices.status
"""


def manifest(staged: str | None = STAGED, days: str | None = DAYS) -> dict[str, Any]:
    """What dbt tells of a source, a seed and two models."""
    return {
        "sources": {
            "source.shop.shop.invoice": {
                "unique_id": "source.shop.shop.invoice", "database": "warehouse", "schema": "raw_shop",
                "identifier": "invoice",
                "columns": dict.fromkeys(["id", "AMOUNT__C", "paid_at", "status", "is_deleted"]),
            }
        },
        "nodes": {
            "model.shop.paid_days": _node(
                "model", "paid_days", "metrics", days, ["model.shop.stg_invoices", "seed.shop.rates"]
            ),
            "model.shop.stg_invoices": _node(
                "model", "stg_invoices", "staging", staged, ["source.shop.shop.invoice"]
            ),
            "seed.shop.rates": _node("seed", "rates", "reference", None, [], ["status", "factor"]),
            "test.shop.ignored": {"resource_type": "test"},
        },
    }  # fmt: skip


def _node(
    kind: str, name: str, schema: str, sql: str | None, needs: list[str], columns: list[str] | None = None
) -> dict[str, Any]:
    return {
        "unique_id": f"{kind}.shop.{name}", "resource_type": kind, "database": "warehouse",
        "schema": schema, "alias": name, "columns": dict.fromkeys(columns or []), "compiled_code": sql,
        "depends_on": {"nodes": needs},
    }  # fmt: skip


def semantic() -> dict[str, Any]:
    """A sum, a count of rows, a stock, and a ratio of two of them."""
    model = {
        "name": "paid_days", "node_relation": {"alias": "paid_days"},
        "defaults": {"agg_time_dimension": "day"},
        "dimensions": [{"name": "day", "expr": "metric_date"}],
    }  # fmt: skip
    return {
        "semantic_models": [model],
        "metrics": [
            _simple("paid", "2 * paid_usd"),
            _simple("payments", "1"),
            _simple("balance", "paid_usd", stock={"name": "day"}),
            {
                "name": "average_paid",
                "type_params": {"numerator": {"name": "paid"}, "denominator": {"name": "payments"}},
            },
        ],
    }


def _simple(name: str, expr: str, stock: dict[str, str] | None = None) -> dict[str, Any]:
    measured = {"semantic_model": "paid_days", "agg_time_dimension": None, "non_additive_dimension": stock}
    return {"name": name, "type_params": {"expr": expr, "metric_aggregation_params": measured}}


@pytest.fixture
def graph() -> LineageGraph:
    return lineage_graph(manifest(), semantic(), {})


def _sources(graph: LineageGraph, metric: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    found = metric_lineage(graph, metric).sources
    return {one.table: (one.columns, one.row_columns) for one in found}


def test_values_and_days_are_followed_to_the_source(graph: LineageGraph) -> None:
    assert _sources(graph, "paid") == {
        "shop.invoice": (("AMOUNT__C", "paid_at"), ("is_deleted", "status")),
        "rates": (("factor",), ("status",)),
    }


def test_the_day_of_a_stock_is_only_the_calendars(graph: LineageGraph) -> None:
    values, _ = _sources(graph, "balance")["shop.invoice"]
    assert values == ("AMOUNT__C",)


def test_a_count_comes_from_what_decides_the_rows(graph: LineageGraph) -> None:
    values, deciding = _sources(graph, "payments")["shop.invoice"]
    assert values == ("paid_at", "status")
    assert deciding == ("is_deleted",)


def test_a_ratio_has_the_lineage_of_both_sides(graph: LineageGraph) -> None:
    found = metric_lineage(graph, "average_paid")
    assert found.inputs == ("paid", "payments")
    assert [(one.table, one.layer, one.columns) for one in found.measured] == [
        ("paid_days", "metrics", ("metric_date", "paid_usd"))
    ]
    assert [(one.table, one.layer) for one in found.models] == [("stg_invoices", "staging")]
    assert [(one.table, one.layer) for one in found.sources] == [
        ("shop.invoice", "source"), ("rates", "reference"),
    ]  # fmt: skip


PAGES = {"average_paid": [("cash", "Cash")]}


def test_a_source_column_is_followed_to_the_dashboard(graph: LineageGraph) -> None:
    """`paid` is no metric that can be asked for here: the ratio stands behind the column itself."""
    path = column_path(graph, "shop.invoice.AMOUNT__C", {"average_paid": "Average paid"}, PAGES)
    assert [(node.layer, node.id) for node in path.nodes] == [
        ("source", "shop.invoice.AMOUNT__C"),
        ("staging", "stg_invoices.amount_usd"),
        ("metrics", "paid_days.paid_usd"),
        ("metric", "metric:average_paid"),
        ("dashboard", "dashboard:cash"),
    ]
    ids = [node.id for node in path.nodes]
    assert set(path.edges) == set(pairwise(ids))


def test_a_column_is_followed_both_ways_and_to_all_metrics(graph: LineageGraph) -> None:
    labels = {"paid": "Paid", "average_paid": "Average paid", "payments": "Payments"}
    path = column_path(graph, "paid_days.paid_usd", labels, PAGES)
    assert {node.id for node in path.nodes if node.table} == {
        "shop.invoice.AMOUNT__C", "stg_invoices.amount_usd", "rates.factor", "paid_days.paid_usd",
    }  # fmt: skip
    assert ("paid_days.paid_usd", "metric:paid") in path.edges
    assert ("metric:paid", "metric:average_paid") in path.edges
    assert not any("payments" in end for edge in path.edges for end in edge)


def test_a_column_that_nothing_is_made_of_stands_alone(graph: LineageGraph) -> None:
    path = column_path(graph, "shop.invoice.nobody", {}, {})
    assert ([node.id for node in path.nodes], path.edges) == (["shop.invoice.nobody"], [])


def test_an_unknown_metric_has_no_lineage(graph: LineageGraph) -> None:
    found = metric_lineage(graph, "nothing")
    assert (found.measured, found.models, found.sources) == ((), (), ())


def test_sql_that_cannot_be_read_still_leads_to_its_tables() -> None:
    broken = lineage_graph(manifest(days="pivot something odd ("), semantic(), {})
    tables = {one.table for one in metric_lineage(broken, "paid").sources}
    assert tables == {"shop.invoice", "rates"}


def test_a_part_of_the_project_keeps_what_was_known_of_the_rest(graph: LineageGraph) -> None:
    """`almanac build --select stg_invoices` compiles nothing else."""
    part = lineage_graph(manifest(days=None), semantic(), graph.models)
    assert part.models == graph.models


def test_models_are_read_again_only_when_they_changed(graph: LineageGraph) -> None:
    """What is known is taken over as it is: here a lie, which a changed statement would replace."""
    lie = graph.models["paid_days"].model_copy(update={"columns": {"paid_usd": ("stg_invoices.status",)}})
    known = {**graph.models, "paid_days": lie}
    assert lineage_graph(manifest(), semantic(), known).models["paid_days"] == lie
    tomorrow = DAYS + " where invoices.paid_at < timestamp '2025-08-01 00:00:00'"
    assert lineage_graph(manifest(days=tomorrow), semantic(), known).models["paid_days"] != lie


def test_another_day_is_no_change() -> None:
    today, tomorrow = (
        lineage_graph(manifest(days=f"{DAYS} where paid_at < date '{day}'"), semantic(), {})
        for day in ("2025-07-31", "2025-08-01")
    )
    assert today == tomorrow


def test_a_new_column_of_an_input_is_a_change(graph: LineageGraph) -> None:
    """A `*` further on has one column more."""
    other = manifest(staged=STAGED.replace("status\n", "status, is_deleted\n"))
    changed = lineage_graph(other, semantic(), graph.models)
    assert changed.models["paid_days"].digest != graph.models["paid_days"].digest


def test_the_file_of_a_version(tmp_path: Path, graph: LineageGraph) -> None:
    earlier, version = tmp_path / "earlier", tmp_path / "version"
    for folder in (earlier, version):
        folder.mkdir()
        (folder / DBT_MANIFEST).write_text(json.dumps(manifest()))
        (folder / SEMANTIC_MANIFEST).write_text(json.dumps(semantic()))
    assert read_lineage(version) is None
    (earlier / LINEAGE_FILE).write_text("{")
    write_lineage(version, earlier)
    assert read_lineage(version) == graph
    with pytest.raises(AlmanacError, match="cannot be read"):
        read_lineage(earlier)
