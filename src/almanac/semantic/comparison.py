"""A period beside the one before it, or that of the year before: which days and columns, and what is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from almanac.semantic.catalog import Metric
from almanac.semantic.periods import months_before, period_end, period_start
from almanac.semantic.request import ComparedWith, Grain

Part = Literal["previous", "change", "change_pct"]
PARTS: tuple[Part, ...] = ("previous", "change", "change_pct")
"""What a comparison adds to each metric, in this order."""

_MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "year": 12}
_DAYS: dict[Grain, int] = {"day": 1, "week": 7}
WEEKS_OF_A_YEAR = 52
"""A week is compared with the one 52 weeks before, so that weekdays agree."""

EARLIEST = dt.date(1000, 1, 1)
"""No data is older; a day a year before any later one is a day that a calendar has."""


@dataclass(frozen=True)
class Comparison:
    """What is compared with, and its first and last day (which may lie before all data)."""

    kind: ComparedWith
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Step:
    """How far back the other period is."""

    days: int = 0
    months: int = 0

    def before(self, day: dt.date) -> dt.date:
        """The day so far back; where its month is shorter, that month's last."""
        return months_before(day, self.months) if self.months else day - dt.timedelta(days=self.days)

    @property
    def sql(self) -> str:
        """The same as an interval."""
        return f"interval {self.months} month" if self.months else f"interval {self.days} day"


_BEFORE: dict[ComparedWith, str] = {"previous_period": "period before", "previous_year": "year before"}


def columns_of(metric: Metric, kind: ComparedWith) -> list[tuple[str, str, str]]:
    """Name, label and unit of the columns that stand beside a metric."""
    unit = "percentage_points" if metric.unit == "percentage" else metric.unit
    labels: dict[Part, tuple[str, str]] = {
        "previous": (_BEFORE[kind], metric.unit),
        "change": ("change", unit),
        "change_pct": ("change in %", "percentage"),
    }
    name, label = metric.name, metric.label
    return [(column(name, part), f"{label}, {what}", held) for part, (what, held) in labels.items()]


def column(metric: str, part: Part) -> str:
    """What the column is called."""
    return f"{metric}__{part}"


def step(kind: ComparedWith, grain: Grain) -> Step:
    """From a period to the one that it is compared with."""
    if kind == "previous_period":
        return Step(_DAYS.get(grain, 0), _MONTHS.get(grain, 0))
    return Step(days=7 * WEEKS_OF_A_YEAR) if grain == "week" else Step(months=12)


def compare(kind: ComparedWith, first: dt.date, last: dt.date, grain: Grain | None) -> Comparison:
    """The days to compare with: as many periods, the last one cut where the asked one is."""
    first, last = max(first, EARLIEST), max(last, EARLIEST)
    if grain is None:
        return Comparison(kind, *_range_before(kind, first, last))
    back = step(kind, grain)
    before = back.before(last)
    is_cut = last != period_end(last, grain)
    return Comparison(kind, back.before(first), before if is_cut else period_end(before, grain))


def _range_before(kind: ComparedWith, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    if kind == "previous_period":
        length = last - first + dt.timedelta(days=1)
        return first - length, last - length
    start, end = months_before(first, 12), months_before(last, 12)
    whole_months = first == period_start(first, "month") and last == period_end(last, "month")
    return start, period_end(end, "month") if whole_months else end


def remarks(
    comparison: Comparison, first: dt.date, last: dt.date, grain: Grain | None, begins: dt.date
) -> list[str]:
    """What has to be said: the days behind the numbers, where the columns do not tell them."""
    days = f"{comparison.first} to {comparison.last}"
    said = [f"compared with {days}"]
    if grain:
        said = _of_cut_periods(comparison, first, last, grain)
    if comparison.first < begins:
        said.append(f"the data begins on {begins}: there is nothing before it to compare with")
    return said


def _of_cut_periods(comparison: Comparison, first: dt.date, last: dt.date, grain: Grain) -> list[str]:
    if period_start(first, grain) == period_start(last, grain):
        cut = first != period_start(first, grain) or last != period_end(last, grain)
        return [f"the {grain} is compared with {comparison.first} to {comparison.last}"] if cut else []
    said = []
    if first != period_start(first, grain):
        end = period_end(comparison.first, grain)
        said.append(f"the first {grain} is compared with {comparison.first} to {end}")
    if last != period_end(last, grain):
        start = period_start(comparison.last, grain)
        said.append(f"the last {grain} is compared with {start} to {comparison.last}")
    return said
