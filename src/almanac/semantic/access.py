"""Who is asking, and the rows that they may see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RowRule:
    """Lets through customers whose dimension has one of the values; a missing value never fits."""

    dimension: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Viewer:
    """A person who asks. A row is seen if any of the rules lets it through: without a rule, nothing is.

    `rules` is None for those who see everything.
    """

    name: str
    rules: tuple[RowRule, ...] | None


EVERYTHING = Viewer("", None)
"""Nobody in particular: what there is while no user is configured."""
