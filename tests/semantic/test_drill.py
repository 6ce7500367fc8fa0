"""The rows behind a number are those that make it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almanac.errors import AlmanacError
from almanac.semantic.access import EVERYTHING, RowRule, Viewer
from almanac.semantic.answer import Answers
from almanac.semantic.cell import DrillRequest, parse_drill
from almanac.semantic.drill import Drill, Input
from almanac.semantic.measures import Measures
from almanac.semantic.request import RequestError, parse_request
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from tests.semantic.company import AS_OF, publish_company
from tests.semantic.drilling import NO_SHRINKING, added_up, cell, proves
from tests.semantic.drilling import drill as drill_row
from tests.semantic.test_injection import EVIL, EVIL_NAME
from tests.semantic.test_numbers import FIRST, METRICS

JULY = {"from": "2025-07-01", "grain": "month"}


def drill(answers: Answers, keys: dict[str, Any] | None = None, **query: Any) -> Drill:
    return drill_row(answers, parse_request(query), keys or {})


def records(one: Input) -> list[dict[str, Any]]:
    names = [column.name for column in one.columns]
    return [dict(zip(names, row, strict=True)) for row in one.rows]


@given(data=st.data())
@settings(max_examples=25, deadline=None, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
def test_rows_make_the_cell(answers: Answers, data: st.DataObject) -> None:
    """Whatever is asked, the rows behind a cell, added up by Python, are the cell."""
    with answers.layer() as layer:
        metrics = [layer.catalog.metric(name) for name in METRICS]
    dimensions = {one.name: one.dimensions for one in metrics}
    request, keys, value = cell(data, answers, dimensions, FIRST, AS_OF)
    proves(drill_row(answers, request, keys), value)


def test_flow_has_the_rows_of_all_days_of_the_cell(answers: Answers) -> None:
    keys = {"month": "2025-07-01", "customer": "o4"}
    told = drill(answers, keys, metrics=["total_event_count"], group_by=["customer"], time=JULY)
    (only,) = told.inputs
    assert told.value == 9
    assert [(row["day"], row["contribution"]) for row in records(only)] == [
        (dt.date(2025, 7, 1), 5),
        (dt.date(2025, 7, 13), 4),
    ]
    assert {(row["customer"], row["customer_name"]) for row in records(only)} == {("o4", "Delta")}


def test_stock_has_the_rows_of_the_last_day(answers: Answers) -> None:
    told = drill(answers, {"month": "2025-06-01"}, metrics=["current_arr"], time={"grain": "month"})
    rows = records(told.inputs[0])
    assert told.value == 120000 + 20000 + 80000
    assert [(row["customer_name"], row["contribution"]) for row in rows] == [
        ("Alpha", 120000),
        ("Gamma", 80000),
        ("Beta", 20000),
    ]
    assert {row["day"] for row in rows} == {dt.date(2025, 6, 30)}


def test_rows_that_add_nothing_are_counted_and_left_out(answers: Answers) -> None:
    """o4, o5 and o6 pay nothing: they belong to the cell, and make none of it."""
    (only,) = drill(answers, metrics=["current_arr"]).inputs
    assert (only.rows_read, only.total_rows) == (6, 3)


def test_person_of_two_customers_contributes_once(answers: Answers) -> None:
    (only,) = drill(answers, metrics=["monthly_active_users"]).inputs
    rows = records(only)
    twice = [row for row in rows if row["counted"] == 2]
    assert sorted(row["customer"] for row in twice) == ["o1", "o2"]
    assert sum(row["contribution"] for row in twice) == 1
    assert len(rows) == 8 and sum(row["contribution"] for row in rows) == only.value == 6


def test_ratio_has_both_sides(answers: Answers) -> None:
    told = drill(answers, {"industry": "Finance"}, metrics=["ai_tickets_pct"], group_by=["industry"])
    above, below = told.inputs
    assert [(use.metric, use.side) for one in told.inputs for use in one.uses] == [
        ("ai_tickets_pct", "numerator"),
        ("ai_tickets_pct", "denominator"),
    ]
    assert told.value == pytest.approx(added_up(above) / added_up(below))
    assert told.expression == f"{above.name} / {below.name}"


def test_mean_of_scores_has_the_share_and_the_parts_of_each(answers: Answers) -> None:
    told = drill(answers, metrics=["customer_health_score"])
    (only,) = told.inputs
    rows = records(only)
    assert [(row["customer"], row["counted"]) for row in rows] == [
        ("o1", 82.25),
        ("o2", 72.25),
        ("o3", 62.25),
    ]
    assert sum(row["contribution"] for row in rows) == pytest.approx(told.value)
    assert only.score is not None
    assert sum(part.points for part in only.score.cell) == pytest.approx(told.value)
    for row in rows:
        parts = only.score.customers[row["customer"]]
        assert {part.component for part in parts} == {"usage", "care"}
        assert sum(part.points for part in parts) == pytest.approx(row["counted"])


def test_parts_of_days_long_past_are_said_to_be_gone(answers: Answers) -> None:
    told = drill(answers, metrics=["customer_health_score"], time={"to": "2025-05-20"})
    assert told.inputs[0].score is not None and told.inputs[0].score.cell == ()
    assert any("stored for the last 35 days" in note for note in told.notes)
    at_month_end = drill(answers, metrics=["customer_health_score"], time={"to": "2025-05-31"})
    assert at_month_end.inputs[0].score is not None and at_month_end.inputs[0].score.cell


def test_filled_zero_has_no_rows_and_says_so(answers: Answers) -> None:
    told = drill(answers, {"customer": "o6"}, metrics=["total_event_count"], group_by=["customer"])
    assert (told.value, told.recomputed, told.inputs[0].total_rows) == (0, 0, 0)
    assert "no row counts for this cell: its 0 says that there was nothing" in told.notes


def test_empty_cell_has_no_rows_and_says_so(answers: Answers) -> None:
    told = drill(answers, metrics=["ai_tickets_pct"], filters=[{"field": "customer", "value": "o6"}])
    assert told.value is told.recomputed is None and told.agrees
    assert "no row counts for this cell" in told.notes


def test_missing_value_is_a_key_like_any_other(answers: Answers) -> None:
    told = drill(answers, {"industry": None}, metrics=["total_event_count"], group_by=["industry"])
    assert {row["customer"] for row in records(told.inputs[0])} == {"o4"}
    assert told.value == added_up(told.inputs[0]) > 0


def test_row_that_another_metric_brings_has_a_cell(answers: Answers) -> None:
    """o5 has no score in July, but a row in the answer, because its ARR is a 0."""
    query = parse_request({"metrics": ["current_arr", "customer_health_score"], "group_by": ["customer"]})
    told = drill_row(answers, query, {"customer": "o5"}, metric="customer_health_score")
    assert told.value is None and told.inputs[0].total_rows == 0


def test_cell_of_a_cut_month_has_the_days_that_were_counted(answers: Answers) -> None:
    time = {"from": "2025-06-20", "to": "2025-07-02", "grain": "month"}
    told = drill(answers, {"month": "2025-06-01"}, metrics=["total_event_count"], time=time)
    days = {row["day"] for row in records(told.inputs[0])}
    assert (told.first, told.last) == (dt.date(2025, 6, 20), dt.date(2025, 6, 30))
    assert min(days) == told.first and max(days) == told.last
    assert told.notes == ("the first month is counted from 2025-06-20 only",)


def test_limit_keeps_the_largest_and_says_how_many_there_are(answers: Answers) -> None:
    query = parse_request({"metrics": ["total_event_count"]})
    (only,) = drill_row(answers, query, {}, limit=3).inputs
    everything: list[Any] = [row[0] for row in drill(answers, metrics=["total_event_count"]).inputs[0].rows]
    assert only.limited and only.total_rows == len(everything)
    assert [row[0] for row in only.rows] == sorted(everything, reverse=True)[:3]


def test_metric_without_its_source_has_no_rows(semantic_manifest: str, empty_home: Home) -> None:
    publish_company(empty_home, semantic_manifest, missing=("app.users",))
    reader = PublishedReader(empty_home)
    told = drill(Answers(reader), metrics=["dau"])
    reader.close()
    assert told.value is None and told.agrees and told.inputs == ()
    assert "daily_active_users is null: source app.users is not loaded" in told.notes


def test_days_before_the_data_have_no_rows(answers: Answers) -> None:
    told = drill(answers, metrics=["daily_active_users"], time={"to": "2020-01-01"})
    assert told.value is None and told.agrees


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"keys": {"industry": "Retail"}, "metric": "dau"}, "dau|daily_active_users.*is not in the question"),
        ({"keys": {"industry": "Retail"}, "metric": "nothing"}, "there is no such metric"),
        ({"keys": {"industry": "Nowhere"}}, "is no row of the answer"),
        ({"keys": {}}, "keys industry: is missing"),
        ({"keys": {"industry": "Retail", "segment": "SMB"}}, "is no key of the answer(.|\n)*industry"),
        ({"keys": {"industry": 3}}, "is not text"),
        ({"keys": {"industry": "Retail"}, "input": "other"}, "is no input of total_event_count"),
        ({"keys": {"industry": "Retail"}, "limit": 0}, "limit"),
        ({"keys": {"industry": "Retail"}, "limit": 10**9}, "limit"),
        ({"keys": {"industry": ["Retail"]}}, "keys"),
        ({"keys": [1]}, "keys"),
        ({"cell": {}}, "cell"),
    ],
)
def test_cell_that_is_not_there_is_refused_with_a_reason(
    answers: Answers, raw: dict[str, Any], words: str
) -> None:
    query = {"metrics": ["total_event_count"], "group_by": ["industry"]}
    with pytest.raises(RequestError, match=words):
        answers.drill(parse_drill({"query": query} | raw), EVERYTHING)


@pytest.mark.parametrize(
    ("month", "words"),
    [
        ("2025-07-02", "no month begins on that day(.|\n)*2025-07-01"),
        ("2025-04-01", "is not in the answer"),
        ("2026-07-01", "is not in the answer"),
        ("July", "is no day"),
        (None, "is no day"),
        (7, "is no day"),
    ],
)
def test_period_that_is_not_there_is_refused(answers: Answers, month: Any, words: str) -> None:
    with pytest.raises(RequestError, match=words):
        drill(answers, {"month": month}, metrics=["total_event_count"], time={"grain": "month"})


def test_question_of_several_metrics_needs_the_metric(answers: Answers) -> None:
    with pytest.raises(RequestError, match=r"several(.|\n)*current_arr"):
        drill(answers, metrics=["current_arr", "total_event_count"])


@pytest.mark.parametrize("text", EVIL, ids=ascii)
def test_hostile_key_is_a_value_and_nothing_else(answers: Answers, text: str) -> None:
    query = parse_request({"metrics": ["total_event_count"], "group_by": ["customer_name"]})
    if text == EVIL_NAME:
        told = drill_row(answers, query, {"customer_name": text})
        assert {row["customer"] for row in records(told.inputs[0])} == {"o5"}
    else:
        with pytest.raises(RequestError, match="is no row"):
            drill_row(answers, query, {"customer_name": text})
    for raw in (
        {"keys": {text[:100]: 1}},
        {"keys": {}, "input": text[:100] or "?"},
        {"metric": text[:100] or "?"},
    ):
        with pytest.raises(AlmanacError):
            answers.drill(parse_drill({"query": {"metrics": ["total_event_count"]}} | raw), EVERYTHING)


def test_all_rows_are_streamed_in_the_same_order(answers: Answers) -> None:
    request = DrillRequest.model_validate({"query": {"metrics": ["customer_health_score"]}, "limit": 2})
    told = answers.drill(request, EVERYTHING).inputs[0]
    with answers.drill_stream(request, EVERYTHING) as stream:
        rows = tuple(stream.rows)
    assert rows[:2] == told.rows and len(rows) == told.total_rows == 3


def test_stream_is_of_one_input(answers: Answers) -> None:
    query = {"metrics": ["ai_tickets_pct"]}
    with pytest.raises(RequestError, match="has 2, and CSV holds the rows of one"):
        answers.drill_stream(parse_drill({"query": query}), EVERYTHING).__enter__()
    with answers.drill_stream(parse_drill({"query": query, "input": "all_events_30d"}), EVERYTHING) as stream:
        assert sum(int(row[1]) for row in stream.rows if isinstance(row[1], int)) > 0


def test_definition_whose_rows_cannot_be_told_is_refused() -> None:
    """A filter inside a definition would choose rows that drill-through does not: better none than others."""
    filtered = {"name": "some", "type": "simple", "filter": {"where_filters": []}, "type_params": {}}
    measures = Measures({"metrics": [filtered], "semantic_models": []}, {})
    with pytest.raises(AlmanacError, match="the rows of that cannot be told"):
        measures.formula("some")


def test_rows_of_others_are_not_behind_a_number(answers: Answers) -> None:
    """Ana works with o1 and o2: nothing of o3 is in her cells, in its parts or in their counts."""
    ana = Viewer("ana", (RowRule("csm", ("Ana",)),))
    request = parse_drill({"query": {"metrics": ["customer_health_score"]}})
    told = answers.drill(request, ana)
    (only,) = told.inputs
    assert told.agrees and told.value == pytest.approx((82.25 + 72.25) / 2)
    assert {row["customer"] for row in records(only)} == {"o1", "o2"} and only.rows_read == 2
    assert only.score is not None and set(only.score.customers) == {"o1", "o2"}
    with answers.drill_stream(request, ana) as stream:
        assert len(list(stream.rows)) == 2


def test_cell_of_others_is_not_there(answers: Answers) -> None:
    ana = Viewer("ana", (RowRule("csm", ("Ana",)),))
    query = {"metrics": ["current_arr", "total_event_count"], "group_by": ["customer"]}
    for metric in query["metrics"]:
        request = parse_drill({"query": query, "metric": metric, "keys": {"customer": "o3"}})
        with pytest.raises(RequestError, match="is no row of the answer"):
            answers.drill(request, ana)
    with pytest.raises(AlmanacError):
        answers.drill(
            parse_drill({"query": query, "metric": "current_arr", "keys": {"customer": "o1"}}),
            Viewer("nobody", ()),
        )
