"""A wrong number is noticed: each check, over a tiny company whose tables of metrics are written by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from almanac.quality import identities, nulls, ranges, two_ways
from almanac.quality.identities import Identity
from almanac.quality.results import Result, record
from almanac.quality.results import read as read_results
from almanac.quality.subject import Subject, read_subject
from almanac.warehouse.engine import open_for_writing
from almanac.warehouse.home import Home
from almanac.warehouse.manifest import NodeResult
from almanac.warehouse.reader import Snapshot
from tests.semantic.company import publish_company
from tests.semantic.conftest import semantic_manifest

__all__ = ["semantic_manifest"]

CHOSEN = ("current_arr", "customer_health_score", "effective_ai_adoption_score")
DAYS = 35

# Told the long way: sums and means of the days, and for longer periods the value of their last day.
TABLES_OF_METRICS = """
create table metrics.metrics_unified_domains as
with scores as (
    from marts.dim_organizations as customers, metrics.time_spine_daily
    left join marts.fct_customer_ai_adoption_30d as scores
        on scores.org_id = customers.org_id and scores.as_of_date = date_day
    select date_day as metric_date, customers.org_id, scores.* exclude (org_id)
),
told as (
    select
        metric_date,
        if(grouping(org_id) = 1, 'company', 'customer') as entity_type,
        coalesce(org_id, 'company') as entity_id,
        coalesce(sum(current_arr), 0)::double as current_arr,
        sum(customer_health_score) filter (is_active_customer)
            / count(customer_health_score) filter (is_active_customer) as customer_health_score,
        sum(effective_ai_adoption_score) filter (is_active_customer)
            / count(effective_ai_adoption_score) filter (is_active_customer) as effective_ai_adoption_score,
        count(*) filter (is_active_customer)::double as active_customers
    from scores group by grouping sets ((metric_date), (metric_date, org_id))
)
from (
    unpivot told on columns(* exclude (metric_date, entity_type, entity_id))
    into name metric_name value metric_value
);

create table metrics.metrics_unified as
from metrics.metrics_unified_domains where metric_name = 'current_arr';

create macro periods(grain) as table
select metric_name, date_trunc(grain, metric_date)::date as period_start_date,
    arg_max(metric_value, metric_date) as metric_value
from metrics.metrics_unified_domains where entity_type = 'company' group by all;

