"""Scores, windows and active users against the same worked out in Python (see `worked_scores`)."""

from __future__ import annotations

from datetime import date

import pytest

from almanac.warehouse.versions import Version
from tests.transform.company import Company, account, event, organization, records, rows, user
from tests.transform.worked_scores import AS_OF, CUSTOMERS, DAYS, FEATURES, Truth, band

pytestmark = pytest.mark.xdist_group("scores")

TRUTH = Truth()
HEALTH_BANDS = ("excellent", "good", "fair", "poor")
SOME_DAYS = [
    date(2025, 2, 1),
    date(2025, 2, 20),
    date(2025, 3, 14),
    date(2025, 3, 16),
    date(2025, 4, 10),
    AS_OF,
]

Customers = dict[tuple[str, date], dict[str, object]]


@pytest.fixture(scope="module")
def adoption(scored: Version) -> Customers:
    """The adoption mart by customer and day."""
    found = records(scored, "from marts.fct_customer_ai_adoption_30d")
    return {(row["org_id"], row["as_of_date"]): row for row in found}


@pytest.fixture(scope="module")
def readiness(scored: Version) -> Customers:
    """The readiness mart by customer and day."""
    found = records(scored, "from marts.fct_reference_readiness_30d")
    return {(row["org_id"], row["as_of_date"]): row for row in found}


def payers() -> list[tuple[str, date]]:
    """Customers and days with ARR, for every few days."""
    return [(org, day) for org in CUSTOMERS for day in DAYS[::7] + SOME_DAYS if TRUTH.arr(org, day)]


def test_every_customer_has_every_day(adoption: Customers, readiness: Customers) -> None:
    """History without holes, and nothing else."""
    assert adoption.keys() == readiness.keys() == {(org, day) for org in CUSTOMERS for day in DAYS}


def test_adoption_scores(adoption: Customers) -> None:
    """The weighted sum of AI days, AI share and AI users; null without user events."""
    told = {key: adoption[key]["effective_ai_adoption_score"] for key in payers()}
    assert told == {(org, day): TRUTH.adoption(org, day) for org, day in payers()}
    assert None in told.values()
    assert len({score for score in told.values() if score}) > 20


def test_health_scores(adoption: Customers) -> None:
    """Usage and engagement; the idle score 0, and who has no enabled user is judged by usage alone."""
    told = {key: adoption[key]["customer_health_score"] for key in payers()}
    assert told == {(org, day): TRUTH.health(org, day) for org, day in payers()}
    assert told["idle", AS_OF] == 0
    assert len(set(told.values())) > 20
    bands = {key: adoption[key]["health_status"] for key in payers()}
    assert bands == {key: band(score, HEALTH_BANDS) for key, score in told.items()}  # type: ignore[arg-type]


def test_readiness_scores(readiness: Customers) -> None:
    """Health, ARR and tenure, and the tier."""
    told = {key: readiness[key]["reference_readiness_score"] for key in payers()}
    assert told == {(org, day): TRUTH.readiness(org, day) for org, day in payers()}
    tiers = {key: readiness[key]["reference_tier"] or "none" for key in payers()}
    assert tiers == {key: band(score, ("1", "2", "3", "none")) for key, score in told.items()}  # type: ignore[arg-type]
    assert len(set(tiers.values())) >= 3


def test_quadrants(adoption: Customers) -> None:
    """ARR against the median of that day's payers, adoption against 50."""
    told = {key: adoption[key]["adoption_quadrant"] for key in payers()}
    assert told == {(org, day): TRUTH.quadrant(org, day) for org, day in payers()}
    assert set(told.values()) == {"target", "risk", "quick_win", "monitor"}
    # With five payers the one in the middle (left, 80,000 is above; calm is the median) is large.
    assert adoption["calm", AS_OF]["arr_threshold_usd"] == 50_000


def test_who_does_not_pay_has_no_score(adoption: Customers, readiness: Customers) -> None:
    """Before their contract the customers have windows but neither scores nor a quadrant."""
    row = adoption["left", date(2025, 2, 19)]
    assert (row["user_event_count_30d"] or 0) > 0  # type: ignore[operator]
    for name in (
        "effective_ai_adoption_score",
        "customer_health_score",
        "adoption_quadrant",
        "health_status",
    ):
        assert row[name] is None
    assert readiness["left", date(2025, 2, 19)]["reference_readiness_score"] is None


@pytest.mark.parametrize("org", CUSTOMERS)
def test_windows(adoption: Customers, org: str) -> None:
    """Counts of the last 30 days, and trends; no trend without anything before."""
    for day in SOME_DAYS:
        row, found = adoption[org, day], [one for one in TRUTH.during(day, 30) if one.org == org]
        people = [one for one in found if one.user]
        assert row["total_event_count_30d"] == len(found)
        assert row["ai_event_count_30d"] == sum(one.is_ai for one in found)
        assert row["user_event_count_30d"] == len(people)
        assert row["ai_user_event_count_30d"] == sum(one.is_ai for one in people)
        assert row["active_days_30d"] == len({one.at.date() for one in people})
        assert row["ai_active_days_30d"] == len({one.at.date() for one in people if one.is_ai})
        assert row["active_users_30d"] == len({one.user for one in people})
        assert row["ai_users_30d"] == len({one.user for one in people if one.is_ai})
        assert row["enabled_users"] == len(TRUTH.enabled(org, day))
        share = 100 * sum(one.is_ai for one in found) / len(found) if found else None
        assert row["ai_tickets_pct"] == pytest.approx(share)
        for days in (7, 30, 90):
            now = sum(one.org == org for one in TRUTH.during(day, days))
            before = sum(one.org == org for one in TRUTH.during(day, 2 * days)) - now
            trend = 100 * (now - before) / before if before else None
            assert row[f"activity_trend_{days}d_pct"] == pytest.approx(trend)


