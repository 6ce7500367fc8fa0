"""Row rules: what a viewer is told, and what nobody may learn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from almanac.config import Access
from almanac.errors import AlmanacError
from almanac.semantic.access import EVERYTHING, AccessError, RowRule, Viewer, bind_rules, viewer_of
from almanac.semantic.answer import Answer, Answers
from almanac.semantic.request import parse_request
from almanac.semantic.rules import check_access, seen_customers
from almanac.warehouse.engine import DATABASE_FILE
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from tests.semantic.company import publish_company

ANA = Viewer("ana", (RowRule("csm", ("Ana",)),))
"""Sees o1 and o2."""

EITHER = Viewer("eve", (RowRule("customer", ("o1",)), RowRule("region", ("apac", "nowhere"))))
"""Sees o1, and o5 and o6 because of their region."""

ACCESS = Access.model_validate(
    {
        "groups": {
            "analysts": {"rows": "all"},
            "csm": {"rows": "own csm"},
            "emea": {"rows": {"region": "emea"}},
            "both": {"rows": {"customer_name": ["Alpha", "Beta"]}},
        },
        "users": {
            "dora": {"groups": ["analysts", "csm"], "csm": "Dora"},
            "ana": {"groups": ["csm"], "csm": "Ana"},
            "erik": {"groups": ["emea", "both"]},
            "nobody": {},
        },
    }
)


def ask(answers: Answers, viewer: Viewer, *metrics: str, **question: Any) -> Answer:
    return answers.ask(parse_request({"metrics": metrics, **question}), viewer)


@pytest.mark.parametrize(
    ("user", "rules"),
    [
        ("dora", None),
        ("ana", (RowRule("csm", ("Ana",)),)),
        ("erik", (RowRule("region", ("emea",)), RowRule("customer_name", ("Alpha", "Beta")))),
        ("nobody", ()),
    ],
)
def test_a_user_has_the_rules_of_every_group(user: str, rules: tuple[RowRule, ...] | None) -> None:
    assert viewer_of(user, ACCESS) == Viewer(user, rules)


def test_a_user_who_left_the_settings_is_refused() -> None:
    with pytest.raises(AccessError, match=r"user eve: is not in almanac\.yml"):
        viewer_of("eve", ACCESS)


def test_rows_of_others_are_not_told(answers: Answers) -> None:
    told = ask(answers, ANA, "current_arr", "active_customers", group_by=["customer"])
    assert told.rows == (("o1", 120_000.0, 1), ("o2", 20_000.0, 1))
    assert told.total_rows == 2


def test_one_of_several_rules_is_enough(answers: Answers) -> None:
    told = ask(answers, EITHER, "current_arr", group_by=["customer"])
    assert told.rows == (("o1", 120_000.0), ("o5", 0.0), ("o6", 0.0))


def test_who_has_no_csm_is_nobodys_customer(answers: Answers) -> None:
    """o4 has no account: null fits no rule, though `!=` keeps rows without a value."""
    everybody = Viewer("all", (RowRule("csm", ("Ana", "Bob")),))
    told = ask(answers, everybody, "total_event_count", group_by=["customer"])
    assert [row[0] for row in told.rows] == ["o1", "o2", "o3", "o5", "o6"]
    not_ana = [{"field": "csm", "op": "!=", "value": "Ana"}]
    assert ask(answers, ANA, "total_event_count", group_by=["customer"], filters=not_ana).rows == ()


def test_a_filter_cannot_reach_beyond_the_rules(answers: Answers) -> None:
    asked: list[dict[str, Any]] = [
        {"op": "=", "value": "o3"},
        {"op": "in", "values": ["o3", "o5"]},
        {"op": "is_not_null"},
    ]
    for one in asked:
        wanted = [{"field": "customer", **one}, {"field": "csm", "op": "=", "value": "Bob"}]
        assert ask(answers, ANA, "current_arr", group_by=["customer"], filters=wanted).rows == ()
        assert ask(answers, ANA, "active_customers", filters=wanted).rows == ((0,),)


def test_values_of_rules_are_bound_and_never_part_of_a_statement(answers: Answers) -> None:
    evil = Viewer("x", (RowRule("csm", ("' or 1=1 --", "{{ 1/0 }}")),))
    told = ask(answers, evil, "total_event_count", group_by=["csm"])
    assert told.rows == () and "1=1" not in told.sql and "1/0" not in told.sql
    assert set(told.parameters.values()) >= {"' or 1=1 --", "{{ 1/0 }}"}


def test_the_cache_knows_who_asks(reader: PublishedReader) -> None:
    answers = Answers(reader)
    sums = [ask(answers, viewer, "current_arr").rows for viewer in (EVERYTHING, ANA, EITHER)]
    again = [ask(answers, viewer, "current_arr") for viewer in (EVERYTHING, ANA, EITHER)]
    assert len(set(sums)) == 3
    assert [told.rows for told in again] == sums
    assert {told.cache for told in again} == {"hit"}
    colleague = Viewer("another name", ANA.rules)
    assert ask(answers, colleague, "current_arr").cache == "hit"


def test_who_is_in_no_group_is_refused(answers: Answers) -> None:
    """A 0 would be a wrong number: there are customers, only none to see."""
    with pytest.raises(AccessError, match="user nobody: is in no group, so sees no rows"):
        ask(answers, viewer_of("nobody", ACCESS), "active_customers")


@pytest.mark.parametrize("metrics", [["deals_won"], ["active_customers", "total_ad_spend"]])
def test_a_metric_that_leads_to_no_customer_is_refused(answers: Answers, metrics: list[str]) -> None:
    with pytest.raises(AccessError, match=f"{metrics[-1]}: is not told by csm"):
        ask(answers, ANA, *metrics)


def test_the_region_of_a_deal_is_not_that_of_a_customer(answers: Answers) -> None:
    """Deals have a region of their own, which may be the seller's: it must not open them."""
    emea = Viewer("erik", (RowRule("region", ("emea",)),))
    with answers.layer() as layer:
        deals = layer.catalog.metric("open_opportunities")
        assert "region" in deals.own
        with pytest.raises(AccessError):
            bind_rules(emea, layer.catalog, [deals])


