"""What each tile asks: the one place where a chart becomes a question of the planner.

The page adds the days, the length of a period and its readers' filters; all else is here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from almanac.dashboards.model import PAGE_FILTERS, Chart, Dashboard, PageFilter, Tile
from almanac.semantic.catalog import Catalog, Metric
from almanac.semantic.request import Grain, RequestError

PageGrain = Grain | Literal["page"] | None

_GRAINS: Mapping[Chart, PageGrain] = {"line": "page", "stacked": "page", "cohort": "month"}
"""Charts over time; the others show the whole range as one unless their file says otherwise."""


@dataclass(frozen=True)
class Question:
    """A request without its days: `grain` page means the one that the reader chose."""

    metrics: tuple[str, ...]
    group_by: tuple[str, ...]
    filters: tuple[dict[str, Any], ...]
    having: tuple[dict[str, Any], ...]
    order_by: tuple[str, ...]
    limit: int | None
    grain: PageGrain
    days: int | None
    compared: bool

    def request(
        self,
        first: dt.date,
        last: dt.date,
        page_grain: Grain,
        compare: str | None = None,
        filters: tuple[dict[str, Any], ...] = (),
    ) -> dict[str, Any]:
        """The whole request, as `POST /api/v1/query` takes it."""
        grain = page_grain if self.grain == "page" else self.grain
        begin = last - dt.timedelta(days=self.days - 1) if self.days else first
        return {
            "metrics": self.metrics,
            "group_by": self.group_by,
            "filters": (*self.filters, *filters),
            "time": {"from": begin.isoformat(), "to": last.isoformat(), "grain": grain},
            "order_by": self.order_by,
            **({"having": self.having} if self.having else {}),
            **({"limit": self.limit} if self.limit else {}),
            **({"compare": compare} if compare and self.compared else {}),
        }


def questions(tile: Tile) -> dict[str, Question]:
    """The questions of a tile by what they are for: `values`, and the course of a single number."""
    if tile.chart == "text":
        return {}
    grain: PageGrain = _GRAINS.get(tile.chart) if tile.grain is None else _said(tile.grain)
    values = Question(
        metrics=tile.metrics,
        group_by=tile.dimensions,
        filters=tuple(_plain(one) for one in tile.where),
        having=tuple(_plain(one) for one in tile.having),
        order_by=tile.order_by,
        limit=tile.limit,
        grain=None if tile.chart == "number" else grain,
        days=tile.days,
        compared=tile.chart in ("number", "movers"),
    )
    if tile.chart != "number":
        return {"values": values}
    course = Question(
        tile.metrics, (), values.filters, (), (), None, grain or "page", tile.days, compared=False
    )
    return {"values": values, "course": course}


def accepted_filters(tile: Tile, dashboard: Dashboard, catalog: Catalog) -> tuple[PageFilter, ...]:
    """The page's filters that every metric of the tile allows; the tile says so where one does not apply."""
    metrics = [catalog.metric(name) for name in tile.metrics]
    if not metrics:
        return ()
    offered = [name for name in PAGE_FILTERS if name in dashboard.filters]
    return tuple(name for name in offered if _is_shared(name, metrics, catalog))


def _is_shared(name: str, metrics: list[Metric], catalog: Catalog) -> bool:
    """Whether all metrics have the dimension, with one meaning: the region of a rep is not that of a deal."""
    try:
        catalog.dimension(name, metrics)
    except RequestError:
        return False
    return True


def _said(grain: str) -> PageGrain:
    return None if grain == "none" else grain  # type: ignore[return-value]


def _plain(one: Any) -> dict[str, Any]:
    return {key: value for key, value in one.model_dump().items() if value not in (None, ())}
