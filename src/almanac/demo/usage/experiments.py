"""Product experiments: a few at a time, each with a control and one or two treatments."""

from __future__ import annotations

from pathlib import Path

from almanac.demo.parameters import DAY, HOUR
from almanac.demo.streams import Stream, generator
from almanac.demo.sync import Sync
from almanac.demo.usage.features import CATALOGUE
from almanac.demo.usage.rows import Row, after_day, write_found

DAYS_BETWEEN = 24
LONGEST = 45


def write_experiments(sync: Sync, raw: Path) -> dict[str, int]:
    """Each experiment when it begins and when it is over, its arms half way and at the end."""
    experiments: list[Row] = []
    arms: list[Row] = []
    spec = sync.world.spec
    rng = generator(spec.seed, Stream.EXPERIMENTS)
    for number, begin in enumerate(range(0, spec.horizon, DAYS_BETWEEN), 1):
        feature = CATALOGUE[int(rng.integers(0, len(CATALOGUE)))]
        end = begin + int(rng.integers(14, LONGEST))
        told: Row = {
            "id": f"x{number:03d}",
            "name": f"{feature.name}: variant {number}",
            "feature": feature.id,
            "started_at": begin * DAY + 9 * HOUR,
        }
        experiments += [
            told | {"_airbyte_extracted_at": after_day(begin)},
            told | {"concluded_at": end * DAY + 15 * HOUR, "_airbyte_extracted_at": after_day(end)},
        ]
        base = rng.uniform(0.08, 0.3)
        for place in range(2 + int(rng.random() < 0.3)):
            subjects = int(spec.user_count * rng.uniform(0.05, 0.08)) + 1
            rate = base * (1 if place == 0 else rng.normal(1.08, 0.12))
            conversions = int(rng.binomial(subjects, min(0.9, max(0.01, rate))))
            arm: Row = {
                "experiment_id": f"x{number:03d}",
                "arm": "control" if place == 0 else f"treatment_{'ab'[place - 1]}",
                "is_control": place == 0,
            }
            for when, share in ((begin + (end - begin) // 2, 0.5), (end, 1.0)):
                counts = {"subjects": int(subjects * share), "conversions": int(conversions * share)}
                arms.append(arm | counts | {"_airbyte_extracted_at": after_day(when)})
    return write_found(sync, raw, {"experiments.experiments": experiments, "experiments.arms": arms})
