"""What a build says while it works; the command line shows it, tests listen to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Event:
    """One thing that happened in a step; `done` of `total` where the step counts its work."""

    step: str
    text: str
    done: int = 0
    total: int = 0
    is_warning: bool = False


Listener = Callable[[Event], None]


def silent(event: Event) -> None:
    """Listen to nothing."""


@contextmanager
def timed(seconds: dict[str, float], step: str) -> Iterator[None]:
    """Note under the step's name how long the block took."""
    begin = perf_counter()
    yield
    seconds[step] = round(perf_counter() - begin, 3)
