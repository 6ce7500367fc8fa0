"""From Stripe's rows to what a customer pays, on real builds: as of any day, and with Stripe switched off."""

from __future__ import annotations

from datetime import date

import pytest

from almanac.warehouse.home import Home
from almanac.warehouse.versions import Version
from tests.transform import worked_billing
from tests.transform.company import Company, rows

pytestmark = pytest.mark.xdist_group("billing")

MODELS = (
    "+path:models/entities/subscriptions",
    "+path:models/intermediate/billing",
    "+fct_customer_ai_adoption_30d",
    "+dim_organizations",
    "+conservation_account",
)
"""What these tests look at."""

MONTHS = """
    select subscription_id, month(metric_month), status, opening_mrr_usd, mrr_usd, invoiced_usd,
        collected_usd
    from entities.entity_subscriptions_monthly order by 1, 2"""
DAYS = """
    select customer_id, metric_date::varchar, mrr_usd::double, mrr_movement, is_trialing, is_past_due,
        plan
    from intermediate.int_billing__customer_days
    where mrr_movement <> 'none' or metric_date in ('2025-06-01', '2025-07-03') order by 1, 2"""


@pytest.fixture(scope="module")
def billed(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """The company of `worked_billing`, landed."""
    return worked_billing.land(Company(Home(tmp_path_factory.mktemp("billed")), models=MODELS))


@pytest.fixture(scope="module")
def today(billed: Company) -> Version:
    """Built as of 3 July."""
    return billed.build()


@pytest.fixture(scope="module")
def in_june(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """Built from the same rows as of 20 June."""
    company = worked_billing.land(Company(Home(tmp_path_factory.mktemp("june")), models=MODELS))
    return company.build(as_of_date=date(2025, 6, 20))


@pytest.fixture(scope="module")
def switched_off(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """Built with Stripe switched off."""
    company = Company(Home(tmp_path_factory.mktemp("off")), {"disabled_sources": ["stripe"]}, models=MODELS)
    return worked_billing.land(company).build()


def test_movements_of_customers(today: Version) -> None:
    """Each movement on its day: a second subscription and a third seat are expansions, s4 a reactivation."""
    assert rows(today, DAYS) == [
        ("acme", "2025-06-01", 0, "none", True, False, "team"),
        ("acme", "2025-06-15", 100, "new", False, False, "team"),
        ("acme", "2025-06-20", 140, "expansion", False, False, "team"),
        ("acme", "2025-07-02", 190, "expansion", False, False, "team"),
        ("acme", "2025-07-03", 190, "none", False, True, "team"),
        ("beta", "2025-06-01", 30, "new", False, False, "prod_quarter"),
        ("beta", "2025-06-25", 0, "churn", False, False, None),
        ("beta", "2025-07-02", 40, "reactivation", False, False, "prod_small"),
        ("beta", "2025-07-03", 40, "none", False, False, "prod_small"),
    ]
    past_due = """select past_due_mrr_usd::double, seats, active_subscriptions, next_term_end_date::varchar,
            paying_since::varchar
        from intermediate.int_billing__customer_days
        where customer_id = 'acme' and metric_date = '2025-07-03'"""
    assert rows(today, past_due) == [(150, 4, 2, "2026-06-14", "2025-06-15")]


def test_billing_decides_what_a_customer_pays(today: Version) -> None:
    """ARR is 12 x MRR whatever the CRM says; who is billed nowhere pays nothing; a trial is a trial."""
    sql = (
        "select org_id, plan_status, is_paying_customer, current_arr from marts.dim_organizations order by 1"
    )
    assert rows(today, sql) == [
        ("acme", "paid", True, 9_999),
        ("beta", "paid", True, None),
        ("gamma", "none", False, 700),
    ]
    sql = """select org_id, day(as_of_date), plan_status, customer_arr from marts.fct_customer_ai_adoption_30d
        where as_of_date in ('2025-06-10', '2025-06-30') order by as_of_date, org_id"""
    assert rows(today, sql) == [
        ("acme", 10, "trial", 0),
        ("beta", 10, "paid", 360),
        ("gamma", 10, "none", 0),
        ("acme", 30, "paid", 1_680),
        ("beta", 30, "churned", 0),
        ("gamma", 30, "none", 0),
    ]


def test_months_tell_the_past(today: Version) -> None:
    """June as it ended, July so far; what was paid in June is June's."""
    assert rows(today, MONTHS) == [
        ("s1", 6, "active", 0, 100, 100, 100),
        ("s1", 7, "past_due", 100, 150, 0, 0),
        ("s2", 6, "active", 0, 40, 0, 0),
        ("s2", 7, "active", 40, 40, 0, 0),
        ("s3", 6, "canceled", 0, 0, 90, 90),
        ("s4", 7, "active", 0, 40, 0, 0),
    ]


def test_the_history_of_a_subscription(today: Version) -> None:
    """Every change with its moment and its words; the contract term came with the first payment's day."""
    sql = """select version_number, valid_from::varchar, what_changed, status, seats, mrr_usd, is_current
        from entities.entity_subscriptions_history where subscription_id = 's1' order by 1"""
    assert rows(today, sql) == [
        (1, "2025-06-01 09:00:00", "created", "trialing", 2, 0, False),
        (2, "2025-06-15 00:00:00", "term_end_date", "trialing", 2, 0, False),
        (3, "2025-06-15 09:00:00", "status, mrr_usd", "active", 2, 100, False),
        (4, "2025-07-02 15:00:00", "seats, mrr_usd", "active", 3, 150, False),
        (5, "2025-07-03 10:00:00", "status", "past_due", 3, 150, True),
    ]


@pytest.mark.long
def test_as_of_an_earlier_day_nothing_later_is_known(in_june: Version) -> None:
    """20 June as it was: two seats, not past due, the invoice open, beta still a customer without an end."""
    sql = """select subscription_id, status, mrr_usd, seats, is_past_due, ended_at, outstanding_usd,
            collected_usd
        from entities.entity_subscriptions order by 1"""
    assert rows(in_june, sql) == [
        ("s1", "active", 100, 2, False, None, 100, 0),
        ("s2", "active", 40, 1, False, None, 0, 0),
        ("s3", "active", 30, 1, False, None, 0, 90),
    ]
    assert rows(in_june, MONTHS) == [
        ("s1", 6, "active", 0, 100, 100, 0),
        ("s2", 6, "active", 0, 40, 0, 0),
        ("s3", 6, "active", 0, 30, 90, 90),
    ]
    sql = "select max(valid_from)::varchar, max(valid_to)::varchar from entities.entity_subscriptions_history"
    assert rows(in_june, sql) == [("2025-06-20 12:00:00", "2025-06-15 09:00:00")]


@pytest.mark.long
def test_the_same_rows_give_the_same_past(today: Version, in_june: Version) -> None:
    """Customer days up to 20 June are the same in both builds."""
    sql = """select * from intermediate.int_billing__customer_days
        where metric_date <= '2025-06-20' order by customer_id, metric_date"""
    assert rows(today, sql) == rows(in_june, sql)
    assert len(rows(today, sql)) == 40


@pytest.mark.long
def test_without_billing_the_crm_stands_in(switched_off: Version) -> None:
    """Empty entities, the CRM's ARR, and every raw row accounted for as left out."""
    assert rows(switched_off, "select count(*) from entities.entity_subscriptions") == [(0,)]
    assert rows(switched_off, "select count(*) from entities.entity_subscriptions_monthly") == [(0,)]
    sql = "select org_id, plan_status, is_paying_customer from marts.dim_organizations order by 1"
    assert rows(switched_off, sql) == [
        ("acme", "paid", True),
        ("beta", "none", False),
        ("gamma", "paid", True),
    ]
    sql = """select outcome, reason, row_count from intermediate.conservation_account
        where source = 'stripe.subscription_history'"""
    assert rows(switched_off, sql) == [("left_out", "source_disabled", 9)]


def test_every_row_is_accounted_for(today: Version) -> None:
    """What began after the as-of date waits; the subscription of nobody is loaded, and counts nowhere."""
    sql = """select outcome, row_count from intermediate.conservation_account
        where source = 'stripe.subscription_history' order by 1"""
    assert rows(today, sql) == [("after_as_of", 1), ("loaded", 8)]
    assert rows(today, "select count(*) from entities.entity_subscriptions where subscription_id = 'sx'") == [
        (0,)
    ]
