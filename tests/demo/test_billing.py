"""Billing follows the hidden truth: MRR, payments, statuses, and what a nightly sync finds of them."""

from __future__ import annotations

from datetime import date

import duckdb
import numpy as np
import pytest

from almanac.demo.arr import make_arr_changes, make_crm_arr_changes
from almanac.demo.billing.invoices import Invoices, make_invoices
from almanac.demo.billing.statuses import ACTIVE, PAST_DUE, Versions, make_versions
from almanac.demo.contracts import NEVER_MOMENT, Contracts, make_contracts
from almanac.demo.parameters import DAY, CompanySpec
from almanac.demo.truth import NEVER
from almanac.demo.world import World, make_world
from almanac.warehouse.home import Home
from tests.demo.conftest import TINY


@pytest.fixture(scope="module")
def world() -> World:
    """A year of many customers, without writing anything."""
    return make_world(
        CompanySpec(customers=2_000, days=365, seed=5, as_of_date=date(2025, 7, 31), users=2_000)
    )


@pytest.fixture(scope="module")
def contracts(world: World) -> Contracts:
    """What they bought."""
    return make_contracts(world)


@pytest.fixture(scope="module")
def invoices(world: World, contracts: Contracts) -> Invoices:
    """What they were billed."""
    return make_invoices(world, contracts)


@pytest.fixture(scope="module")
def versions(contracts: Contracts, invoices: Invoices) -> Versions:
    """The history of their subscriptions."""
    return make_versions(contracts, invoices)


def test_a_status_pays_when_the_subscription_does(contracts: Contracts, versions: Versions) -> None:
    """Active and past due versions are those in which something is paid for; no version is empty."""
    assert (versions.end > versions.begin).all()
    pays = contracts.pays_at(versions.subscription, versions.begin)
    assert (np.isin(versions.status, [ACTIVE, PAST_DUE]) == pays).all()
    assert len(np.unique(versions.status)) == 6


def test_arr_is_twelve_times_mrr(world: World, contracts: Contracts) -> None:
    """At the end of any day the subscriptions of a customer sum to a twelfth of its ARR."""
    changes = make_arr_changes(world)
    every = np.arange(len(contracts.subscriptions))
    for day in (-600, -90, 0, 200, 364):
        moment = np.full(len(every), (day + 1) * DAY - 1)
        mrr = np.bincount(
            contracts.subscriptions.customer, contracts.mrr_at(every, moment), len(world.customers)
        )
        known = changes.moment < (day + 1) * DAY
        arr = np.zeros(len(mrr))
        arr[changes.customer[known]] = np.nan_to_num(changes.arr[known])
        np.testing.assert_allclose(12 * mrr, arr, atol=0.006)
        assert (mrr > 0).sum() > 50


def test_the_crm_differs_for_a_few(world: World) -> None:
    """About 2 % of the customers have round thousands there."""
    billed, crm = make_arr_changes(world), make_crm_arr_changes(world)
    differs = ~np.isclose(billed.arr, crm.arr, equal_nan=True)
    assert 0.005 < len(np.unique(billed.customer[differs])) / len(world.customers) < 0.03
    assert (crm.arr[differs] % 1_000 == 0).all()


def test_the_sick_pay_late(world: World, contracts: Contracts, invoices: Invoices) -> None:
    """Trouble with a payment comes far more often to the sick; those who are written off left."""
    customer = contracts.subscriptions.customer[invoices.subscription]
    health = world.health_on(invoices.finalized // DAY, customer)
    has_trouble = (invoices.trouble < NEVER_MOMENT) & (invoices.total > 0)
    assert has_trouble[health < 0.3].mean() > 4 * has_trouble[health > 0.6].mean() > 0
    lost = customer[invoices.uncollectible < NEVER_MOMENT]
    assert len(lost) > 20
    assert (world.customers.churn_day[lost] < NEVER).all()
    fates = np.array([invoices.paid, invoices.voided, invoices.uncollectible])
    assert (np.sum(fates < NEVER_MOMENT, axis=0) == 1).all()


def test_invoices_cover_paid_time_without_gaps(contracts: Contracts, invoices: Invoices) -> None:
    """A period begins where the one before ended, but for pauses."""
    same = invoices.subscription[1:] == invoices.subscription[:-1]
    pause = contracts.subscriptions.pause_from[invoices.subscription[1:]] < NEVER_MOMENT
    follows = invoices.created[1:] == invoices.period_end[:-1]
    assert (follows | pause)[same].all()
    assert same.sum() > 10_000


def ask(home: Home, sql: str) -> list[tuple[object, ...]]:
    """The rows of a query in which {table} is a raw table of Stripe."""
    raw = home.raw / "stripe"
    names = [path.name for path in raw.iterdir()]
    tables = {name: f"'{raw / name}/*.parquet'" for name in names}
    return duckdb.execute(sql.format(**tables)).fetchall()


def test_the_later_extraction_knows_more(later_home: Home) -> None:
    """A version has ended, an invoice was paid after a night: it is extracted again, later."""
    sql = """
        select count(*) filter (versions > 1), max(open_ones) from (
            select id, _fivetran_start, count(*) as versions,
                count(*) filter (_fivetran_active and _fivetran_synced = latest) as open_ones
            from (
                select *, max(_fivetran_synced) over (partition by id) as latest from {subscription_history}
            )
            group by all
        )
        """
    ((again, open_ones),) = ask(later_home, sql)
    assert isinstance(again, int) and again >= 3
    assert open_ones == 1
    sql = """
        select count(*) from {invoice} as early join {invoice} as late using (id)
        where early.status = 'open' and late.status = 'paid'
            and early._fivetran_synced < late._fivetran_synced
        """
    assert ask(later_home, sql)[0][0] >= 1  # type: ignore[operator]


def test_nothing_is_told_before_it_happened(later_home: Home) -> None:
    """No fact of a row lies after its extraction, but for what is planned."""
    facts = {
        "subscription_history": ["_fivetran_start", "created", "canceled_at", "ended_at"],
        "invoice": ["created", "status_transitions_paid_at", "status_transitions_voided_at"],
        "charge": ["created"],
        "refund": ["created"],
    }
    for table, columns in facts.items():
        for column in columns:
            sql = f"select count(*) from {{{table}}} where {column} > _fivetran_synced + interval 20 minute"
            assert ask(later_home, sql) == [(0,)], (table, column)


def test_three_years_are_billed(tiny_home: Home) -> None:
    """Invoices reach back as far as contracts, not only as far as events."""
    ((first,),) = ask(tiny_home, "select min(created)::date from {invoice}")
    assert isinstance(first, date)
    assert (TINY.as_of_date - first).days > 900
