"""Seventy days of five customers, and their measures and scores in plain Python, from the raw rows alone.

Nothing here reads SQL, a seed or a model: windows are sets of days, a median is `statistics.median`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from statistics import mean, median

from tests.transform.company import EVENT_MODELS, Company, Row, account, event, feature, organization, user

MODELS = (
    *EVENT_MODELS,
    "+fct_customer_ai_adoption_30d",
    "+fct_reference_readiness_30d",
    "+score_components_daily",
    "+entity_users",
)
"""What tests of scores look at."""

FIRST_DAY, AS_OF = date(2025, 2, 1), date(2025, 4, 11)
DAYS = [FIRST_DAY + timedelta(days=n) for n in range((AS_OF - FIRST_DAY).days + 1)]

# Per customer: ARR, share of days on which a user acts, share of AI events, the last day of activity.
CUSTOMERS = {
    "busy": (120_000, 0.9, 0.5, AS_OF),
    "calm": (50_000, 0.35, 0.2, AS_OF),
    "idle": (30_000, 0.0, 0.0, AS_OF),  # only the system acts
    "left": (80_000, 0.8, 0.1, date(2025, 3, 8)),
    "late": (10_000, 0.6, 0.9, AS_OF),  # its users come on 15 March
}
NAMES = ["issue:created", "frontend:page_view", "knowledge_base:read", "email_sent"]
AI_NAMES = ["ai_runbook_run", "ticket:ai_search", "ai_chat"]

# Per feature: pattern, release day, and its events. `ai_chat` is a use of two features, `email_sent` of none.
FEATURES = {
    "issues": ("^issue:", date(2024, 1, 1), {"issue:created"}),
    "pages": ("^frontend:", date(2024, 1, 1), {"frontend:page_view"}),
    "articles": ("^knowledge_base:", date(2025, 3, 1), {"knowledge_base:read"}),
    "ai": ("(^|:)ai_", date(2024, 1, 1), set(AI_NAMES)),
    "chat": ("^ai_chat$", date(2025, 3, 20), {"ai_chat"}),
}


def users() -> list[Row]:
    """Three users per customer; two leave, and those of `late` come on 15 March. One works for two."""
    leave = {"calm-2": "2025-03-30 15:00:00", "busy-2": "2025-04-11 00:00:00"}
    return [
        user(f"{org}-{n}", org, "2025-03-15" if org == "late" else "2025-01-01", leave.get(f"{org}-{n}"))
        for org in CUSTOMERS
        for n in range(3)
    ] + [user("busy-0", "calm", since="2025-02-10")]


def events() -> list[Row]:
    """Random days of work, with pauses around the half hour and nights that are worked through."""
    dice = random.Random(11)
    found: list[tuple[str, str, datetime, str]] = []
    for org, (_, activity, ai_share, last_day) in CUSTOMERS.items():
        for day in (day for day in DAYS if day <= last_day):
            if dice.random() < 0.3:
                found.append(("ai_chat", f"org-{org}", _moment(day, 600), "{}"))
            for n in range(3):
                if dice.random() < activity / (n + 1) and (org != "late" or day >= date(2025, 3, 15)):
                    found += _work(dice, org, f"{org}-{n}", day, ai_share)
    return [event(k, name, who, str(at), properties=text) for k, (name, who, at, text) in enumerate(found, 1)]


def _work(
    dice: random.Random, org: str, who: str, day: date, ai_share: float
) -> list[tuple[str, str, datetime, str]]:
    at = _moment(day, dice.choice([0, 10, 500, 900, 1_415]))
    found = []
    for _ in range(dice.randint(1, 5)):
        name = dice.choice(AI_NAMES if dice.random() < ai_share else NAMES)
        where = dice.choice(["busy", "calm", "nowhere"]) if who == "busy-0" else org
        found.append((name, who, at, f'{{"organization_id":"{where}"}}'))
        at += timedelta(minutes=dice.choice([1, 29, 30, 31, 50]))
    return [row for row in found if row[2].date() <= AS_OF]


def _moment(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minute)


def land(company: Company) -> Company:
    """Write the company's raw tables."""
    company.land(
        events(),
        users(),
        [organization(org) for org in CUSTOMERS],
        [account(f"a-{org}", org, arr, "2024-01-01" if org == "busy" else "2025-02-20")
         for org, (arr, *_) in CUSTOMERS.items()],
        [feature(name, pattern, str(since)) for name, (pattern, since, _) in FEATURES.items()],
    )  # fmt: skip
    return company


@dataclass(frozen=True)
class Event:
    """An event of a user or (user None) of the system, with the organisation that it counts for."""

    org: str
    user: str | None
    at: datetime
    is_ai: bool
    features: frozenset[str]


