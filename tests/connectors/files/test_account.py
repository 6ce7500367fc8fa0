"""Nothing lost: every row of any file is loaded, a duplicate or quarantined, as plain Python counts them."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almanac.errors import AlmanacError
from tests.connectors.files.workshop import Workshop, balanced

MOMENTS = {
    "2024-01-01": "2024-01-01T00:00",
    "2024-01-01T02:00:00+02:00": "2024-01-01T00:00",
    "2024-01-02 10:00": "2024-01-02T10:00",
}
whole_rows = st.tuples(
    st.sampled_from(["a", "b", "c", 'é, "d"\n', ""]),
    st.sampled_from(["o1", "o2", ""]),
    st.sampled_from([*MOMENTS, "yesterday", "2024-02-30", ""]),
    st.sampled_from(["admin", "member"]),
)
ragged_rows = st.lists(st.sampled_from(["x", "y"]), min_size=1, max_size=7).filter(lambda row: len(row) != 4)
rows_of_a_file = st.lists(whole_rows | ragged_rows.map(tuple), min_size=1, max_size=25)


def fault(row: tuple[str, ...]) -> str | None:
    """The first fault of a row, in the order of the contract's columns."""
    if len(row) != 4:
        return "ragged_line"
    key, organization, since, _ = row
    if not key:
        return "missing_id"
    if not organization:
        return "missing_organization_id"
    if not since:
        return "missing_created_at"
    return None if since in MOMENTS else "bad_created_at"


def expected(rows: list[tuple[str, ...]]) -> tuple[int, int, Counter[str]]:
    """Loaded, duplicates and quarantined per reason."""
    faults = Counter(found for row in rows if (found := fault(row)))
    groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        if fault(row) is None:
            groups[row[0], row[1]].append((MOMENTS[row[2]], row[3]))
    loaded = duplicates = 0
    for contents in groups.values():
        if len(set(contents)) == 1:
            loaded, duplicates = loaded + 1, duplicates + len(contents) - 1
        else:
            faults["conflicting_id_organization_id"] += len(contents)
    return loaded, duplicates, faults


@given(rows_of_a_file)
@settings(max_examples=40, deadline=None)
def test_rows_read_are_loaded_duplicates_or_quarantined(rows: list[tuple[str, ...]]) -> None:
    loaded, duplicates, faults = expected(rows)
    content = io.StringIO()
    csv.writer(content, lineterminator="\n").writerows([("id", "org", "since", "role"), *rows])
    columns = {"id": "id", "organization_id": "org", "created_at": "since", "role": "role"}
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        if not loaded:
            with pytest.raises(AlmanacError, match=f"none of its {len(rows)} rows can be loaded"):
                workshop.load_users("u.csv", content.getvalue(), columns=columns)
            return
        account = workshop.load_users("u.csv", content.getvalue(), columns=columns)
        assert (account.read, account.loaded, account.duplicates) == (len(rows), loaded, duplicates)
        assert account.quarantined == faults
        assert balanced(account)
        assert len(workshop.rows("app.users")) == loaded
        assert len(workshop.quarantined("app.users")) == faults.total()


damaged_cells = st.sampled_from(["x", '"x"', '"x""y"', '"a\nb"', "", 'x"y', '"x', 'x"', '"x"y', ' "a"', "é"])
damaged_lines = st.lists(
    st.lists(damaged_cells, min_size=1, max_size=4).map(",".join), min_size=1, max_size=12
)


@given(damaged_lines, st.sampled_from(["", "\n", "\n\n"]))
@settings(max_examples=60, deadline=None)
def test_damaged_quotes_lose_no_line(lines: list[str], end: str) -> None:
    """Either the load fails, or all rows that Python's own reader finds are accounted for."""
    good = 'id,org,since\nzzz,"o1",2024-01-01\n'
    content = good + "\n".join(lines) + end
    records = [row for row in csv.reader(io.StringIO(content, newline="")) if row]
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        try:
            account = workshop.load_users("u.csv", content)
        except AlmanacError as error:
            if "Close the quote" not in error.next_step:
                raise
            return
        assert account.read == len(records) - 1
        assert balanced(account)
