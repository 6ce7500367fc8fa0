"""Wrong numbers that dashboards once gave, each with the query that gives it and the answer that does not.

A test is named after its wrong number. The tables are those of the tiny company, as published.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from almanac.semantic.answer import Answers
from almanac.warehouse.home import Home
from almanac.warehouse.reader import PublishedReader
from tests.semantic.company import publish_company
from tests.semantic.test_numbers import ask

JULY = {"from": "2025-07-01"}


def naive(reader: PublishedReader, sql: str) -> Any:
    """What a person's own query gives: its one value, or its rows as pairs."""
    with reader.lease() as snapshot:
        rows = snapshot.cursor.execute(sql).fetchall()
    return rows[0][0] if len(rows) == len(rows[0]) == 1 else dict(rows)


def ours(answers: Answers, metric: str, by: str | None = None, **question: Any) -> Any:
    rows: Any = ask(answers, metrics=[metric], group_by=[by] if by else [], **question).rows
    return dict(rows) if by else rows[0][0]


def test_fan_out_arr_once_per_active_user(answers: Answers, reader: PublishedReader) -> None:
    """Joined to its users, a customer's ARR counts once for each of them."""
    wrong = naive(
        reader,
        """select sum(current_arr) from marts.fct_customer_ai_adoption_30d as c
        join metrics.user_activity_windows as u on u.org_id = c.org_id and u.metric_date = c.as_of_date
        where as_of_date = '2025-07-18' and is_active_30d""",
    )
    assert wrong == 3 * 120000 + 2 * 20000 + 2 * 95000.5
    metrics = ["current_arr", "monthly_active_users"]
    assert ask(answers, metrics=metrics).rows == ((235000.5, 6),)


def test_chasm_events_once_per_user_and_users_once_per_event(
    answers: Answers, reader: PublishedReader
) -> None:
    """Two tables that meet in the customer multiply each other."""
    both = """from metrics.product_event_days as e
        join metrics.user_activity_windows as u on u.org_id = e.org_id and u.metric_date = '2025-07-18'
        where e.metric_date >= '2025-07-01' and is_active_30d"""
    truth = naive(
        reader, "select sum(event_count) from metrics.product_event_days where metric_date >= '2025-07-01'"
    )
    assert naive(reader, f"select sum(event_count) {both}") > 2 * truth
    assert naive(reader, f"select count(u.user_key) {both}") > 2 * 6
    answer = ask(answers, metrics=["total_event_count", "monthly_active_users"], time=JULY)
    assert answer.rows == ((truth, 6),)


def test_inner_join_loses_the_customer_without_account(answers: Answers, reader: PublishedReader) -> None:
    """Nulls join nothing: o4, whose industry nobody knows, is gone from both sides."""
    wrong = naive(
        reader,
        """with events as (
            select industry, sum(event_count) as events from metrics.product_event_days
            join marts.dim_organizations using (org_id) group by industry
        ), people as (
            select industry, count(distinct user_key) as users from metrics.user_activity_windows
            join marts.dim_organizations using (org_id) group by industry
        )
        select industry, events from events join people using (industry)""",
    )
    assert None not in wrong
    rows: Any = ask(answers, metrics=["total_event_count", "mau"], group_by=["industry"]).rows
    (unknown,) = (row for row in rows if row[0] is None)
    assert unknown[1] > 0 and unknown[2] == 1
    everything = naive(reader, "select sum(event_count) from metrics.product_event_days")
    assert sum(row[1] for row in rows) == everything > sum(wrong.values())


def test_not_retail_loses_whoever_has_no_industry(answers: Answers, reader: PublishedReader) -> None:
    """null <> 'Retail' is neither true nor false: a filter and its opposite do not add up to the whole."""
    base = (
        "select sum(event_count) from metrics.product_event_days join marts.dim_organizations using (org_id)"
    )
    whole = naive(reader, base)
    assert (
        naive(reader, f"{base} where industry = 'Retail'")
        + naive(reader, f"{base} where industry <> 'Retail'")
        < whole
    )
    retail, rest = (
        ours(answers, "total_event_count", filters=[{"field": "industry", "op": op, "value": "Retail"}])
        for op in ("=", "!=")
    )
    assert retail + rest == whole


def test_not_in_a_list_with_a_null_is_nobody(answers: Answers, reader: PublishedReader) -> None:
    """`not in` over a list in which a value is missing lets nothing through."""
    wrong = naive(
        reader,
        """select count(*) from marts.dim_organizations
        where industry not in (select industry from marts.dim_organizations where region = 'amer')""",
    )
    assert wrong == 0
    filters = [{"field": "industry", "op": "not_in", "values": ["Retail"]}]
    assert set(ours(answers, "total_event_count", by="customer", filters=filters)) == {"o3", "o4", "o5", "o6"}


