"""The YAML of the wide tables is what the metrics' definitions make of it."""

from __future__ import annotations

import pytest

from almanac.config import PROJECT_DIR
from almanac.quality.dbt_project import parsed_manifest
from almanac.quality.metric_tables import table_files

pytestmark = pytest.mark.long


def test_the_columns_are_those_that_the_definitions_give() -> None:
    """After a change of a definition: `make metric-tables`."""
    stale = [
        str(path.relative_to(PROJECT_DIR))
        for path, text in table_files(parsed_manifest()).items()
        if path.read_text() != text
    ]
    assert stale == []
