"""What a dashboard file may say; strict, so that a misspelt word is an error and not an empty tile."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from almanac.semantic.request import MAX_LIMIT, Filter, Grain, Name

Chart = Literal[
    "number",
    "line",
    "bar",
    "stacked",
    "scatter",
    "funnel",
    "heatmap",
    "cohort",
    "waterfall",
    "table",
    "movers",
    "text",
]
Size = Literal["small", "medium", "wide", "full"]
PageFilter = Literal["industry", "segment", "region", "plan_status", "csm", "account_arr"]
Sign = Literal["opening", "plus", "minus", "closing"]

PAGE_FILTERS: tuple[PageFilter, ...] = ("industry", "segment", "region", "plan_status", "csm", "account_arr")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Period(_Strict):
    """The days that a dashboard shows until its reader says otherwise; the last is always the as-of day."""

    days: int = Field(90, ge=1, le=1_100, description="days, the as-of day included")
    grain: Grain = Field("week", description="length of a period in charts over time")
    compare: Literal["previous_period", "previous_year"] | None = Field(
        "previous_period", description="what single numbers are compared with"
    )


class Quadrants(_Strict):
    """A scatter's lines, by the dimensions that hold their places, and the words of its corners."""

    x: Name = Field(description="dimension that holds the threshold of the first metric")
    y: Name = Field(description="dimension that holds the threshold of the second metric")
    top_left: str = Field(max_length=40)
    top_right: str = Field(max_length=40)
    bottom_left: str = Field(max_length=40)
    bottom_right: str = Field(max_length=40)


class Tile(_Strict):
    """One number, chart, table or text of a dashboard."""

    title: str = Field(min_length=1, max_length=80)
    chart: Chart
    size: Size = Field("medium", description="a quarter, a third, a half or the whole of the width")
    about: str | None = Field(None, max_length=300, description="what the reader should see in it")
    metrics: tuple[Name, ...] = Field(default=(), max_length=12)
    dimensions: tuple[Name, ...] = Field(default=(), max_length=8)
    grain: Grain | Literal["page", "none"] | None = Field(
        None,
        description=(
            "length of a period (of a number: in its course); page: as the reader chose; none: all days in one"
        ),
    )
    days: int | None = Field(
        None, ge=1, le=1_500, description="its own range of days, whatever the page shows"
    )
    where: tuple[Filter, ...] = Field(
        default=(), max_length=10, description="filters of its own, as in a query"
    )
    having: tuple[Filter, ...] = Field(default=(), max_length=10, description="filters on its metrics")
    order_by: tuple[Name, ...] = Field(
        default=(), max_length=4, description="columns; a leading - for descending"
    )
    limit: int | None = Field(None, ge=1, le=MAX_LIMIT, description="rows at most, for top lists")
    values: tuple[str, ...] = Field(
        default=(), max_length=12, description="order of its dimension's values; of a funnel: its stages"
    )
    signs: tuple[Sign, ...] = Field(default=(), max_length=12, description="waterfall: one for each metric")
    upward: Name | None = Field(
        None, description="scatter: a dimension of numbers for the upward axis, in place of a second metric"
    )
    quadrants: Quadrants | None = Field(None, description="scatter: lines and words of the corners")
    share: bool = Field(False, description="stacked: show parts of 100 %")
    text: str | None = Field(
        None, max_length=4_000, description="text: paragraphs, lists and links in Markdown"
    )

    @model_validator(mode="after")
    def _has_what_its_chart_needs(self) -> Self:
        if problem := _missing_for_chart(self):
            raise ValueError(problem)
        return self


class Dashboard(_Strict):
    """One dashboard, as its file defines it."""

    title: str = Field(min_length=1, max_length=80)
    description: str = Field(min_length=1, max_length=400)
    audience: tuple[str, ...] = Field(min_length=1, max_length=6, description="who it is made for")
    owner: str = Field(min_length=1, max_length=80, description="the team that answers for it")
    order: int = Field(100, ge=0, description="its place in the list; smaller comes first")
    period: Period = Field(default_factory=lambda: Period.model_validate({}))
    filters: tuple[PageFilter, ...] = Field(PAGE_FILTERS, description="filters that its page offers")
    tiles: tuple[Tile, ...] = Field(min_length=1, max_length=40)


_COUNTS: dict[Chart, tuple[tuple[int, int], tuple[int, int]]] = {
    "number": ((1, 1), (0, 0)),
    "line": ((1, 8), (0, 1)),
    "bar": ((1, 6), (0, 1)),
    "stacked": ((1, 8), (0, 1)),
    "scatter": ((1, 3), (1, 7)),
    "funnel": ((1, 8), (0, 1)),
    "heatmap": ((1, 1), (1, 2)),
    "cohort": ((1, 1), (1, 1)),
    "waterfall": ((3, 12), (0, 0)),
    "table": ((1, 12), (0, 8)),
    "movers": ((2, 12), (0, 0)),
    "text": ((0, 0), (0, 0)),
}
"""Fewest and most metrics and dimensions that each chart can draw."""


def _missing_for_chart(tile: Tile) -> str | None:
    for noun, given, allowed in zip(
        ("metrics", "dimensions"), (tile.metrics, tile.dimensions), _COUNTS[tile.chart], strict=True
    ):
        if not allowed[0] <= len(given) <= allowed[1]:
            return f"a {tile.chart} takes {_span(*allowed)} {noun}, not {len(given)}"
    return _missing_words(tile)


def _missing_words(tile: Tile) -> str | None:
    if (tile.chart == "text") != (tile.text is not None):
        return "`text` belongs to tiles whose chart is text, and to no other"
    if tile.chart == "waterfall" and len(tile.signs) != len(tile.metrics):
        return "a waterfall says one of opening, plus, minus, closing for each metric in `signs`"
    if tile.chart == "funnel" and len(tile.metrics) == 1 and not (tile.dimensions and tile.values):
        return "a funnel of one metric needs a dimension and the order of its values in `values`"
    if tile.chart == "scatter" and len(tile.metrics) < 2 and tile.upward not in tile.dimensions:
        return "a scatter takes 2 metrics, or 1 and in `upward` one of its dimensions"
    if tile.quadrants and tile.chart != "scatter":
        return "`quadrants` belong to a scatter"
    return None


def _span(fewest: int, most: int) -> str:
    return str(most) if fewest == most else f"{fewest} to {most}"
