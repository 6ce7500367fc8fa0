"""Versions with one mistake in a definition, and who notices it."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from almanac.errors import AlmanacError
from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.catalog import Metric
from almanac.semantic.layer import SEMANTIC_MANIFEST
from almanac.semantic.request import parse_request
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from almanac.warehouse.versions import Version
from tests.quality.answers import HandAnswer, Values, by_version, differences, hand_answers
from tests.quality.identities import DAYS, MONTHS, broken
from tests.quality.mutations import Mutation

BUILT_BY = "dbt_manifest.json"
MOST_METRICS = 20
"""That one question may name."""
Definitions = dict[str, Any]


def definitions(version: Version) -> Definitions:
    """What the version's semantic manifest says."""
    found: Definitions = json.loads((version.folder / SEMANTIC_MANIFEST).read_text())
    return found


def mistaken(manifest: Definitions, part: str, mutation: Mutation) -> Definitions:
    """The manifest with a mistake in one of its `metrics` or `semantic_models`."""
    entries = [
        _wrong(entry, mutation) if entry["name"] == mutation.what else entry for entry in manifest[part]
    ]
    assert entries != manifest[part], mutation
    return manifest | {part: entries}


def _wrong(entry: Definitions, mutation: Mutation) -> Definitions:
    """Only what is computed: labels and descriptions are left alone."""
    told = {name: entry[name] for name in ("type_params", "entities", "dimensions") if name in entry}
    text = json.dumps(told)
    assert mutation.right in text, mutation
    wrong: Definitions = json.loads(text.replace(mutation.right, mutation.wrong))
    return entry | wrong


@contextmanager
def asked(version: Version, root: Path, manifest: Definitions | None = None) -> Iterator[Answers]:
    """The planner on a copy of the version, with other definitions where they are given."""
    folder = root / "versions" / version.id
    folder.mkdir(parents=True)
    for path in version.folder.iterdir():
        (folder / path.name).symlink_to(path)
    if manifest:
        (folder / SEMANTIC_MANIFEST).unlink()
        (folder / SEMANTIC_MANIFEST).write_text(json.dumps(manifest))
    (root / "published").symlink_to(folder)
    reader = PublishedReader(Home(root))
    yield Answers(reader)
    reader.close()
    shutil.rmtree(root)


@contextmanager
def asked_of_tables(version: Version, root: Path, mutation: Mutation) -> Iterator[tuple[Answers, Version]]:
    """The planner on a copy of the version in which a model was built with a mistake."""
    copy = Version(root / "built" / version.id, version.manifest)
    shutil.copytree(version.folder, copy.folder)
    rebuild(copy, mutation)
    with asked(copy, root / "asked") as planner:
        yield planner, copy
    shutil.rmtree(copy.folder)


def rebuild(version: Version, mutation: Mutation) -> None:
    """Build a model with its mistake, then the models after it, in the version's own database."""
    nodes = _nodes(version.folder / BUILT_BY)
    sql = nodes[mutation.what]["compiled_code"]
    assert mutation.right in sql, mutation
    with duckdb.connect(str(version.database)) as connection:
        _build(connection, nodes[mutation.what], sql.replace(mutation.right, mutation.wrong))
        for name in mutation.then:
            _build(connection, nodes[name], nodes[name]["compiled_code"])


def _build(connection: duckdb.DuckDBPyConnection, node: Definitions, sql: str) -> None:
    kind = "view" if node["config"]["materialized"] == "view" else "table"
    connection.execute(f"create or replace {kind} {node['relation_name']} as {sql}")


@cache
def _nodes(path: Path) -> dict[str, Definitions]:
    nodes = json.loads(path.read_text())["nodes"].values()
    return {node["name"]: node for node in nodes if node["resource_type"] == "model"}


def touched_by(manifest: Definitions, name: str) -> set[str]:
    """The metric itself and all that are computed from it."""
    found = {name}
    for _ in range(4):
        found |= {metric["name"] for metric in manifest["metrics"] if found & _inputs(metric)}
    return found


def _inputs(metric: Definitions) -> set[str]:
    told = metric["type_params"]
    both = [told[side] for side in ("numerator", "denominator") if told.get(side)]
    return {part["name"] for part in [*both, *(told.get("metrics") or [])]}


def measured_on(planner: Answers, models: set[str]) -> set[str]:
    """The metrics that are measured on any of these tables."""
    with planner.layer() as layer:
        return {name for name, metric in layer.catalog.metrics.items() if models & set(metric.models)}


def catchers(planner: Answers, version: Version, metrics: set[str], expected: dict[str, Values]) -> list[str]:
    """Who notices that these metrics are not what they should be."""
    with planner.layer() as layer:
        known = [layer.catalog.metrics[name] for name in sorted(metrics) if name in layer.catalog.metrics]
    names = {metric.name for metric in known}
    about = {name: told for name, told in expected.items() if names & _tells_of(hand_answers()[name])}
    days = _told_by(planner, sorted(names), DAYS)
    wrong = {
        "answers": any(
            _answers_otherwise(hand_answers()[name], version, planner, told) for name, told in about.items()
        ),
        "range": any(_leaves_its_range(days[metric.name], metric) for metric in known),
        "identity": bool(broken(planner, names)),
    }
    return [who for who, notices in wrong.items() if notices]


_LONG_DAYS = """
select metric_name, metric_date, metric_value from metrics.metrics_unified_domains
where entity_type = 'company' and metric_date between ? and ?
"""
_LONG_MONTHS = """
select metric_name, period_start_date, metric_value from metrics.metric_months
where period_start_date between ? and ?
"""


def ways_that_differ(planner: Answers, version: Version, metrics: set[str]) -> list[str]:
    """Metrics of which the planner and the version's long tables tell different days or months."""
    differing: set[str] = set()
    for time, sql in ((DAYS, _LONG_DAYS), (MONTHS, _LONG_MONTHS)):
        with duckdb.connect(str(version.database), read_only=True) as tables:
            rows = tables.execute(sql, [time["from"], time["to"]]).fetchall()
        told: dict[str, Values] = {name: {} for name in metrics}
        for name, day, value in rows:
            told.get(name, {})[(day,)] = (value,)
        asked_for = _told_by(planner, sorted(metrics), time)
        differing |= {name for name in metrics if differences(told[name], asked_for[name])}
    return sorted(differing)


def _told_by(planner: Answers, metrics: list[str], time: dict[str, str]) -> dict[str, Values]:
    """Values of each metric by day or month, asked for as many at once as one may."""
    told: dict[str, Values] = {}
    for first in range(0, len(metrics), MOST_METRICS):
        names = metrics[first : first + MOST_METRICS]
        rows = planner.ask(parse_request({"metrics": names, "time": time}), EVERYTHING).rows
        told |= {name: {row[:1]: (row[place],) for row in rows} for place, name in enumerate(names, 1)}
    return told


def _tells_of(answer: HandAnswer) -> set[str]:
    return {*answer.metrics, answer.score or ""}


def _answers_otherwise(answer: HandAnswer, version: Version, planner: Answers, told: Values) -> bool:
    try:
        return bool(differences(by_version(answer, version, planner), told))
    except (AlmanacError, duckdb.Error):
        return True


def _leaves_its_range(told: Values, metric: Metric) -> bool:
    low = -math.inf if metric.valid_min is None else metric.valid_min
    high = math.inf if metric.valid_max is None else metric.valid_max
    values = [float(str(value)) for (value,) in told.values() if value is not None]
    return any(not low - 1e-9 <= value <= high + 1e-9 for value in values)
