"""`dbt test --select tag:kpi` runs every test that looks at one of these models: it must find its tables."""

from __future__ import annotations

import pytest

from almanac.quality.dbt_project import parsed_manifest

pytestmark = pytest.mark.long


def test_tests_of_the_crm_read_nothing_else() -> None:
    """One that looks at other tables as well would fail by hand, where only those of the CRM are built."""
    nodes = parsed_manifest()["nodes"]
    models = {name: set(node["tags"]) for name, node in nodes.items() if name.startswith("model.")}
    crm = {name for name, tags in models.items() if "kpi" in tags}
    strangers = {
        node["name"]: sorted(read - crm)
        for node in nodes.values()
        if node["resource_type"] == "test"
        and (read := models.keys() & set(node["depends_on"]["nodes"])) & crm
        and read - crm
    }
    assert "model.almanac.health_scores" in crm
    assert strangers == {}
