"""What the guide shows works as it is written."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
import yaml

from almanac.config import PROJECT_DIR
from almanac.connectors.files.mapping import Files
from tests.connectors.files.workshop import Workshop

GUIDE = (PROJECT_DIR / "docs" / "guides" / "bring-your-own-data.md").read_text(encoding="utf-8")


@pytest.fixture
def examples() -> list[dict[str, Any]]:
    """The mappings of the guide."""
    return [yaml.safe_load(block)["tables"] for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)]


def test_the_entry_with_columns(workshop: Workshop, examples: list[dict[str, Any]]) -> None:
    workshop.write("exports/users_1.csv", "uid,company,joined\nu1,O1,31/12/2024\nu1,O1,31/12/2024\n")
    account = workshop.load(examples[0])["app.users"]
    assert (account.loaded, account.duplicates) == (1, 1)
    expected = [("u1", "o1", "member", datetime(2024, 12, 31))]
    assert workshop.rows("app.users", "id, organization_id, role, created_at") == expected


def test_the_entries_as_delivered(workshop: Workshop, examples: list[dict[str, Any]]) -> None:
    workshop.write("zendesk/ticket.csv", "id,created_at,brand_id,url\n7,2025-01-01 10:00:00,1,https://x\n")
    history = "field_name,ticket_id,updated,value,user_id\nstatus,7,2025-01-01 10:00:00,new,\n"
    workshop.write("zendesk/ticket_field_history.csv", history)
    accounts = workshop.load(examples[1])
    assert accounts["zendesk.ticket"].unread_columns == ("brand_id", "url")
    assert {name: account.loaded for name, account in accounts.items()} == dict.fromkeys(examples[1], 1)


def test_the_entry_with_a_select(workshop: Workshop, examples: list[dict[str, Any]]) -> None:
    workshop.write(
        "clicks.jsonl", '{"click_id": 1, "action": "a", "clicked": "2024-01-01T01:00+01:00", "seat_id": 7}\n'
    )
    workshop.write("seats.csv", "seat_id,user_id,org_id\n7,u1,o1\n")
    assert workshop.load(examples[2])["app.product_events"].loaded == 1
    expected = [("u1", datetime(2024, 1, 1), '{"organization_id":"o1"}')]
    assert workshop.rows("app.product_events", "distinct_id, timestamp, properties") == expected


def test_the_recipe_for_local_times(workshop: Workshop) -> None:
    (recipe,) = re.findall(r"\{sql: \"(try_cast.*?)\"\}", GUIDE)
    workshop.write("u.csv", "id,org,joined\na,o1,2024-07-01 12:00\nb,o1,soon\n")
    columns = {"id": "id", "organization_id": "org", "created_at": {"sql": recipe}}
    account = workshop.load({"app.users": {"files": "u.csv", "columns": columns}})["app.users"]
    assert workshop.rows("app.users", "id, created_at") == [("a", datetime(2024, 7, 1, 10, 0))]
    assert account.quarantined == {"missing_created_at": 1}


def test_every_key_of_an_entry_is_described() -> None:
    keys = set(Files.model_fields) | {"columns", "from", "select", "row_per"}
    assert [key for key in sorted(keys) if f"`{key}`" not in GUIDE] == []
