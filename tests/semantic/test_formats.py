"""An answer as table, CSV, JSON and SQL."""

from __future__ import annotations

import csv
import io
import json

from rich.console import Console

from almanac.semantic import formats
from almanac.semantic.answer import Answer, Answers
from tests.semantic.test_injection import EVIL_NAME
from tests.semantic.test_numbers import ask


def printed(answer: Answer) -> str:
    buffer = io.StringIO()
    Console(file=buffer, width=200).print(formats.table(answer))
    return buffer.getvalue()


def test_csv_reads_back(answers: Answers) -> None:
    answer = ask(
        answers, metrics=["effective_ai_adoption_score"], group_by=["customer_name", "is_active_customer"]
    )
    text = "".join(formats.csv_lines(answer.columns, answer.rows))
    heading, *rows = csv.reader(io.StringIO(text))
    assert heading == ["customer_name", "is_active_customer", "effective_ai_adoption_score"]
    assert ["Alpha", "true", "14.5"] in rows
    assert [EVIL_NAME, "false", ""] in rows


def test_json_is_plain(answers: Answers) -> None:
    time = {"from": "2025-07-01", "grain": "month"}
    answer = ask(answers, metrics=["current_arr"], time=time, filters=[{"field": "customer", "value": "o1"}])
    body = json.loads(formats.body(answer).model_dump_json(by_alias=True))
    assert body["rows"] == [["2025-07-01", 120000.0]]
    assert body["time"] == {"from": "2025-07-01", "to": "2025-07-18", "grain": "month"}
    assert body["parameters"]["f0"] == "o1"
    assert (body["total_rows"], body["limited"], body["cache"]) == (1, False, "miss")


def test_json_holds_what_its_schema_promises(answers: Answers) -> None:
    """The body is put together unchecked, for speed: here it is checked."""
    body = formats.body(
        ask(answers, metrics=["current_arr", "dau"], group_by=["industry"], time={"grain": "week"})
    )
    assert formats.AnswerBody.model_validate(body.model_dump()).model_dump() == body.model_dump()


def test_json_tells_the_days_that_were_compared(answers: Answers) -> None:
    time = {"from": "2025-06-01", "grain": "month"}
    answer = ask(answers, metrics=["current_arr"], time=time, compare="previous_period")
    found = formats.body(answer)
    assert formats.AnswerBody.model_validate(found.model_dump()).model_dump() == found.model_dump()
    body = json.loads(found.model_dump_json(by_alias=True))
    assert body["compared"] == {"kind": "previous_period", "from": "2025-05-01", "to": "2025-06-18"}
    assert body["rows"][1][:4] == ["2025-07-01", 235000.5, 220000.0, 15000.5]


def test_table_says_how_many_of_how_many(answers: Answers) -> None:
    answer = ask(answers, metrics=["current_arr"], group_by=["customer_name"], limit=2)
    shown = printed(answer)
    assert "120,000.00" in shown and "Current ARR (CRM)" in shown
    assert formats.remarks(answer)[0].startswith("2 of 6 rows, 2025-05-01 to 2025-07-18 (UTC days)")


def test_table_prints_markup_as_text(answers: Answers) -> None:
    assert EVIL_NAME in printed(ask(answers, metrics=["current_arr"], group_by=["customer_name"]))


def test_sql_names_its_values_in_one_line_each(answers: Answers) -> None:
    wanted = {"field": "industry", "value": "a\nselect 1"}
    lines = formats.sql_text(ask(answers, metrics=["dau"], filters=[wanted])).splitlines()
    assert '-- $f0 = "a\\nselect 1"' in lines
    assert "select 1" not in lines
