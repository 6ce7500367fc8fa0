"""What checks a metric, in words: the validation of every build, and the answers written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from almanac.config import PROJECT_DIR
from almanac.quality.identities import identities
from almanac.semantic.catalog import Metric

ANSWERS_DIR = PROJECT_DIR / "tests" / "answers"


def checks_of(metrics: Mapping[str, Metric]) -> dict[str, tuple[str, ...]]:
    """The checks of each metric by its name."""
    known, by_hand = list(metrics), _answers_by_hand()
    return {
        name: (*_always(metric), *_identities(name, known), *by_hand.get(name, ()))
        for name, metric in metrics.items()
    }


def _always(metric: Metric) -> Iterator[str]:
    yield "two ways to the same number"
    yield "days without a value"
    if metric.valid_min is not None or metric.valid_max is not None:
        yield "its valid range"


def _identities(metric: str, known: Sequence[str]) -> Iterator[str]:
    for identity in identities():
        if metric in identity.metrics_among(known):
            yield f"identity {identity.number}: {identity.says}"


def _answers_by_hand() -> dict[str, tuple[str, ...]]:
    """Where SQL over the raw tables, written by hand, tells the same number."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(ANSWERS_DIR.glob("*.yml")):
        for answer in yaml.safe_load(path.read_text()):
            names = answer.get("metrics") or answer.get("score") or ()
            for name in [names] if isinstance(names, str) else names:
                found[name] = (_link(path),)
    return found


def _link(path: Path) -> str:
    return f"[hand-written SQL over the raw tables](../../{path.relative_to(PROJECT_DIR)})"
