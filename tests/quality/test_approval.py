"""Definitions are whole before they are merged, and what is wrong with one is said in a sentence."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from almanac.quality.approval import faults
from tests.semantic import conftest as tiny_company

semantic_manifest = tiny_company.semantic_manifest


def test_every_definition_is_whole(semantic_manifest: str) -> None:
    semantic = json.loads(semantic_manifest)
    assert faults(semantic) == []
    assert sum(not metric["type_params"]["is_private"] for metric in semantic["metrics"]) == 240


META = {
    "unit": "currency", "domain": "sales", "tier": 1, "direction": "up", "status": "approved",
    "owner": "sales-operations", "formula": "sum of amounts", "time_rule": "flow",
    "time_semantics": "All of the period.", "valid_min": 0, "valid_max": None, "aliases": ["bookings"],
}  # fmt: skip


def _metric(name: str, **meta: object) -> dict[str, Any]:
    told = {**copy.deepcopy(META), "aliases": [], **meta}
    return {
        "name": name, "label": told.pop("label", name), "description": "It tells.",
        "type_params": {"is_private": False}, "config": {"meta": told},
    }  # fmt: skip


OTHER = _metric("won_amount", aliases=["bookings"])


def _of(*metrics: dict[str, Any]) -> list[str]:
    return faults({"metrics": [OTHER, *metrics]})


@pytest.mark.parametrize(
    ("meta", "fault"),
    [
        ({"status": "final"}, "status is 'final'; it may be draft, approved, deprecated"),
        ({"unit": "currency_usd"}, "unit is 'currency_usd'; it may be currency, percentage, count"),
        ({"tier": 4}, "tier is 4; it may be 1, 2, 3"),
        ({"owner": ""}, "it has no owner"),
        ({"valid_min": 5, "valid_max": 1}, "its range of 5 to 1 holds nothing"),
        ({"successor": "won_amount"}, "it names a successor or a sunset date, but is not deprecated"),
        ({"status": "deprecated"}, "its successor '' is no metric"),
        ({"status": "deprecated", "successor": "won_amont"}, "its successor 'won_amont' is no metric"),
        ({"status": "deprecated", "successor": "amount"}, "its successor amount is not approved"),
        ({"status": "deprecated", "successor": "won_amount"}, "its sunset_date None is no day"),
        (
            {"status": "deprecated", "successor": "won_amount", "sunset_date": "end of 2026"},
            "its sunset_date 'end of 2026' is no day",
        ),
    ],
)
def test_a_fault_names_the_metric_and_what_would_do(meta: dict[str, object], fault: str) -> None:
    found = _of(_metric("amount", **meta))
    assert any(text.startswith(f"amount: {fault}") for text in found), found


def test_a_metric_that_goes_in_order_has_no_fault() -> None:
    assert _of(_metric("amount", status="deprecated", successor="won_amount", sunset_date="2026-12-31")) == []


def test_names_aliases_and_labels_lead_to_one_metric() -> None:
    found = _of(_metric("amount", label="Won_Amount", aliases=["bookings"]))
    assert found == ["bookings: 2 metrics have this name or alias", "won_amount: 2 metrics have this label"]
