"""The real project's definitions: complete, in the curated list's words, and reachable."""

from __future__ import annotations

import pytest

from almanac.semantic.answer import Answers
from almanac.semantic.catalog import Catalog, field_type

EVERYWHERE = {"csm", "customer", "customer_name", "industry", "plan_status", "region", "seat_tier", "segment"}
OF_THE_DAY = {
    "adoption_quadrant",
    "adoption_threshold",
    "arr_threshold_usd",
    "customer_arr",
    "health_status",
    "is_active_customer",
}

CUSTOMER_SUCCESS, ALL = "customer_success", EVERYWHERE | OF_THE_DAY

CURATED = {
    # name: (unit, tier, domain, valid range, time rule, kind, dimensions)
    "daily_active_users": ("count", 1, "product", (0, None), "window_1d", "stock", EVERYWHERE),
    "weekly_active_users": ("count", 2, "product", (0, None), "window_7d", "stock", EVERYWHERE),
    "monthly_active_users": ("count", 1, "product", (0, None), "window_30d", "stock", EVERYWHERE),
    "total_event_count": ("count", 1, "product", (0, None), "flow", "flow", EVERYWHERE),
    "avg_events_per_user": ("ratio", 2, "product", (1, None), "flow", "flow", EVERYWHERE),
    "ai_tickets_pct": ("percentage", 2, CUSTOMER_SUCCESS, (0, 100), "window_30d", "stock", ALL),
    "effective_ai_adoption_score": ("score", 1, CUSTOMER_SUCCESS, (0, 100), "window_30d", "stock", ALL),
    "customer_health_score": ("score", 1, CUSTOMER_SUCCESS, (0, 100), "stock", "stock", ALL),
    "current_arr": ("currency_usd", 2, "company", (0, None), "stock", "stock", ALL),
    "active_customers": ("count", 1, CUSTOMER_SUCCESS, (0, None), "stock", "stock", ALL),
}


@pytest.fixture(scope="module")
def catalog(answers: Answers) -> Catalog:
    with answers.layer() as layer:
        return layer.catalog


def test_ten_metrics_as_curated(catalog: Catalog) -> None:
    found = {
        name: (m.unit, m.tier, m.domain, (m.valid_min, m.valid_max), m.time_rule, m.kind, set(m.dimensions))
        for name, m in catalog.metrics.items()
    }
    assert found == CURATED


def test_every_entry_is_described(catalog: Catalog) -> None:
    for metric in catalog.metrics.values():
        assert len(metric.description) > 40 and metric.label and metric.owner and metric.time_semantics
        assert metric.needs_source and metric.direction == "up"
    for dimension in catalog.dimensions.values():
        assert dimension.description and dimension.label


def test_spellings_are_of_one_entry(catalog: Catalog) -> None:
    for entries in (catalog.metrics, catalog.dimensions):
        spellings = [word for entry in entries.values() for word in (entry.name, *entry.aliases)]
        assert len(spellings) == len(set(spellings))
    assert not set(catalog.metrics) & set(catalog.dimensions), "a column of an answer has one meaning"
    labels = [metric.label for metric in catalog.metrics.values()]
    assert len(labels) == len(set(labels))


def test_counts_are_zero_where_nothing_is(catalog: Catalog) -> None:
    """Counts and sums without rows are 0; means, ratios and scores are null."""
    filled = {name for name, metric in catalog.metrics.items() if metric.fill_with == 0}
    assert filled == {
        name for name, metric in catalog.metrics.items() if metric.unit in ("count", "currency_usd")
    }


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
