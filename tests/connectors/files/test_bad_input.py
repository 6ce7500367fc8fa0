"""Each kind of bad input ends in a clear error or in quarantine, and the account balances."""

from __future__ import annotations

import gzip
import json
from datetime import datetime

import duckdb
import pytest

from almanac.errors import AlmanacError
from tests.connectors.files.workshop import USERS, Workshop, balanced

HEADER = "id,org,since\n"


def test_a_bad_cell_is_quarantined_with_its_column_value_file_and_row(workshop: Workshop) -> None:
    account = workshop.load_users("u.csv", HEADER + "a,o1,2024-01-01\nb,o1,yesterday\n")
    assert (account.read, account.loaded, account.quarantined) == (2, 1, {"bad_created_at": 1})
    assert account.examples == {"bad_created_at": "u.csv, created_at = yesterday"}
    (kept,) = workshop.quarantined("app.users")
    assert (kept["reason"], kept["file"], kept["detail"]) == (
        "bad_created_at",
        "u.csv",
        "created_at = yesterday",
    )
    assert kept["row"] == {"id": "b", "org": "o1", "since": "yesterday"}


@pytest.mark.parametrize(
    "moment", ["2024-02-30", "2024-01-01 25:00", "infinity", "99999-01-01", "01/02/2024", "0"]
)
def test_no_moment(workshop: Workshop, moment: str) -> None:
    account = workshop.load_users("u.csv", HEADER + f"a,o1,2024-01-01\nb,o1,{moment}\n")
    assert account.quarantined == {"bad_created_at": 1}


def test_a_required_value_that_is_missing_or_blank(workshop: Workshop) -> None:
    rows = "a,o1,2024-01-01\n,o1,2024-01-01\n  ,o1,2024-01-01\nb,,2024-01-01\nc,o1,\n"
    account = workshop.load_users("u.csv", HEADER + rows)
    assert account.quarantined == {"missing_id": 2, "missing_organization_id": 1, "missing_created_at": 1}
    assert account.loaded == 1


def test_negative_money_and_numbers_that_are_none(workshop: Workshop) -> None:
    workshop.write("a.csv", 'id,arr\na,10.5\nb,-1\nc,NaN\nd,1e999\ne,\nf,"1,000"\n')
    columns = {"id": "id", "current_arr__c": "arr"}
    account = workshop.load({"salesforce.account": {"files": "a.csv", "columns": columns}})[
        "salesforce.account"
    ]
    assert account.quarantined == {"negative_current_arr__c": 1, "bad_current_arr__c": 3}
    assert workshop.rows("salesforce.account", "id, current_arr__c") == [("a", 10.5), ("e", None)]


def test_mixed_time_zones_become_utc(workshop: Workshop) -> None:
    moments = [
        "2024-01-01T01:00:00+02:00",
        "2024-01-01 01:00",
        "2024-01-01T01:00:00Z",
        "2024-01-01T01:00:00-0530",
    ]
    rows = "".join(f"{key},o1,{moment}\n" for key, moment in zip("abcd", moments, strict=True))
    account = workshop.load_users("u.csv", HEADER + rows)
    assert account.loaded == 4
    assert [row[1] for row in workshop.rows("app.users", "id, created_at")] == [
        datetime(2023, 12, 31, 23, 0),
        datetime(2024, 1, 1, 1, 0),
        datetime(2024, 1, 1, 1, 0),
        datetime(2024, 1, 1, 6, 30),
    ]


def test_identical_copies_are_loaded_once_and_different_ones_not_at_all(workshop: Workshop) -> None:
    rows = "a,o1,2024-01-01\n" * 3 + "b,o1,2024-01-01\nb,o1,2024-01-02\na,o2,2024-01-01\n"
    account = workshop.load_users("u.csv", HEADER + rows)
    assert (account.read, account.loaded, account.duplicates) == (6, 2, 2)
    assert account.quarantined == {"conflicting_id_organization_id": 2}
    assert workshop.rows("app.users", "id, organization_id") == [("a", "o1"), ("a", "o2")]


def test_a_later_extraction_of_a_key_is_no_copy(workshop: Workshop) -> None:
    workshop.write("o.csv", "id,name,seen\na,Old,2024-01-01\na,New,2024-01-02\n")
    columns = {
        "id": "id",
        "name": "name",
        "created_at": {"value": "2023-01-01"},
        "_airbyte_extracted_at": "seen",
    }
    account = workshop.load({"app.organizations": {"files": "o.csv", "columns": columns}})[
        "app.organizations"
    ]
    assert (account.loaded, account.duplicates, account.quarantined) == (2, 0, {})


