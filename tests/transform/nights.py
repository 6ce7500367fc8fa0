"""Nights of a company to which everything happens that an increment must cope with, drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.transform.company import UNCHANGED, Company, Row, account, event, feature, organization, user

FIRST_DAY = date(2025, 6, 1)
HISTORY = 12
"""Days before the first night."""
NAMES = ["issue:created", "issue:closed", "ai_runbook_run", "ai_chat", "frontend:page_view", "email_sent"]
CHANGED = '{"changes":[{"field":"event","change":"NULLED"}]}'


@dataclass
class Happenings:
    """A company whose nights follow from a seed; it remembers what it landed, so as to correct it."""

    company: Company
    dice: random.Random
    today: date = FIRST_DAY + timedelta(days=HISTORY)
    events: list[Row] = field(default_factory=list)
    users: list[Row] = field(default_factory=list)
    organizations: list[Row] = field(default_factory=list)
    accounts: list[Row] = field(default_factory=list)
    features: list[Row] = field(default_factory=list)
    arrivals: int = 0

    def begin(self) -> None:
        """The first sync: twelve days of three customers, of unknown users and an unknown organisation."""
        zones = ["UTC", "Asia/Tokyo", "America/Los_Angeles"]
        self.organizations = [organization(f"o{n}", zones[n]) for n in range(3)]
        self.users = [user(f"u{n}", f"o{n % 3}") for n in range(6)] + [user("u0", "o1", "2025-02-01")]
        self.accounts = [account(f"a{n}", f"o{n % 3}", 1000.0 * n) for n in range(4)]
        self.features = [feature("issues", "^issue:"), feature("ai", "^ai_", "2025-06-04")]
        for day in range(HISTORY):
            # A day that is empty, so that something may move there, or away from it.
            for _ in range(0 if day == 5 else 1 if day == 7 else 6):
                self.events.append(self._event(FIRST_DAY + timedelta(days=day)))
        self._land(self.events, self.users, self.organizations, self.accounts, self.features)

    def night(self) -> list[str]:
        """One more day and its sync; returns what happened beside the day's own events."""
        self.today += timedelta(days=1)
        landed: list[Row] = [
            self._event(self.today - timedelta(days=1)) for _ in range(self.dice.randint(0, 5))
        ]
        tables: dict[str, list[Row]] = {"events": landed}
        tables |= {name: [] for name in ("users", "organizations", "accounts", "features")}
        chosen = self.dice.sample(sorted(HAPPENINGS), k=6)
        for name in chosen:
            table, happen = HAPPENINGS[name]
            tables[table] += happen(self)
        self._land(*(self._extracted(rows) for rows in tables.values()))
        for name, rows in tables.items():
            getattr(self, name).extend(rows)
        return chosen

    def _land(self, *tables: list[Row]) -> None:
        self.company.land(*tables)

    def _extracted(self, rows: list[Row]) -> list[Row]:
        for row in rows:
            row["_airbyte_extracted_at"] = f"{self.today} 02:00:00"
        return rows

    def _event(self, day: date, **other: object) -> Row:
        self.arrivals += 1
        who = self.dice.choice([*(f"u{n}" for n in range(8)), "org-o0", "org-o1", "org-o3"])
        at = datetime(day.year, day.month, day.day) + timedelta(minutes=self.dice.randrange(1440))
        properties = self.dice.choice(["{}", '{"organization_id":"o1"}', '{"organization_id":"o2"}', "{oops"])
        return event(self.arrivals, self.dice.choice(NAMES), who, str(at), properties=properties) | other

    def _past_day(self) -> date:
        return FIRST_DAY + timedelta(days=self.dice.randrange((self.today - FIRST_DAY).days))

    def late(self) -> list[Row]:
        """Events of days long over, one of them of the day without events."""
        days = [self._past_day(), self._past_day(), FIRST_DAY + timedelta(days=5)]
        return [self._event(day) for day in self.dice.sample(days, k=2)]

    def duplicates(self) -> list[Row]:
        """Events read again without a change."""
        return [dict(row) for row in self.dice.sample(self.events, k=2)]

    def corrected(self) -> list[Row]:
        """Events read again under another name."""
        return [row | {"event": self.dice.choice(NAMES)} for row in self.dice.sample(self.events, k=2)]

    def moved(self) -> list[Row]:
        """Events read again with another day; the lonely one of its day leaves it empty."""
        lonely = [
            row for row in self.events if str(row["timestamp"]).startswith(str(FIRST_DAY + timedelta(days=7)))
        ]
        rows = [self.dice.choice(self.events), *lonely[:1]]
        return [row | {"timestamp": f"{self._past_day()} 12:34:56"} for row in rows]

    def handed_over(self) -> list[Row]:
        """Events read again with another actor."""
        return [row | {"distinct_id": "u1"} for row in self.dice.sample(self.events, k=1)]

    def broken(self) -> list[Row]:
        """Events that cannot be used: altered by the loader, without a time, from the future."""
        altered = self.dice.choice(self.events) | {"_airbyte_meta": CHANGED}
        timeless = self._event(self.today) | {"timestamp": None}
        future = self._event(self.today + timedelta(days=3))
        return [altered, timeless, future]

    def too_early(self) -> list[Row]:
        """Events of a day that is not over yet."""
        at = f"{self.today} 01:0{self.dice.randrange(10)}:00"
        return [self._event(self.today) | {"timestamp": at}]

    def user_arrives(self) -> list[Row]:
        """A user who acted before anybody knew of him."""
        return [user(f"u{self.dice.choice([6, 7])}", f"o{self.dice.randrange(4)}", "2025-06-03")]

    def membership(self) -> list[Row]:
        """A user joins another organisation, perhaps before the one that was primary."""
        since = self.dice.choice(["2024-12-01", "2025-06-05"])
        return [user(f"u{self.dice.randrange(6)}", f"o{self.dice.randrange(4)}", since)]

    def deactivated(self) -> list[Row]:
        """A user leaves, or comes back."""
        until = self.dice.choice([None, f"{self._past_day()} 12:00:00"])
        return [self.dice.choice(self.users) | {"deactivated_at": until}]

    def unusable_user(self) -> list[Row]:
        """A membership read again, altered by the loader: the one before it counts."""
        return [self.dice.choice(self.users) | {"organization_id": "o2", "_airbyte_meta": CHANGED}]

    def postponed(self) -> list[Row]:
        """A membership that turns out not to have begun: nobody's events count for it any more."""
        return [self.dice.choice(self.users) | {"created_at": "2025-12-01"}]

    def renamed(self) -> list[Row]:
        """An organisation under another name."""
        row = self.dice.choice(self.organizations)
        return [row | {"name": f"Renamed {self.today}", "_airbyte_meta": UNCHANGED}]

    def moved_away(self) -> list[Row]:
        """An organisation in another time zone."""
        return [self.dice.choice(self.organizations) | {"timezone": "Pacific/Auckland"}]

    def organization_arrives(self) -> list[Row]:
        """The organisation whose events nobody knew, or one that stands before all others."""
        return [organization(self.dice.choice(["o3", "a-first"]), since="2025-06-02")]

    def arr(self) -> list[Row]:
        """ARR rises, falls or ends."""
        arr = self.dice.choice([0, None, 0.1, 2500.55, 7e5])
        return [self.dice.choice(self.accounts) | {"current_arr__c": arr}]

    def role(self) -> list[Row]:
        """A user gets another role."""
        return [self.dice.choice(self.users) | {"role": self.dice.choice(["Admin", "member", None])}]

    def catalogue(self) -> list[Row]:
        """A feature gets other events, another name or release day; a new one comes, perhaps tomorrow."""
        changes: list[Row] = [
            {"event_pattern": self.dice.choice(["^issue:created$", "^(issue|frontend):", "^email", "("])},
            {"name": f"Renamed {self.today}", "is_core": True},
            {"released_on": str(self._past_day())},
        ]
        new = feature(f"f{self.arrivals}", "^(ai_chat|email_sent)$", str(self.today + timedelta(days=1)))
        old = self.dice.choice(self.features)
        return [old | self.dice.choice(changes), *([new] if self.dice.random() < 0.5 else [])]

    def account_moves(self) -> list[Row]:
        """An account is linked to another organisation, put in the bin, or given a segment."""
        changes: list[Row] = [
            {"pylon_organization_id__c": "o2"},
            {"is_deleted": True},
            {"segment__c": "smb", "industry": "Retail"},
        ]
        change = self.dice.choice(changes)
        return [self.dice.choice(self.accounts) | change]


Happen = Callable[[Happenings], list[Row]]

HAPPENINGS: dict[str, tuple[str, Happen]] = {
    "late": ("events", Happenings.late),
    "duplicates": ("events", Happenings.duplicates),
    "corrected": ("events", Happenings.corrected),
    "moved": ("events", Happenings.moved),
    "handed_over": ("events", Happenings.handed_over),
    "broken": ("events", Happenings.broken),
    "too_early": ("events", Happenings.too_early),
    "user_arrives": ("users", Happenings.user_arrives),
    "membership": ("users", Happenings.membership),
    "deactivated": ("users", Happenings.deactivated),
    "unusable_user": ("users", Happenings.unusable_user),
    "postponed": ("users", Happenings.postponed),
    "renamed": ("organizations", Happenings.renamed),
    "moved_away": ("organizations", Happenings.moved_away),
    "organization_arrives": ("organizations", Happenings.organization_arrives),
    "arr": ("accounts", Happenings.arr),
    "role": ("users", Happenings.role),
    "catalogue": ("features", Happenings.catalogue),
    "account_moves": ("accounts", Happenings.account_moves),
}