def test_arr_of_a_month_added_up_over_its_days(answers: Answers, reader: PublishedReader) -> None:
    """A stock is not additive over time: the month has its last day's, not thirty times that."""
    wrong = naive(
        reader,
        """select sum(current_arr) from marts.fct_customer_ai_adoption_30d
        where as_of_date between '2025-06-01' and '2025-06-30'""",
    )
    assert wrong == 30 * (120000 + 20000 + 80000)
    assert ours(answers, "current_arr", time={"to": "2025-06-30"}) == 220000


def test_arr_of_the_customer_that_left_in_may(answers: Answers, reader: PublishedReader) -> None:
    """The last row that fits the filter is not the last day: nobody is a quick win in July."""
    wrong = naive(
        reader,
        """select current_arr from marts.fct_customer_ai_adoption_30d
        where adoption_quadrant = 'quick_win'
        qualify as_of_date = max(as_of_date) over ()""",
    )
    assert wrong == 50000
    quick_wins = [{"field": "adoption_quadrant", "value": "quick_win"}]
    assert ours(answers, "current_arr", filters=quick_wins) == 0


def test_person_of_two_customers_counted_twice_in_the_total(
    answers: Answers, reader: PublishedReader
) -> None:
    """Distinct people are not additive: the customers' numbers add up to more people than there are."""
    wrong = naive(
        reader,
        """select sum(users) from (
            select count(distinct user_key) as users from metrics.user_activity_windows
            where metric_date = '2025-07-18' and is_active_30d group by org_id
        )""",
    )
    assert wrong == 8
    assert ours(answers, "monthly_active_users") == 6


def test_monthly_users_as_the_sum_of_daily_users(answers: Answers, reader: PublishedReader) -> None:
    wrong = naive(
        reader,
        """select sum(users) from (
            select count(distinct user_key) as users from metrics.user_activity_windows
            where is_active_1d and metric_date > '2025-06-18' group by metric_date
        )""",
    )
    assert wrong > 6
    assert ours(answers, "monthly_active_users") == 6


def test_mean_of_percentages_lets_the_smallest_customer_decide(
    answers: Answers, reader: PublishedReader
) -> None:
    """A share of a group is the sum of parts over the sum of wholes, not the mean of its members' shares."""
    day = "from marts.fct_customer_ai_adoption_30d where as_of_date = '2025-07-18'"
    wrong = naive(reader, f"select avg(100.0 * ai_event_count_30d / nullif(total_event_count_30d, 0)) {day}")
    right = naive(reader, f"select 100.0 * sum(ai_event_count_30d) / sum(total_event_count_30d) {day}")
    assert abs(wrong - right) > 1
    assert ours(answers, "ai_tickets_pct") == pytest.approx(right)


def test_mean_of_daily_means_lets_the_quietest_day_decide(answers: Answers, reader: PublishedReader) -> None:
    days = """select sum(user_event_count) as events, count(distinct user_day_key) as users
        from metrics.user_activity_windows where metric_date >= '2025-07-01'"""
    wrong = naive(reader, f"select avg(events / users) from ({days} group by metric_date having users > 0)")
    right = naive(reader, f"select events / users from ({days})")
    assert abs(wrong - right) > 1e-3
    assert ours(answers, "avg_events_per_user", time=JULY) == pytest.approx(right)


def test_silent_customer_is_one_active_user(answers: Answers, reader: PublishedReader) -> None:
    """count(*) after a left join counts the row that is there because nothing was found."""
    wrong = naive(
        reader,
        """select o.org_id, count(*) from marts.dim_organizations as o
        left join metrics.user_activity_windows as u
        on u.org_id = o.org_id and metric_date = '2025-07-18' and is_active_30d
        group by o.org_id""",
    )
    assert wrong["o5"] == wrong["o6"] == 1
    right = ours(answers, "monthly_active_users", by="customer")
    assert right["o5"] == right["o6"] == 0


def test_silent_customers_are_not_in_the_list(answers: Answers, reader: PublishedReader) -> None:
    """A condition on the joined table in `where` turns the left join into an inner one."""
    wrong = naive(
        reader,
        """select o.org_id, sum(event_count) from marts.dim_organizations as o
        left join metrics.product_event_days as e on e.org_id = o.org_id
        where e.metric_date >= '2025-07-01' group by o.org_id""",
    )
    assert "o5" not in wrong and "o6" not in wrong
    right = ours(answers, "total_event_count", by="customer", time=JULY)
    assert right["o5"] == right["o6"] == 0 and right["o1"] == wrong["o1"]


def test_thirty_days_are_thirty_one(answers: Answers, reader: PublishedReader) -> None:
    """`between as_of - 30 and as_of` has both ends: one day too many."""
    events = "select sum(events) from truth.facts where day between date '2025-07-18' - {} and '2025-07-18'"
    system = (
        "select sum(events) from truth.system_facts where day between date '2025-07-18' - {} and '2025-07-18'"
    )
    ai = "select sum(ai_events) from truth.facts where day between date '2025-07-18' - {} and '2025-07-18'"
    one_too_many, thirty = (
        100
        * naive(reader, ai.format(n))
        / (naive(reader, events.format(n)) + naive(reader, system.format(n)))
        for n in (30, 29)
    )
    assert one_too_many != pytest.approx(thirty)
    assert ours(answers, "ai_tickets_pct") == pytest.approx(thirty)


