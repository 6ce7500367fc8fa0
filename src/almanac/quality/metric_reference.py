"""`docs/metrics/`: every metric with its definition, lineage and examples, written from the definitions.

`make metric-reference` writes the pages; a test fails when they are stale.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from almanac.config import PROJECT_DIR
from almanac.quality.dbt_project import compiled_manifests
from almanac.quality.lineage import LineageGraph, MetricLineage, TableColumns, metric_lineage
from almanac.quality.lineage_graph import lineage_graph
from almanac.quality.metric_checks import checks_of
from almanac.quality.metric_example import Example, example_of
from almanac.semantic.catalog import Catalog, Metric, read_catalog
from almanac.semantic.compile import Compiler
from almanac.semantic.formats import unit_words

REFERENCE_DIR = PROJECT_DIR / "docs" / "metrics"
INDEX = "README.md"

DOMAINS = {
    "customer_success": "Customer success",
    "sales": "Sales",
    "product": "Product",
    "marketing": "Marketing",
    "revenue": "Revenue",
    "operations": "Operations",
    "support": "Support",
    "company": "Company",
}
LINEAGE = ("<details>", "</details>")
"""What lies between these lines is told from compiled SQL; all else is in the definitions."""

_NOTE = "<!-- Written by `make metric-reference` from the definitions of the metrics: change those. -->\n"
_LAYERS = ("metrics", "marts", "entities", "intermediate")
"""The models of the layer below, staging, only repeat the sources' tables."""

_DIRECTIONS = {"up": "higher is better", "down": "lower is better", "neutral": "neither is better"}


@dataclass(frozen=True)
class Reference:
    """All that the pages are written from."""

    catalog: Catalog
    expressions: Mapping[str, str]
    graph: LineageGraph
    checks: Mapping[str, Sequence[str]]


def read_reference(semantic: str, manifest: Mapping[str, Any] | None = None) -> Reference:
    """The reference of a project by its semantic manifest; without compiled models it lacks their lineage."""
    raw = json.loads(semantic)
    catalog = read_catalog(raw, Compiler(semantic).group_bys, {})
    return Reference(
        catalog=catalog,
        expressions={metric["name"]: metric["type_params"].get("expr") or "" for metric in raw["metrics"]},
        graph=lineage_graph(manifest or {"sources": {}, "nodes": {}}, raw, {}),
        checks=checks_of(catalog.metrics),
    )


def pages(reference: Reference) -> dict[Path, str]:
    """The text of each page by its file."""
    found = {REFERENCE_DIR / INDEX: _index(reference)}
    for domain, title in DOMAINS.items():
        found[REFERENCE_DIR / f"{domain}.md"] = _page(title, _of(reference, domain), reference)
    return found


def _of(reference: Reference, domain: str) -> list[Metric]:
    """The metrics of a domain, those that matter most first."""
    own = [metric for metric in reference.catalog.metrics.values() if metric.domain == domain]
    return sorted(own, key=lambda metric: (metric.tier, metric.name))


def _index(reference: Reference) -> str:
    counts = {domain: len(_of(reference, domain)) for domain in DOMAINS}
    lines = [_NOTE, "# The metrics", "", _INTRODUCTION.format(count=sum(counts.values())), ""]
    for domain, title in DOMAINS.items():
        lines += [f"## [{title}]({domain}.md)", "", "| metric | unit | tier | what it tells |"]
        lines.append("|---|---|--:|---|")
        lines += [_line(metric) for metric in _of(reference, domain)]
        lines.append("")
    return "\n".join(lines)


def _line(metric: Metric) -> str:
    told = metric.description.split(". ")[0].removesuffix(".")
    link = f"[{metric.label}]({metric.domain}.md#{metric.name})"
    return f"| {link} `{metric.name}` | {unit_words(metric.unit)} | {metric.tier} | {_cell(told)}. |"


def _page(title: str, metrics: Sequence[Metric], reference: Reference) -> str:
    lines = [_NOTE, f"# {title}: {len(metrics)} metrics", "", f"[All metrics]({INDEX})", ""]
    for metric in metrics:
        lines += _section(metric, reference)
    return "\n".join(lines)


