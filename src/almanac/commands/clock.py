"""Moments and days that commands are given: the edge at which the clock is read."""

from __future__ import annotations

from datetime import UTC, date, datetime

from almanac.errors import AlmanacError


def edge_clock(now: str | None) -> datetime:
    """The moment given, UTC where it names no zone; else the clock, read nowhere but here."""
    if now is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        raise AlmanacError(f"--now {now}", "this is no moment", "Write it as 2025-08-01T02:00:00.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def day_of(option: str, text: str) -> date:
    """The day that an option names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise AlmanacError(f"{option} {text}", "this is no day", "Write it as 2025-07-31.") from None