create table metrics.metric_weeks as from periods('week');
create table metrics.metric_months as from periods('month');
create table metrics.metric_quarters as from periods('quarter');
create table metrics.metrics_api as
select metric_name, 'day' as grain, metric_date as period_start_date, metric_value as current_value
from metrics.metrics_unified_domains where entity_type = 'company'
union all select metric_name, 'week', period_start_date, metric_value from metrics.metric_weeks
union all select metric_name, 'month', period_start_date, metric_value from metrics.metric_months
union all select metric_name, 'quarter', period_start_date, metric_value from metrics.metric_quarters;
drop macro table periods;
"""


@pytest.fixture(scope="module")
def opened(semantic_manifest: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Subject]:
    """The tiny company, with three metrics in question."""
    home = Home(tmp_path_factory.mktemp("validated"))
    version = publish_company(home, semantic_manifest, change=TABLES_OF_METRICS)
    with open_for_writing(version.database) as connection:
        subject = read_subject(Snapshot(version, connection))
        yield replace(subject, metrics=tuple(one for one in subject.metrics if one.name in CHOSEN))


@pytest.fixture
def subject(opened: Subject) -> Iterator[Subject]:
    """The same for one test, whose changes are taken back."""
    opened.cursor.execute("begin")
    yield opened
    opened.cursor.execute("rollback")


def by_metric(
    check: Callable[[Subject], list[Result]], subject: Subject
) -> dict[tuple[str, str | None], Result]:
    return {(result.metric_name, result.entity_type): result for result in check(subject)}


def failed(check: Callable[[Subject], list[Result]], subject: Subject) -> list[tuple[str, str | None]]:
    return [key for key, result in by_metric(check, subject).items() if result.status == "failed"]


def test_what_is_right_passes(subject: Subject) -> None:
    found = by_metric(two_ways.check, subject)
    assert {key for key, result in found.items() if result.status == "passed"} == {
        (name, kind) for name in CHOSEN for kind in ("company", "customer")
    }
    # 35 days in two long tables and in metrics_api; 6 weeks, 2 months and 2 quarters in theirs and there.
    assert found["current_arr", "company"].compared_values == 3 * DAYS + 2 * (6 + 2 + 2)
    assert found["current_arr", "customer"].compared_values == 2 * 6 * DAYS
    assert found["current_arr", "company"].metric_date_to == dt.date(2025, 7, 18)
    assert failed(ranges.check, subject) == failed(nulls.check, subject) == []


@pytest.mark.parametrize(
    "change",
    [
        "update metrics.metrics_unified_domains set metric_value = metric_value + 0.01 where {}",
        "delete from metrics.metrics_unified_domains where {}",
        "update metrics.metrics_unified set metric_value = 0 where {}",
    ],
)
def test_a_value_of_an_entity_that_differs(subject: Subject, change: str) -> None:
    where = "metric_name = 'current_arr' and entity_id = 'o2' and metric_date = '2025-07-01'"
    subject.cursor.execute(change.format(where))
    found = by_metric(two_ways.check, subject)["current_arr", "customer"]
    assert (found.status, found.failed_values) == ("failed", 1)
    assert "o2 in the day 2025-07-01, asked it is 20000.0" in str(found.detail)
    assert failed(two_ways.check, subject) == [("current_arr", "customer")]


def test_a_value_that_nothing_measured_tells(subject: Subject) -> None:
    subject.cursor.execute(
        "insert into metrics.metrics_unified_domains"
        " values ('2025-07-01', 'customer', 'nobody', 'customer_health_score', 50)"
    )
    assert failed(two_ways.check, subject) == [("customer_health_score", "customer")]


@pytest.mark.parametrize("table", ["metric_weeks", "metric_months", "metric_quarters"])
def test_a_longer_period_that_differs(subject: Subject, table: str) -> None:
    subject.cursor.execute(f"update metrics.{table} set metric_value = 1 where metric_name = 'current_arr'")
    assert failed(two_ways.check, subject) == [("current_arr", "company")]


def test_differences_below_a_billionth_are_those_of_the_arithmetic(subject: Subject) -> None:
    subject.cursor.execute(
        "update metrics.metrics_unified_domains set metric_value = metric_value * (1 + 1e-11)"
    )
    assert failed(two_ways.check, subject) == []
    subject.cursor.execute(
        "update metrics.metrics_unified_domains set metric_value = metric_value * (1 + 1e-7)"
    )
    assert len(failed(two_ways.check, subject)) == 6


def test_a_value_out_of_range(subject: Subject) -> None:
    subject.cursor.execute(
        "update metrics.metrics_unified_domains set metric_value = 100.5"
        " where metric_name = 'customer_health_score' and entity_id = 'o1' and metric_date = '2025-05-02'"
    )
    found = by_metric(ranges.check, subject)["customer_health_score", "customer"]
    assert (found.status, found.failed_values) == ("failed", 1)
    assert found.largest_difference == pytest.approx(0.5)
    assert found.detail == "100.5 for o1 on 2025-05-02 is not within 0 to 100"


def test_events_that_are_split_are_told_not_refused(subject: Subject) -> None:
    subject.cursor.execute("update metrics.metrics_unified_domains set metric_value = -1")
    split = subject.manifest.model_copy(update={"dbt_vars": {"multi_org_policy": "split"}})
    assert failed(ranges.check, subject) != []
    assert failed(ranges.check, replace(subject, manifest=split)) == []


def test_a_column_that_became_null(subject: Subject) -> None:
    """Both ways agree that there is nothing: only the rows that are there say that there should be."""
    subject.cursor.execute(
        "update marts.fct_customer_ai_adoption_30d set customer_health_score = null"
        " where as_of_date >= '2025-07-17';"
        "delete from metrics.metrics_unified_domains"
        " where metric_name = 'customer_health_score' and metric_date >= '2025-07-17'"
    )
    found = by_metric(nulls.check, subject)["customer_health_score", "company"]
    assert (found.status, found.failed_values, found.compared_values) == ("failed", 2, DAYS)
    assert found.detail == "empty on 2 of 35 days, the last one 2025-07-18"


def test_a_count_without_a_value(subject: Subject) -> None:
    subject.cursor.execute("delete from metrics.metrics_unified_domains where metric_date = '2025-07-18'")
    assert ("current_arr", "company") in failed(nulls.check, subject)


def test_without_active_customers_nobody_has_a_score(subject: Subject) -> None:
    subject.cursor.execute(
        "update marts.fct_customer_ai_adoption_30d set is_active_customer = false;"
        "delete from metrics.metrics_unified_domains where metric_name != 'current_arr'"
    )
    found = by_metric(nulls.check, subject)
    assert found["customer_health_score", "company"].status == "skipped"
    assert found["current_arr", "company"].status == "passed"


def test_a_metric_without_its_source_says_so(subject: Subject) -> None:
    subject.cursor.execute("delete from metrics.metrics_unified_domains where metric_name = 'current_arr'")
    missing = {"current_arr": ("salesforce.account",)}
    lacking = replace(subject, layer=replace(subject.layer, missing=missing))
    for check in (ranges.check, nulls.check):
        found = by_metric(check, lacking)["current_arr", "company"]
        assert (found.status, found.detail) == ("skipped", "salesforce.account is not loaded")


RULE = Identity(
    number=901,
    says="ARR never shrinks",
    equal=("current_arr = current_arr + 0 * customer_health_score",),
    holds=("current_arr >= lag(current_arr) over days",),
    of=("company", "customer"),
)
TESTED = Identity(number=902, says="held by dbt", tests=("sound", "doubtful"), metrics=("current_arr",))


def told_of(subject: Subject, number: int) -> dict[tuple[str, str | None], Result]:
    found = [result for result in identities.check(subject) if result.identity == number]
    return {(result.metric_name, result.entity_type): result for result in found}


def test_an_identity_that_breaks(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identities, "identities", lambda: (RULE,))
    assert {result.status for result in told_of(subject, 901).values()} == {"passed"}
    subject.cursor.execute(
        "update metrics.metrics_unified_domains set metric_value = 1"
        " where metric_name = 'current_arr' and entity_id = 'o1' and metric_date = '2025-07-10'"
    )
    found = told_of(subject, 901)
    assert found["customer_health_score", "customer"].status == "failed"
    broken = found["current_arr", "customer"]
    assert (broken.status, broken.failed_values) == ("failed", 1)
    assert broken.detail == "ARR never shrinks (first broken for o1 day 2025-07-10)"
    assert found["current_arr", "company"].status == "passed"


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ({"sound": "pass", "doubtful": "pass"}, "passed"),
        ({"sound": "pass", "doubtful": "fail"}, "failed"),
        ({"sound": "pass"}, "skipped"),
    ],
)
def test_an_identity_that_dbt_tests(
    subject: Subject, monkeypatch: pytest.MonkeyPatch, statuses: dict[str, str], expected: str
) -> None:
    monkeypatch.setattr(identities, "identities", lambda: (TESTED,))
    nodes = [
        NodeResult(unique_id=f"test.{name}", name=name, kind="test", status=status, seconds=0)
        for name, status in statuses.items()
    ]
    ran = replace(subject, manifest=subject.manifest.model_copy(update={"nodes": nodes}))
    (found,) = told_of(ran, 902).values()
    assert found.status == expected


def test_results_of_what_was_not_looked_at_stay(subject: Subject) -> None:
    """A build of a part validates what it built."""
    before = [
        Result(check_name="two_ways", metric_name=name, entity_type="company", status="passed")
        for name in ("current_arr", "arpa")
    ]
    record(subject.cursor, before)
    record(subject.cursor, [before[0].model_copy(update={"status": "failed"})])
    assert {one.metric_name: one.status for one in read_results(subject.cursor)} == {
        "current_arr": "failed",
        "arpa": "passed",
    }
    assert [one.metric_name for one in read_results(subject.cursor, "arpa")] == ["arpa"]
