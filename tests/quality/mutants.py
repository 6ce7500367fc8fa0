"""Versions with one mistake in a definition, and who notices it."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from almanac.errors import AlmanacError
from almanac.quality import two_ways
from almanac.quality.subject import read_subject
from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.catalog import Metric
from almanac.semantic.layer import SEMANTIC_MANIFEST
from almanac.semantic.request import parse_request
from almanac.warehouse.engine import DATABASE_FILE
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from almanac.warehouse.versions import Version
from tests.quality.answers import HandAnswer, Values, by_version, differences, hand_answers
from tests.quality.broken_identities import broken
from tests.quality.mutations import Mutation

BUILT_BY = "dbt_manifest.json"
"""What dbt wrote of the version, with the SQL of every model."""

Definitions = dict[str, Any]


def definitions(version: Version) -> Definitions:
    """What the version's semantic manifest says."""
    found: Definitions = json.loads((version.folder / SEMANTIC_MANIFEST).read_text())
    return found


def mistaken(manifest: Definitions, part: str, mutation: Mutation) -> Definitions:
    """The manifest with a mistake in one of its `metrics` or `semantic_models`."""
    others = [entry for entry in manifest[part] if entry["name"] != mutation.what]
    (meant,) = (entry for entry in manifest[part] if entry["name"] == mutation.what)
    return manifest | {part: [*others, _wrong(meant, mutation)]}


def _wrong(entry: Definitions, mutation: Mutation) -> Definitions:
    """Only what is computed: labels and descriptions are left alone."""
    told = {name: entry[name] for name in ("type_params", "entities", "dimensions") if name in entry}
    text = json.dumps(told)
    assert mutation.right in text, mutation
    wrong: Definitions = json.loads(text.replace(mutation.right, mutation.wrong))
    return entry | wrong


@contextmanager
def defined_by(version: Version, root: Path, manifest: Definitions) -> Iterator[tuple[Answers, Version]]:
    """The planner on a copy of the version with these definitions."""
    copy = _copy(version, root, [SEMANTIC_MANIFEST])
    (copy.folder / SEMANTIC_MANIFEST).write_text(json.dumps(manifest))
    with _asked(copy) as planner:
        yield planner, copy


@contextmanager
def built_with(version: Version, root: Path, mutation: Mutation) -> Iterator[tuple[Answers, Version]]:
    """The planner on a copy of the version in which a model was built with its mistake."""
    copy = _copy(version, root, [DATABASE_FILE])
    nodes = _nodes(version.folder / BUILT_BY)
    sql = nodes[mutation.what]["compiled_code"]
    assert mutation.right in sql, mutation
    with duckdb.connect(str(copy.database)) as connection:
        _build(connection, nodes[mutation.what], sql.replace(mutation.right, mutation.wrong))
        for name in mutation.then:
            _build(connection, nodes[name], nodes[name]["compiled_code"])
    with _asked(copy) as planner:
        yield planner, copy


def _copy(version: Version, root: Path, own: Collection[str]) -> Version:
    """The version, published in a home at `root`, with some files of its own."""
    folder = root / "versions" / version.id
    folder.mkdir(parents=True)
    for path in version.folder.iterdir():
        if path.name in own:
            shutil.copyfile(path, folder / path.name)
        else:
            (folder / path.name).symlink_to(path)
    (root / "published").symlink_to(folder)
    return Version(folder, version.manifest)


@contextmanager
def _asked(version: Version) -> Iterator[Answers]:
    """The planner of a version for a while; the home is gone afterwards."""
    home = Home(version.folder.parents[1])
    reader = PublishedReader(home)
    yield Answers(reader)
    reader.close()
    shutil.rmtree(home.root)


def _build(connection: duckdb.DuckDBPyConnection, node: Definitions, sql: str) -> None:
    kind = "view" if node["config"]["materialized"] == "view" else "table"
    connection.execute(f"create or replace {kind} {node['relation_name']} as {sql}")


@cache
def _nodes(path: Path) -> dict[str, Definitions]:
    nodes = json.loads(path.read_text())["nodes"].values()
    return {node["name"]: node for node in nodes if node["resource_type"] == "model"}


def touched_by(manifest: Definitions, name: str) -> set[str]:
    """The metric itself and all that are computed from it."""
    found, before = {name}, set[str]()
    while found != before:
        before = found
        found = found | {metric["name"] for metric in manifest["metrics"] if found & _inputs(metric)}
    return found


def _inputs(metric: Definitions) -> set[str]:
    told, meta = metric["type_params"], metric["config"]["meta"]
    both = [told[side] for side in ("numerator", "denominator") if told.get(side)]
    return {part["name"] for part in [*both, *(told.get("metrics") or [])]} | {meta.get("shortcut", "")}


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
    wrong = {
        "answers": any(
            _answers_otherwise(hand_answers()[name], version, planner, told) for name, told in about.items()
        ),
        "range": any(_leaves_its_range(planner, metric) for metric in known),
        "identity": bool(broken(planner, names)),
    }
    return [who for who, notices in wrong.items() if notices]


def _tells_of(answer: HandAnswer) -> set[str]:
    return {*answer.metrics, answer.score or ""}


def _answers_otherwise(answer: HandAnswer, version: Version, planner: Answers, told: Values) -> bool:
    try:
        return bool(differences(by_version(answer, version, planner), told))
    except (AlmanacError, duckdb.Error):
        return True


def _leaves_its_range(planner: Answers, metric: Metric) -> bool:
    low = -math.inf if metric.valid_min is None else metric.valid_min
    high = math.inf if metric.valid_max is None else metric.valid_max
    if (low, high) == (-math.inf, math.inf):
        return False
    question = {"metrics": [metric.name], "time": {"from": "2025-06-27", "grain": "day"}}
    told = [row[-1] for row in planner.ask(parse_request(question), EVERYTHING).rows]
    return any(not low - 1e-9 <= float(str(value)) <= high + 1e-9 for value in told if value is not None)


def ways_that_differ(version: Version) -> list[str]:
    """Metrics of which the planner and the version's long tables do not tell the same."""
    reader = PublishedReader(Home(version.folder.parents[1]))
    with reader.lease() as snapshot:
        results = two_ways.check(read_subject(snapshot))
    reader.close()
    return [result.metric_name for result in results if result.status == "failed"]
