"""Settings: what almanac.yml may say of users and groups."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from almanac import config
from almanac.errors import AlmanacError

CSM = {"csm": {"rows": "own csm"}}


@pytest.fixture(autouse=True)
def _fresh() -> None:
    config.settings.cache_clear()


def settings(monkeypatch: pytest.MonkeyPatch, access: object) -> config.Settings:
    monkeypatch.setenv("ALMANAC_ACCESS", json.dumps(access))
    return config.settings()


def test_users_have_groups_and_values_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    users = {"dana": {"groups": ["csm"], "name": "Dana", "csm": ["Dana Fox", "Dan"]}}
    access = settings(monkeypatch, {"groups": CSM, "users": users}).access
    assert access.users["dana"].attributes == {"csm": ("Dana Fox", "Dan")}
    assert access.groups["csm"].own == "csm"


@pytest.mark.parametrize(
    ("access", "told"),
    [
        ({"groups": {"g": {"rows": "al"}}}, "access.groups.g.rows: say all, own DIMENSION or"),
        ({"groups": {"g": {"rows": {"a": "x", "b": "y"}}}}, "make a group of each dimension"),
        (
            {"groups": {"g": {"rows": {"region": False}}}},
            "g.rows.region: give one text or a list",
        ),
        ({"groups": {"g": {"rows": {"region": []}}}}, "g.rows.region: give one text or a list"),
        (
            {"users": {"ana": {"groups": ["g"]}}},
            "is in group g, which is not there (there are: none)",
        ),
        ({"groups": CSM, "users": {"ana": {"groups": ["csm"]}}}, "user ana has no `csm:`"),
        (
            {"groups": CSM, "users": {"ana": {"groups": ["csm"], "csm": 12}}},
            "users.ana.csm: give one text",
        ),
        (
            {"groups": CSM, "users": {"ana": {"cms": "Ana"}}},
            "user ana has a `cms:`, which none of",
        ),
        ({"group": {}}, "access.group: Extra inputs are not permitted"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, access: object, told: str
) -> None:
    with pytest.raises(AlmanacError) as error:
        settings(monkeypatch, access)
    assert told in error.value.cause and error.value.thing == "the settings"


def test_the_guide_shows_rules_that_work() -> None:
    guide = (config.PROJECT_DIR / "docs/guides/who-sees-what.md").read_text()
    [shown] = re.findall("```yaml\n(.*?)```", guide, re.DOTALL)
    access = config.Access.model_validate(yaml.safe_load(shown)["access"])
    assert access.users["dana"].attributes == {"csm": ("Dana Kowalski",)}


def test_a_setting_that_is_no_json_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMANAC_ACCESS", "{")
    with pytest.raises(AlmanacError, match='error parsing value for field "access"'):
        config.settings()
