"""The real project's definitions: complete, in the curated list's words, and reachable."""

from __future__ import annotations

from collections import Counter

import pytest

from almanac.semantic.answer import Answers
from almanac.semantic.catalog import Catalog, field_type

EVERYWHERE = {
    "account_arr",
    "csm",
    "customer",
    "customer_name",
    "industry",
    "plan_status",
    "region",
    "seat_tier",
    "segment",
}
OF_THE_DAY = {
    "adoption_quadrant",
    "adoption_threshold",
    "arr_threshold_usd",
    "customer_arr",
    "health_status",
    "is_active_customer",
}

CUSTOMER_SUCCESS = "customer_success"

CURATED = {
    # name: (unit, tier, domain, valid range, time rule, kind)
    "daily_active_users": ("count", 1, "product", (0, None), "window_1d", "stock"),
    "weekly_active_users": ("count", 2, "product", (0, None), "window_7d", "stock"),
    "monthly_active_users": ("count", 1, "product", (0, None), "window_30d", "stock"),
    "total_event_count": ("count", 1, "product", (0, None), "flow", "flow"),
    "avg_events_per_user": ("ratio", 2, "product", (1, None), "flow", "flow"),
    "ai_tickets_pct": ("percentage", 2, CUSTOMER_SUCCESS, (0, 100), "window_30d", "stock"),
    "effective_ai_adoption_score": ("score", 1, CUSTOMER_SUCCESS, (0, 100), "window_30d", "stock"),
    "customer_health_score": ("score", 1, CUSTOMER_SUCCESS, (0, 100), "stock", "stock"),
    "current_arr": ("currency", 2, "company", (0, None), "stock", "stock"),
    "active_customers": ("count", 1, CUSTOMER_SUCCESS, (0, None), "stock", "stock"),
    "opening_mrr": ("currency", 3, "revenue", (0, None), "stock", "opening"),
    "win_rate": ("percentage", 1, "sales", (0, 100), "flow", "flow"),
    "linear_revenue": ("currency", 1, "marketing", (0, None), "flow", "flow"),
    "mtbf_hours": ("hours", 3, "operations", (0, None), "window_90d", "stock"),
    "open_ticket_backlog": ("count", 1, "support", (0, None), "stock", "stock"),
}
DOMAINS = {
    "customer_success": 46, "sales": 34, "product": 40, "marketing": 50, "revenue": 25, "operations": 20,
    "support": 15, "company": 10,
}  # fmt: skip


@pytest.fixture(scope="module")
def catalog(answers: Answers) -> Catalog:
    with answers.layer() as layer:
        return layer.catalog


def test_every_domain_has_its_metrics(catalog: Catalog) -> None:
    assert Counter(metric.domain for metric in catalog.metrics.values()) == DOMAINS


@pytest.mark.parametrize("name", CURATED)
def test_metrics_as_curated(catalog: Catalog, name: str) -> None:
    metric = catalog.metrics[name]
    limits = (metric.valid_min, metric.valid_max)
    assert (metric.unit, metric.tier, metric.domain, limits, metric.time_rule, metric.kind) == CURATED[name]


def test_dimensions_are_those_that_a_definition_lists(catalog: Catalog) -> None:
    """A listed entity brings its attributes along; what is not listed cannot be asked for."""
    assert set(catalog.metrics["current_arr"].dimensions) == EVERYWHERE | OF_THE_DAY
    product = {"platform", "client", "feature", "feature_name", "feature_category"}
    assert EVERYWHERE <= set(catalog.metrics["daily_active_users"].dimensions) <= EVERYWHERE | product
    assert set(catalog.metrics["quota_amount"].dimensions) == {
        "rep", "rep_name", "rep_department", "region",
    }  # fmt: skip
    assert catalog.metrics["business_health_score"].dimensions == ()


def test_every_entry_is_described(catalog: Catalog) -> None:
    for metric in catalog.metrics.values():
        assert len(metric.description) > 40 and metric.label and metric.owner and metric.time_semantics
        assert metric.needs_source and metric.formula
    for dimension in catalog.dimensions.values():
        assert dimension.label


def test_spellings_are_of_one_entry(catalog: Catalog) -> None:
    for entries in (catalog.metrics, catalog.dimensions):
        spellings = [word for entry in entries.values() for word in (entry.name, *entry.aliases)]
        assert len(spellings) == len(set(spellings))
    assert not set(catalog.metrics) & set(catalog.dimensions), "a column of an answer has one meaning"
    labels = [metric.label for metric in catalog.metrics.values()]
    assert len(labels) == len(set(labels))


def test_counts_are_zero_where_nothing_is(catalog: Catalog) -> None:
    """Whatever adds up is 0 without rows; ratios, scores and means are null."""
    for name, metric in catalog.metrics.items():
        if metric.unit in ("ratio", "score", "percentage"):
            assert metric.fill_with is None, name
        if {"time", "entity"} <= set(metric.additive_over):
            assert metric.fill_with == 0, name


def test_dimensions_of_money_say_so(catalog: Catalog) -> None:
    money = {name for name, dimension in catalog.dimensions.items() if dimension.unit == "currency"}
    assert money == {"account_arr", "arr_threshold_usd", "customer_arr"}


def test_dimensions_know_their_type(catalog: Catalog) -> None:
    types = {name: dimension.type for name, dimension in catalog.dimensions.items()}
    assert types["is_active_customer"] == "boolean"
    assert types["customer_arr"] == "number"
    assert types["industry"] == types["customer"] == "text"


@pytest.mark.parametrize(
    ("engine_type", "ours"),
    [
        ("VARCHAR", "text"),
        ("BIGINT", "integer"),
        ("HUGEINT", "integer"),
        ("INTEGER", "integer"),
        ("UBIGINT", "integer"),
        ("DOUBLE", "number"),
        ("DECIMAL(18,3)", "number"),
        ("DATE", "date"),
        ("TIMESTAMP", "timestamp"),
        ("TIMESTAMP WITH TIME ZONE", "timestamp"),
        ("BOOLEAN", "boolean"),
    ],
)
def test_types_in_our_words(engine_type: str, ours: str) -> None:
    assert field_type(engine_type) == ours
