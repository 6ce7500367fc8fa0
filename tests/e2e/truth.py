"""What the page should show, computed by hand: from the published file, and from the raw rows alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import duckdb

from almanac.warehouse.home import Home


@dataclass(frozen=True)
class Customer:
    """An active customer on the last day."""

    id: str
    name: str
    segment: str | None
    industry: str | None
    arr: float
    adoption: float | None
    health: float | None
    quadrant: str
    csm: str | None
    account_arr: float | None
    """The CRM's ARR as of today, by which the page's filter goes; `arr` is that of the day, billing first."""


@dataclass(frozen=True)
class Usage:
    """What the raw rows say of a customer in its last 30 days."""

    events: int
    ai_events: int
    ai_days: int
    users: int
    ai_users: int

    @property
    def adoption(self) -> float:
        """The score as it is defined: 40 for days with AI, 30 for its share of events, 30 for its users."""
        days = 40 * min(1, self.ai_days / 20)
        share = 30 * min(1, self.ai_events / self.events / 0.30)
        return days + share + 30 * self.ai_users / self.users


PUBLISHED = """
    select daily.org_id, daily.org_name, daily.account_segment, daily.industry, daily.customer_arr,
        daily.effective_ai_adoption_score, daily.customer_health_score, daily.adoption_quadrant,
        organizations.csm, organizations.current_arr
    from marts.fct_customer_ai_adoption_30d as daily
    left join marts.dim_organizations as organizations using (org_id)
    where daily.as_of_date = ? and daily.customer_arr > 0
"""


def published_customers(home: Home, day: dt.date) -> list[Customer]:
    """Every active customer of the day, read from the published file itself."""
    database = home.published / "warehouse.duckdb"
    with duckdb.connect(str(database), read_only=True) as warehouse:
        return [Customer(*row) for row in warehouse.execute(PUBLISHED, [day]).fetchall()]


MEDIAN_ARR = """
    select median(customer_arr)
    from marts.fct_customer_ai_adoption_30d
    where as_of_date = ? and customer_arr > 0
"""

HIGH_ADOPTION = "select minimum from reference.score_bands where scale = 'adoption_level' and band = 'high'"


def published_thresholds(home: Home, day: dt.date) -> tuple[float, float]:
    """Where the quadrants meet: the median ARR of active customers, and the adoption that counts as high."""
    database = home.published / "warehouse.duckdb"
    with duckdb.connect(str(database), read_only=True) as warehouse:
        return _one(warehouse.execute(MEDIAN_ARR, [day])), _one(warehouse.execute(HIGH_ADOPTION))


def _one(result: duckdb.DuckDBPyConnection) -> float:
    row = result.fetchone()
    assert row is not None
    return float(row[0])


RAW_USAGE = r"""
    with usable as (
        select *
        from read_parquet($events, hive_partitioning = false)
        where uuid is not null and event != '' and distinct_id != '' and timestamp is not null
            and timestamp <= _airbyte_extracted_at + interval 1 hour
            and coalesce(json_array_length(_airbyte_meta, '$.changes'), 0) = 0
        qualify row_number() over (partition by uuid order by _airbyte_extracted_at desc) = 1
    ),

    mine as (
        select
            distinct_id,
            timestamp::date as day,
            event not like 'issue:%' and regexp_matches(event, '(^|[^a-z0-9])ai_') as is_ai
        from usable
        where timestamp >= $day::date - 29 and timestamp < $day::date + 1
            and distinct_id in (select id from read_parquet($users) where organization_id = $org)
    )

    select
        count(*),
        count(*) filter (where is_ai),
        count(distinct day) filter (where is_ai),
        count(distinct distinct_id),
        count(distinct distinct_id) filter (where is_ai)
    from mine
"""


def raw_usage(home: Home, org: str, day: dt.date) -> Usage:
    """Counted over the raw Parquet rows, for a customer whose users belong to it alone."""
    values = {
        "events": f"{home.raw_table('app', 'product_events')}/**/*.parquet",
        "users": f"{home.raw_table('app', 'users')}/**/*.parquet",
        "org": org,
        "day": day,
    }
    row = duckdb.execute(RAW_USAGE, values).fetchone()
    assert row is not None
    return Usage(*row)


RAW_ARR = """
    with latest as (
        select *
        from read_parquet($accounts)
        where _airbyte_extracted_at::date <= $day::date + 1
        qualify row_number() over (partition by id order by _airbyte_extracted_at desc) = 1
    )

    select sum(current_arr__c)
    from latest
    where pylon_organization_id__c = $org and not coalesce(is_deleted, false)
"""


def raw_arr(home: Home, org: str, day: dt.date) -> float:
    """The ARR that the raw Salesforce rows give a customer."""
    accounts = f"{home.raw_table('salesforce', 'account')}/**/*.parquet"
    return _one(duckdb.execute(RAW_ARR, {"accounts": accounts, "org": org, "day": day}))


SHARED = """
    select distinct organization_id
    from read_parquet($users)
    where id in (select id from read_parquet($users) group by id having count(distinct organization_id) > 1)
"""


def orgs_with_shared_users(home: Home) -> set[str]:
    """Customers with a user who belongs to another customer, too."""
    users = f"{home.raw_table('app', 'users')}/**/*.parquet"
    return {row[0] for row in duckdb.execute(SHARED, {"users": users}).fetchall()}


@dataclass(frozen=True)
class Account:
    """A customer and its risk on the last day."""

    id: str
    name: str
    churn_risk: float
    csm: str | None


RISKIEST = """
    select customer_id, customer_name, value, csm
    from marts.account_scores
    join entities.entity_customers using (customer_id)
    where score = 'churn_risk_score' and is_active_customer
    order by value desc, customer_health_score, customer_id
    limit 1
"""


def riskiest(home: Home) -> Account:
    """The active customer with the highest churn risk."""
    return Account(*rows(home, RISKIEST)[0])


def rows(home: Home, sql: str, values: object = None) -> list[tuple[Any, ...]]:
    """What plain SQL finds in the published file."""
    with duckdb.connect(str(home.published / "warehouse.duckdb"), read_only=True) as warehouse:
        return warehouse.execute(sql, values).fetchall()
