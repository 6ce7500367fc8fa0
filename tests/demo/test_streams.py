"""Random streams and the two ways of dealing out."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from almanac.demo.streams import Stream, apportion, generator, pick


@given(total=st.integers(0, 10**9), weights=st.lists(st.floats(0, 1e6), min_size=1, max_size=40))
def test_apportion_gives_all_and_no_more(total: int, weights: list[float]) -> None:
    """Shares are whole, sum to the total and lie within one of their part."""
    given_weights = np.array(weights) + 1e-3
    shares = apportion(total, given_weights)
    assert shares.sum() == total
    assert (np.abs(shares - total * given_weights / given_weights.sum()) <= 1 + 1e-6 * total).all()
    assert (shares >= 0).all()


def test_pick_follows_the_weights_and_never_takes_none() -> None:
    """Nothing of weight 0 is picked, not even at the ends."""
    picked = np.bincount(
        pick(np.random.default_rng(1), np.array([0.0, 1.0, 0.0, 3.0, 0.0]), 40_000), minlength=5
    )
    assert picked[[0, 2, 4]].tolist() == [0, 0, 0]
    assert 0.24 < picked[1] / 40_000 < 0.26


def test_streams_are_independent_of_each_other() -> None:
    """Seed, purpose and key each change the numbers; the same three give the same."""
    draws = {
        tuple(generator(seed, stream, key).integers(0, 2**60, 4).tolist())
        for seed in (1, 2)
        for stream in (Stream.EVENTS, Stream.FAULTS)
        for key in (0, 1)
    }
    assert len(draws) == 8
    again = generator(1, Stream.EVENTS, 0).integers(0, 2**60, 4).tolist()
    assert tuple(again) in draws
