"""Nights in which everything happens to devices that an increment must cope with, drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from almanac.pipeline.build import TRANSFORM_DIR
from almanac.warehouse.contract import source_contract
from tests.transform.company import UNCHANGED, Company, Row, event, organization

FIRST_DAY = date(2025, 6, 1)
ARCHIVED = 6
"""Days of which only the archive tells."""
HISTORY = 12
"""Days before the first night."""
CHANGED = '{"changes":[{"field":"status","change":"NULLED"}]}'


@dataclass
class DeviceHappenings:
    """A company with five devices at three locations; it remembers what it landed, so as to correct it."""

    company: Company
    dice: random.Random
    today: date = FIRST_DAY + timedelta(days=HISTORY)
    tables: dict[str, list[Row]] = field(default_factory=dict)
    number: int = 0

    def begin(self) -> None:
        """The first sync: archived days, then days of events, a status and a maintenance each."""
        places = [("a", "o0"), ("b", "o0"), ("c", "o1")]
        devices = [self.device(n, "abcab"[n - 1]) for n in range(1, 6)]
        found = {
            "locations": [self.location(name, org) for name, org in places],
            "devices": [*devices, self.device(6, "elsewhere")],
            "device_status_changes": [self.status(n, "2025-05-01 09:00:00", "online") for n in range(1, 6)],
            "device_maintenance": [self.maintenance(2, "2025-02-20 09:00:00")],
            "device_days": [
                self.archived(n, FIRST_DAY + timedelta(days=day))
                for n in range(1, 6)
                for day in range(ARCHIVED)
            ],
            "device_events": [
                self.signal(FIRST_DAY + timedelta(days=day))
                for day in range(ARCHIVED, HISTORY)
                for _ in range(20)
            ],
        }
        self.land(found, organizations=[organization("o0"), organization("o1")])

    def night(self) -> list[str]:
        """One more day and its sync; returns what happened beside the day's own signals."""
        self.today += timedelta(days=1)
        yesterday = self.today - timedelta(days=1)
        found: dict[str, list[Row]] = {
            "device_events": [self.signal(yesterday) for _ in range(self.dice.randint(0, 12))]
        }
        chosen = self.dice.sample(sorted(HAPPENINGS), k=5)
        for name in chosen:
            table, happen = HAPPENINGS[name]
            found[table] = found.get(table, []) + happen(self)
        self.land(found)
        return chosen

    def land(self, found: dict[str, list[Row]], organizations: list[Row] | None = None) -> None:
        """Land what a night found, with a product event, without which nothing is built."""
        self.number += 1
        for table, rows in found.items():
            columns = {column.name for column in source_contract(TRANSFORM_DIR)[f"app.{table}"].columns}
            for row in rows:
                row["_airbyte_extracted_at"] = f"{self.today} 02:00:00"
                if "_airbyte_meta" in columns:
                    row.setdefault("_airbyte_meta", UNCHANGED)
            self.tables[table] = self.tables.get(table, []) + rows
        here = event(self.number, "issue:created", "org-o0", f"{self.today - timedelta(days=1)} 10:00:00")
        self.company.land(
            [here], (), organizations or (), others={f"app.{table}": rows for table, rows in found.items()}
        )

    def location(self, name: str, org: str) -> Row:
        """A location."""
        at = "2025-01-01 08:00:00"
        return {"id": name, "organization_id": org, "name": name.title(), "opened_at": at, "updated_at": at}

    def device(self, number: int, place: str, updated: str = "2025-02-01 10:20:00", **other: object) -> Row:
        """A version of a device."""
        row = {"id": number, "location_id": place, "device_type": "tap", "firmware": "1.0.0"}
        return (
            row | {"installed_at": "2025-02-01 10:20:00", "updated_at": updated, "status": "online"} | other
        )

    def status(self, number: int, changed: str, status: str) -> Row:
        """A change of a status."""
        return {"device_id": number, "changed_at": changed, "status": status}

    def maintenance(self, number: int, performed: str) -> Row:
        """A maintenance."""
        self.number += 1
        return {"id": self.number, "device_id": number, "performed_at": performed, "kind": "routine"}

    def archived(self, number: int, day: date) -> Row:
        """An archived day."""
        events = self.dice.randrange(6)
        return {
            "device_id": number,
            "day": str(day),
            "hours_with_signal": self.dice.randrange(25),
            "event_count": events,
            "reading_events": events,
            "error_events": self.dice.randint(0, events),
            "anomaly_events": self.dice.randint(0, events),
            "pour_volume_ml": 100 * events,
        }

    def signal(self, day: date, **other: object) -> Row:
        """Something that a device sent; device 7 is not known yet."""
        self.number += 1
        moment = datetime(day.year, day.month, day.day) + timedelta(minutes=self.dice.randrange(1440))
        row = {
            "id": self.number,
            "device_id": self.dice.randint(1, 7),
            "occurred_at": str(moment),
            "event_type": self.dice.choice(["heartbeat", "heartbeat", "reading", "pour", "error"]),
            "status": self.dice.choice(["ok", "failed"]),
            "temperature_c": self.dice.choice([4.0, 9.0]),
            "volume_ml": 250.0,
        }
        return row | other

    def past_day(self) -> date:
        """Some day of the past."""
        return FIRST_DAY + timedelta(days=self.dice.randrange((self.today - FIRST_DAY).days))

    def some(self, table: str) -> Row:
        """A copy of a row that was landed before."""
        row = dict(self.dice.choice(self.tables[table]))
        row.pop("_airbyte_meta", None)
        return row

    def moment(self) -> str:
        """Some moment of the past, or of the hours before the sync."""
        day = self.dice.choice([self.past_day(), self.today])
        return f"{day} 01:0{self.dice.randrange(10)}:00"


