"""The raw tables beside the events, as columns: organisations, users, Salesforce accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa

from almanac.demo.accounts import TO_NOBODY, TO_UNKNOWN, Accounts, Snapshots
from almanac.demo.names import CSMS, email, former_name, organization_domain, organization_name, person_name
from almanac.demo.parameters import HOUR
from almanac.demo.sales.deals import original_deals
from almanac.demo.streams import Floats, Ints, Mask, Stream, generator, pick
from almanac.demo.texts import METAS, customer_id, moments, unknown_user_id, user_id
from almanac.demo.truth import INDUSTRIES, REGIONS, SEGMENTS
from almanac.demo.world import World

Columns = dict[str, pa.Array]

TIMEZONES = (
    ("America/New_York", "America/Chicago", "America/Los_Angeles", "America/Sao_Paulo"),
    ("Europe/Berlin", "Europe/London", "Europe/Paris", "Africa/Johannesburg"),
    ("Asia/Tokyo", "Asia/Singapore", "Australia/Sydney", "Asia/Kolkata"),
)
ROLES = ("admin", "member", "viewer")
ROLE_WEIGHTS = np.array([0.12, 0.74, 0.14])
SEAT_TIERS = ("1-10", "11-50", "51-200", "201+")
SEAT_TIER_ENDS = np.array([10, 50, 200])
UNKNOWN_CUSTOMER = "c999999"
NO_REVENUE = 0.05


def organization_columns(world: World, customer: Ints, extracted: Ints, is_former: Mask) -> Columns:
    """These customers as extracted at these moments, some still under their former name."""
    zone = generator(world.spec.seed, Stream.CUSTOMERS, 1).integers(0, 4, len(world.customers))
    region = world.customers.region[customer]
    numbers = customer.tolist()
    names = [
        former_name(i) if old else organization_name(i) for i, old in zip(numbers, is_former, strict=True)
    ]
    return {
        "id": _texts(customer_id(i) for i in numbers),
        "name": _texts(names),
        "domain": _texts(organization_domain(i) for i in numbers),
        "region": _picked(REGIONS, region),
        "timezone": _texts(TIMEZONES[r][z] for r, z in zip(region, zone[customer], strict=True)),
        "created_at": moments(world.midnight, world.customers.signed_up[customer]),
        **_loader(world, extracted),
    }


def user_columns(world: World, user: Ints, is_second: Mask, extracted: Ints) -> Columns:
    """The memberships of these users in their first or second organisation, as extracted at these moments."""
    users = world.users
    role = pick(generator(world.spec.seed, Stream.USERS, 1), ROLE_WEIGHTS, len(users))
    customer = np.where(is_second, users.second[user], users.customer[user]).tolist()
    home = users.customer[user].tolist()
    numbers, left = user.tolist(), users.deactivated[user]
    # Who gets another role takes the next one of the list; the last becomes an admin.
    is_new = (users.new_role[user] <= extracted) & ~is_second
    return {
        "id": _texts(user_id(i) for i in numbers),
        "organization_id": _texts(customer_id(i) for i in customer),
        "name": _texts(person_name(i) for i in numbers),
        "email": _texts(email(i, organization_domain(at)) for i, at in zip(numbers, home, strict=True)),
        "role": _picked(ROLES, (role[user] + is_new) % len(ROLES)),
        "created_at": moments(
            world.midnight, np.where(is_second, users.second_created[user], users.created[user])
        ),
        "deactivated_at": moments(world.midnight, left, left > extracted),
        **_loader(world, extracted),
    }


def arrived_user_columns(world: World, unknown: int, extracted: int) -> Columns:
    """A user whose events came before the user did."""
    customer = 0
    return {
        "id": _texts([unknown_user_id(unknown)]),
        "organization_id": _texts([customer_id(customer)]),
        "name": _texts([person_name(unknown)]),
        "email": _texts([email(unknown, "late." + organization_domain(customer))]),
        "role": _texts(["member"]),
        "created_at": moments(world.midnight, np.array([world.customers.signed_up[customer] + HOUR])),
        "deactivated_at": moments(world.midnight, np.array([0]), np.array([True])),
        **_loader(world, np.array([extracted])),
    }


def account_columns(world: World, accounts: Accounts, snapshots: Snapshots, index: Ints) -> Columns:
    """These snapshots of Salesforce accounts."""
    revenue, has_none, csm = _account_facts(world, len(accounts.link))
    account, arr = snapshots.account[index], snapshots.arr[index]
    customer = np.maximum(accounts.link[account], 0)
    links, numbers = accounts.link[account].tolist(), account.tolist()
    seat_tier = np.searchsorted(SEAT_TIER_ENDS, world.customers.seats[customer], side="left")
    return {
        "id": _texts(f"001A{i + 1:011d}" for i in numbers),
        "name": _texts(_account_name(link, i) for link, i in zip(links, numbers, strict=True)),
        "industry": _picked(INDUSTRIES, world.customers.industry[customer]),
        "annualrevenue": pa.array(revenue[account], mask=has_none[account]),
        "current_arr__c": pa.array(arr, mask=np.isnan(arr)),
        "segment__c": _picked(SEGMENTS, world.customers.segment[customer]),
        "seat_tier__c": _picked(SEAT_TIERS, seat_tier),
        "pylon_organization_id__c": _texts(_linked_id(link) for link in links),
        "original_deal_id__c": _original_deals(world, customer, links, snapshots.extracted[index]),
        "csm__c": _picked((*CSMS, None), csm[account]),
        "created_date": moments(world.midnight, _first_extraction(snapshots)[account]),
        "is_deleted": pa.array(snapshots.is_deleted[index]),
        **_loader(world, snapshots.extracted[index]),
    }


def account_managers(world: World, accounts: Accounts) -> Ints:
    """Per account the number of its customer success manager; one more than the last for those without."""
    return _account_facts(world, len(accounts.link))[2]


def _account_facts(world: World, count: int) -> tuple[Floats, Mask, Ints]:
    """Revenue, whether it is unknown, manager."""
    rng = generator(world.spec.seed, Stream.ACCOUNTS, 2)
    revenue, has_none = np.round(rng.lognormal(16.5, 1.4, count), -3), rng.random(count) < NO_REVENUE
    return revenue, has_none, rng.integers(0, len(CSMS) + 1, count)


def _original_deals(world: World, customer: Ints, links: list[int], extracted: Ints) -> pa.Array:
    """The deal that each account's customer came from, once it was won."""
    deals, won = original_deals(world)
    known = (won[customer] <= extracted).tolist()
    return _texts(
        deals[i] if is_known and link >= 0 else None
        for i, is_known, link in zip(customer.tolist(), known, links, strict=True)
    )


def _loader(world: World, extracted: Ints) -> Columns:
    return {
        "_airbyte_extracted_at": moments(world.midnight, extracted),
        "_airbyte_meta": _picked(METAS, np.zeros(len(extracted), dtype=np.int64)),
    }


def _texts(values: Iterable[str | None]) -> pa.Array:
    return pa.array(list(values), pa.string())


def _picked(values: Sequence[str | None], index: Ints) -> pa.Array:
    return pa.array(values, pa.string()).take(pa.array(index))


def _account_name(link: int, account: int) -> str:
    return organization_name(link) if link >= 0 else f"Prospect {account + 1}"


def _linked_id(link: int) -> str | None:
    return {TO_NOBODY: None, TO_UNKNOWN: UNKNOWN_CUSTOMER}.get(link) if link < 0 else customer_id(link)


def _first_extraction(snapshots: Snapshots) -> Ints:
    """Per account, some minutes before it was first seen."""
    first = np.searchsorted(snapshots.account, np.arange(snapshots.account[-1] + 1), side="left")
    return snapshots.extracted[first] - HOUR // 2