def test_unique_columns_of_a_file(workshop: Workshop) -> None:
    same = "b,o1,2024-01-01\n"
    rows = f"a,o1,2024-01-01\na,o2,2024-01-01\n{same}{same},o3,2024-01-01\nc,o1,2024-01-01\n"
    account = workshop.load_users("u.csv", HEADER + rows, unique=["id"])
    assert account.quarantined == {"conflicting_id": 2, "missing_id": 1}
    assert (account.read, account.loaded, account.duplicates) == (6, 2, 1)
    assert account.examples["conflicting_id"] == "u.csv, id = a occurs with 2 different contents"


def test_ragged_lines_are_quarantined_with_their_line(workshop: Workshop) -> None:
    rows = "a,o1,2024-01-01\nb,o1\nc,o1,2024-01-01,more\n\nd,o1,2024-01-01\n"
    account = workshop.load_users("u.csv", HEADER + rows)
    assert (account.read, account.loaded, account.quarantined) == (4, 2, {"ragged_line": 2})
    kept = workshop.quarantined("app.users")
    assert [(row["line"], row["row"]) for row in kept] == [(3, "b,o1"), (4, "c,o1,2024-01-01,more")]


def test_a_line_that_is_no_utf8(workshop: Workshop) -> None:
    content = HEADER.encode() + "a,o1,2024-01-01\ncafé,o1,2024-01-01\n".encode("latin-1")
    account = workshop.load_users("u.csv", content)
    assert (account.read, account.loaded, account.quarantined) == (2, 1, {"bad_encoding": 1})
    assert account.examples["bad_encoding"].startswith("u.csv, line 3, column 1: ")


def test_a_line_is_counted_once_however_many_faults_it_has(workshop: Workshop) -> None:
    content = HEADER.encode() + b"a,o1,2024-01-01\ncaf\xe9,o1,2024-01-01,x,y,z\n"
    account = workshop.load_users("u.csv", content)
    assert (account.read, account.loaded, account.quarantined) == (2, 1, {"bad_encoding": 1})


def test_a_header_that_is_no_utf8(workshop: Workshop) -> None:
    with pytest.raises(AlmanacError, match=r"u.csv: line 1: the column caf\\udce9 is no utf-8 text"):
        workshop.load_users("u.csv", b"id,org,since,caf\xe9\na,o1,2024-01-01,x\n")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_other_encodings(workshop: Workshop, encoding: str) -> None:
    content = (HEADER + "café,o1,2024-01-01\n").encode(encoding)
    workshop.load_users("u.csv", content, encoding=encoding)
    assert workshop.rows("app.users", "id") == [("café",)]


def test_utf16_that_the_mapping_does_not_tell(workshop: Workshop) -> None:
    with pytest.raises(AlmanacError, match=r"is no utf-8 text\n  Save it as UTF-8"):
        workshop.load_users("u.csv", (HEADER + "a,o1,2024-01-01\n").encode("utf-16"))


@pytest.mark.parametrize("ending", ["", "\n", "b,o1,2024-01-01\n" * 50_000])
def test_a_quote_that_is_never_closed_is_an_error(workshop: Workshop, ending: str) -> None:
    with pytest.raises(AlmanacError, match=r"u.csv: .*line 3.*\n  Close the quote"):
        workshop.load_users("u.csv", HEADER + f'a,o1,2024-01-01\n"b,o1,2024-01-01\n{ending}')


def test_an_open_quote_in_the_first_cell_of_the_last_line_is_an_error(workshop: Workshop) -> None:
    with pytest.raises(AlmanacError, match=r"quotes do not pair up: 1 rows one way, 2 another; .* line 3"):
        workshop.load_users("u.csv", HEADER + 'a,o1,2024-01-01\n"b\n')


def test_a_stray_quote_within_a_line_costs_that_line(workshop: Workshop) -> None:
    account = workshop.load_users("u.csv", HEADER + 'a,o1,2024-01-01\n"b"x,o1,2024-01-01\nc,o1,2024-01-01\n')
    assert (account.read, account.loaded, account.quarantined) == (3, 2, {"bad_quote": 1})


