"""What a mapping makes of its files: columns, constants, expressions, joins and aggregates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from almanac.errors import AlmanacError
from tests.connectors.files.workshop import NOW, USERS, Workshop

USER_FILE = "id,org,since\na,o1,2024-01-01\nb,o2,2024-01-02\n"
PLAN_FILE = "org,plan,seats\no1,gold,5\no1,silver,7\no3,gold,x\n"


def selecting(select: str, **more: Any) -> dict[str, Any]:
    sources = {"users": "u.csv", "plans": {"files": "p.csv", "types": {"seats": "bigint"}}}
    return {"app.users": {"from": sources, "select": select, **more}}


@pytest.fixture
def files(workshop: Workshop) -> Workshop:
    workshop.write("u.csv", USER_FILE)
    workshop.write("p.csv", PLAN_FILE)
    return workshop


def test_columns_constants_expressions_and_formats(workshop: Workshop) -> None:
    workshop.write("u.csv", "ID,org,since,Full Name\na,o1,31/12/2024,Ann\n")
    columns = {
        "id": "id",
        "organization_id": {"sql": "upper(org)"},
        "created_at": {"from": "since", "format": "%d/%m/%Y"},
        "name": "full name",
        "role": {"value": "admin"},
        "email": {"sql": "ID || '@' || org -- made up"},
    }
    workshop.load({"app.users": {"files": "u.csv", "columns": columns}})
    assert workshop.rows(
        "app.users", "id, organization_id, created_at, name, role, email, deactivated_at"
    ) == [("a", "O1", datetime(2024, 12, 31), "Ann", "admin", "a@o1", None)]


def test_the_load_s_moment_fills_the_extraction(workshop: Workshop) -> None:
    workshop.load_users("u.csv", USER_FILE)
    assert workshop.rows("app.users", "distinct _airbyte_extracted_at, _airbyte_meta") == [(NOW, None)]


def test_a_join_and_an_aggregate(files: Workshop) -> None:
    accounts = files.load(
        selecting(
            """
            select id, org as organization_id, since as created_at, sum(seats)::varchar as role
            from users left join plans using (org)
            group by all;
            """
        )
    )
    account = accounts["app.users"]
    assert files.rows("app.users", "id, role") == [("a", "12"), ("b", None)]
    assert (account.read, account.loaded) == (2, 2)
    plans = next(part for part in account.beside if part.relation == "plans")
    assert (plans.read, plans.used, plans.quarantined) == (3, 2, {"bad_seats": 1})
    assert account.examples == {"bad_seats": "p.csv, seats = x"}
    (kept,) = files.quarantined("app.users")
    assert (kept["relation"], kept["row"]["org"]) == ("plans", "o3")


def test_rows_that_a_select_makes_are_judged_like_others(files: Workshop) -> None:
    files.load(
        selecting("select id, org as organization_id, nullif(since, '2024-01-02') as created_at from users")
    )
    (kept,) = [row for row in files.quarantined("app.users") if row["relation"] is None]
    assert (kept["reason"], kept["row"]) == (
        "missing_created_at",
        {"id": "b", "organization_id": "o2", "created_at": None},
    )


@pytest.mark.parametrize(("plans", "made"), [("o1,gold,5\no1,silver,7\no2,gold,1\n", 3), ("o1,gold,5\n", 1)])
def test_a_join_that_doubles_or_loses_rows_is_an_error(files: Workshop, plans: str, made: int) -> None:
    files.write("p.csv", "org,plan,seats\n" + plans)
    select = "select id, org as organization_id, since as created_at from users join plans using (org)"
    with pytest.raises(AlmanacError, match=f"it makes {made} rows of the 2 of users"):
        files.load(selecting(select, row_per="users"))


def test_row_per_counts_the_file_s_own_rows(files: Workshop) -> None:
    files.write("u.csv", USER_FILE + "c\n")
    select = "select id, org as organization_id, since as created_at from users"
    account = files.load(selecting(select, row_per="users"))["app.users"]
    assert (account.read, account.loaded, account.quarantined) == (3, 2, {"ragged_line": 1})
    assert [part.relation for part in account.beside] == ["plans"]


@pytest.mark.parametrize(
    ("select", "message"),
    [
        ("select id from users; select 1", "app.users.select: holds SELECT, SELECT"),
        (
            "select nope from users",
            "app.users.select: Binder Error.*nope.*\n  It can read users .id, org, since.; plans",
        ),
        ("from nobody", "app.users.select: Catalog Error.*nobody"),
        ("select org::int as id from users", "app.users.select: Conversion Error.*\n.*Cast with try_cast"),
        ("select id, id as colour from users", "app.users.colour: .*no such column\n  It has: id, org"),
        ("select id from users", "app.users: the mapping does not fill organization_id, created_at"),
    ],
)
def test_a_select_that_does_not_fit(files: Workshop, select: str, message: str) -> None:
    with pytest.raises(AlmanacError, match=message):
        files.load(selecting(select))


def test_an_expression_that_does_not_fit_names_its_column(workshop: Workshop) -> None:
    columns = {**USERS, "name": {"sql": "nope || 'x'"}}
    workshop.write("u.csv", USER_FILE)
    with pytest.raises(AlmanacError, match=r"app.users.name: Binder Error.*\n  The file has: id, org, since"):
        workshop.load({"app.users": {"files": "u.csv", "columns": columns}})
    with pytest.raises(AlmanacError, match=r"app.users: Conversion Error.*\n  Use try_cast"):
        workshop.load({"app.users": {"files": "u.csv", "columns": {**USERS, "name": {"sql": "org::int"}}}})


def test_a_select_reaches_no_file_but_its_own(files: Workshop) -> None:
    secret = files.write("secret.csv", USER_FILE)
    select = f"select id, org as organization_id, since as created_at from read_csv('{secret}')"
    with pytest.raises(AlmanacError, match="Permission Error"):
        files.load(selecting(select))


def test_relations_may_be_called_what_the_loader_calls_its_own(workshop: Workshop) -> None:
    workshop.write("u.csv", USER_FILE)
    for name in ("refused", "made", "judged", "verdicts", "source", "read_now"):
        select = f"select id, org as organization_id, since as created_at from {name}"
        entry = {"from": {name: "u.csv"}, "select": select, "row_per": name}
        assert workshop.load({"app.users": entry})["app.users"].loaded == 2