class Truth:
    """Everything that the marts say of a customer and a day, worked out anew."""

    @cached_property
    def events(self) -> list[Event]:
        """The raw events in order of time."""
        return sorted((self._event(row) for row in events()), key=lambda found: found.at)

    def _event(self, row: Row) -> Event:
        who, at = str(row["distinct_id"]), datetime.fromisoformat(str(row["timestamp"]))
        is_ai = row["event"] in AI_NAMES
        features = frozenset(
            name
            for name, (_, since, names) in FEATURES.items()
            if row["event"] in names and at.date() >= since
        )
        if who.startswith("org-"):
            return Event(who.removeprefix("org-"), None, at, is_ai, features)
        org = who.split("-")[0]
        if who == "busy-0" and '"calm"' in str(row["properties"]):
            org = "calm"
        return Event(org, who, at, is_ai, features)

    @cached_property
    def session_starts(self) -> list[Event]:
        """Events more than half an hour after the one before of the same person."""
        last: dict[str, datetime] = {}
        starts = []
        for found in self.events:
            if found.user:
                if found.user not in last or found.at - last[found.user] > timedelta(minutes=30):
                    starts.append(found)
                last[found.user] = found.at
        return starts

    def of_users(self, org: str, day: date, days: int = 30) -> list[Event]:
        """User events of a customer in the days that end on `day`."""
        return [found for found in self.during(day, days) if found.org == org and found.user]

    def during(self, day: date, days: int) -> list[Event]:
        """All events of the days that end on `day`."""
        return [found for found in self.events if day - timedelta(days=days) < found.at.date() <= day]

    def enabled(self, org: str, day: date) -> list[str]:
        """Who is a user of the organisation when the day ends."""
        end = str(day + timedelta(days=1))
        return [
            str(row["id"])
            for row in users()
            if row["organization_id"] == org
            and str(row["created_at"]) < end
            and (row["deactivated_at"] is None or str(row["deactivated_at"]) >= end)
        ]

    def arr(self, org: str, day: date) -> float | None:
        """What the customer pays that day."""
        since = date(2024, 1, 1) if org == "busy" else date(2025, 2, 20)
        return CUSTOMERS[org][0] if day >= since else None

    def adoption(self, org: str, day: date) -> float | None:
        """Effective AI adoption; nothing where there is nothing to adopt."""
        found = self.of_users(org, day)
        if not found:
            return None
        ai = [one for one in found if one.is_ai]
        days = 40 * min(1, len({one.at.date() for one in ai}) / 20)
        share = 30 * min(1, len(ai) / len(found) / 0.30)
        people = 30 * len({one.user for one in ai}) / len({one.user for one in found})
        return rounded(days + share + people)

    def health(self, org: str, day: date) -> float:
        """Customer health of usage (30) and engagement (25); support and renewal are not known yet."""
        usage, engagement = self.usage(org, day), self.engagement(org, day)
        return rounded(usage if engagement is None else (30 * usage + 25 * engagement) / 55)

    def usage(self, org: str, day: date) -> float:
        """Active days (60) and trend (40)."""
        now = self.of_users(org, day)
        before = self.of_users(org, day - timedelta(days=30))
        trend = min(1, len(now) / len(before)) if before else float(bool(now))
        return 60 * min(1, len({one.at.date() for one in now}) / 20) + 40 * trend

    def engagement(self, org: str, day: date) -> float | None:
        """Active days (40), features (30) and sessions (30) of the mean enabled user."""
        people = self.enabled(org, day)
        if not people:
            return None
        found = self.of_users(org, day)
        starts = [one for one in self.session_starts if one in set(found)]
        days = mean(min(1, len({one.at.date() for one in found if one.user == who}) / 20) for who in people)
        sessions = mean(min(1, sum(one.user == who for one in starts) / 20) for who in people)
        features = mean(min(1, len(self.features(org, day, who)) / 8) for who in people)
        return 40 * days + 30 * features + 30 * sessions

    def features(self, org: str, day: date, who: str) -> set[str]:
        """The features that a user used for a customer in the 30 days that end on `day`."""
        return {name for one in self.of_users(org, day) if one.user == who for name in one.features}

    def adopted(self, org: str, day: date) -> set[str]:
        """The features that a customer used on two days or more of the 30 that end on `day`."""
        days = {(name, one.at.date()) for one in self.of_users(org, day) for name in one.features}
        return {name for name in FEATURES if sum(used == name for used, _ in days) >= 2}

    def readiness(self, org: str, day: date) -> float:
        """Health (50), ARR (20), tenure (15); willingness is not known yet."""
        since = date(2024, 1, 1) if org == "busy" else date(2025, 2, 20)
        arr = min(1, (self.arr(org, day) or 0) / 100_000)
        tenure = min(1, (day - since).days / 730)
        return rounded((50 * self.health(org, day) / 100 + 20 * arr + 15 * tenure) / 85 * 100)

    def quadrant(self, org: str, day: date) -> str:
        """High ARR is the median of that day's payers or more, high adoption 50 or more."""
        paid = [arr for arr in (self.arr(other, day) for other in CUSTOMERS) if arr]
        is_large = (self.arr(org, day) or 0) >= median(paid)
        is_adopter = (self.adoption(org, day) or 0) >= 50
        words = {(True, True): "target", (True, False): "risk", (False, True): "quick_win"}
        return words.get((is_large, is_adopter), "monitor")

    def actives(self, day: date, days: int, org: str | None = None) -> int:
        """People who were active in the days that end on `day`."""
        found = self.during(day, days)
        return len({one.user for one in found if one.user and org in (None, one.org)})


def rounded(score: float) -> float:
    """To two digits, half up; what binary fractions add beyond ten digits is no half."""
    exact = Decimal(str(round(score, 9)))
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def band(score: float | None, names: tuple[str, str, str, str]) -> str | None:
    """The band of a score: from 80, from 60, from 40, below."""
    if score is None:
        return None
    return next(name for name, least in zip(names, (80, 60, 40, 0), strict=True) if score >= least)