def test_quoted_cells_hold_delimiters_line_ends_and_quotes(workshop: Workshop) -> None:
    account = workshop.load_users("u.csv", HEADER + '"a, ""b""\nc",o1,2024-01-01\n')
    assert account.loaded == 1
    assert workshop.rows("app.users", "id") == [('a, "b"\nc',)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(workshop: Workshop, end: str) -> None:
    account = workshop.load_users("u.csv", (HEADER + "a,o1,2024-01-01\nb,o1,2024-01-01\n").replace("\n", end))
    assert account.loaded == 2


def test_mixed_line_ends_are_an_error(workshop: Workshop) -> None:
    with pytest.raises(AlmanacError, match=r"app.users, u.csv: .*\n  It is no csv that can be read"):
        workshop.load_users("u.csv", "id,org,since\na,o1,2024-01-01\r\nb,o1,2024-01-01\n")


def test_byte_order_mark_delimiter_and_gzip(workshop: Workshop) -> None:
    content = gzip.compress("\ufeffid;org;since\na;o1;2024-01-01\n".encode())
    account = workshop.load_users("u.csv.gz", content, delimiter=";")
    assert account.loaded == 1


@pytest.mark.parametrize(
    ("header", "cause"),
    [
        ("id,org,since,ID\n", "two columns are called ID"),
        ("id,org,,since\n", "column 3 has no name"),
        ("\n", "its first line is blank"),
    ],
)
def test_a_header_that_names_no_columns(workshop: Workshop, header: str, cause: str) -> None:
    with pytest.raises(AlmanacError, match=cause):
        workshop.load_users("u.csv", header + "a,o1,2024-01-01,x\n")


def test_an_empty_file_and_a_missing_one_are_errors(workshop: Workshop) -> None:
    with pytest.raises(AlmanacError, match=r"app.users: .*u.csv is empty"):
        workshop.load_users("u.csv", "")
    with pytest.raises(AlmanacError, match=r"app.users: no file matches x\*.csv\n  Looked in "):
        workshop.load({"app.users": {"files": "x*.csv", "columns": USERS}})
    with pytest.raises(AlmanacError, match=r"app.users: its files hold no rows"):
        workshop.load_users("u.csv", HEADER)


def test_a_file_of_which_nothing_can_be_loaded_is_an_error(workshop: Workshop) -> None:
    cause = "none of its 2 rows can be loaded: bad_created_at 2 .*created_at = 1/2/2024"
    with pytest.raises(AlmanacError, match=cause):
        workshop.load_users("u.csv", HEADER + "a,o1,1/2/2024\nb,o1,1/3/2024\n")


def test_a_missing_column_names_the_ones_that_exist(workshop: Workshop) -> None:
    with pytest.raises(
        AlmanacError, match=r"app.users.created_at: the file has no column since\n  It has: id, org, when."
    ):
        workshop.load_users("u.csv", "id,org,when\na,o1,2024-01-01\n")
    with pytest.raises(
        AlmanacError, match=r"app.users: the file has no column nope\n  It has: id, org, since."
    ):
        workshop.load_users("u.csv", HEADER + "a,o1,2024-01-01\n", unique=["nope"])


def test_schema_drift_between_the_files_of_a_glob(workshop: Workshop) -> None:
    workshop.write("u1.csv", HEADER + "a,o1,2024-01-01\n")
    cause = "u2.csv: its columns differ from those of u1.csv: without since, with when"
    workshop.write("u2.csv", "id,org,when\nb,o1,2024-01-01\n")
    with pytest.raises(AlmanacError, match=cause):
        workshop.load({"app.users": {"files": "u*.csv", "columns": USERS}})
    workshop.write("u2.csv", "since,org,id\n2024-01-01,o1,b\n")
    assert workshop.load({"app.users": {"files": "u*.csv", "columns": USERS}})["app.users"].loaded == 2


def test_malformed_json_lines_are_quarantined_with_their_line(workshop: Workshop) -> None:
    good = {"id": "a", "org": "o1", "since": "2024-01-01"}
    lines = [
        json.dumps(good).encode(),
        b'{"id": "b", "org"',
        b"",
        b'{"id": "caf\xe9"}',
        b"[1, 2]",
        b"nonsense",
        json.dumps({**good, "id": "c", "extra": {"deep": [1, None]}}).encode(),
    ]
    account = workshop.load_users("u.jsonl", b"\n".join(lines))
    assert (account.read, account.loaded) == (6, 2)
    assert account.quarantined == {"bad_encoding": 1, "bad_json": 3}
    kept = sorted((row["line"], row["reason"]) for row in workshop.quarantined("app.users"))
    assert kept == [(2, "bad_json"), (4, "bad_encoding"), (5, "bad_json"), (6, "bad_json")]


def test_json_keys_that_some_objects_or_files_lack_are_empty(workshop: Workshop) -> None:
    workshop.write("u1.jsonl", '{"id": "a", "org": "o1", "since": "2024-01-01"}\n{"id": "b", "org": null}\n')
    workshop.write("u2.jsonl", '{"id": 3, "org": "o1", "since": "2024-01-01", "who": {"name": "C"}}\n')
    columns = {**USERS, "name": {"sql": "who ->> 'name'"}}
    account = workshop.load({"app.users": {"files": "u*.jsonl", "columns": columns}})["app.users"]
    assert account.quarantined == {"missing_organization_id": 1}
    assert workshop.rows("app.users", "id, name") == [("3", "C"), ("a", None)]


def test_a_byte_order_mark_before_json(workshop: Workshop) -> None:
    line = '{"id": "a", "org": "o1", "since": "2024-01-01"}\n'
    assert workshop.load_users("u.jsonl", "\ufeff" + line).loaded == 1


def test_a_json_line_that_is_too_long_costs_that_line(workshop: Workshop) -> None:
    def line(key: str, length: int) -> str:
        return json.dumps({"id": key, "org": "o1", "since": "2024-01-01", "x": "y" * length}) + "\n"

    content = line("a", 1) + line("b", 3_000_000) + line("c", 40_000_000).replace('"', "") + line("d", 1)
    account = workshop.load_users("u.jsonl", content)
    assert (account.read, account.loaded, account.quarantined) == (4, 2, {"long_line": 2})


def test_json_without_objects_or_with_keys_that_clash(workshop: Workshop) -> None:
    with pytest.raises(AlmanacError, match="no line holds a JSON object with a key"):
        workshop.load_users("u.jsonl", "[1]\n{}\n")
    with pytest.raises(AlmanacError, match="the keys id and Id differ in case only"):
        workshop.load_users("u.jsonl", '{"id": 1}\n{"Id": 2}\n')


def test_parquet_keeps_its_types(workshop: Workshop) -> None:
    path = workshop.folder / "u.parquet"
    duckdb.execute(
        "copy (select 1 as id, 'o1' as org, timestamptz '2024-01-01 02:00+02' as since, {'a': [1]} as nested,"
        f" 'NaN'::double as number) to '{path}'"
    )
    columns = {**USERS, "role": "nested", "name": {"sql": "number"}}
    workshop.load({"app.users": {"files": "u.parquet", "columns": columns}})
    expected = [("1", datetime(2024, 1, 1), '{"a":[1]}', "nan")]
    assert workshop.rows("app.users", "id, created_at, role, name") == expected


def test_parquet_that_is_none(workshop: Workshop) -> None:
    with pytest.raises(AlmanacError, match=r"app.users, u.parquet: .*\n  It is no parquet that can be read"):
        workshop.load_users("u.parquet", "PAR1 and nothing more")


def test_a_suffix_that_tells_no_format(workshop: Workshop) -> None:
    with pytest.raises(AlmanacError, match=r"u.txt has none of the suffixes .csv"):
        workshop.load_users("u.txt", HEADER + "a,o1,2024-01-01\n")
    assert workshop.load_users("u.txt", HEADER + "a,o1,2024-01-01\n", format="csv").loaded == 1


def test_event_faults_and_unusual_columns_of_a_file(workshop: Workshop) -> None:
    """Names that mean something to the engine or to us are ordinary columns."""
    workshop.write(
        "e.csv",
        "rowid,reason,row_number,file,order\n"
        "0cc175b9-c0f1-b6a8-31c3-99e269772661,click,u1,2024-01-01 10:00,x\n"
        "no-uuid,click,u1,2024-01-01 10:00,x\n",
    )
    columns = {
        "uuid": "rowid",
        "event": "reason",
        "distinct_id": "row_number",
        "timestamp": "file",
        "properties": "order",
    }
    account = workshop.load({"app.product_events": {"files": "e.csv", "columns": columns}})[
        "app.product_events"
    ]
    assert (account.loaded, account.quarantined) == (1, {"bad_uuid": 1})
    assert balanced(account)
    assert workshop.quarantined("app.product_events")[0]["row"]["order"] == "x"
