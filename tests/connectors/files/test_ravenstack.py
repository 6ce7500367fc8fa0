"""A real input: the example's mapping over RavenStack, against arithmetic with the csv module alone."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from almanac.config import PROJECT_DIR
from almanac.connectors.files.load import load
from almanac.connectors.files.report import Account
from tests.connectors.files.workshop import NOW, Workshop, balanced

Row = dict[str, str]
DATA = Path(os.environ.get("ALMANAC_EXTERNAL_DATA", "/nowhere")) / "ravenstack"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="set ALMANAC_EXTERNAL_DATA to the folder that holds ravenstack/"
)


def read(name: str) -> list[Row]:
    with (DATA / f"ravenstack_{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, dict[str, Account]]:
    workshop = Workshop(tmp_path_factory.mktemp("ravenstack"))
    mapping = PROJECT_DIR / "examples" / "ravenstack" / "mapping.yml"
    accounts = load(workshop.home, mapping, NOW, DATA)
    return workshop, {account.table: account for account in accounts}


def usage_that_is_sure() -> list[Row]:
    rows = read("feature_usage")
    times = Counter(row["usage_id"] for row in rows)
    return [row for row in rows if times[row["usage_id"]] == 1]


def test_usage_ids_with_different_content_are_quarantined(
    loaded: tuple[Workshop, dict[str, Account]],
) -> None:
    workshop, accounts = loaded
    rows = read("feature_usage")
    times = Counter(row["usage_id"] for row in rows)
    twice = {key for key, count in times.items() if count > 1}
    contents = {key: {tuple(row.values()) for row in rows if row["usage_id"] == key} for key in twice}
    assert all(len(found) == times[key] for key, found in contents.items())
    account = accounts["app.product_events"]
    assert account.read == len(rows)
    assert account.quarantined == {"conflicting_usage_id": sum(times[key] for key in twice)}
    assert balanced(account)
    assert {row["row"]["usage_id"] for row in workshop.quarantined("app.product_events")} == twice


def test_the_guide_tells_the_measured_counts(loaded: tuple[Workshop, dict[str, Account]]) -> None:
    guide = (PROJECT_DIR / "docs" / "guides" / "bring-your-own-data.md").read_text()
    for account in loaded[1].values():
        shown = f"| {account.table} | {account.read:,} | {account.loaded:,} | {account.duplicates:,} |"
        assert f"{shown} {sum(account.quarantined.values()):,} |" in guide


def test_every_sure_usage_row_is_one_event(loaded: tuple[Workshop, dict[str, Account]]) -> None:
    account_of = {row["subscription_id"]: row["account_id"] for row in read("subscriptions")}
    expected = set()
    for row in usage_that_is_sure():
        day = datetime.fromisoformat(row["usage_date"])
        expected.add(
            (
                UUID(hashlib.md5(row["usage_id"].encode()).hexdigest()),
                row["feature_name"],
                f"org-{account_of[row['subscription_id']]}",
                day,
                day + timedelta(days=1, hours=2),
            )
        )
    columns = "uuid, event, distinct_id, timestamp, _airbyte_extracted_at"
    assert set(loaded[0].rows("app.product_events", columns)) == expected
    assert len(expected) == loaded[1]["app.product_events"].loaded


def test_properties_are_typed_json(loaded: tuple[Workshop, dict[str, Account]]) -> None:
    properties = [json.loads(text) for (text,) in loaded[0].rows("app.product_events", "properties")]
    assert sum(one["usage_count"] for one in properties) == sum(
        int(row["usage_count"]) for row in usage_that_is_sure()
    )
    beta = sum(row["is_beta_feature"] == "True" for row in usage_that_is_sure())
    assert sum(one["is_beta_feature"] is True for one in properties) == beta


def test_organizations(loaded: tuple[Workshop, dict[str, Account]]) -> None:
    regions = {
        "US": "amer",
        "CA": "amer",
        "UK": "emea",
        "DE": "emea",
        "FR": "emea",
        "IN": "apac",
        "AU": "apac",
    }
    expected = [
        (
            row["account_id"],
            row["account_name"],
            regions[row["country"]],
            datetime.fromisoformat(row["signup_date"]),
        )
        for row in read("accounts")
    ]
    found = loaded[0].rows("app.organizations", "id, name, region, created_at")
    assert sorted(found) == sorted(expected)


def arr_on(day: date, subscriptions: list[Row]) -> float:
    """What the open, paid subscriptions add up to on that day; one that ends that day is closed."""
    return sum(
        float(row["arr_amount"])
        for row in subscriptions
        if row["is_trial"] == "False"
        and date.fromisoformat(row["start_date"]) <= day
        and (not row["end_date"] or day < date.fromisoformat(row["end_date"]))
    )


def test_arr_is_told_from_each_day_on_which_it_changes(loaded: tuple[Workshop, dict[str, Account]]) -> None:
    """Every account is walked through day by day."""
    last_day = max(date.fromisoformat(row["usage_date"]) for row in read("feature_usage"))
    of_account: dict[str, list[Row]] = {row["account_id"]: [] for row in read("accounts")}
    for row in read("subscriptions"):
        of_account[row["account_id"]].append(row)
    expected = []
    for account in read("accounts"):
        day, before = date.fromisoformat(account["signup_date"]), None
        while day <= last_day:
            arr = arr_on(day, of_account[account["account_id"]])
            if arr != before:
                night = datetime.combine(day + timedelta(days=1), time(2))
                expected.append((account["account_id"], night, arr))
            day, before = day + timedelta(days=1), arr
    found = loaded[0].rows("salesforce.account", "id, _airbyte_extracted_at, current_arr__c")
    assert sorted(found) == sorted(expected)


def test_seat_tiers_and_what_stays_null(loaded: tuple[Workshop, dict[str, Account]]) -> None:
    tops = {"1-10": 10, "11-50": 50, "51-200": 200}
    expected = {
        row["account_id"]: next(tier for tier, top in tops.items() if int(row["seats"]) <= top)
        for row in read("accounts")
    }
    assert dict(loaded[0].rows("salesforce.account", "id, seat_tier__c")) == expected
    unknown = "count(segment__c), count(annualrevenue), count(csm__c)"
    assert loaded[0].rows("salesforce.account", f"{unknown}, 1 as id, 1 as _airbyte_extracted_at") == [
        (0, 0, 0, 1, 1)
    ]


def test_nothing_is_extracted_after_the_data_s_end(loaded: tuple[Workshop, dict[str, Account]]) -> None:
    last_day = max(datetime.fromisoformat(row["usage_date"]) for row in read("feature_usage"))
    end = last_day + timedelta(days=1, hours=2)
    for table in loaded[1]:
        extracted = {moment for (moment,) in loaded[0].rows(table, "_airbyte_extracted_at")}
        assert max(extracted) <= end
    assert not loaded[0].home.raw_table("app", "users").exists()
