"""What a definition must say before it may be merged (docs/guides/metric-approval.md)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

UNITS = ("currency", "percentage", "count", "score", "ratio", "days", "hours", "minutes", "volume")
DOMAINS = (
    "customer_success", "sales", "product", "marketing", "revenue", "operations", "support", "company",
)  # fmt: skip
_WORDS: Mapping[str, Sequence[object]] = {
    "unit": UNITS,
    "domain": DOMAINS,
    "tier": (1, 2, 3),
    "direction": ("up", "down", "neutral"),
    "status": ("draft", "approved", "deprecated"),
}
_TEXTS = ("owner", "formula", "time_rule", "time_semantics")


def faults(semantic: Mapping[str, Any]) -> list[str]:
    """What is wrong with the definitions of a semantic manifest: one sentence each, naming the metric."""
    metrics = {one["name"]: one for one in semantic["metrics"] if not one["type_params"].get("is_private")}
    metas = {name: one["config"]["meta"] for name, one in metrics.items()}
    found = [*_shared(metrics)]
    for name, one in metrics.items():
        said = (*_unsaid(one), *_unknown_words(metas[name]), *_range(metas[name]), *_end(name, metas))
        found += [f"{name}: {fault}" for fault in said]
    return found


def _unsaid(metric: Mapping[str, Any]) -> Iterator[str]:
    meta = metric["config"]["meta"]
    texts = {"label": metric["label"], "description": metric["description"]}
    texts |= {key: meta.get(key) for key in _TEXTS}
    yield from (f"it has no {key}" for key, text in texts.items() if not text)
    yield from (f"it does not say its {key}" for key in ("valid_min", "valid_max") if key not in meta)


def _unknown_words(meta: Mapping[str, Any]) -> Iterator[str]:
    for key, words in _WORDS.items():
        if meta.get(key) not in words:
            yield f"{key} is {meta.get(key)!r}; it may be {', '.join(map(str, words))}"


def _range(meta: Mapping[str, Any]) -> Iterator[str]:
    low, high = meta.get("valid_min"), meta.get("valid_max")
    if low is not None and high is not None and low >= high:
        yield f"its range of {low} to {high} holds nothing"


def _end(name: str, metas: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """A metric that goes names its last day and another that stays; all others name neither."""
    meta = metas[name]
    successor, sunset = meta.get("successor") or "", meta.get("sunset_date")
    if meta.get("status") != "deprecated":
        if successor or sunset:
            yield "it names a successor or a sunset date, but is not deprecated"
        return
    if successor not in metas:
        yield f"its successor {successor!r} is no metric"
    elif metas[successor].get("status") != "approved":
        yield f"its successor {successor} is not approved"
    if not _is_day(sunset):
        yield f"its sunset_date {sunset!r} is no day such as '2026-12-31'"


def _is_day(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def _shared(metrics: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """A name, an alias and a label lead to one metric only."""
    aliases = [alias for one in metrics.values() for alias in one["config"]["meta"].get("aliases", ())]
    labels = [one["label"].lower() for one in metrics.values()]
    for kind, words in (("name or alias", [*metrics, *aliases]), ("label", labels)):
        yield from (
            f"{word}: {count} metrics have this {kind}" for word, count in Counter(words).items() if count > 1
        )
