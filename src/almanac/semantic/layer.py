"""The semantic layer of one published version: its catalogue, its compiler and its days."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from almanac.errors import AlmanacError
from almanac.semantic.catalog import Catalog, read_catalog
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
    missing_sources: frozenset[str]
    catalog: Catalog
    compiler: Compiler
    spine: TimeSpine


class Layers:
    """Layers by version, read once each."""

    def __init__(self) -> None:
        self._layers: OrderedDict[str, Layer] = OrderedDict()
        self._reading = threading.Lock()

    def of(self, snapshot: Snapshot) -> Layer:
        """The layer of the leased version."""
        with self._reading:
            version = snapshot.version.id
            if version not in self._layers:
                self._layers[version] = read_layer(snapshot)
            self._layers.move_to_end(version)
            while len(self._layers) > KEPT:
                self._layers.popitem(last=False)
            return self._layers[version]


def read_layer(snapshot: Snapshot) -> Layer:
    """Read the semantic manifest of a version."""
    from almanac.semantic.compile import Compiler  # costs a second of imports: only who asks pays

    version = snapshot.version
    text = _definitions(version)
    manifest, compiler = json.loads(text), Compiler(text)
    rows = snapshot.cursor.execute(_COLUMN_TYPES, [CATALOG]).fetchall()
    types = {(schema, table, column): data_type for schema, table, column, data_type in rows}
    return Layer(
        version=version.id,
        as_of_date=version.manifest.as_of_date,
        missing_sources=frozenset(version.manifest.raw.missing),
        catalog=read_catalog(manifest, compiler.group_bys, types),
        compiler=compiler,
        spine=_read_spine(manifest, snapshot),
    )


def _definitions(version: Version) -> str:
    try:
        return (version.folder / SEMANTIC_MANIFEST).read_text()
    except OSError as error:
        hint = "Build again with `almanac build --full-refresh`, or return to another version."
        raise AlmanacError(f"version {version.id}", f"has no metrics ({error.strerror})", hint) from None


def _read_spine(manifest: dict, snapshot: Snapshot) -> TimeSpine:  # type: ignore[type-arg]
    spine = manifest["project_configuration"]["time_spines"][0]
    table, column = spine["node_relation"]["relation_name"], spine["primary_column"]["name"]
    row = snapshot.cursor.execute(f'select min("{column}")::date from {table}').fetchone()
    if row is None or row[0] is None:
        hint = "Load events and build again."
        raise AlmanacError(snapshot.version.id, "the published version knows no day", hint)
    return TimeSpine(table, column, row[0])
