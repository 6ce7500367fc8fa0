"""Our own CRM rows as their files have them, read without a database."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

from almanac.pipeline.build import TRANSFORM_DIR

SEEDS = TRANSFORM_DIR / "seeds" / "crm"
AS_OF = datetime(2024, 3, 1)
"""The moment for which the rows tell the truth: the end of 29 February 2024."""
JANUARY, FEBRUARY = "2024-01", "2024-02"
MONTHS = (JANUARY, FEBRUARY)
TABLES = (
    "facilities", "leads", "lead_stage_history", "opportunities", "tickets", "satisfaction",
    "applications", "invoices", "outreach",
)  # fmt: skip

SeedRow = Mapping[str, str]


@cache
def seed(table: str, folder: Path = SEEDS) -> list[SeedRow]:
    """The rows of one table, as text; nothing is an empty text."""
    with (folder / f"seed_crm__{table}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def by_id(table: str) -> dict[str, SeedRow]:
    """The rows of one table by their id."""
    return {row["id"]: row for row in seed(table)}


def moment(text: str) -> datetime | None:
    """The moment that a text names; None for nothing."""
    return datetime.fromisoformat(text) if text else None


def month(text: str) -> str:
    """The calendar month of a moment, such as 2024-01."""
    return text[:7]


def first_day(of_month: str) -> date:
    """The day by which the built tables name a month."""
    return date.fromisoformat(f"{of_month}-01")