def _section(metric: Metric, reference: Reference) -> list[str]:
    rows = [f"| {name} | {_cell(text)} |" for name, text in _rows(metric, reference) if text]
    return [
        f'<a id="{metric.name}"></a>',
        f"## {metric.label}",
        "",
        f"`{metric.name}` · {unit_words(metric.unit)} · tier {metric.tier} · {_DIRECTIONS[metric.direction]}"
        f" · {_status(metric)}",
        "",
        metric.description,
        "",
        "| | |",
        "|---|---|",
        *rows,
        "",
        *_shown(example_of(metric)),
        "",
        *_lineage(metric_lineage(reference.graph, metric.name)),
        "",
    ]


def _rows(metric: Metric, reference: Reference) -> Iterable[tuple[str, str]]:
    yield "Formula", metric.formula or ""
    yield "Time", f"{metric.time_semantics} ({metric.time_rule.replace('_', ' ')})"
    yield "Adds up over", _additive(metric)
    yield "Where nothing is", "0" if metric.fill_with == 0 else "empty"
    yield "Valid", _range(metric)
    yield "Group and filter by", _codes(metric.dimensions)
    yield "Also called", _codes(metric.aliases)
    yield "Owner", metric.owner
    yield "Needs", _codes(metric.needs_source)
    yield "Computed from", _computed(metric, reference)
    yield "Checked by", "<br>".join(reference.checks[metric.name])


def _status(metric: Metric) -> str:
    if metric.status == "deprecated":
        return f"**deprecated**: use `{metric.successor}`, this one goes after {metric.sunset_date}"
    return metric.status


def _additive(metric: Metric) -> str:
    words = {"entity": "entities", "time": "days"}
    return " and ".join(words[one] for one in metric.additive_over) or "nothing"


def _range(metric: Metric) -> str:
    low, high = (None if end is None else f"{end:g}" for end in (metric.valid_min, metric.valid_max))
    if low and high:
        return f"{low} to {high}"
    return f"{low} and more" if low else f"up to {high}" if high else "any number"


def _computed(metric: Metric, reference: Reference) -> str:
    """The metrics behind it, and what is done with them."""
    parts = reference.graph.metrics[metric.name].inputs
    if not parts:
        return ""
    known = reference.catalog.metrics
    named = [
        f"[`{name}`]({known[name].domain}.md#{name})" if name in known else f"`{name}`" for name in parts
    ]
    expression = reference.expressions[metric.name]
    return f"`{expression}` of {', '.join(named)}" if expression else " / ".join(named)


def _lineage(lineage: MetricLineage) -> list[str]:
    begin, end = LINEAGE
    return [
        begin,
        f"<summary>Lineage: {_count(lineage)}</summary>",
        "",
        *(f"- measured on `{one.table}`: {', '.join(one.columns) or 'its rows'}" for one in lineage.measured),
        *_by_layer(lineage.models),
        "",
        "| begins in | values | which rows count |",
        "|---|---|---|",
        *(_origin(one) for one in lineage.sources),
        "",
        end,
    ]


def _count(lineage: MetricLineage) -> str:
    tables, models = len(lineage.sources), len(lineage.models) + len(lineage.measured)
    return f"{tables} table{'s' * (tables != 1)} through {models} model{'s' * (models != 1)}"


def _by_layer(models: Iterable[TableColumns]) -> list[str]:
    layers = {layer: sorted(one.table for one in models if one.layer == layer) for layer in _LAYERS}
    return [f"- {layer}: {_codes(names)}" for layer, names in layers.items() if names]


def _origin(table: TableColumns) -> str:
    return f"| `{table.table}` | {', '.join(table.columns)} | {', '.join(table.row_columns)} |"


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _shown(example: Example) -> list[str]:
    return ["```sh", example.command, example.curl, "```"]


_INTRODUCTION = """\
{count} metrics, each defined once. How they are measured: [metrics](../concepts/metrics.md); how to read
and ask for them: [the guide](../guides/metrics-for-business.md); how one comes and goes:
[approval](../guides/metric-approval.md).

Tier 1 is what the company is steered by, tier 3 what explains it. Every entry has a question to begin with,
on the command line and over the API; where users are configured, the second needs
`-H "Authorization: Bearer $ALMANAC_TOKEN"`. Its lineage ends in source tables, with the columns whose values
are in the number and those that only decide which rows count; it is told for a company that has every source.
In formulas P is the period asked for and d its last day.
`GET /api/v1/metrics/NAME` tells the same of the published version."""


if __name__ == "__main__":
    manifest, semantic = compiled_manifests()
    REFERENCE_DIR.mkdir(exist_ok=True)
    for path, text in pages(read_reference(semantic, manifest)).items():
        path.write_text(text)
        print(path.relative_to(PROJECT_DIR))
