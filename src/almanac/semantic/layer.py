"""The semantic layer of one published version: its catalogue, its compiler and its days."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from almanac.errors import AlmanacError
from almanac.semantic.catalog import Catalog, ColumnTypes, Metric, read_catalog
from almanac.semantic.measures import Measures
from almanac.semantic.shortcuts import with_shortcuts
from almanac.warehouse.engine import CATALOG

if TYPE_CHECKING:
    from almanac.semantic.compile import Compiler
    from almanac.warehouse.reader import Snapshot
    from almanac.warehouse.versions import Version

KEPT = 4
"""Versions whose layer is kept ready: the published ones and one that an answer may still read."""

SEMANTIC_MANIFEST = "semantic_manifest.json"
"""What dbt wrote when it built the version; kept beside its database."""

_COLUMN_TYPES = """
select schema_name, table_name, column_name, data_type from duckdb_columns() where database_name = ?
order by schema_name, table_name, column_index
"""


@dataclass(frozen=True)
class TimeSpine:
    """The table of all days, and the first of them."""

    table: str
    column: str
    first_day: dt.date


@dataclass(frozen=True)
class Layer:
    """What is needed to turn a request into a statement for one version."""

    version: str
    as_of_date: dt.date
    missing: Mapping[str, tuple[str, ...]]
    catalog: Catalog
    compiler: Compiler
    measures: Measures
    spine: TimeSpine
    first_days: Mapping[str, dt.date]
    tables: Mapping[str, Mapping[str, str]]
    """Engine types by table and column, in the columns' order."""

    def begins(self, metric: Metric) -> dt.date | None:
        """The first day of which everything that it is measured on tells; None where a table is empty."""
        days = [self.first_days.get(model) for model in metric.models]
        return max((day for day in days if day), default=None) if all(days) else None


class Layers:
    """Layers by version, read once each."""

    def __init__(self) -> None:
        self._layers: OrderedDict[str, Layer] = OrderedDict()
        self._reading = threading.Lock()

    def of(self, snapshot: Snapshot) -> Layer:
        """The layer of the leased version; the lease's clock starts when it is there."""
        with self._reading:
            version = snapshot.version.id
            if version not in self._layers:
                self._layers[version] = read_layer(snapshot)
            self._layers.move_to_end(version)
            while len(self._layers) > KEPT:
                self._layers.popitem(last=False)
            layer = self._layers[version]
        snapshot.start_clock()
        return layer


def read_layer(snapshot: Snapshot) -> Layer:
    """Read the semantic manifest of a version."""
    from almanac.semantic.compile import Compiler  # costs a second of imports: only who asks pays

    version = snapshot.version
    manifest, shortcuts = with_shortcuts(json.loads(_definitions(version)))
    rows = snapshot.cursor.execute(_COLUMN_TYPES, [CATALOG]).fetchall()
    types = {(schema, table, column): data_type for schema, table, column, data_type in rows}
    # All that the engine is asked comes before the compiler: on a busy machine that one can outlast the time
    # which a request has, and a layer that is never whole would never be kept either.
    missing, spine = _read_missing(snapshot), _read_spine(manifest, snapshot)
    first_days = _read_first_days(manifest, snapshot, {(schema, table) for schema, table, _ in types})
    compiler = Compiler(json.dumps(manifest), _dates(types))
    return Layer(
        version=version.id,
        as_of_date=version.manifest.as_of_date,
        missing=missing,
        catalog=read_catalog(manifest, compiler.group_bys, types, shortcuts),
        compiler=compiler,
        measures=Measures(manifest, types),
        spine=spine,
        first_days=first_days,
        tables=_by_table(types),
    )


def _by_table(types: ColumnTypes) -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    for (schema, table, column), engine_type in types.items():
        tables.setdefault(f"{schema}.{table}", {})[column] = engine_type
    return tables


def _definitions(version: Version) -> str:
    try:
        return (version.folder / SEMANTIC_MANIFEST).read_text()
    except OSError as error:
        hint = "Build again with `almanac build --full-refresh`, or return to another version."
        raise AlmanacError(f"version {version.id}", f"has no metrics ({error.strerror})", hint) from None


_MISSING = "select metric_name, missing_sources from metrics.metric_sources where missing_sources is not null"


def _read_missing(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """What metrics need and the company does not have, by metric; the build found it out."""
    rows = snapshot.cursor.execute(_MISSING).fetchall()
    return {name: tuple(missing.split(", ")) for name, missing in rows}


def _read_spine(manifest: Mapping[str, Any], snapshot: Snapshot) -> TimeSpine:
    spine = manifest["project_configuration"]["time_spines"][0]
    table, column = spine["node_relation"]["relation_name"], spine["primary_column"]["name"]
    row = snapshot.cursor.execute(f'select min("{column}")::date from {table}').fetchone()
    if row is None or row[0] is None:
        hint = "Load events and build again."
        raise AlmanacError(snapshot.version.id, "the published version knows no day", hint)
    return TimeSpine(table, column, row[0])


def _dates(types: ColumnTypes) -> frozenset[str]:
    """Columns that are dates in every table that has one of that name."""
    others = {column for (_, _, column), data_type in types.items() if data_type != "DATE"}
    return frozenset(column for _, _, column in types) - others


def _read_first_days(
    manifest: Mapping[str, Any], snapshot: Snapshot, tables: set[tuple[str, str]]
) -> dict[str, dt.date]:
    """The first day of each measured model that has rows."""
    found = {}
    for model in manifest["semantic_models"]:
        place = (model["node_relation"]["schema_name"], model["node_relation"]["alias"])
        day = (model["defaults"] or {}).get("agg_time_dimension")
        if day and place in tables:
            table = model["node_relation"]["relation_name"]
            row = snapshot.cursor.execute(
                f'select min("{_column(model, day)}")::date from {table}'
            ).fetchone()
            if row and row[0]:
                found[model["name"]] = row[0]
    return found


def _column(model: Mapping[str, Any], dimension: str) -> str:
    """The column behind a dimension of a semantic model."""
    own = next(one for one in model["dimensions"] if one["name"] == dimension)
    return str(own["expr"] or dimension)
