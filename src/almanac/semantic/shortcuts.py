"""Shortcuts: hidden metrics that give the number of another one from fewer rows.

A metric's definition may name one (`meta.shortcut`). It knows fewer dimensions, so it is taken only where it
knows all that a question names. What is made of such metrics gets a shortcut of its own here, in one step
from the simple metrics where it can: each step between costs MetricFlow time.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

Raw = dict[str, Any]

PREFIX = "shortcut_to_"


def with_shortcuts(manifest: Mapping[str, Any]) -> tuple[Raw, dict[str, str]]:
    """The manifest with shortcuts of composed metrics, and the shortcut of each metric by name."""
    metrics = {raw["name"]: raw for raw in manifest["metrics"]}
    names = {name: meta["shortcut"] for name, raw in metrics.items() if "shortcut" in (meta := _meta(raw))}
    made: list[Raw] = []
    for name in metrics:
        _find(name, metrics, names, made)
    return {**manifest, "metrics": [*manifest["metrics"], *made]}, names


def _meta(raw: Raw) -> Raw:
    return (raw.get("config") or {}).get("meta") or {}


def _find(name: str, metrics: Mapping[str, Raw], names: dict[str, str], made: list[Raw]) -> str:
    """The shortcut of a metric, else its own name; one that is made of others is composed anew if need be."""
    if name in names:
        return names[name]
    copied = copy.deepcopy(metrics[name])
    changed = False
    for part in inputs(copied):
        short = _find(part["name"], metrics, names, made)
        if short != part["name"]:
            changed = True
            part.update(name=short, alias=part["alias"] or part["name"])
    if not changed:
        return name
    _flatten(copied, metrics)
    copied["name"] = names[name] = PREFIX + name
    copied["type_params"]["is_private"] = True
    made.append(copied)
    return names[name]


def _flatten(raw: Raw, metrics: Mapping[str, Raw]) -> None:
    """Put the expressions of derived inputs in the place of their names, and what they are made of beside."""
    params = raw["type_params"]
    for part in [part for part in params.get("metrics") or [] if _is_plain(part, metrics)]:
        below = metrics[part["name"]]["type_params"]
        expression = f"({below['expr']})"
        params["expr"] = re.sub(rf"\b{part['alias'] or part['name']}\b", expression, params["expr"])
        params["metrics"].remove(part)
        params["metrics"] += [one for one in copy.deepcopy(below["metrics"]) if one not in params["metrics"]]


def _is_plain(part: Raw, metrics: Mapping[str, Raw]) -> bool:
    """Whether a part is a derived metric, of whole inputs under their own names."""
    raw = metrics.get(part["name"], {})
    is_whole = not any(part.get(field) for field in ("filter", "offset_window", "offset_to_grain"))
    return raw.get("type") == "derived" and not raw.get("filter") and is_whole and _has_own_names(raw)


def _has_own_names(raw: Raw) -> bool:
    return all(one["alias"] in (None, one["name"]) for one in raw["type_params"]["metrics"])


def inputs(raw: Mapping[str, Any]) -> list[Raw]:
    """The metrics that a ratio or a derived metric is made of."""
    params = raw["type_params"]
    parts = [params.get("numerator"), params.get("denominator"), *(params.get("metrics") or [])]
    return [part for part in parts if part]
