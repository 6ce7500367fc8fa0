"""One account and its lists: what is told, in which order, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from almanac.semantic.access import EVERYTHING, Viewer
from almanac.semantic.account import Rows, SectionRequest, list_section, show_account
from almanac.semantic.account_search import search_accounts
from almanac.semantic.answer import Answers
from almanac.semantic.request import NotFoundError, parse_as
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from tests.semantic.company import publish_company
from tests.semantic.test_entities import ANA, ENTITIES
from tests.semantic.test_injection import EVIL, EVIL_NAME

ACCOUNTS = ENTITIES + (Path(__file__).parent / "accounts.sql").read_text()


@pytest.fixture(scope="module")
def answers(semantic_manifest: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """The tiny company with what is kept about its accounts."""
    home = Home(tmp_path_factory.mktemp("accounts"))
    publish_company(home, semantic_manifest, change=ACCOUNTS)
    reader = PublishedReader(home)
    yield Answers(reader)
    reader.close()


def listed(answers: Answers, section: str, viewer: Viewer = EVERYTHING, **asked: object) -> Rows:
    return list_section("o1", section, parse_as(SectionRequest, asked), viewer, answers)


def column(rows: Rows, name: str) -> list[object]:
    at = [one.name for one in rows.columns].index(name)
    return [row[at] for row in rows.rows]


def test_scores_come_in_their_order_with_the_parts_that_sum_to_them(answers: Answers) -> None:
    account = show_account("o1", EVERYTHING, answers)
    assert (account.name, account.facts["mrr_usd"]) == ("Alpha", 10000.0)
    assert [score.told["score"] for score in account.scores] == [
        "customer_health_score",
        "effective_ai_adoption_score",
    ]
    for score in account.scores:
        assert score.metric is not None and score.metric.name == score.told["score"]
        assert score.parts and {part["score"] for part in score.parts} == {score.told["score"]}
    assert [flag["flag"] for flag in account.flags] == ["paying_but_idle"]


def test_timeline_begins_with_the_latest_and_counts_each_kind(answers: Answers) -> None:
    rows = listed(answers, "timeline")
    assert column(rows, "kind") == ["ticket_resolved", "mrr_new", "ticket_opened"]
    assert dict(rows.counts) == {"contract": 1, "support": 2}
    narrowed = listed(answers, "timeline", only="support", limit=1)
    assert column(narrowed, "kind") == ["ticket_resolved"]
    assert (narrowed.total_rows, narrowed.limited, dict(narrowed.counts)) == (2, True, dict(rows.counts))
    assert column(listed(answers, "timeline", limit=1, offset=2), "kind") == ["ticket_opened"]


def test_lists_begin_with_what_matters(answers: Answers) -> None:
    assert column(listed(answers, "tickets"), "ticket_id") == ["t2", "t1"]
    assert column(listed(answers, "features"), "feature_id") == ["f2", "f1"]
    assert column(listed(answers, "users"), "user_id") == ["u1", "u2"]
    assert column(listed(answers, "invoices"), "invoice_id") == ["i1"]


def test_somebody_elses_account_is_as_if_it_were_not(answers: Answers) -> None:
    """The same words whether there is none or it is another's: else the difference would tell."""
    refusals = []
    for key in ("o3", "o9"):
        with pytest.raises(NotFoundError) as refused:
            show_account(key, ANA, answers)
        refusals.append(str(refused.value).replace(key, "KEY"))
        with pytest.raises(NotFoundError) as refused:
            list_section(key, "timeline", SectionRequest(), ANA, answers)
        refusals.append(str(refused.value).replace(key, "KEY"))
    assert len(set(refusals)) == 1
    assert show_account("o1", ANA, answers).name == "Alpha"


@pytest.mark.parametrize(
    ("text", "found"),
    [("alpha", "o1"), ("ALP", "o1"), ("aplha", "o1"), ("o4", "o4"), ("żeta", "o6"), (EVIL_NAME, "o5")],
)
def test_search_forgives_slips(answers: Answers, text: str, found: str) -> None:
    assert search_accounts(text, 5, EVERYTHING, answers)[0].id == found


def test_search_finds_own_customers_only(answers: Answers) -> None:
    assert {one.id for one in search_accounts("", 50, ANA, answers)} == {"o1", "o2"}
    assert search_accounts("gamma", 5, ANA, answers) == []
    assert search_accounts("gamma", 5, EVERYTHING, answers) != []


@pytest.mark.parametrize("text", EVIL, ids=ascii)
def test_hostile_text_is_text(answers: Answers, text: str) -> None:
    search_accounts(text, 5, EVERYTHING, answers)
    with pytest.raises(NotFoundError):
        show_account(text, EVERYTHING, answers)
    with pytest.raises(NotFoundError, match="There are: timeline"):
        listed(answers, text)
    assert len(listed(answers, "timeline", only=text).rows) == (0 if text else 3)


def test_a_version_without_the_tables_says_how_to_get_them(
    semantic_manifest: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = Home(tmp_path_factory.mktemp("before"))
    publish_company(home, semantic_manifest, change=ENTITIES)
    reader = PublishedReader(home)
    with pytest.raises(NotFoundError, match="almanac build --full-refresh"):
        show_account("o1", EVERYTHING, Answers(reader))
    reader.close()
