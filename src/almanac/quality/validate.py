"""Whether the metrics of a version can be trusted: all checks, and what they found."""

from __future__ import annotations

from collections.abc import Sequence

from almanac.quality import identities, nulls, ranges, two_ways
from almanac.quality.results import Result
from almanac.quality.subject import read_subject
from almanac.warehouse.reader import Snapshot


def validate(snapshot: Snapshot, built: Sequence[str] | None = None) -> list[Result]:
    """Check every metric, or those in which the models `built` have a part; nothing is written.

    Identities that are dbt tests are told as they ended when the version was built.
    """
    subject = read_subject(snapshot, built)
    if not subject.metrics:
        return []
    return [result for room in (two_ways, ranges, nulls, identities) for result in room.check(subject)]
