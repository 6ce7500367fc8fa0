"""Sales of the demo company: its tables fit together, and nights add up to one sync at their end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pytest

from almanac.demo.arr import make_arr_changes
from almanac.demo.parameters import DAY, CompanySpec
from almanac.demo.sales.book import make_book
from almanac.demo.sales.contacts import CHAMPION, make_contacts
from almanac.demo.sales.leads import make_leads
from almanac.demo.sales.renewals import RENEWAL, make_renewals
from almanac.demo.sales.rows import NOT_YET
from almanac.demo.sales.tables import write_sales
from almanac.demo.streams import Mask
from almanac.demo.sync import NOT_BEGUN, Sync
from almanac.demo.users import NOBODY
from almanac.demo.world import World, make_world
from almanac.warehouse.contract import contract_table, source_contract
from tests.demo.conftest import TINY

TABLES = [
    name
    for name in source_contract()
    if name.startswith(("crm.", "quotas.", "salesforce.", "hubspot."))
    and name not in ("salesforce.account", "hubspot.touchpoint", "hubspot.email_event")
    and not name.startswith(
        ("hubspot.ticket", "hubspot.contact_property", "hubspot.deal", "hubspot.engagement_deal")
    )
]


@dataclass(frozen=True)
class OneSync(Sync):
    """A first sync that comes late: it finds all that the nights before it would have found."""

    @property
    def begin(self) -> int:
        return NOT_BEGUN


@pytest.fixture(scope="module")
def world() -> World:
    """The tiny company's truth."""
    return make_world(TINY)


@pytest.fixture(scope="module")
def raw(world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What three nights wrote, and what one sync at their end writes."""
    folders = {name: tmp_path_factory.mktemp(name) for name in ("nights", "once")}
    for night in range(3):
        write_sales(Sync(world, night), folders["nights"], lambda label, share: None)
    write_sales(OneSync(world, 2), folders["once"], lambda label, share: None)
    return folders


def latest_rows(raw: Path, table: str) -> list[tuple[object, ...]]:
    """The rows of a table that count, without their extraction."""
    contract = contract_table(table)
    key, extracted = ", ".join(contract.key), contract.extracted_at
    sql = f"""
        select * exclude ({extracted}) from read_parquet('{raw}/{table.replace(".", "/")}/*.parquet')
        where {contract.key[0]} is not null
        qualify row_number() over (partition by {key} order by {extracted} desc) = 1
        order by all
        """
    return duckdb.connect().execute(sql).fetchall()


@pytest.mark.parametrize("table", TABLES)
def test_nights_add_up_to_one_sync_at_their_end(raw: dict[str, Path], table: str) -> None:
    """Whatever changed was extracted again, in its latest state."""
    rows = latest_rows(raw["nights"], table)
    assert rows
    assert rows == latest_rows(raw["once"], table)


def test_a_first_contract_comes_from_a_deal_won_at_that_moment(world: World) -> None:
    """Per customer one lead, won with the first price for those who ever paid, and for nobody else."""
    leads, changes = make_leads(world), make_arr_changes(world)
    paid = np.flatnonzero(changes.arr > 0)
    customer, first = np.unique(changes.customer[paid], return_index=True)
    won = np.flatnonzero(leads.is_won)
    won = won[np.argsort(leads.customer[won])]
    assert leads.customer[won].tolist() == customer.tolist()
    assert leads.closed[won].tolist() == changes.moment[paid][first].tolist()
    assert leads.amount[won].tolist() == changes.arr[paid][first].tolist()
    assert sorted(leads.customer[leads.customer != NOBODY].tolist()) == list(range(len(world.customers)))


def test_leads_climb_in_order(world: World) -> None:
    """Created, qualified, proposed, closed: each stage after the one before."""
    leads = make_leads(world)
    moments = np.stack([leads.created, leads.qualified, leads.proposed])
    reached = np.where(moments < NOT_YET, moments, -NOT_YET)
    assert (np.diff(moments, axis=0)[np.diff(reached, axis=0) > 0] > 0).all()
    assert (leads.closed > reached.max(axis=0)).all()
    assert (leads.created[:-1] <= leads.created[1:]).all()


def test_the_sick_put_renewals_off_and_lose_their_champions() -> None:
    """Told from the hidden health: more often by half at least."""
    world = make_world(CompanySpec(customers=1_500, days=200, seed=5, events=24_000))
    book = make_book(world)
    renewals, contacts = make_renewals(book), make_contacts(book)
    renews = np.flatnonzero(renewals.kind == RENEWAL)
    customer = book.customer[renewals.entry[renews]]
    sick = world.health_on(renewals.moments[0, renews] // DAY + 60, customer) < 0.35
    puts_off: Mask = np.any(renewals.moments[2:4, renews] < NOT_YET, axis=0)
    assert share(puts_off, sick) > 1.5 * share(puts_off, ~sick)
    champions = np.flatnonzero(contacts.role == CHAMPION)
    leaves = contacts.left[champions] < NOT_YET
    ill = world.customers.health[:200].mean(axis=0)[book.customer[contacts.entry[champions]]] < 0.35
    assert share(leaves, ill) > 1.5 * share(leaves, ~ill)


def share(happens: Mask, among: Mask) -> float:
    """Of those, how many."""
    return float(happens[among].mean())
