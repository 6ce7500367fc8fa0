"""Limits, order, cache, streams and versions."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from almanac.semantic.access import EVERYTHING
from almanac.semantic.answer import Answers
from almanac.semantic.request import parse_request
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from tests.semantic.company import publish_company
from tests.semantic.test_numbers import METRICS, ask

EVERY_DAY = {"metrics": ["total_event_count"], "group_by": ["customer"], "time": {"grain": "day"}}


def test_limit_is_said_and_counts_all(answers: Answers) -> None:
    cut = ask(answers, **EVERY_DAY, limit=5)
    assert (len(cut.rows), cut.total_rows, cut.limited, cut.limit) == (5, 6 * 79, True, 5)
    whole = ask(answers, **EVERY_DAY)
    assert (len(whole.rows), whole.total_rows, whole.limited, whole.limit) == (6 * 79, 6 * 79, False, 10_000)
    assert whole.rows[:5] == cut.rows


def test_limit_as_large_as_the_answer_cuts_nothing(answers: Answers) -> None:
    assert not ask(answers, **EVERY_DAY, limit=6 * 79).limited


@pytest.mark.parametrize(
    ("order_by", "customers"),
    [
        ([], ["o1", "o2", "o3", "o4", "o5", "o6"]),
        (["-current_arr"], ["o1", "o3", "o2", "o4", "o5", "o6"]),
        (["current_arr", "-customer"], ["o6", "o5", "o4", "o2", "o3", "o1"]),
        (["-effective_ai_adoption_score"], ["o3", "o2", "o1", "o4", "o5", "o6"]),
        (["effective_ai_adoption_score"], ["o1", "o2", "o3", "o4", "o5", "o6"]),
        (["org_id"], ["o1", "o2", "o3", "o4", "o5", "o6"]),
    ],
)
def test_order_ends_with_the_keys_and_nulls(
    answers: Answers, order_by: list[str], customers: list[str]
) -> None:
    """What is missing comes last either way; equal values are in the order of the customers."""
    metrics = ["current_arr", "effective_ai_adoption_score"]
    answer = ask(answers, metrics=metrics, group_by=["customer"], order_by=order_by)
    assert [row[0] for row in answer.rows] == customers


def test_first_rows_are_those_of_the_order(answers: Answers) -> None:
    answer = ask(answers, metrics=["current_arr"], group_by=["customer"], order_by=["-current_arr"], limit=2)
    assert answer.rows == (("o1", 120000.0), ("o3", 95000.5))


def test_columns_say_what_they_hold(answers: Answers) -> None:
    metrics = ["current_arr", "dau", "ai_tickets_pct"]
    answer = ask(answers, metrics=metrics, group_by=["segment"], time={"grain": "week"})
    columns = [(column.name, column.role, column.type, column.unit) for column in answer.columns]
    assert columns == [
        ("week", "time", "date", None),
        ("segment", "dimension", "text", None),
        ("current_arr", "metric", "number", "currency"),
        ("daily_active_users", "metric", "integer", "count"),
        ("ai_tickets_pct", "metric", "number", "percentage"),
    ]


def test_same_question_twice_is_computed_once(reader: PublishedReader) -> None:
    answers = Answers(reader)
    first, second = ask(answers, metrics=["dau"]), ask(answers, metrics=["dau"])
    assert (first.cache, second.cache) == ("miss", "hit")
    assert first.rows == second.rows
    assert ask(answers, metrics=["dau"], time={"to": "2025-07-17"}).cache == "miss"


def test_one_and_true_are_two_questions(reader: PublishedReader) -> None:
    """In Python 1 == True: a cache keyed by values would answer one for the other."""
    answers = Answers(reader)
    active = {"field": "is_active_customer", "value": True}
    assert ask(answers, metrics=["active_customers"], filters=[active]).rows == ((3,),)
    with pytest.raises(Exception, match="is not true or false"):
        ask(answers, metrics=["active_customers"], filters=[active | {"value": 1}])


def test_stream_has_all_rows_in_the_same_order(answers: Answers) -> None:
    request = parse_request(EVERY_DAY | {"order_by": ["-total_event_count"]})
    with answers.stream(request, EVERYTHING) as stream:
        rows = tuple(stream.rows)
    assert rows == answers.ask(request, EVERYTHING).rows


def test_stream_keeps_to_a_limit_that_was_asked(answers: Answers) -> None:
    with answers.stream(parse_request(EVERY_DAY | {"limit": 7}), EVERYTHING) as stream:
        assert len(list(stream.rows)) == 7


def test_next_answer_is_of_the_next_version(semantic_manifest: str, empty_home: Home) -> None:
    """A version that is published between two questions is not answered from the cache of the last one."""
    first = publish_company(empty_home, semantic_manifest)
    reader = PublishedReader(empty_home)
    answers = Answers(reader)
    before = ask(answers, metrics=["total_event_count"])
    gone = "delete from marts.fct_org_daily_activity where org_id = 'o1'"
    second = publish_company(empty_home, semantic_manifest, change=gone)
    after = ask(answers, metrics=["total_event_count"])
    reader.close()
    assert (before.version, after.version) == (first.id, second.id)
    assert after.cache == "miss"
    by_customer = {"o1": 328, "all": 784}
    assert (before.rows, after.rows) == (((784,),), ((784 - by_customer["o1"],),))


def test_stream_stays_with_its_version(semantic_manifest: str, empty_home: Home) -> None:
    publish_company(empty_home, semantic_manifest)
    reader = PublishedReader(empty_home)
    answers = Answers(reader)
    request = parse_request(EVERY_DAY)
    with answers.stream(request, EVERYTHING) as stream:
        first = next(stream.rows)
        publish_company(empty_home, semantic_manifest, change="delete from marts.fct_org_daily_activity")
        assert set(ask(answers, metrics=["total_event_count"]).rows) == {(0,)}
        rows = [first, *stream.rows]
    reader.close()
    assert sum(int(str(row[2])) for row in rows) == 784


def test_many_at_once_get_their_own_answers(reader: PublishedReader) -> None:
    """Compilations and statements of many threads do not mix."""
    groups: list[list[str]] = [[], ["customer"], ["industry"], ["segment", "csm"], ["region"]]
    questions = [
        parse_request({"metrics": METRICS[n % 3 :], "group_by": group, "time": {"grain": grain}})
        for n, group in enumerate(groups)
        for grain in ("week", "month")
    ]
    single = Answers(reader)
    alone = [single.ask(question, EVERYTHING) for question in questions]
    shared, barrier = Answers(reader), threading.Barrier(len(questions))

    def together(number: int) -> bool:
        barrier.wait()
        answer = shared.ask(questions[number], EVERYTHING)
        return (answer.rows, answer.sql) == (alone[number].rows, alone[number].sql)

    with ThreadPoolExecutor(len(questions)) as pool:
        assert all(pool.map(together, range(len(questions))))
