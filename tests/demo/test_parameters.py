"""The arguments of a company: defaults, limits, calendar."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from almanac.demo.parameters import CompanySpec
from almanac.errors import AlmanacError


def test_default_company() -> None:
    """500 customers over a year have ten thousand users and about one and three quarter million events."""
    spec = CompanySpec()
    assert (spec.first_day, spec.last_day) == (date(2024, 8, 1), date(2025, 7, 31))
    assert spec.user_count == 10_000
    assert 1_500_000 <= spec.event_count <= 2_000_000


@pytest.mark.parametrize(
    ("argument", "value", "named"),
    [
        ("customers", 0, "customers: 0"),
        ("days", 0, "days: 0"),
        ("days", 100_000, "days: 100,000"),
        ("seed", -1, "seed: -1"),
        ("users", 3, "users: 3"),
        ("events", 10, "events: 10"),
        ("as_of_date", date(1700, 1, 1), "as-of year: 1,700"),
        ("nights", 61, "added days: 61"),
    ],
)
def test_impossible_arguments_are_named(argument: str, value: Any, named: str) -> None:
    """The error says which argument, its value, and what can be given."""
    arguments = asdict(CompanySpec(customers=10)) | {argument: value}
    with pytest.raises(AlmanacError, match=named) as error:
        CompanySpec(**arguments)
    assert "Give " in error.value.next_step


@pytest.mark.parametrize("users", [None, 1_234])
def test_users_are_as_many_as_asked_for(users: int | None) -> None:
    """`users` counts people who exist by the as-of date."""
    from almanac.demo.world import make_world

    world = make_world(CompanySpec(customers=50, days=10, users=users))
    joined = world.users.created < 10 * 86_400_000_000
    assert joined.sum() == (1_000 if users is None else users)
