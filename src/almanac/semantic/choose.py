"""Find metrics by what is said of them."""

from __future__ import annotations

from collections.abc import Iterable

from almanac.semantic.catalog import Metric
from almanac.semantic.request import RequestError


def choose(
    known: Iterable[Metric], domain: str | None = None, tier: int | None = None, search: str | None = None
) -> list[Metric]:
    """The metrics that fit all of what is asked; an unknown domain is an error that lists the domains."""
    every = list(known)
    domains = sorted({metric.domain for metric in every})
    if domain is not None and domain not in domains:
        hint = f"There are: {', '.join(domains)}."
        raise RequestError(f"domain {ascii(domain)[:100]}", "there is no such domain", hint)
    word = (search or "").strip().lower()
    return [
        metric
        for metric in every
        if domain in (None, metric.domain) and tier in (None, metric.tier) and word in _said(metric)
    ]


def _said(metric: Metric) -> str:
    return " ".join([metric.name, metric.label, metric.description, *metric.aliases]).lower()
