"""`docs/metrics/` says what the definitions say, and its examples work."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from almanac.commands import query
from almanac.config import PROJECT_DIR, Access, Settings
from almanac.quality.dbt_project import compiled_manifests
from almanac.quality.lineage import metric_lineage
from almanac.quality.metric_example import example_of
from almanac.quality.metric_reference import DOMAINS, LINEAGE, Reference, pages, read_reference
from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.plan import plan
from almanac.semantic.request import parse_request
from almanac.semantic.statement import write
from almanac.server.app import create_app
from almanac.warehouse.home import Home
from tests.semantic import conftest as tiny_company
from tests.semantic.company import BUILT_AT

semantic_manifest, company_home = tiny_company.semantic_manifest, tiny_company.company_home
reader, answers = tiny_company.reader, tiny_company.answers


def _without_lineage(text: str) -> str:
    kept, hidden = [], False
    for line in text.splitlines():
        hidden = hidden or line == LINEAGE[0]
        if not hidden:
            kept.append(line)
        hidden = hidden and line != LINEAGE[1]
    return "\n".join(kept)


@pytest.fixture(scope="module")
def reference(semantic_manifest: str) -> Reference:
    return read_reference(semantic_manifest)


def test_the_pages_are_those_that_the_definitions_give(reference: Reference) -> None:
    """After a change of a definition: `make metric-reference`."""
    stale = [
        str(path.relative_to(PROJECT_DIR))
        for path, text in pages(reference).items()
        if not path.exists() or _without_lineage(path.read_text()) != _without_lineage(text)
    ]
    assert stale == []


def test_every_metric_has_one_entry_that_the_index_leads_to(reference: Reference) -> None:
    texts = {path.name: text for path, text in pages(reference).items()}
    for metric in reference.catalog.metrics.values():
        assert texts[f"{metric.domain}.md"].count(f'<a id="{metric.name}"></a>') == 1
        assert texts["README.md"].count(f"({metric.domain}.md#{metric.name})") == 1


def test_every_example_is_a_question(reference: Reference, answers: Answers) -> None:
    with answers.layer() as layer:
        for metric in reference.catalog.metrics.values():
            checked = plan(parse_request(example_of(metric).request), layer, EVERYTHING)
            assert [asked.name for asked in checked.metrics] == [metric.name]


@pytest.mark.long
def test_every_example_has_a_statement(reference: Reference, answers: Answers) -> None:
    with answers.layer() as layer:
        for metric in reference.catalog.metrics.values():
            request = parse_request(example_of(metric).request)
            assert f'as "{metric.name}"' in write(plan(request, layer, EVERYTHING), layer).sql


@pytest.fixture
def client(company_home: Home) -> Iterator[TestClient]:
    app = create_app(company_home, lambda: BUILT_AT, Access(), query_seconds=600)
    with TestClient(app, base_url="http://localhost:8420") as client:
        yield client


@pytest.mark.parametrize("name", ["current_arr", "total_event_count"])
def test_command_and_curl_give_the_same_rows(
    name: str, reference: Reference, company_home: Home, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = example_of(reference.catalog.metric(name))
    monkeypatch.setattr(
        "almanac.config.settings", lambda: Settings.model_validate({"home": company_home.root})
    )
    app = typer.Typer()
    query.register(app)
    program, verb, *arguments = shlex.split(example.command)
    assert (program, verb) == ("almanac", "query")
    told = CliRunner().invoke(app, [*arguments, "--format", "json"], catch_exceptions=False)
    _, _, url, _, header, _, body = shlex.split(example.curl)
    kind, value = header.split(": ")
    answer = client.post(url, content=body, headers={kind: value})
    assert answer.status_code == 200, answer.text
    rows = answer.json()["rows"]
    assert json.loads(told.stdout)["rows"] == rows
    assert any(isinstance(row[-1], int | float) and row[-1] > 0 for row in rows)


@pytest.fixture(scope="module")
def compiled() -> tuple[dict[str, Any], str]:
    """The project with the SQL of its models; half a minute of dbt's time."""
    return compiled_manifests()


@pytest.mark.long
@pytest.mark.xdist_group("compiled")
class TestLineage:
    """What is told from compiled SQL."""

    def test_the_pages_tell_the_lineage_of_the_models(self, compiled: tuple[dict[str, Any], str]) -> None:
        """After a change of a model: `make metric-reference`."""
        manifest, semantic = compiled
        found = pages(read_reference(semantic, manifest))
        stale = [path.name for path, text in found.items() if path.read_text() != text]
        assert stale == []

    def test_every_column_that_is_named_is_there(self, compiled: tuple[dict[str, Any], str]) -> None:
        """The contract of the published layer names the columns that the SQL was read to have."""
        manifest, semantic = compiled
        graph = read_reference(semantic, manifest).graph
        for node in manifest["nodes"].values():
            if node["resource_type"] == "model" and node["config"]["contract"]["enforced"]:
                assert set(graph.models[node["name"]].columns) - {"*"} == set(node["columns"]), node["name"]
        made_of = {
            part for model in graph.models.values() for parts in model.columns.values() for part in parts
        }
        known = {f"{name}.{own}" for name, model in graph.models.items() for own in model.columns}
        known |= {f"{name}.{own}" for name, columns in graph.sources.items() for own in (*columns, "*")}
        assert made_of - known == set()

    def test_every_metric_begins_in_the_sources_that_it_needs(
        self, compiled: tuple[dict[str, Any], str]
    ) -> None:
        """Of what it needs at least one table of a source is behind it, and nothing is behind no source."""
        manifest, semantic = compiled
        reference = read_reference(semantic, manifest)
        for metric in reference.catalog.metrics.values():
            found = metric_lineage(reference.graph, metric.name)
            sources = {one.table for one in found.sources if one.layer == "source"}
            needed = {need for need in metric.needs_source if "." in need}
            assert sources, metric.name
            assert not needed or needed & sources, metric.name

    def test_models_carry_the_tag_of_each_domain_that_they_measure(
        self, compiled: tuple[dict[str, Any], str]
    ) -> None:
        """`almanac build --select tag:sales` builds all that the metrics of sales are measured on."""
        manifest, semantic = compiled
        reference = read_reference(semantic, manifest)
        tags = {
            node["name"]: set(node["tags"])
            for node in manifest["nodes"].values()
            if node["resource_type"] == "model"
        }
        measured = {
            (metric.domain, model) for metric in reference.catalog.metrics.values() for model in metric.models
        }
        assert {domain for domain, _ in measured} == DOMAINS.keys()
        assert [(domain, model) for domain, model in sorted(measured) if domain not in tags[model]] == []