def test_last_day_ends_at_midnight(answers: Answers, reader: PublishedReader) -> None:
    """A moment is compared with a day as with its first second: all of the last day's events are late."""
    base = """select sum(event_count) from (
            select event_count, metric_date + interval 9 hour as happened_at from metrics.product_event_days
        ) where happened_at between timestamp '2025-06-01' and"""
    wrong = naive(reader, f"{base} timestamp '2025-06-30'")
    right = naive(reader, f"{base} timestamp '2025-06-30 23:59:59'")
    assert wrong < right
    assert ours(answers, "total_event_count", time={"from": "2025-06-01", "to": "2025-06-30"}) == right


def test_running_month_against_the_whole_one_before(answers: Answers, reader: PublishedReader) -> None:
    """July has 18 days so far: beside June it looks like a fall; the answer says which month is cut."""
    months = """select date_trunc('month', metric_date)::date, sum(event_count)
        from metrics.product_event_days where metric_date >= '2025-06-01' group by 1 order by 1"""
    wrong = naive(reader, months)
    answer = ask(answers, metrics=["total_event_count"], time={"from": "2025-06-01", "grain": "month"})
    assert answer.rows == tuple(wrong.items())
    assert "the last month is counted until 2025-07-18 only" in answer.notes


def test_week_of_sunday_has_another_week_s_monday(answers: Answers, reader: PublishedReader) -> None:
    """Weeks that begin on Sunday put a Sunday into the week after: ours begin on Monday, as ISO has them."""
    wrong = naive(
        reader,
        """select (date_trunc('week', metric_date + 1) - interval 1 day)::date, sum(event_count)
        from metrics.product_event_days where metric_date between '2025-06-23' and '2025-06-29' group by 1""",
    )
    assert len(wrong) == 2
    weeks = ask(
        answers,
        metrics=["total_event_count"],
        time={"from": "2025-06-23", "to": "2025-06-29", "grain": "week"},
    )
    assert weeks.rows == ((dt.date(2025, 6, 23), sum(wrong.values())),)


def test_quiet_days_are_not_on_the_chart(answers: Answers, reader: PublishedReader) -> None:
    """Days without a row are missing from a group by, and a mean over the days that are left is too high."""
    days = "from metrics.product_event_days where metric_date between '2025-07-04' and '2025-07-09'"
    wrong = naive(
        reader, f"select avg(events) from (select sum(event_count) as events {days} group by metric_date)"
    )
    time = {"from": "2025-07-04", "to": "2025-07-09", "grain": "day"}
    values = [row[1] for row in ask(answers, metrics=["total_event_count"], time=time).rows]
    assert values[1:5] == [0, 0, 0, 0] and len(values) == 6
    assert sum(values) / 6 < wrong  # type: ignore[arg-type]


def test_nothing_divided_by_nothing_is_not_zero(answers: Answers, reader: PublishedReader) -> None:
    """coalesce(x / y, 0) calls a customer without events one that uses no AI."""
    wrong = naive(
        reader,
        """select org_id, coalesce(100.0 * ai_event_count_30d / nullif(total_event_count_30d, 0), 0)
        from marts.fct_customer_ai_adoption_30d where as_of_date = '2025-07-18'""",
    )
    assert wrong["o6"] == 0
    assert ours(answers, "ai_tickets_pct", by="customer")["o6"] is None


def test_score_mean_with_customers_that_left(answers: Answers, reader: PublishedReader) -> None:
    """A score of a customer that no longer pays is none of today's mean."""
    wrong = naive(
        reader,
        """select avg(score) from (
            select arg_max(customer_health_score, as_of_date) as score
            from marts.fct_customer_ai_adoption_30d where customer_health_score is not null group by org_id
        )""",
    )
    right = (82.25 + 72.25 + 62.25) / 3
    assert abs(wrong - right) > 1
    assert ours(answers, "customer_health_score") == pytest.approx(right)


def test_late_rows_are_not_in_yesterday_s_answer(semantic_manifest: str, empty_home: Home) -> None:
    """Events of July 2 that arrive on July 19 belong to July 2: an answer that is kept has none of them."""
    publish_company(empty_home, semantic_manifest)
    reader = PublishedReader(empty_home)
    answers, second = Answers(reader), {"from": "2025-07-02", "to": "2025-07-02"}
    kept = ours(answers, "total_event_count", time=second)
    late = "update marts.fct_org_daily_activity set total_event_count = total_event_count + 7"
    publish_company(
        empty_home, semantic_manifest, change=f"{late} where org_id = 'o1' and activity_date = '2025-07-02'"
    )
    assert ours(answers, "total_event_count", time=second) == kept + 7
    reader.close()
