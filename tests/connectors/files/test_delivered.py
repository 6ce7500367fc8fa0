"""Files as a connector delivers them: columns by name or alias, the others named in the account."""

from __future__ import annotations

import pytest

from almanac.connectors.files.report import Account
from almanac.errors import AlmanacError
from tests.connectors.files.workshop import NOW, Workshop, balanced

COMMENTS = "ID,Ticket_Id,created,public,body,_fivetran_synced\n1,7,2025-01-01 10:00,TRUE,Hello,2025-01-02\n"


def deliver(workshop: Workshop, content: str) -> Account:
    workshop.write("file.csv", content)
    entry = {"files": "file.csv", "columns": "as_delivered"}
    return workshop.load({"zendesk.ticket_comment": entry})["zendesk.ticket_comment"]


def test_columns_of_the_contract_are_taken_and_the_others_named(workshop: Workshop) -> None:
    account = deliver(workshop, COMMENTS)
    assert (account.read, account.loaded) == (1, 1)
    assert account.unread_columns == ("body",)
    assert account.empty_columns == ("user_id",)
    found = workshop.rows("zendesk.ticket_comment", "id, ticket_id, created::varchar, public, user_id")
    assert found == [("1", "7", "2025-01-01 10:00:00", True, None)]


def test_an_alias_serves_where_the_name_is_not_there(workshop: Workshop) -> None:
    account = deliver(workshop, COMMENTS.replace("created", "created_at"))
    assert account.unread_columns == ("body",)
    assert workshop.rows("zendesk.ticket_comment", "created::varchar") == [("2025-01-01 10:00:00",)]


def test_the_name_wins_over_its_alias(workshop: Workshop) -> None:
    account = deliver(workshop, "id,ticket_id,created_at,created\n1,7,2025-01-01,2025-01-05\n")
    assert account.unread_columns == ("created_at",)
    assert workshop.rows("zendesk.ticket_comment", "created::varchar") == [("2025-01-05 00:00:00",)]


def test_the_load_s_moment_fills_an_extraction_that_is_not_there(workshop: Workshop) -> None:
    account = deliver(workshop, "id,ticket_id,created\n1,7,2025-01-01\n")
    assert "_fivetran_synced" not in account.empty_columns
    assert workshop.rows("zendesk.ticket_comment", "_fivetran_synced") == [(NOW,)]


def test_bad_cells_and_broken_lines_end_in_the_account(workshop: Workshop) -> None:
    """A year that no calendar has, a word for a truth value, a line too short; the year 9999 is one."""
    rows = (
        "1,7,9999-12-31 23:59:59,TRUE",
        "2,7,12345-01-01,TRUE",
        "3,7,2025-01-01,perhaps",
        "4,7",
        ",7,2025-01-01,TRUE",
    )
    account = deliver(workshop, "id,ticket_id,created,public\n" + "\n".join(rows) + "\n")
    assert (account.read, account.loaded) == (5, 1)
    assert account.quarantined == {"bad_created": 1, "bad_public": 1, "missing_id": 1, "ragged_line": 1}
    assert balanced(account)


def test_a_required_column_that_is_not_there_is_an_error(workshop: Workshop) -> None:
    with pytest.raises(AlmanacError, match="does not fill created, which the source contract requires"):
        deliver(workshop, "id,ticket_id\n1,7\n")


def test_a_file_of_something_else_is_an_error(workshop: Workshop) -> None:
    with pytest.raises(AlmanacError, match="none of its columns is known: colour, size"):
        deliver(workshop, "colour,size\nred,7\n")


def test_columns_named_one_by_one_leave_nothing_to_tell(workshop: Workshop) -> None:
    account = workshop.load_users("u.csv", "id,org,since,colour\na,o1,2024-01-01,red\n")
    assert (account.unread_columns, account.empty_columns) == ((), ())


def test_another_word_than_as_delivered_is_a_mistake(workshop: Workshop) -> None:
    with pytest.raises(AlmanacError, match=r"tables\.app\.users\.columns"):
        workshop.load_users("u.csv", "id,org,since\na,o1,2024-01-01\n", columns="all")
