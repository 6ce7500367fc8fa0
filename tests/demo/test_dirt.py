"""Every kind of dirt, counted again in SQL from the files alone, is what the report says."""

from __future__ import annotations

import duckdb
import pytest

from almanac.demo.company import read_company
from almanac.demo.dirt import SHARES, Fault
from almanac.demo.report import CompanyReport
from almanac.warehouse.home import Home
from tests.demo.conftest import TINY, connect

FIRST_DAY = f"timestamp '{TINY.first_day}'"

# `numbered` has each event row's place among the rows of its uuid, `pairs` the first and second of a uuid,
# `live_accounts` the accounts that nobody put into the bin.
VIEWS = """
    create view numbered as
    select *, date_diff('day', timestamp, _airbyte_extracted_at) - 1 as nights_late,
        uuid is null or row_number() over (
            partition by uuid order by _airbyte_extracted_at, filename, file_row_number
        ) = 1 as is_first
    from read_parquet('{files}', hive_partitioning=false, filename=true, file_row_number=true);

    create view pairs as
    select late._airbyte_extracted_at as late_at, early._airbyte_extracted_at as early_at,
        late.event as late_event, early.event as early_event,
        late.timestamp as late_time, early.timestamp as early_time
    from numbered as late join numbered as early using (uuid)
    where early.is_first and not late.is_first;

    create view live_accounts as
    select * from accounts where id not in (select id from accounts where is_deleted);
    """

EVENT_COUNTS = {
    "missing_uuid": "from events where uuid is null",
    "missing_event": "from events where event is null or event = ''",
    "missing_distinct_id": "from events where distinct_id is null",
    "null_timestamp": "from events where timestamp is null",
    "future_timestamp": "from events where timestamp > _airbyte_extracted_at + interval 1 hour",
    "ancient_timestamp": f"from events where timestamp < {FIRST_DAY}",
    "malformed_properties": "from events where not json_valid(properties)",
    "changed_by_loader": "from events where json_array_length(_airbyte_meta, '$.changes') > 0",
    "unknown_user": """
        from events where distinct_id not like 'org-%' and distinct_id not in (select id from users)""",
    "user_arrived_later": """
        from events where distinct_id in (select id from users where id like 'u9%')""",
    "unknown_organization": """
        from events
        where distinct_id like 'org-%' and distinct_id[5:] not in (select id from organizations)""",
    "after_deactivation": """
        from events where exists (from users where id = distinct_id and deactivated_at < timestamp)""",
    "late": f"from numbered where is_first and timestamp >= {FIRST_DAY} and nights_late between 1 and 3",
    "very_late": f"from numbered where is_first and timestamp >= {FIRST_DAY} and nights_late > 3",
    "duplicates": "from numbered where not is_first",
    "copy_same_extraction": "from pairs where late_at = early_at",
    "copy_unchanged": """
        from pairs where late_at > early_at and late_event = early_event and late_time = early_time""",
    "copy_with_other_event": "from pairs where late_event <> early_event",
    "copy_with_other_time": """
        from pairs where late_time <> early_time and late_time::date = early_time::date""",
    "copy_on_other_day": "from pairs where late_time::date <> early_time::date",
}

TABLE_COUNTS = {
    "users_in_two_organizations": """
        from (select id from users group by id having count(distinct organization_id) = 2)""",
    "users_deactivated": "from (select distinct id from users where deactivated_at is not null)",
    "organizations_renamed": """
        from (select id from organizations group by id having count(distinct name) = 2)""",
    "organizations_with_two_accounts": """
        from (
            select pylon_organization_id__c from live_accounts
            where pylon_organization_id__c is not null group by all having count(distinct id) = 2
        )""",
    "organizations_without_account": """
        from (
            select id from organizations
            except select pylon_organization_id__c from live_accounts
        )""",
    "accounts_linked_to_nobody": """
        from (select distinct id from accounts where pylon_organization_id__c is null)""",
    "accounts_linked_to_unknown_organization": """
        from (
            select distinct id from accounts
            where pylon_organization_id__c not in (select id from organizations)
        )""",
    "accounts_deleted": "from (select distinct id from accounts where is_deleted)",
}

COUNTS = EVENT_COUNTS | TABLE_COUNTS

