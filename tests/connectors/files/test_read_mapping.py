from __future__ import annotations

from pathlib import Path

import pytest

from almanac.connectors.files.mapping import ColumnsEntry, SelectEntry
from almanac.connectors.files.read_mapping import read_mapping
from almanac.errors import AlmanacError


def read(folder: Path, text: str) -> dict[str, ColumnsEntry | SelectEntry]:
    path = folder / "mapping.yml"
    path.write_text(text)
    return read_mapping(path).tables


def test_the_two_forms_of_an_entry(tmp_path: Path) -> None:
    tables = read(
        tmp_path,
        """
        tables:
          app.users:
            files: [a.csv, b/*.csv]
            columns: {id: uid, role: {value: admin}, created_at: {from: since, format: "%d/%m/%Y"}}
          app.organizations:
            from: {orgs: o.jsonl, plans: {files: p.csv, types: {seats: bigint}}}
            row_per: orgs
            select: select 1
        """,
    )
    users, organizations = tables.values()
    assert users.relations["file"].patterns == ["a.csv", "b/*.csv"]
    assert organizations.relations["orgs"].patterns == ["o.jsonl"]
    assert organizations.relations["plans"].types == {"seats": "bigint"}
    assert (users.row_per, organizations.row_per) == ("file", "orgs")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tables: [1", "mapping.yml, line 1: is no valid YAML"),
        (
            "tables:\n  app.users: {}\n  app.users: {}",
            "mapping.yml, line 3: is no valid YAML: `app.users` is given twice",
        ),
        ("", "mapping.yml: the whole file: Input should be a valid dictionary"),
        ("tables: {}", "mapping.yml: tables: Dictionary should have at least 1 item"),
        (
            "tables: {app.x: {files: a, columns: {a: b}}}",
            "mapping.yml: tables.app.x: .*no such table\n  It has: app.pro",
        ),
        ("tables: {app.users: {columns: {id: b}}}", "mapping.yml: tables.app.users.files: Field required"),
        ("tables: {app.users: {files: [], columns: {id: b}}}", "tables.app.users: files: name a file"),
        (
            "tables: {app.users: {files: a, columns: {x: b}}}",
            "tables.app.users.x: .*no such column\n  It has: id, org",
        ),
        (
            "tables: {app.users: {files: a, columns: {id: {sq: b}}}}",
            "tables.app.users.columns.id: give a column's name",
        ),
        (
            "tables: {app.users: {files: a, columns: {id: {sql: 3}}}}",
            "columns.id.sql: .*valid string .given: 3",
        ),
        (
            "tables: {app.users: {files: a, columns: {id: {from: b, format: '%d'}}}}",
            "columns.id: a format is for moments",
        ),
        (
            "tables: {app.users: {files: a, format: xls, columns: {id: b}}}",
            "users.format: .*'csv', 'jsonl' or 'parquet'",
        ),
        ("tables: {app.users: {from: {A-b: a}, select: x}}", "tables.app.users.from.A-b"),
        (
            "tables: {app.users: {from: {a: b}, select: x, row_per: c}}",
            "users: row_per names c, which is not among a",
        ),
        (
            "tables: {app.users: {from: {a: {files: b, type: x}}, select: x}}",
            "users.from.a.type: Extra inputs",
        ),
        ("tables: {app.users: {from: {a: b}, select: x, columns: {id: a}}}", "users.columns: Extra inputs"),
        (
            "tables: {app.users: {from: {a: {files: b, types: {x: money}}}, select: x}}",
            "a.types.x: .*given: money",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(AlmanacError, match=message):
        read(tmp_path, text)


def test_a_mapping_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(AlmanacError, match="there is no such file"):
        read_mapping(tmp_path / "none.yml")
    (tmp_path / "latin.yml").write_bytes("tables: é".encode("latin-1"))
    with pytest.raises(AlmanacError, match="It must be YAML in UTF-8"):
        read_mapping(tmp_path / "latin.yml")
