"""Who is asking, and the rows that they may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from almanac.config import ALL, OWN, Access, Group, User
from almanac.errors import AlmanacError
from almanac.semantic.values import BoundFilter, typed

if TYPE_CHECKING:
    from almanac.semantic.catalog import Catalog, Dimension, Metric


class AccessError(AlmanacError):
    """The question is sound, but not for this viewer."""


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


def viewer_of(name: str, access: Access) -> Viewer:
    """The user with the rules of all of their groups; refused where there is none (any more)."""
    if name not in access.users:
        raise AccessError(f"user {name}", "is not in almanac.yml", "Ask whoever keeps that file.")
    user = access.users[name]
    groups = [access.groups[group] for group in user.groups]
    if any(group.rows == ALL for group in groups):
        return Viewer(name, None)
    return Viewer(name, tuple(_rule(group, user) for group in groups))


def _rule(group: Group, user: User) -> RowRule:
    if isinstance(group.rows, dict):
        [(dimension, values)] = group.rows.items()
        return RowRule(dimension, values)
    own = group.rows.removeprefix(OWN)
    return RowRule(own, user.attributes[own])


def bind_rules(
    viewer: Viewer, catalog: Catalog, metrics: Sequence[Metric] = ()
) -> tuple[BoundFilter, ...] | None:
    """The rules over the customer's own dimensions; refused where the rows of a metric lead to no customer.

    The region of a deal or of a visit to the website is another word than that of a customer, so the names of
    rules are looked up among what is told of customers alone.
    """
    if viewer.rules is None:
        return None
    if not viewer.rules:
        hint = "Whoever keeps almanac.yml can put them into one."
        raise AccessError(f"user {viewer.name}", "is in no group, so sees no rows", hint)
    bound = tuple(_bind(rule, catalog) for rule in viewer.rules)
    for metric in metrics:
        _require_paths(metric, [rule.dimension for rule in bound])
    return bound


def rule_dimension(name: str, catalog: Catalog) -> Dimension:
    """The dimension of customers that a rule names; an error lists those that there are."""
    known = catalog.of_customers
    found = next((each for each in known.values() if name in (each.name, *each.aliases)), None)
    if found is None:
        hint = f"Rules are about the customer: {', '.join(sorted(known))}."
        raise AlmanacError(f"access in almanac.yml, {name!a}", "is no dimension of customers", hint)
    return found


def _bind(rule: RowRule, catalog: Catalog) -> BoundFilter:
    dimension = rule_dimension(rule.dimension, catalog)
    return BoundFilter(dimension, "in", tuple(typed(value, dimension) for value in rule.values))


def _require_paths(metric: Metric, dimensions: Sequence[Dimension]) -> None:
    for dimension in dimensions:
        if dimension.qualified not in metric.paths:
            cause = f"is not told by {dimension.name}, so not for the customers alone that you may see"
            hint = "Ask for metrics with the dimension customer, or somebody who sees all rows."
            raise AccessError(metric.name, cause, hint)
