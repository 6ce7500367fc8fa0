"""The tiny company's numbers, counted one by one in Python from its base rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from statistics import mean

import duckdb

Number = float | int | None


@dataclass(frozen=True)
class Truth:
    """Base rows of the tiny company."""

    facts: list[tuple[int, str, dt.date, int, int]]
    system: list[tuple[str, dt.date, int]]
    arr: dict[tuple[str, dt.date], float]
    scores: dict[tuple[str, dt.date], tuple[float | None, float | None]]
    customers: dict[str, dict[str, str | None]]

    def metrics(self, customers: set[str], first: dt.date, last: dt.date) -> dict[str, Number]:
        """All ten metrics of some customers over some days."""
        return {
            "daily_active_users": self._users(customers, last, 1),
            "weekly_active_users": self._users(customers, last, 7),
            "monthly_active_users": self._users(customers, last, 30),
            "total_event_count": self._events(customers, first, last),
            "ai_tickets_pct": self._ai_share(customers, last),
            "effective_ai_adoption_score": self._score(customers, last, 0),
            "customer_health_score": self._score(customers, last, 1),
            "current_arr": sum(self.arr.get((customer, last), 0) for customer in customers),
            "active_customers": len(self._active(customers, last)),
            "avg_events_per_user": self._events_per_user(customers, first, last),
        }

    def matching(self, **wanted: str | None) -> set[str]:
        """Customers whose attributes have the values."""
        return {
            customer
            for customer, attributes in self.customers.items()
            if all(attributes[name] == value for name, value in wanted.items())
        }

    def _users(self, customers: set[str], last: dt.date, days: int) -> int:
        start = last - dt.timedelta(days=days - 1)
        return len(
            {user for user, customer, day, *_ in self.facts if customer in customers and start <= day <= last}
        )

    def _events(self, customers: set[str], first: dt.date, last: dt.date) -> int:
        by_users = sum(
            n for _, customer, day, n, _ in self.facts if customer in customers and first <= day <= last
        )
        by_system = sum(
            n for customer, day, n in self.system if customer in customers and first <= day <= last
        )
        return by_users + by_system

    def _ai_share(self, customers: set[str], last: dt.date) -> Number:
        first = last - dt.timedelta(days=29)
        ai = sum(n for _, customer, day, _, n in self.facts if customer in customers and first <= day <= last)
        every = self._events(customers, first, last)
        return 100 * ai / every if every else None

    def _active(self, customers: set[str], day: dt.date) -> set[str]:
        return {customer for customer in customers if self.arr.get((customer, day), 0) > 0}

    def _score(self, customers: set[str], day: dt.date, which: int) -> Number:
        found = [self.scores[customer, day][which] for customer in self._active(customers, day)]
        known = [score for score in found if score is not None]
        return mean(known) if known else None

    def _events_per_user(self, customers: set[str], first: dt.date, last: dt.date) -> Number:
        rows = [row for row in self.facts if row[1] in customers and first <= row[2] <= last]
        user_days = {(user, day) for user, _, day, *_ in rows}
        return sum(row[3] for row in rows) / len(user_days) if rows else None


def read_truth(cursor: duckdb.DuckDBPyConnection) -> Truth:
    """Read the base rows."""
    attributes = ("customer_name", "region", "industry", "segment", "csm")
    organizations = (
        "select org_id, org_name, region, industry, account_segment, csm from marts.dim_organizations"
    )
    scores = """
        select org_id, as_of_date, effective_ai_adoption_score, customer_health_score
        from marts.fct_customer_ai_adoption_30d
    """
    return Truth(
        facts=cursor.execute("select user_key, org_id, day, events, ai_events from truth.facts").fetchall(),
        system=cursor.execute("select org_id, day, events from truth.system_facts").fetchall(),
        arr={
            (customer, day): float(arr or 0)
            for customer, day, arr in cursor.execute("select org_id, day, arr from truth.arr").fetchall()
        },
        scores={(customer, day): tuple(rest) for customer, day, *rest in cursor.execute(scores).fetchall()},
        customers={
            customer: dict(zip(attributes, values, strict=True))
            for customer, *values in cursor.execute(organizations).fetchall()
        },
    )