def test_every_metric_is_refused_or_leads_to_the_customer(answers: Answers) -> None:
    refused = set()
    with answers.layer() as layer:
        for metric in layer.catalog.metrics.values():
            try:
                [rule] = bind_rules(ANA, layer.catalog, [metric]) or ()
                assert rule.dimension.qualified == "customer__csm" in metric.paths
            except AccessError:
                refused.add(metric.name)
                assert "customer" not in metric.dimensions
    assert {"deals_won", "total_ad_spend", "facility_health_score"} < refused


def test_customers_for_statements_by_hand(answers: Answers, company_home: Home) -> None:
    with answers.layer() as layer:
        seen = seen_customers(EITHER, layer)
        assert seen_customers(EVERYTHING, layer) is None
        with pytest.raises(AccessError):
            seen_customers(Viewer("nobody", ()), layer)
    assert seen is not None
    reader = PublishedReader(company_home)
    with reader.lease() as snapshot:
        found = snapshot.cursor.execute(f"select customer from ({seen.sql})", dict(seen.parameters))
        assert sorted(found.fetchall()) == [("o1",), ("o5",), ("o6",)]
    reader.close()


def test_rules_are_checked_before_anybody_asks(answers: Answers, reader: PublishedReader) -> None:
    with answers.layer() as layer, reader.lease() as snapshot:
        warnings = check_access(ACCESS, layer, snapshot.cursor)
        assert warnings == ["user nobody sees no customer"]
        deal = Access.model_validate({"groups": {"g": {"rows": {"stage": "won"}}}})
        with pytest.raises(AlmanacError, match="'stage': is no dimension of customers"):
            check_access(deal, layer, snapshot.cursor)


@pytest.fixture(
    scope="module", params=[(ANA, "('o1', 'o2')"), (EITHER, "('o1', 'o5', 'o6')")], ids=["csm", "or"]
)
def smaller_world(
    request: pytest.FixtureRequest,
    company_home: Home,
    semantic_manifest: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Viewer, Answers]]:
    """A viewer, and a company that has nobody but the customers that the viewer sees."""
    viewer, seen = request.param
    home = Home(tmp_path_factory.mktemp("smaller"))
    publish_company(home, semantic_manifest, change=_deletions(company_home.published, seen))
    reader = PublishedReader(home)
    yield viewer, Answers(reader)
    reader.close()


def _deletions(version: Path, seen: str) -> str:
    with duckdb.connect(str(version / DATABASE_FILE), read_only=True) as warehouse:
        tables = warehouse.execute(
            "select schema_name || '.' || table_name, column_name from duckdb_columns() "
            "join duckdb_tables() using (schema_name, table_name) "
            "where column_name in ('org_id', 'customer_id')"
        ).fetchall()
    assert len(tables) > 3
    return ";".join(f"delete from {table} where {column} not in {seen}" for table, column in tables)


MEASURED = (
    "daily_active_users",
    "weekly_active_users",
    "monthly_active_users",
    "total_event_count",
    "avg_events_per_user",
    "current_arr",
    "active_customers",
    "customer_health_score",
    "effective_ai_adoption_score",
)
"""What the hand-made tables hold."""


def test_a_viewer_is_told_what_would_be_true_without_the_others(
    answers: Answers, smaller_world: tuple[Viewer, Answers]
) -> None:
    """Totals, groups, filled rows, notes, orders and limits: nothing of the others shines through."""
    viewer, world = smaller_world
    compared = 0
    for question in QUESTIONS:
        metrics = [name for name in MEASURED if _takes(world, name, question)]
        alone, told = ask(world, EVERYTHING, *metrics, **question), ask(answers, viewer, *metrics, **question)
        assert (told.rows, told.total_rows, told.notes) == (alone.rows, alone.total_rows, alone.notes)
        compared += len(told.rows) * len(metrics)
    assert compared > 100


def _takes(world: Answers, name: str, question: dict[str, Any]) -> bool:
    with world.layer() as layer:
        fields = [*question.get("group_by", ()), *(one["field"] for one in question.get("filters", ()))]
        return set(fields) <= set(layer.catalog.metric(name).dimensions)


MAY = {"from": "2025-05-20", "to": "2025-06-30"}
QUESTIONS: list[dict[str, Any]] = [
    {},
    {"group_by": ["customer"], "time": MAY},
    {"group_by": ["csm"], "time": MAY | {"grain": "week"}, "compare": "previous_period"},
    {"group_by": ["adoption_quadrant"], "time": {"grain": "month"}},
    {"filters": [{"field": "segment", "op": "!=", "value": "SMB"}], "time": {"grain": "month"}},
]
