"""What a contestant tells of its run, and the meter around its work."""

from __future__ import annotations

import resource
import time
from dataclasses import asdict, dataclass, field
from types import TracebackType


@dataclass
class Measured:
    """Seconds of the work that is compared, and apart from them those of the rest (`parts`)."""

    seconds: float
    cpu: float
    parts: dict[str, float] = field(default_factory=dict)
    nodes: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """A plain value, to be handed from process to process."""
        return asdict(self)


class Meter:
    """Wall and CPU seconds of a block; `parts` takes what is to be told apart."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}
        self.wall = self.cpu = 0.0

    def __enter__(self) -> Meter:
        self._begin, self._cpu = time.perf_counter(), cpu_seconds()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wall, self.cpu = time.perf_counter() - self._begin, cpu_seconds() - self._cpu


def cpu_seconds() -> float:
    """CPU seconds of this process so far, its threads included."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
