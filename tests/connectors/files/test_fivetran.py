"""Real column sets of Fivetran's connectors: a file whose table the contract has loads and stages.

The files are the seeds of Fivetran's dbt packages. A table joins as soon as the contract has it.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from almanac.connectors.files.report import Account
from almanac.errors import AlmanacError
from almanac.warehouse.contract import source_contract
from almanac.warehouse.versions import Version
from tests.connectors.files.workshop import Workshop, balanced
from tests.transform.company import Company, event, organization, records, rows

DATA = Path(os.environ.get("ALMANAC_EXTERNAL_DATA", "/nowhere")) / "fivetran"
VENDORS = {"zendesk": "", "hubspot": "", "stripe": "", "salesforce": "sf_"}
"""Sources that Fivetran loads, with how the names of their files begin."""
pytestmark = [
    pytest.mark.skipif(
        not DATA.is_dir(), reason="set ALMANAC_EXTERNAL_DATA to the folder that holds fivetran/"
    ),
    pytest.mark.xdist_group("fivetran"),
]


def file_of(table: str) -> Path:
    source, name = table.split(".")
    return DATA / source / f"{VENDORS[source]}{name}_data.csv"


TABLES = [
    name for name, table in source_contract().items() if table.source in VENDORS and file_of(name).is_file()
]

MODELS = ("+path:models/staging", "+int_support__tickets", "+int_support__ticket_changes")
"""What these tests look at."""

Loaded = dict[str, Account | AlmanacError]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("fivetran"))


@pytest.fixture(scope="module")
def loaded(workshop: Workshop) -> Loaded:
    """Each table by a load of its own, so that a failure stays with its table."""
    found: Loaded = {}
    for table in TABLES:
        entry = {"files": str(file_of(table).relative_to(DATA)), "columns": "as_delivered"}
        try:
            found[table] = workshop.load({table: entry}, files_dir=DATA)[table]
        except AlmanacError as error:
            found[table] = error
    return found


@pytest.fixture(scope="module")
def built(workshop: Workshop, loaded: Loaded) -> Version:
    """The whole project over these files and a company of one customer."""
    company = Company(workshop.home, models=MODELS)
    company.land([event(1, "issue:created", "org-acme", "2025-07-31 10:00")], (), [organization("acme")])
    return company.build()


def staged(built: Version, table: str) -> int:
    """How many raw rows the account holds."""
    where = f"source = '{table}'"
    return int(
        rows(built, f"select sum(row_count) from intermediate.conservation_account where {where}")[0][0]
    )


def test_the_files_of_all_vendors_are_there() -> None:
    assert {"zendesk.ticket", "hubspot.ticket", "salesforce.account"} <= set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_file_loads_as_delivered(loaded: Loaded, table: str) -> None:
    """Every row of the file, counted by the csv module, is in the account; every column is taken or named."""
    account = loaded[table]
    assert isinstance(account, Account), account
    with file_of(table).open(newline="", encoding="utf-8") as file:
        lines = csv.DictReader(file)
        assert account.read == sum(1 for _ in lines)
        columns = list(lines.fieldnames or ())
    assert balanced(account)
    assert account.loaded > 0
    taken = [c for c in source_contract()[table].columns if c.name not in account.empty_columns]
    names = {name for column in taken for name in column.names({})}
    assert {c.lower() for c in columns} <= names | {c.lower() for c in account.unread_columns}


@pytest.mark.parametrize("table", TABLES)
def test_a_loaded_file_stages(built: Version, loaded: Loaded, table: str) -> None:
    """The build knows every landed row, and says what became of it."""
    account = loaded[table]
    assert isinstance(account, Account), account
    assert staged(built, table) == account.loaded


def test_zendesk_counts(loaded: Loaded) -> None:
    """Read by hand: the history has four rows of ticket 102 that are the same, tags three twice."""
    counts = {
        name: (one.loaded, one.duplicates, sum(one.quarantined.values()))
        for name, one in loaded.items()
        if name.startswith("zendesk.") and isinstance(one, Account)
    }
    assert counts == {
        "zendesk.ticket": (10, 0, 0),
        "zendesk.ticket_field_history": (35, 3, 0),
        "zendesk.ticket_comment": (20, 0, 0),
        "zendesk.ticket_tag": (7, 3, 0),
        "zendesk.user": (10, 0, 0),
        "zendesk.organization": (10, 0, 0),
        "zendesk.domain_name": (10, 0, 0),
    }


def test_the_life_of_a_zendesk_ticket(built: Version) -> None:
    """Ticket 11071 of the seeds: created 28 August, urgent in the end, solved 14 November, then closed."""
    ticket = records(
        built,
        """
        select priority, status, created_at::varchar as created_at, resolved_at::varchar as resolved_at,
            reopen_count, first_response_at, customer_id
        from intermediate.int_support__tickets where ticket_id = '11071'
        """,
    )
    assert ticket == [
        {
            "priority": "critical",
            "status": "closed",
            "created_at": "2020-08-28 18:06:36",
            "resolved_at": "2020-11-14 11:01:27",
            "reopen_count": 0,
            "first_response_at": None,
            "customer_id": None,
        }
    ]
    priorities = rows(
        built,
        """
        select changed_at::varchar, new_value from intermediate.int_support__ticket_changes
        where ticket_id = '11071' and attribute = 'priority' order by 1
        """,
    )
    assert priorities == [
        ("2020-08-28 18:06:36", "medium"),
        ("2020-09-30 11:01:27", "medium"),
        ("2020-10-15 11:01:27", "high"),
        ("2020-11-02 11:01:27", "critical"),
    ]


def test_zendesk_tickets_that_were_deleted_count_nowhere(built: Version) -> None:
    with file_of("zendesk.ticket").open(newline="", encoding="utf-8") as file:
        there = {row["id"] for row in csv.DictReader(file) if row["status"] != "deleted"}
    found = rows(built, "select ticket_id from intermediate.int_support__tickets where source = 'zendesk'")
    assert {ticket for (ticket,) in found} == there
    assert len(there) == 8


def test_hubspot_tickets(built: Version) -> None:
    """One was closed before it was created and is kept aside; the others have their moments."""
    outcomes = """
        select row_outcome, outcome_reason, count(*)
        from staging.base_hubspot__ticket group by all order by all
    """
    assert rows(built, outcomes) == [("loaded", None, 24), ("quarantined", "closed_before_created", 1)]
    ticket = """
        select status, created_at::varchar, first_response_at::varchar, resolved_at
        from intermediate.int_support__tickets where source = 'hubspot' and ticket_id = '293370454'
    """
    assert rows(built, ticket) == [("open", "2021-01-29 15:02:38", "2021-01-29 15:37:44", None)]


def test_a_far_end_in_a_file_is_no_crash(built: Version, loaded: Loaded) -> None:
    """HubSpot's history ends on 9999-12-31 where a value still holds; nothing reads that column."""
    account = loaded["hubspot.ticket_property_history"]
    assert isinstance(account, Account)
    assert "_fivetran_end" in account.unread_columns
    assert staged(built, "hubspot.ticket_property_history") == 15


