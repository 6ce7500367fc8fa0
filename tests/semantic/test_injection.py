"""Text that is SQL, a template, a placeholder or a comment is text and nothing else, wherever it is put."""

from __future__ import annotations

from typing import Any

import pytest

from almanac.errors import AlmanacError
from almanac.semantic.answer import Answers
from almanac.semantic.request import RequestError, parse_request
from almanac.warehouse.reader import PublishedReader
from tests.semantic.test_numbers import ask

EVIL_NAME = """O'Neil"; drop table marts.dim_organizations; -- {{ 1/0 }} $f0"""
"""The name of o5, in the company's own data."""

EVIL = [
    EVIL_NAME,
    "' or 1=1 --",
    "') or true or ('",
    "{{ Dimension('customer__region') }}",
    "{{ 1/0 }}",
    "{% for x in range(10**9) %}{% endfor %}",
    "{# comment",
    "}}",
    "$f0",
    "$1",
    "$last_day",
    "?",
    "Retail'; drop table marts.dim_organizations; select '",
    "/* x */ -- y",
    "\\'; select 1",
    "\x00",
    "Retail\n--",
    "żółw 🦊 ﷽ \u202e",
    "%s %(x)s {0}",
    "null",
    "",
    "'" * 500,
]


def untouched(reader: PublishedReader) -> bool:
    with reader.lease() as snapshot:
        return snapshot.cursor.execute("select count(*) from marts.dim_organizations").fetchone() == (6,)


@pytest.mark.parametrize("text", EVIL, ids=ascii)
@pytest.mark.parametrize("op", ["=", "!=", "in", "not_in"])
def test_filter_value_is_compared_as_it_is(
    answers: Answers, reader: PublishedReader, text: str, op: str
) -> None:
    wanted: dict[str, Any] = {"field": "customer_name", "op": op}
    wanted |= {"values": [text, "Nobody"]} if op in ("in", "not_in") else {"value": text}
    answer = ask(answers, metrics=["total_event_count"], group_by=["customer"], filters=[wanted])
    expected = {"o5"} if text == EVIL_NAME else set()
    everybody = {"o1", "o2", "o3", "o4", "o5", "o6"}
    assert {row[0] for row in answer.rows} == (expected if op in ("=", "in") else everybody - expected)
    harmless = wanted | ({"values": ["a", "b"]} if "values" in wanted else {"value": "a"})
    same = ask(answers, metrics=["total_event_count"], group_by=["customer"], filters=[harmless])
    assert answer.sql == same.sql
    assert untouched(reader)


@pytest.mark.parametrize("text", EVIL, ids=ascii)
@pytest.mark.parametrize(
    "place",
    [
        lambda text: {"metrics": [text]},
        lambda text: {"metrics": ["current_arr", text]},
        lambda text: {"group_by": [text]},
        lambda text: {"order_by": [text]},
        lambda text: {"order_by": [f"-{text}"]},
        lambda text: {"filters": [{"field": text, "value": "x"}]},
        lambda text: {"filters": [{"field": "industry", "op": text, "value": "x"}]},
        lambda text: {"filters": [{"field": "is_active_customer", "value": text}]},
        lambda text: {"filters": [{"field": "customer_arr", "op": ">", "value": text}]},
        lambda text: {"time": {"from": text}},
        lambda text: {"time": {"to": text}},
        lambda text: {"time": {"grain": text}},
        lambda text: {"time": text},
        lambda text: {"limit": text},
        lambda text: {"filters": text},
        lambda text: {text: 1},
        lambda text: {"filters": [{"field": "industry", "value": "x", text: 1}]},
    ],
)
def test_everywhere_else_it_is_refused(
    answers: Answers, reader: PublishedReader, text: str, place: Any
) -> None:
    with pytest.raises(RequestError) as refused:
        ask(answers, **({"metrics": ["current_arr"]} | place(text)))
    assert len(str(refused.value)) < 1500
    assert untouched(reader)


def test_value_of_the_company_own_data_comes_back_whole(answers: Answers) -> None:
    answer = ask(answers, metrics=["current_arr"], group_by=["customer_name"], order_by=["customer_name"])
    assert EVIL_NAME in {row[0] for row in answer.rows}


@pytest.mark.parametrize("half", ["\ud800", "a\udfff"])
def test_half_a_character_is_refused(half: str) -> None:
    with pytest.raises(RequestError):
        parse_request({"metrics": ["dau"], "filters": [{"field": "industry", "value": half}]})
    with pytest.raises(RequestError):
        parse_request({"metrics": [half]})


def test_reader_can_not_leave_the_version(reader: PublishedReader) -> None:
    """Should a statement ever be more than ours, the engine still reads no files and writes no tables."""
    for sql in (
        "select * from read_text('/etc/passwd')",
        "create table marts.x as select 1",
        "attach 'x.db'",
    ):
        with reader.lease() as snapshot, pytest.raises(Exception, match=r"(?i)disabled|read-only|cannot"):
            snapshot.cursor.execute(sql)


def test_many_values_in_a_list(answers: Answers) -> None:
    values = [f"nobody {number}" for number in range(499)] + ["Retail"]
    wanted = {"field": "industry", "op": "in", "values": values}
    assert ask(answers, metrics=["current_arr"], filters=[wanted]).rows == ((140000.0,),)
    with pytest.raises(AlmanacError, match="at most 500"):
        ask(answers, metrics=["current_arr"], filters=[wanted | {"values": [*values, "one more"]}])