# The rules of a build for event rows, in their order, written once more.
FATES = f"""
    with judged as (
        select *, case
            when uuid is null then 'missing_uuid'
            when coalesce(event, '') = '' then 'missing_event'
            when distinct_id is null then 'missing_distinct_id'
            when timestamp is null then 'missing_timestamp'
            when timestamp > _airbyte_extracted_at + interval 1 hour then 'future_timestamp'
            when timestamp < {FIRST_DAY} then 'ancient_timestamp'
            when json_array_length(_airbyte_meta, '$.changes') > 0 then 'changed_by_loader'
        end as row_fault
        from events
    ),
    ranked as (
        select *, row_number() over (
            partition by uuid, row_fault is null order by _airbyte_extracted_at desc
        ) as place
        from judged
    )
    select case
        when row_fault is not null then row_fault
        when place > 1 then 'duplicates'
        when distinct_id like 'org-%' and distinct_id[5:] not in (select id from organizations)
            then 'unknown_organization'
        when distinct_id not like 'org-%' and distinct_id not in (select id from users) then 'unknown_user'
        else 'loaded'
    end as fate, count(*)
    from ranked group by all
    """

SEVERAL_FAULTS = f"""
    select count(*) from events
    where (uuid is null)::int + (coalesce(event, '') = '')::int + (distinct_id is null)::int
        + (timestamp is null)::int + coalesce(timestamp > _airbyte_extracted_at + interval 1 hour, false)::int
        + coalesce(timestamp < {FIRST_DAY}, false)::int + coalesce(not json_valid(properties), false)::int
        + coalesce(json_array_length(_airbyte_meta, '$.changes') > 0, false)::int
        + coalesce(distinct_id like 'u9%' or distinct_id like 'org-c9%', false)::int > 1
    """


@pytest.fixture(scope="module", params=["tiny_home", "later_home"])
def home(request: pytest.FixtureRequest) -> Home:
    """The company after its first sync, and after two more."""
    chosen: Home = request.getfixturevalue(request.param)
    return chosen


@pytest.fixture(scope="module")
def raw(home: Home) -> duckdb.DuckDBPyConnection:
    """The raw tables with the views above."""
    connection = connect(home)
    connection.execute(VIEWS.format(files=f"{home.raw}/app/product_events/**/*.parquet"))
    return connection


@pytest.fixture(scope="module")
def report(home: Home) -> CompanyReport:
    """What the company says of itself."""
    return read_company(home)


def test_every_kind_is_counted_again(report: CompanyReport) -> None:
    """No kind of dirt is reported that these tests do not count."""
    assert set(report.dirt) == set(COUNTS)


@pytest.mark.parametrize("kind", COUNTS)
def test_dirt_is_what_the_report_says(
    raw: duckdb.DuckDBPyConnection, report: CompanyReport, kind: str
) -> None:
    """The files hold each kind to the row, and some of it (missed users arrive only in added nights)."""
    ((counted,),) = raw.sql(f"select count(*) {COUNTS[kind]}").fetchall()
    assert counted == report.dirt[kind]
    assert counted > 0 or (kind == "user_arrived_later" and report.spec.nights == 0)


def test_fates_are_what_the_report_says(raw: duckdb.DuckDBPyConnection, report: CompanyReport) -> None:
    """Judged by the rules of a build, each row has the fate that the report foresees."""
    assert dict(raw.sql(FATES).fetchall()) == report.fates
    assert sum(report.fates.values()) == report.rows["app.product_events"]


def test_shares_are_met(tiny_home: Home) -> None:
    """Where enough events happen for it, a kind has the share that it is meant to have."""
    dirt = read_company(tiny_home).dirt
    for fault in (Fault.UNKNOWN_USER, Fault.MALFORMED_PROPERTIES, Fault.COPY_SAME_EXTRACTION):
        assert dirt[fault.name.lower()] == pytest.approx(SHARES[fault] * TINY.event_count, abs=1)
    assert dirt["duplicates"] == pytest.approx(0.02 * TINY.event_count, rel=0.15)
    assert dirt["late"] == pytest.approx(0.01 * TINY.event_count, rel=0.15)


def test_row_faults_stay_apart(raw: duckdb.DuckDBPyConnection) -> None:
    """No row has two faults, so that the amounts of a report can be taken one by one."""
    assert raw.sql(SEVERAL_FAULTS).fetchall() == [(0,)]
