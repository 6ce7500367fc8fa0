"""What is published is described, owned, tested and held to its contract."""

from __future__ import annotations

import json
from typing import Any

import pytest

from almanac.warehouse.home import Home
from almanac.warehouse.versions import Version, published_version
from tests.transform.company import rows

pytestmark = pytest.mark.xdist_group("demo")

KEY_TESTS = {"unique", "unique_combination"}

FIRST_COLUMNS = [
    "org_id", "org_name", "org_domain", "org_created_date", "activity_date", "total_event_count",
    "unique_user_count", "distinct_event_types", "distinct_feature_categories", "top_event_type",
    "top_event_count", "avg_events_per_user", "issue_events", "ai_events", "frontend_events", "kb_events",
    "feature_categories_used", "salesforce_account_name", "industry", "account_segment", "seat_tier",
    "current_arr", "annualrevenue", "is_paying_customer", "_loaded_at",
]  # fmt: skip


@pytest.fixture(scope="module")
def built(demo_home: Home) -> Version:
    """Every model of the project, with its tests in the manifest."""
    version = published_version(demo_home)
    assert version
    return version


@pytest.fixture(scope="module")
def nodes(built: Version) -> list[dict[str, Any]]:
    """Everything in the project, as dbt read it."""
    manifest = json.loads((built.folder / "dbt_manifest.json").read_text())
    return list(manifest["nodes"].values())


@pytest.fixture(scope="module")
def published(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The models that readers see."""
    return [
        n for n in nodes if n["resource_type"] == "model" and n["schema"] in ("marts", "metrics", "entities")
    ]


def test_the_published_models_are_those_in_the_warehouse(
    built: Version, published: list[dict[str, Any]]
) -> None:
    """No table is published that the project does not describe."""
    sql = """select table_schema, table_name from information_schema.tables
        where table_schema in ('marts', 'metrics', 'entities')"""
    assert {(n["schema"], n["name"]) for n in published} == set(rows(built, sql))
    assert len(published) >= 7


def test_models_are_described_and_owned(published: list[dict[str, Any]]) -> None:
    """A sentence, an owner and a tier for each."""
    for node in published:
        meta = node["config"]["meta"]
        assert node["description"].strip(), node["name"]
        assert meta.get("owner"), node["name"]
        assert meta.get("tier") in (1, 2, 3), node["name"]


def test_every_column_is_described_and_typed(built: Version, published: list[dict[str, Any]]) -> None:
    """The columns of the table, all of them, in words."""
    for node in published:
        sql = f"""select column_name from information_schema.columns
            where table_schema = '{node["schema"]}' and table_name = '{node["name"]}'
            order by ordinal_position"""
        columns = node["columns"]
        assert [name for (name,) in rows(built, sql)] == list(columns), node["name"]
        bare = [c["name"] for c in columns.values() if not (c["description"].strip() and c["data_type"])]
        assert bare == [], node["name"]


def test_contracts_are_enforced(published: list[dict[str, Any]]) -> None:
    """A column that changes its name or its type fails the build."""
    assert [n["name"] for n in published if not n["config"]["contract"]["enforced"]] == []


def test_every_model_has_a_key(nodes: list[dict[str, Any]], published: list[dict[str, Any]]) -> None:
    """At least one test of severity error says what identifies a row."""
    keyed = {
        n["attached_node"]
        for n in nodes
        if n["resource_type"] == "test"
        and (n.get("test_metadata") or {}).get("name") in KEY_TESTS
        and n["config"]["severity"].lower() == "error"
    }
    assert [n["name"] for n in published if n["unique_id"] not in keyed] == []


def test_the_org_day_mart_begins_with_the_agreed_columns(built: Version) -> None:
    """These 25, in this order."""
    sql = """select column_name from information_schema.columns where table_schema = 'marts'
        and table_name = 'fct_org_daily_activity' order by ordinal_position limit 25"""
    assert [name for (name,) in rows(built, sql)] == FIRST_COLUMNS
