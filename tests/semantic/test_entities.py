"""Entities as they are, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from almanac.semantic.access import EVERYTHING, AccessError, RowRule, Viewer
from almanac.semantic.answer import Answers
from almanac.semantic.entities import Entities, EntitiesRequest, list_entities
from almanac.semantic.entity import Entity, show_entity
from almanac.semantic.request import NotFoundError, RequestError, parse_as
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from tests.semantic.company import publish_company
from tests.semantic.test_injection import EVIL, EVIL_NAME

ENTITIES = (Path(__file__).parent / "entities.sql").read_text()
ANA = Viewer("ana", (RowRule("csm", ("Ana",)),))
"""She looks after o1 and o2; Bob after o3, o5 and o6, and nobody after o4."""


@pytest.fixture(scope="module")
def answers(semantic_manifest: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """The tiny company with its entities."""
    home = Home(tmp_path_factory.mktemp("entities"))
    publish_company(home, semantic_manifest, change=ENTITIES)
    reader = PublishedReader(home)
    yield Answers(reader)
    reader.close()


def listed(answers: Answers, kind: str, viewer: Viewer = EVERYTHING, **asked: Any) -> Entities:
    return list_entities(kind, parse_as(EntitiesRequest, asked), viewer, answers)


def keys(found: Entities) -> list[object]:
    place = [column.name for column in found.columns].index(found.kind.key)
    return [row[place] for row in found.rows]


def shown(answers: Answers, kind: str, key: str, viewer: Viewer = EVERYTHING) -> Entity:
    return show_entity(kind, key, viewer, answers)


def test_all_of_a_kind_by_name(answers: Answers) -> None:
    found = listed(answers, "customers")
    assert keys(found) == ["o1", "o2", "o4", "o3", "o5", "o6"]
    assert (found.total_rows, found.limited, found.offset) == (6, False, 0)
    assert str(found.as_of_date) == "2025-07-18" and found.version and found.elapsed_ms > 0
    assert keys(listed(answers, "Customer")) == keys(found)


def test_pages_say_how_many_there_are_in_all(answers: Answers) -> None:
    pages = [listed(answers, "customers", limit=4, offset=offset) for offset in (0, 4, 8)]
    assert [key for page in pages for key in keys(page)] == keys(listed(answers, "customers"))
    assert [(len(page.rows), page.total_rows, page.limited) for page in pages] == [
        (4, 6, True),
        (2, 6, True),
        (0, 6, True),
    ]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("alp", ["o1"]),
        ("O4", ["o4"]),
        ("żeta", ["o6"]),
        ("%", []),
        ("_", ["o5"]),
        (EVIL_NAME, ["o5"]),
        ("", ["o1", "o2", "o4", "o3", "o5", "o6"]),
    ],
)
def test_search_looks_into_name_and_key(answers: Answers, search: str, found: list[str]) -> None:
    """A percent sign is a percent sign, and capital letters are the same as small ones."""
    assert keys(listed(answers, "customers", search=search)) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"field": "industry", "value": "Retail"}, ["o1", "o2"]),
        ({"field": "industry", "op": "is_null"}, ["o4"]),
        ({"field": "industry", "op": "in", "values": ["Media", "Finance"]}, ["o3", "o5", "o6"]),
        ({"field": "mrr_usd", "op": ">=", "value": "1666.5"}, ["o1", "o2", "o3"]),
        ({"field": "signup_date", "op": ">", "value": "2025-01-01"}, ["o6"]),
        ({"field": "IS_ACTIVE_CUSTOMER", "value": "true"}, ["o1", "o2", "o3"]),
    ],
)
def test_every_column_is_a_filter_of_its_type(
    answers: Answers, wanted: dict[str, Any], found: list[str]
) -> None:
    assert keys(listed(answers, "customers", filters=[wanted])) == found


def test_order_is_total(answers: Answers) -> None:
    assert keys(listed(answers, "customers", order_by=["-mrr_usd"])) == ["o1", "o3", "o2", "o4", "o5", "o6"]
    assert keys(listed(answers, "users", order_by=["event_count"])) == ["u3", "u1", "u2"]


@pytest.mark.parametrize(
    ("kind", "asked", "hint"),
    [
        ("customer_ids", {}, "There are: customers, users"),
        ("customers", {"filters": [{"field": "nope", "value": 1}]}, "There are: customer_id, customer_name"),
        ("customers", {"order_by": ["-nope"]}, "There are: customer_id"),
        ("customers", {"filters": [{"field": "csm", "op": "<", "value": "x"}]}, "Text is compared with ="),
        ("customers", {"filters": [{"field": "mrr_usd", "value": "much"}]}, "such as 12.5"),
        ("customers", {"limit": 1001}, "whole number of rows"),
        ("customers", {"offset": -1}, "from 0"),
        ("subscriptions", {}, "almanac build"),
    ],
)
def test_refusal_says_what_works(answers: Answers, kind: str, asked: dict[str, Any], hint: str) -> None:
    with pytest.raises(RequestError) as refused:
        listed(answers, kind, **asked)
    assert hint in refused.value.next_step


@pytest.mark.parametrize("text", EVIL, ids=ascii)
def test_hostile_text_is_text(answers: Answers, text: str) -> None:
    alone = ["o5"] if text == EVIL_NAME else []
    assert keys(listed(answers, "customers", filters=[{"field": "customer_name", "value": text}])) == alone
    assert len(listed(answers, "customers", search=text).rows) in (0, 1, 6)
    for refused in (lambda: listed(answers, text), lambda: shown(answers, "customers", text)):
        with pytest.raises(NotFoundError) as error:
            refused()
        assert len(str(error.value)) < 1500
    for place in ({"order_by": [text]}, {"filters": [{"field": text, "value": 1}]}):
        with pytest.raises(RequestError):
            listed(answers, "customers", **place)


def test_one_with_what_it_belongs_to_and_what_belongs_to_it(answers: Answers) -> None:
    device = shown(answers, "devices", "d1")
    assert [(one.kind, one.id, one.name) for one in device.parents] == [
        ("customers", "o1", "Alpha"),
        ("locations", "l1", "Berlin Market"),
    ]
    customer = shown(answers, "customers", "o1")
    assert {one.kind: one.count for one in customer.children} == {"users": 2, "locations": 1, "devices": 1}
    assert (customer.name, customer.parents) == ("Alpha", ())
    assert shown(answers, "campaigns", "google_ads:1/a b").history is None


def test_versions_are_the_latest_first_and_counted(answers: Answers) -> None:
    history = shown(answers, "customers", "o1").history
    assert history is not None
    assert (len(history.rows), history.total_rows) == (500, 600)
    assert [row[1] for row in history.rows[:2]] == [600, 599]
    other = shown(answers, "customers", "o2").history
    assert other is not None and (other.rows, other.total_rows) == ((), 0)


def test_only_own_customers_are_seen(answers: Answers) -> None:
    assert keys(listed(answers, "customers", ANA)) == ["o1", "o2"]
    assert listed(answers, "customers", ANA).total_rows == 2
    assert keys(listed(answers, "users", ANA)) == ["u1", "u2"]
    assert keys(listed(answers, "devices", ANA)) == ["d1"]
    assert keys(listed(answers, "customers", ANA, search="gamma")) == []
    assert keys(listed(answers, "customers", ANA, filters=[{"field": "csm", "value": "Bob"}])) == []


def test_somebody_elses_is_as_if_it_were_not(answers: Answers) -> None:
    """The same words whether there is none or it is another's: else the difference would tell."""
    refusals = []
    for key in ("o3", "o9"):
        with pytest.raises(NotFoundError) as refused:
            shown(answers, "customers", key, ANA)
        refusals.append(str(refused.value).replace(key, "KEY"))
    assert refusals[0] == refusals[1]


def test_what_is_no_customers_is_not_shown_to_who_sees_some(answers: Answers) -> None:
    with pytest.raises(NotFoundError, match="You may look at: customers, users, locations, devices"):
        listed(answers, "campaigns", ANA)
    with pytest.raises(NotFoundError):
        shown(answers, "campaigns", "google_ads:1/a b", ANA)
    with pytest.raises(AccessError):
        listed(answers, "customers", Viewer("nobody", ()))


def test_who_else_somebody_works_for_is_not_told(answers: Answers) -> None:
    """Lena works for o3, too, Max came from there, and device d1 stood there: Ana reads nothing of it."""
    for kind, key in (("users", "u1"), ("users", "u2"), ("devices", "d1"), ("customers", "o1")):
        told = repr(shown(answers, kind, key, ANA))
        assert "o3" not in told and "l3" not in told, (kind, key)
    assert "o3" in repr(shown(answers, "users", "u1"))
    history = shown(answers, "users", "u2", ANA).history
    assert history is not None and history.total_rows == 1
    assert '{"role": "viewer"}' in history.rows[0]
