"""Salesforce accounts: links, shares, snapshots."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from almanac.demo.accounts import Accounts, Snapshots, make_accounts, make_snapshots
from almanac.demo.arr import ArrChanges, make_arr_changes
from almanac.demo.parameters import CompanySpec
from almanac.demo.world import World, make_world
from almanac.warehouse.home import Home
from tests.demo.conftest import ask

Company = tuple[World, ArrChanges, Accounts, Snapshots]


@pytest.fixture(scope="module")
def company() -> Company:
    """A thousand customers with what they pay and what Salesforce knows of it."""
    world = make_world(
        CompanySpec(customers=1_000, days=200, seed=9, as_of_date=date(2025, 1, 31), users=1_000)
    )
    changes, accounts = make_arr_changes(world), make_accounts(world)
    return world, changes, accounts, make_snapshots(world, changes, accounts)


def test_how_many_accounts_customers_have(company: Company) -> None:
    """4 % have two, 3 % have none, the others have one."""
    _, _, accounts, _ = company
    live = accounts.link[~accounts.is_binned & (accounts.link >= 0)]
    assert np.bincount(np.bincount(live, minlength=1_060)[:1_000]).tolist() == [30, 930, 40]


def test_accounts_of_a_customer_sum_to_its_arr(company: Company) -> None:
    """Whether one account carries it all or two split it, the last snapshots sum to what is paid."""
    _, changes, accounts, snapshots = company
    last = np.append(np.diff(snapshots.account) != 0, True)
    link = accounts.link[snapshots.account[last]]
    counts = (link >= 0) & ~accounts.is_binned[snapshots.account[last]]
    paid = np.bincount(link[counts], np.nan_to_num(snapshots.arr[last][counts]), minlength=1_060)
    pays = np.zeros(1_060)
    final = np.append(np.diff(changes.customer) != 0, True)
    pays[changes.customer[final]] = np.nan_to_num(changes.arr[final])
    has_account = np.isin(np.arange(1_060), link[counts])
    np.testing.assert_allclose(paid[has_account], pays[has_account], atol=0.02)
    assert (pays[has_account] > 0).sum() > 500


def test_snapshots_begin_with_the_contract_and_follow_changes(company: Company) -> None:
    """Per account extractions are distinct, in order, and some hours after a change."""
    _, changes, _, snapshots = company
    same = np.diff(snapshots.account) == 0
    assert (np.diff(snapshots.extracted)[same] > 0).all()
    assert len(snapshots.account) > len(np.unique(snapshots.account)) * 1.5
    assert (changes.arr[~np.isnan(changes.arr)] >= 0).all()


@pytest.mark.parametrize(
    ("column", "table", "known"),
    [
        ("segment__c", "accounts", {"smb", "mid_market", "enterprise"}),
        ("seat_tier__c", "accounts", {"1-10", "11-50", "51-200", "201+"}),
        ("region", "organizations", {"amer", "emea", "apac"}),
        ("role", "users", {"admin", "member", "viewer"}),
    ],
)
def test_vocabularies(tiny_home: Home, column: str, table: str, known: set[str]) -> None:
    """Segments, tiers, regions and roles are the contract's."""
    found = {value for (value,) in ask(tiny_home, f"select distinct {column} from {table}")}
    assert len(found) >= 3
    assert found <= known


def test_some_are_on_trial_without_arr(tiny_home: Home) -> None:
    """Null and 0 both occur as ARR of somebody who does not pay yet."""
    sql = """
        select count(*) filter (current_arr__c is null), count(*) filter (current_arr__c = 0),
            count(*) filter (current_arr__c > 0)
        from accounts
        """
    ((nulls, zeros, paid),) = ask(tiny_home, sql)
    assert nulls > 0
    assert zeros > 0
    assert paid > nulls + zeros


@pytest.mark.parametrize(
    ("table", "key", "begun"),
    [
        ("accounts", "id", "created_date"),
        ("users", "id, organization_id", "created_at"),
        ("organizations", "id", "created_at"),
    ],
)
def test_extractions_are_unique_and_after_the_beginning(
    later_home: Home, table: str, key: str, begun: str
) -> None:
    """Nothing is extracted twice at one moment, nor before it was there."""
    group = f"from {table} group by {key}, _airbyte_extracted_at"
    assert ask(later_home, f"select {key} {group} having count(*) > 1") == []
    assert ask(later_home, f"select {key} {group} having max({begun}) > max(_airbyte_extracted_at)") == []
