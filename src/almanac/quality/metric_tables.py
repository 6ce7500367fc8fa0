"""The columns of the wide tables of metrics, written from the metrics' definitions.

A contract has to name every column of a published table; the metrics are defined in the semantic layer, once.
So the YAML of these tables is generated: `make metric-tables` writes it, a test fails when it is stale, and
dbt refuses a table whose columns differ from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from almanac.config import PROJECT_DIR
from almanac.quality.dbt_project import parsed_manifest
from almanac.semantic.formats import unit_words

METRICS_DIR = PROJECT_DIR / "transform" / "models" / "metrics"
_NOTE = "# Written by `make metric-tables` from the definitions of the metrics: change those.\n"
_KEY = ("metric_date", "entity_type", "entity_id")


@dataclass(frozen=True)
class WideTable:
    """A table of metrics: where it lies, whose metrics it holds, who answers for it."""

    name: str
    folder: str
    domains: tuple[str, ...]
    owner: str
    about: str
    entities: tuple[str, ...] = ("company", "customer")
    base: str | None = None


TABLES = (
    WideTable(
        "metrics_customer_success", "customer_success", ("customer_success",), "customer-success",
        "health, risk, adoption, satisfaction and retention of customers",
    ),
    WideTable(
        "metrics_product_analytics", "product", ("product",), "product-analytics",
        "use of the product: people, events, sessions, features, reliability",
        ("company", "customer", "feature"),
    ),
    WideTable(
        "metrics_engagement", "product", ("product",), "product-analytics",
        "how many people use the product, how often and how long", base="engagement",
    ),
    WideTable(
        "metrics_sales", "sales", ("sales",), "sales-operations",
        "pipeline, deals, quotas and activity of reps", ("company", "rep", "facility"),
    ),
    WideTable(
        "metrics_marketing", "marketing", ("marketing",), "marketing",
        "spend, leads, attribution, web and e-mail of campaigns", ("company", "campaign"),
    ),
    WideTable(
        "metrics_support", "support", ("support",), "customer-success",
        "tickets and service levels",
    ),
    WideTable(
        "metrics_revenue", "revenue", ("revenue", "company"), "finance",
        "recurring revenue, its movements, retention, payments, and the company as a whole",
    ),
    WideTable(
        "metrics_operations", "operations", ("operations",), "operations",
        "devices, locations and facilities", ("company", "customer", "location", "facility"),
    ),
)  # fmt: skip


OVERVIEW = WideTable(
    "metrics_company_overview", ".", (), "executive-leadership",
    "what an executive looks at first, of the whole company",
)  # fmt: skip


def table_files(manifest: Mapping[str, Any]) -> dict[Path, str]:
    """The YAML of each wide table by its file; `manifest` is dbt's, parsed from the project."""
    models = {table: _model(table, _metrics(table, manifest)) for table in TABLES}
    models[OVERVIEW] = _overview(manifest)
    return {
        METRICS_DIR / table.folder / f"_{table.name}.yml": _NOTE + _yaml(model)
        for table, model in models.items()
    }


def _overview(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The overview has the metrics that its SQL names, in that order, one row per day."""
    by_name = {metric["name"]: metric for metric in manifest["metrics"].values()}
    words = re.findall(r"'([a-z0-9_]+)'", (METRICS_DIR / f"{OVERVIEW.name}.sql").read_text())
    metrics = [by_name[word] for word in words if word in by_name]
    return _model(OVERVIEW, metrics) | {
        "description": f"One row per day: {OVERVIEW.about}.",
        "data_tests": [{"reaches_as_of": {"arguments": {"column": "metric_date"}}}],
        "columns": [
            _column("metric_date", "date", "The day that is told (UTC).", ["unique", "not_null"]),
            *(_metric_column(metric) for metric in metrics),
        ],
    }


def _metrics(table: WideTable, manifest: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The public metrics of a table, in the order of their names, as its SQL has them."""
    found = []
    for metric in manifest["metrics"].values():
        meta = metric["config"]["meta"]
        is_public = meta.get("domain") in table.domains and not metric["type_params"].get("is_private")
        if is_public and (table.base is None or meta.get("base") == table.base):
            found.append(metric)
    return sorted(found, key=lambda metric: str(metric["name"]))


def _model(table: WideTable, metrics: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    kinds = ", ".join(table.entities)
    return {
        "name": table.name,
        "description": f"One row per day, kind of entity ({kinds}) and entity: {table.about}."
        " The company is told for all days, single entities for the last ones.",
        "config": {"meta": {"owner": table.owner, "tier": 1}},
        "data_tests": [
            {"unique_combination": {"arguments": {"columns": list(_KEY)}}},
            {"reaches_as_of": {"arguments": {"column": "metric_date"}}},
        ],
        "columns": [
            _column("metric_date", "date", "The day that is told (UTC).", ["not_null"]),
            _column("entity_type", "varchar", f"Kind of entity: {kinds}.", ["not_null"]),
            _column("entity_id", "varchar", "The entity; `company` for the whole.", ["not_null"]),
            _column("entity_name", "varchar", "Its name.", []),
            *(_metric_column(metric) for metric in metrics),
        ],
    }


def _metric_column(metric: Mapping[str, Any]) -> dict[str, Any]:
    unit = unit_words(metric["config"]["meta"]["unit"])
    return _column(metric["name"], "double", f"{metric['label']} ({unit}).", [])


def _column(name: str, data_type: str, description: str, tests: Sequence[object]) -> dict[str, Any]:
    column: dict[str, Any] = {"name": name, "data_type": data_type, "description": description}
    return column | ({"data_tests": list(tests)} if tests else {})


def _yaml(model: Mapping[str, Any]) -> str:
    return yaml.safe_dump({"version": 2, "models": [dict(model)]}, sort_keys=False, width=110)


if __name__ == "__main__":
    for path, text in table_files(parsed_manifest()).items():
        path.write_text(text)
        print(path.relative_to(PROJECT_DIR))
