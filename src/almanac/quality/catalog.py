"""What there is: tables and columns of a version with their meaning, their tests and where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from almanac.quality.lineage import REFERENCE, ROWS, SOURCE, LineageGraph

DBT_MANIFEST = "dbt_manifest.json"
PUBLISHED = ("entities", "marts", "metrics", "reference")
"""Schemas that people read."""

_KINDS = ("model", "seed", "snapshot")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class CatalogColumn(_Frozen):
    """One column and what it tells."""

    name: str
    type: str | None
    description: str


class CatalogTest(_Frozen):
    """One test of a table; its state is told where the version keeps it."""

    name: str
    column: str | None
    unique_id: str = Field(exclude=True)


class CatalogTable(_Frozen):
    """One table: a source, a model or a reference table, named as lineage names it."""

    name: str
    layer: str = Field(description="source, reference, or the schema of a model")
    relation: str | None = Field(description="how SQL calls it; null for what is not in the database")
    description: str
    owner: str | None
    tier: int | None
    columns: tuple[CatalogColumn, ...]
    tests: tuple[CatalogTest, ...] = Field((), exclude=True)


class Neighbours(_Frozen):
    """What a table is made of and what is made of it."""

    reads: tuple[str, ...]
    read_by: tuple[str, ...]
    sources: tuple[str, ...] = Field(description="source and reference tables where it begins")
    metrics: tuple[str, ...] = Field(description="metrics that are measured on it, or on what is made of it")
    columns: Mapping[str, tuple[str, ...]] = Field(description="columns that each column is made of")


def read_tables(folder: Path, in_database: Mapping[str, Mapping[str, str]]) -> Mapping[str, CatalogTable]:
    """All tables of the version in that folder, by name; the database tells what dbt does not describe."""
    path = folder / DBT_MANIFEST
    described = _described(path, path.stat().st_mtime_ns) if path.exists() else {}
    places = {table.relation for table in described.values()}
    bare = [place for place in in_database if place not in places and place.split(".")[0] in PUBLISHED]
    typed = {name: _typed(table, in_database) for name, table in described.items()}
    return typed | {place: _bare(place, in_database[place]) for place in sorted(bare)}


def _typed(table: CatalogTable, in_database: Mapping[str, Mapping[str, str]]) -> CatalogTable:
    """The table with all columns that the database has, in their order."""
    types = in_database.get(table.relation or "")
    if types is None:
        return table.model_copy(update={"relation": None})
    said = {column.name: column.description for column in table.columns}
    columns = tuple(
        CatalogColumn(name=name, type=of, description=said.get(name, "")) for name, of in types.items()
    )
    return table.model_copy(update={"columns": columns})


def _bare(place: str, types: Mapping[str, str]) -> CatalogTable:
    columns = tuple(CatalogColumn(name=name, type=of, description="") for name, of in types.items())
    schema = place.split(".")[0]
    return CatalogTable(
        name=place, layer=schema, relation=place, description="", owner=None, tier=None, columns=columns
    )


@lru_cache(maxsize=2)
def _described(path: Path, _changed: int) -> Mapping[str, CatalogTable]:
    manifest = json.loads(path.read_text())
    tests = _tests(manifest["nodes"].values())
    nodes = [*manifest["sources"].values(), *manifest["nodes"].values()]
    tables = [_table(node, tests) for node in nodes if node["resource_type"] in (SOURCE, *_KINDS)]
    return {table.name: table for table in sorted(tables, key=lambda one: one.name)}


def _table(node: Mapping[str, Any], tests: Mapping[str, list[CatalogTest]]) -> CatalogTable:
    meta = node["config"].get("meta") or {}
    is_source = node["resource_type"] == SOURCE
    columns = [
        CatalogColumn(name=one["name"], type=one["data_type"], description=one["description"])
        for one in node["columns"].values()
    ]
    return CatalogTable(
        name=".".join(node["unique_id"].split(".")[2:]),
        layer=SOURCE if is_source else node["schema"],
        relation=f"{node['schema']}.{node.get('identifier') or node['alias']}",
        description=node["description"],
        owner=meta.get("owner"),
        tier=meta.get("tier"),
        columns=tuple(columns),
        tests=tuple(tests.get(node["unique_id"], ())),
    )


def _tests(nodes: Iterable[Mapping[str, Any]]) -> dict[str, list[CatalogTest]]:
    found: dict[str, list[CatalogTest]] = {}
    for node in nodes:
        if node["resource_type"] == "test":
            told = (node.get("test_metadata") or {}).get("name") or node["name"]
            test = CatalogTest(name=told, column=node.get("column_name"), unique_id=node["unique_id"])
            attached = node.get("attached_node")
            for tested in [attached] if attached else node["depends_on"]["nodes"]:
                found.setdefault(tested, []).append(test)
    return found


def neighbours(graph: LineageGraph, table: str) -> Neighbours:
    """The tables, columns and metrics around a table; nothing where the lineage does not know it."""
    model = graph.models.get(table)
    made_of = {name: parts for name, parts in model.columns.items() if name != ROWS} if model else {}
    below = _all_below(table, graph)
    return Neighbours(
        reads=_reads(table, graph),
        read_by=tuple(sorted(_children(graph).get(table, ()))),
        sources=tuple(
            sorted(
                one
                for one in _all_above(table, graph)
                if one in graph.sources or graph.models[one].layer == REFERENCE
            )
        ),
        metrics=tuple(sorted(_metrics_on({table, *below}, graph))),
        columns=made_of,
    )


def _reads(table: str, graph: LineageGraph) -> tuple[str, ...]:
    model = graph.models.get(table)
    found = {column.rsplit(".", 1)[0] for column in model.reads} if model else set()
    return tuple(sorted(found - {table}))


def _children(graph: LineageGraph) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in graph.models:
        for read in _reads(name, graph):
            found.setdefault(read, set()).add(name)
    return found


def _all_above(table: str, graph: LineageGraph) -> list[str]:
    queue = list(_reads(table, graph))
    for one in queue:
        queue.extend(new for new in _reads(one, graph) if new not in queue)
    return queue


def _all_below(table: str, graph: LineageGraph) -> list[str]:
    children = _children(graph)
    queue = sorted(children.get(table, ()))
    for one in queue:
        queue.extend(sorted(children.get(one, set()) - set(queue)))
    return queue


def _metrics_on(tables: set[str], graph: LineageGraph) -> Iterator[str]:
    """Metrics measured on one of the tables, and those that are computed from them."""
    found = {
        name
        for name, node in graph.metrics.items()
        if any(column.rsplit(".", 1)[0] in tables for column in node.measures)
    }
    while more := {name for name, node in graph.metrics.items() if found & set(node.inputs)} - found:
        found |= more
    yield from found