def test_ai_features(scored: Version) -> None:
    """The breakdown sums to the AI events."""
    row = records(
        scored,
        f"from marts.fct_customer_ai_adoption_30d where org_id = 'busy' and as_of_date = date '{AS_OF}'",
    )[0]
    parts = [row[f"ai_{name}_events_30d"] for name in ("runbook", "search", "other")]
    assert sum(parts) == row["ai_event_count_30d"]
    assert all(parts)


def test_adopted_features(scored: Version) -> None:
    """Features used on two days of the last 30, of those released by then, for every customer and day."""
    told = rows(
        scored,
        """select customer_id, metric_date, features_adopted, features_released
           from intermediate.int_features__customer_days order by 2, 1""",
    )
    expected = [
        (org, day, len(TRUTH.adopted(org, day)), sum(since <= day for _, since, _ in FEATURES.values()))
        for day in DAYS
        for org in sorted(CUSTOMERS)
    ]
    assert told == expected
    assert {number for *_, number, _ in expected} >= {0, 3, 5}


def test_engagement_of_users(scored: Version) -> None:
    """Each user at the as-of date: days, features and sessions of 30 days, over both customers."""
    told = dict(rows(scored, "select user_id, engagement_score from entities.entity_users"))
    found = [one for one in TRUTH.during(AS_OF, 30) if one.user]
    starts = [one for one in TRUTH.session_starts if one in set(found)]
    for who in told:
        mine = [one for one in found if one.user == who]
        days = min(1, len({one.at.date() for one in mine}) / 20)
        features = min(1, len({name for one in mine for name in one.features}) / 8)
        sessions = min(1, sum(one.user == who for one in starts) / 20)
        assert told[who] == pytest.approx(40 * days + 30 * features + 30 * sessions, abs=0.005), who
    assert len(told) == 15


@pytest.mark.parametrize(("flag", "days"), [("is_active_1d", 1), ("is_active_7d", 7), ("is_active_30d", 30)])
def test_active_users(scored: Version, flag: str, days: int) -> None:
    """Daily, weekly and monthly active users of the company and of each customer, for all days."""
    sql = f"""select metric_date, {{}}, count(distinct user_key) filter ({flag})
        from metrics.user_activity_windows group by all"""
    assert rows(scored, sql.format("null") + " order by 1") == [
        (day, None, TRUTH.actives(day, days)) for day in DAYS
    ]
    assert sorted(rows(scored, sql.format("org_id"))) == [
        (day, org, TRUTH.actives(day, days, org)) for day in DAYS for org in sorted(CUSTOMERS)
    ]


def test_points_sum_to_the_score(scored: Version) -> None:
    """For every score, customer and day that is kept; parts that are there fill all 100 points."""
    sums = rows(
        scored,
        """select score, entity_id, metric_date, round(sum(points), 6), round(sum(max_points), 6)
           from marts.score_components_daily
           where score != 'churn_risk_score' and score not like '%_success_%' and score not like 'expansion_%'
           group by all""",
    )
    told = {(score, org, day): points for score, org, day, points, full in sums if full}
    assert {full for *_, full in sums} == {0, 100}
    expected: dict[tuple[str, str, date], float] = {}
    for score in ("effective_ai_adoption_score", "customer_health_score", "reference_readiness_score"):
        mart = (
            "fct_reference_readiness_30d" if score.startswith("reference") else "fct_customer_ai_adoption_30d"
        )
        for org, day, value in rows(
            scored, f"select org_id, as_of_date, {score} from marts.{mart} where {score} is not null"
        ):
            is_kept = (AS_OF - day).days < 35 or day in (date(2025, 2, 28), date(2025, 3, 31))
            expected |= {(score, org, day): value} if is_kept else {}
    assert told == expected


@pytest.mark.long
def test_a_night_of_work_is_one_session_for_each_person(company: Company) -> None:
    """Work in two organisations before and after midnight: each session is counted once."""
    work = [
        ("acme", "2025-07-01 10:00:00"),
        ("other", "2025-07-01 12:00:00"),
        ("acme", "2025-07-01 23:50:00"),
        ("acme", "2025-07-02 00:10:00"),
    ]
    company.land(
        [event(n, "issue:created", "ann", at, properties=f'{{"organization_id":"{org}"}}')
         for n, (org, at) in enumerate(work, 1)],
        [user("ann", "acme"), user("ann", "other", "2025-02-01")],
        [organization("acme"), organization("other")],
        [account("a", "acme", 1)],
    )  # fmt: skip
    sessions = """select org_id, session_count_30d from intermediate.int_users__activity_windows
        where metric_date = date '2025-07-02' order by 1"""
    assert rows(company.build(), sessions) == [("acme", 2), ("other", 1)]