HAPPENINGS: dict[str, tuple[str, Callable[[DeviceHappenings], list[Row]]]] = {
    "late": ("device_events", lambda h: [h.signal(h.past_day()) for _ in range(2)]),
    "late_in_the_archive": ("device_events", lambda h: [h.signal(FIRST_DAY + timedelta(days=2))]),
    "too_early": ("device_events", lambda h: [h.signal(h.today, occurred_at=f"{h.today} 00:30:00")]),
    "copied": ("device_events", lambda h: [h.some("device_events") for _ in range(3)]),
    "corrected": (
        "device_events",
        lambda h: [h.some("device_events") | {"status": "failed", "volume_ml": -1.0}],
    ),
    "broken": (
        "device_events",
        lambda h: [
            h.signal(h.today, device_id=None),
            h.signal(h.today + timedelta(days=3)),
            h.signal(h.today, occurred_at=None),
        ],
    ),
    "errors_over_midnight": (
        "device_events",
        lambda h: [
            h.signal(
                h.today,
                device_id=1,
                event_type="error",
                occurred_at=f"{h.today - timedelta(days=2)} 23:50:00",
            ),
            h.signal(
                h.today,
                device_id=1,
                event_type="error",
                occurred_at=f"{h.today - timedelta(days=1)} 00:20:00",
            ),
        ],
    ),
    "archive_again": ("device_days", lambda h: [h.archived(h.dice.randint(1, 7), h.past_day())]),
    "archive_before": ("device_days", lambda h: [h.archived(1, FIRST_DAY - timedelta(days=h.number % 40))]),
    "status": (
        "device_status_changes",
        lambda h: [
            h.status(h.dice.randint(1, 5), h.moment(), h.dice.choice(["online", "Offline", "maintenance"]))
        ],
    ),
    "status_altered": (
        "device_status_changes",
        lambda h: [h.some("device_status_changes") | {"_airbyte_meta": CHANGED}],
    ),
    "retired_by_status": ("device_status_changes", lambda h: [h.status(4, h.moment(), "retired")]),
    "maintained": ("device_maintenance", lambda h: [h.maintenance(h.dice.randint(1, 7), h.moment())]),
    "maintenance_moved": (
        "device_maintenance",
        lambda h: [h.some("device_maintenance") | {"performed_at": h.moment()}],
    ),
    "moved": ("devices", lambda h: [h.device(h.dice.randint(1, 5), h.dice.choice("abc"), h.moment())]),
    "version_again": ("devices", lambda h: [h.some("devices") | {"location_id": h.dice.choice("abc")}]),
    "retired": ("devices", lambda h: [h.device(5, "b", h.moment(), retired_at=h.moment())]),
    "arrives": ("devices", lambda h: [h.device(7, h.dice.choice("abc"), installed_at="2025-05-20 17:00:00")]),
    "place_arrives": ("locations", lambda h: [h.location("elsewhere", "o1")]),
    "place_handed_over": (
        "locations",
        lambda h: [h.location("b", h.dice.choice(["o0", "o1"])) | {"updated_at": h.moment()}],
    ),
}
"""Name -> the table that it lands in, and what it lands."""
