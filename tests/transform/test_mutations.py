"""The tests notice: each of these mistakes in a copy of the project is caught by days worked by hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from almanac.errors import AlmanacError
from almanac.pipeline.build import TRANSFORM_DIR
from almanac.warehouse.home import Home
from tests.transform import test_increment_reads, test_scores, worked_days, worked_scores
from tests.transform.company import Company, records, rows
from tests.transform.test_increment import SEED, check_catalogue, check_sequence
from tests.transform.test_policies import org_days

pytestmark = pytest.mark.long


def check_days(home: Home, transform_dir: Path) -> None:
    """The org-day mart of `worked_days`."""
    version = worked_days.land(Company(home, transform_dir=transform_dir)).build()
    assert org_days(version) == worked_days.expected(worked_days.DEFAULT)
    arr = "select org_id, current_arr, plan_status from marts.dim_organizations order by 1"
    assert rows(version, arr) == [("acme", 1000, "paid"), ("angel", None, "none"), ("tokyo", 0, "churned")]


def check_scores(home: Home, transform_dir: Path) -> None:
    """The scores and windows of `worked_scores`."""
    version = worked_scores.land(
        Company(home, transform_dir=transform_dir, models=worked_scores.MODELS)
    ).build()
    adoption, readiness = (
        {(row["org_id"], row["as_of_date"]): row for row in records(version, f"from marts.{mart}")}
        for mart in ("fct_customer_ai_adoption_30d", "fct_reference_readiness_30d")
    )
    test_scores.test_every_customer_has_every_day(adoption, readiness)
    test_scores.test_adoption_scores(adoption)
    test_scores.test_health_scores(adoption)
    test_scores.test_readiness_scores(readiness)
    test_scores.test_quadrants(adoption)
    for org in worked_scores.CUSTOMERS:
        test_scores.test_windows(adoption, org)
    test_scores.test_active_users(version, "is_active_7d", 7)
    test_scores.test_active_users(version, "is_active_30d", 30)
    test_scores.test_points_sum_to_the_score(version)
    test_scores.test_adopted_features(version)
    test_scores.test_engagement_of_users(version)


def check_nights(home: Home, transform_dir: Path) -> None:
    """Increments against a full build."""
    check_sequence(home, SEED, nights=4, policies={}, transform_dir=transform_dir)


def check_features(home: Home, transform_dir: Path) -> None:
    """A catalogue that changed."""
    check_catalogue(Company(home, transform_dir=transform_dir))


def check_withdrawn(home: Home, transform_dir: Path) -> None:
    """A membership that only the continued version knew."""
    test_increment_reads.check_withdrawn(Company(home, transform_dir=transform_dir))


def check_colleagues(home: Home, transform_dir: Path) -> None:
    """A late event of a colleague."""
    test_increment_reads.check_colleague(Company(home, transform_dir=transform_dir))


@dataclass(frozen=True)
class Mistake:
    """A text in a file of the project, what it is turned into, and the check that must notice."""

    file: str
    right: str
    wrong: str
    check: Callable[[Home, Path], None]


EVENTS = "models/intermediate/product_events"
USERS = "models/intermediate/users"
SCORES = "models/intermediate/scores"
WEIGHTS = "seeds/score_components.csv"
BANDS = "seeds/score_bands.csv"

MISTAKES = {
    "a target": Mistake(WEIGHTS, "ai_active_days,,part,40,20", "ai_active_days,,part,40,21", check_scores),
    "a weight": Mistake(WEIGHTS, "tenure,,part,15", "tenure,,part,16", check_scores),
    "a band": Mistake(BANDS, "health_status,fair,40", "health_status,fair,45", check_scores),
    "above instead of at the median": Mistake(
        f"{SCORES}/int_scores__customer_scores.sql",
        "scores.customer_arr >= scores.arr_threshold_usd",
        "scores.customer_arr > scores.arr_threshold_usd",
        check_scores,
    ),
    "the mean for the median": Mistake(
        f"{SCORES}/int_scores__customer_scores.sql", "median(customer_arr)", "avg(customer_arr)", check_scores
    ),
    "weights of missing parts kept": Mistake(
        "macros/scores/leaf_points.sql", "' ~ leaf.score ~ '__there, 0)'", "100, 0)'", check_scores
    ),
    "no growth is full points": Mistake(
        "macros/scores/parts/customer_health_score.sql",
        "cast(user_event_count_30d > 0 as integer)",
        "1",
        check_scores,
    ),
    "an organisation's window of 31 days": Mistake(
        "macros/dates/over_days.sql", "{{ days - 1 }} preceding", "{{ days }} preceding", check_scores
    ),
    "a user's window of 31 days": Mistake(
        f"{USERS}/int_users__activity_windows.sql", "interval 29 days", "interval 30 days", check_scores
    ),
    "a user active for 31 days": Mistake(
        "models/metrics/user_activity_windows.sql", "activity_date + 29", "activity_date + 30", check_scores
    ),
    "a week of 8 days": Mistake(
        "models/metrics/user_activity_windows.sql",
        "metric_date < activity_date + 7",
        "metric_date <= activity_date + 7",
        check_scores,
    ),
    "a feature counted for 31 days": Mistake(
        f"{USERS}/int_users__feature_windows.sql", "activity_date + 30", "activity_date + 31", check_scores
    ),
    "a feature adopted for 31 days": Mistake(
        "models/intermediate/features/int_features__customer_days.sql",
        "+ 30 as adopted_until",
        "+ 31 as adopted_until",
        check_scores,
    ),
    "a feature used before its release": Mistake(
        f"{EVENTS}/int_product_events__feature_daily.sql",
        "and name_days.activity_date >= uses.released_date",
        "",
        check_scores,
    ),
    "a session gap of 31 minutes": Mistake(
        "dbt_project.yml", "session_gap_minutes: 30", "session_gap_minutes: 31", check_scores
    ),
    "a session from 30 minutes on": Mistake(
        f"{EVENTS}/int_product_events__user_daily.sql",
        "event_at > previous_event_at",
        "event_at >= previous_event_at",
        check_scores,
    ),
    "a session ends at midnight": Mistake(
        f"{USERS}/int_users__activity_windows.sql", "then 1\n", "then 0\n", check_scores
    ),
    "the day of deactivation": Mistake(
        "macros/users/is_enabled.sql", "deactivated_at >= ", "deactivated_at > ", check_scores
    ),
    "no rule for a tie": Mistake(
        "macros/product_events/top_event_key.sql",
        "32767 - (max({{ event_count }} * 32768 + (32767 - {{ event_key }})) & 32767)",
        "(max({{ event_count }} * 32768 + {{ event_key }}) & 32767)",
        check_days,
    ),
    "the system is a user": Mistake(
        f"{EVENTS}/int_product_events__actors.sql",
        "if var('count_system_actor_as_user')",
        "if true",
        check_days,
    ),
    "the first extraction wins": Mistake(
        "macros/product_events/latest_extraction.sql",
        "_airbyte_extracted_at desc",
        "_airbyte_extracted_at asc",
        check_days,
    ),
    "ai and any letter": Mistake("seeds/event_categories.csv", "(^|[^a-z0-9])ai_", "ai.", check_days),
    "an empty list is a change": Mistake(
        "macros/dialect/json.sql", "'$.changes') > 0", "'$.changes') >= 0", check_days
    ),
    "two accounts, two rows": Mistake(
        "models/intermediate/salesforce/int_salesforce__org_accounts.sql",
        "account_rank = 1",
        "account_rank <= 2",
        check_days,
    ),
    "the ARR of one account": Mistake(
        "models/intermediate/salesforce/int_salesforce__arr_changes.sql",
        "sum(delta) as delta",
        "max(delta) as delta",
        check_days,
    ),
    "the as-of day is not over": Mistake(
        "macros/product_events/counted_events.sql", "activity_date <= {{", "activity_date < {{", check_days
    ),
    "no context of an event": Mistake(
        f"{EVENTS}/event_classification.sql", "= 'event_context' and", "= 'no_context' and", check_days
    ),
    "no average without users": Mistake(
        "models/marts/product/fct_org_daily_activity.sql",
        "coalesce(activity.user_event_count / nullif(activity.unique_user_count, 0), 0)",
        "activity.user_event_count / nullif(activity.unique_user_count, 0)",
        check_days,
    ),
    "rebuilt days are doubled": Mistake(
        "macros/dates/increments.sql",
        "delete from {{ this }} where {{ condition }}",
        "select 1",
        check_nights,
    ),
    "memberships change unseen": Mistake(
        f"{EVENTS}/int_product_events__actor_days_to_rebuild.sql",
        ", 'memberships_changed'] %}",
        "] %}",
        check_nights,
    ),
    "the catalogue changes unseen": Mistake(
        f"{EVENTS}/int_product_events__days_to_rebuild.sql", "'features_changed', ", "", check_features
    ),
    "arrivals are not read": Mistake(
        f"{EVENTS}/int_product_events__actor_days_to_rebuild.sql", "['arrived', ", "[", check_nights
    ),
    "the organisation before is forgotten": Mistake(
        "models/intermediate/users/int_users__changed_actors.sql",
        "select *, 'before' as moment from memberships_before\n    union all\n",
        "",
        check_withdrawn,
    ),
    "sessions of half a user": Mistake(
        f"{EVENTS}/int_product_events__user_daily.sql",
        "where {{ is_rebuilt_user_day('users.user_id', 'user_days.activity_date') }}",
        "where {{ is_rebuilt_org_day('users.org_id', 'user_days.activity_date') }}",
        check_colleagues,
    ),
    "names and ARR stay": Mistake(
        "models/marts/product/fct_org_daily_activity.sql",
        ' ~ " or " ~ has_outdated_context()',
        "",
        check_nights,
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_noticed(tmp_path: Path, name: str) -> None:
    """The check passes on the project (other tests see to that) and fails on its copy with the mistake."""
    mistake = MISTAKES[name]
    copy = tmp_path / "transform"
    shutil.copytree(TRANSFORM_DIR, copy, ignore=shutil.ignore_patterns("target", "logs"))
    file = copy / mistake.file
    text = file.read_text()
    assert mistake.right in text
    file.write_text(text.replace(mistake.right, mistake.wrong))
    with pytest.raises((AssertionError, AlmanacError)):
        mistake.check(Home(tmp_path / "home"), copy)


@pytest.mark.parametrize("check", [check_days, check_scores])
def test_a_copy_without_mistake_passes(tmp_path: Path, check: Callable[[Home, Path], None]) -> None:
    """The checks fail for the mistakes, not for the copy."""
    copy = tmp_path / "transform"
    shutil.copytree(TRANSFORM_DIR, copy, ignore=shutil.ignore_patterns("target", "logs"))
    check(Home(tmp_path / "home"), copy)
