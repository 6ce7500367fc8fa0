"""`GET /api/v1/catalog`: tables and columns with their meaning, lineage, tests and freshness."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from almanac.dashboards.read import read_dashboards
from almanac.quality.catalog import CatalogTable, Neighbours, neighbours, read_tables
from almanac.quality.column_path import ColumnPath, column_path
from almanac.quality.lineage import LineageGraph, read_lineage
from almanac.semantic.catalog import Catalog
from almanac.semantic.request import NotFoundError
from almanac.server.context import Context, InContext, InViewer
from almanac.server.errors import RESPONSES
from almanac.warehouse.versions import Version

router = APIRouter(tags=["catalog"])

State = Literal["passed", "failed", "warned", "not_run"]

_STATES: dict[str, State] = {
    "pass": "passed",
    "success": "passed",
    "warn": "warned",
    "fail": "failed",
    "error": "failed",
}


class CatalogBody(BaseModel):
    """Every table of the published version."""

    version: str
    as_of_date: dt.date
    tables: list[CatalogTable]


class TestBody(BaseModel):
    """One test, and what came of it when the version was built."""

    name: str
    column: str | None
    state: State


class MetricLink(BaseModel):
    """A metric by its name and label."""

    name: str
    label: str


class DashboardLink(BaseModel):
    """A dashboard by its name and title."""

    name: str
    title: str


class TableBody(CatalogTable):
    """One table with all that is known of it."""

    version: str
    rows: int | None = Field(description="null for those who see some rows only, and where nobody counted")
    extracted_until: dt.datetime | None = Field(
        description="the latest extraction; of a model that of the source which is furthest behind"
    )
    lineage: Neighbours | None = Field(description="null where the version keeps none")
    metrics: list[MetricLink]
    dashboards: list[DashboardLink]
    tests_of: list[TestBody]


@router.get("/catalog", responses={503: RESPONSES[503]})
def list_catalog(context: InContext, viewer: InViewer) -> CatalogBody:
    """Every source, model and reference table, with its columns."""
    with context.answers.published() as (layer, snapshot):
        tables = read_tables(snapshot.version.folder, layer.tables)
        return CatalogBody(version=layer.version, as_of_date=layer.as_of_date, tables=list(tables.values()))


@router.get("/catalog/{table}", responses={code: RESPONSES[code] for code in (404, 503)})
def get_table(table: str, context: InContext, viewer: InViewer) -> TableBody:
    """One table: columns and what they are made of, what is made of it, its tests and how fresh it is."""
    with context.answers.published() as (layer, snapshot):
        tables = read_tables(snapshot.version.folder, layer.tables)
        version, catalog = snapshot.version, layer.catalog
        graph = read_lineage(version.folder)
    if table not in tables:
        raise NotFoundError(ascii(table)[:200], "there is no such table", "GET /api/v1/catalog lists them.")
    found = tables[table]
    around = graph and neighbours(graph, table)
    metrics = [name for name in around.metrics if name in catalog.metrics] if around else []
    counts = version.manifest.row_counts if viewer.rules is None else {}
    return TableBody(
        **{name: getattr(found, name) for name in CatalogTable.model_fields},
        version=version.id,
        rows=counts.get(found.relation or ""),
        extracted_until=_extracted_until((table, *(around.sources if around else ())), version),
        lineage=around,
        metrics=[MetricLink(name=name, label=catalog.metrics[name].label) for name in metrics],
        dashboards=dashboards_of(metrics, catalog, context),
        tests_of=_tests(found, version),
    )


@router.get("/catalog/{table}/columns/{column}", responses={code: RESPONSES[code] for code in (404, 503)})
def get_column(table: str, column: str, context: InContext, viewer: InViewer) -> ColumnPath:
    """One column from end to end: source columns, columns of models, metrics and dashboards, with edges."""
    with context.answers.published() as (layer, snapshot):
        tables = read_tables(snapshot.version.folder, layer.tables)
        catalog, graph = layer.catalog, read_lineage(snapshot.version.folder)
    if table not in tables or column not in {one.name for one in tables[table].columns}:
        hint = "GET /api/v1/catalog lists tables and their columns."
        raise NotFoundError(ascii(f"{table}.{column}")[:200], "there is no such column", hint)
    labels = {name: metric.label for name, metric in catalog.metrics.items()}
    known = graph or LineageGraph(sources={}, models={}, metrics={})
    return column_path(known, f"{table}.{column}", labels, _pages(catalog, context))


def _pages(catalog: Catalog, context: Context) -> Mapping[str, list[tuple[str, str]]]:
    """The dashboards that show each metric, by name and title."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    named = {alias: metric.name for metric in catalog.metrics.values() for alias in metric.aliases}
    for file in read_dashboards(context.dashboards):
        if dashboard := file.dashboard:
            for name in sorted({name for tile in dashboard.tiles for name in tile.metrics}):
                found[named.get(name, name)].append((file.name, dashboard.title))
    return found


def dashboards_of(metrics: list[str], catalog: Catalog, context: Context) -> list[DashboardLink]:
    """The dashboards that show one of the metrics."""
    pages = _pages(catalog, context)
    found = {page for name in metrics for page in pages.get(name, ())}
    return [DashboardLink(name=name, title=title) for name, title in sorted(found)]


def _extracted_until(tables: Iterable[str], version: Version) -> dt.datetime | None:
    raw = version.manifest.raw.tables
    known = [raw[name].extracted_until for name in tables if name in raw]
    return min((moment for moment in known if moment), default=None)


def _tests(table: CatalogTable, version: Version) -> list[TestBody]:
    ran = {node.unique_id: _STATES.get(node.status, "not_run") for node in version.manifest.nodes}
    return [
        TestBody(name=test.name, column=test.column, state=ran.get(test.unique_id, "not_run"))
        for test in table.tests
    ]