def test_salesforce_opportunities(built: Version) -> None:
    """Ten rows, five of them won and one open; four have an amount. All are binned, so none is staged."""
    landed = """
        select count(*), count(*) filter (is_won), count(*) filter (not is_closed), count(amount), sum(amount)
        from staging.base_salesforce__opportunity where row_outcome = 'loaded'
    """
    assert rows(built, landed) == [(10, 5, 1, 4, 24_120_000 + 200_000 + 1 + 210_000)]
    one = """
        select amount, is_won, close_date::varchar, created_date::varchar
        from staging.base_salesforce__opportunity where id = '006q000000HddohAAB'
    """
    assert rows(built, one) == [(24_120_000, True, "2018-12-19 00:00:00", "2018-12-19 19:51:13")]
    assert rows(built, "select count(*) from staging.stg_salesforce__opportunities") == [(0,)]


def test_salesforce_accounts(built: Version) -> None:
    """All but one lie in Salesforce's bin; without our own columns nobody knows their ARR or organisation."""
    staged_rows = """
        select count(*), count(*) filter (not is_deleted), any_value(account_name) filter (not is_deleted),
            count(current_arr), count(org_id)
        from staging.stg_salesforce__account_snapshots
    """
    assert rows(built, staged_rows) == [(10, 1, "Eric's Test", 0, 0)]


def test_stripe_subscriptions_and_invoices(built: Version) -> None:
    """Two of each; amounts stay in cents until they are billed, moments are whole."""
    versions = """
        select subscription_id, stripe_customer_id, status, created_at::varchar, version_until,
            ended_at::varchar
        from staging.stg_stripe__subscription_versions order by subscription_id
    """
    ended = ("2021-02-18 14:16:37", None, "2021-02-19 14:16:37")
    assert rows(built, versions) == [
        ("sdgfs4536", "sdf6547", "active", *ended),
        ("sfjytkyu876", "123fsdf", "active", *ended),
    ]
    invoices = """
        select invoice_id, status, currency, amount_due_cents, amount_paid_cents
        from staging.stg_stripe__invoices order by invoice_id
    """
    assert rows(built, invoices) == [("ab1111", "paid", "usd", 0, 1000), ("si8jo54", "paid", "usd", 1000, 0)]
