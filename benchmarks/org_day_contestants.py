"""One contestant's run, in its own process: `python org_day_contestants.py NAME HOME WORK MEMORY [BASE]`.

The last line that it prints is what it measured, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
from org_day_measure import Measured, Meter

from almanac.pipeline.build import TRANSFORM_DIR
from almanac.pipeline.plan import fix_as_of
from almanac.warehouse.contract import source_contract
from almanac.warehouse.engine import DATABASE_FILE, literal
from almanac.warehouse.home import Home
from almanac.warehouse.raw import inventory
from almanac.warehouse.raw_views import create_raw_views

_JOIN_AS_WRITTEN = "set disabled_optimizers = 'join_order,build_side_probe_side'"
_VERSION = Path("version") / DATABASE_FILE


def main() -> None:
    """Run what the arguments name and print what it took."""
    name, home, work, memory, *base = sys.argv[1:]
    folder = Path(work)
    folder.mkdir(parents=True, exist_ok=True)
    run = _CONTESTANTS[name]
    print(json.dumps(run(Home(Path(home)), folder, memory, *map(Path, base)).as_json()))


def _ours(home: Home, work: Path, memory: str, base: Path | None = None) -> Measured:
    from org_day_ours import build_mart

    return build_mart(home, work, memory, base)


def _tests(home: Home, work: Path, memory: str) -> Measured:
    from org_day_ours import test_mart

    return test_mart(home, work, memory)


def _query(name: str, *settings: str) -> Callable[[Home, Path, str], Measured]:
    """A contestant that is one SQL file beside this one."""

    def run(home: Home, work: Path, memory: str) -> Measured:
        sql = Path(__file__).with_name(f"org_day_{name}.sql").read_text()
        with Meter() as before, _engine(work, memory) as connection:
            contract = source_contract(TRANSFORM_DIR)
            raw = inventory(home, contract, None)
            create_raw_views(connection, home, contract, raw)
            end = fix_as_of(raw, None).date + timedelta(days=1)
            connection.execute(f"set variable as_of = timestamp '{end}'")
            for setting in settings:
                connection.execute(setting)
            with Meter() as meter:
                connection.execute(sql)
        return Measured(meter.wall, meter.cpu, {"start-up": before.wall - meter.wall})

    return run


def _polars(home: Home, work: Path, memory: str) -> Measured:
    """Polars knows no memory limit; it is told of its temporary folder by the environment."""
    os.environ["POLARS_TEMP_DIR"] = str(work)
    from org_day_polars import daily_counts

    as_of = fix_as_of(inventory(home, source_contract(TRANSFORM_DIR), None), None)
    end = datetime.combine(as_of.date, datetime.min.time()) + timedelta(days=1)
    with Meter() as meter:
        daily_counts(home.raw, end, work / "result.parquet")
    return Measured(meter.wall, meter.cpu)


def _engine(work: Path, memory: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(work / DATABASE_FILE))
    connection.execute(f"set temp_directory = {literal(str(work / 'spill'))}")
    connection.execute(f"set memory_limit = {literal(memory)}")
    connection.execute("set TimeZone = 'UTC'")
    return connection


def _compare(ours: Home, work: Path, memory: str, *others: Path) -> Measured:
    """Rows of the others that are not in our mart, and the other way; `parts` has the count of each."""
    differences: dict[str, float] = {}
    with Meter() as meter, _engine(work, memory) as connection:
        mart = ours.root / _VERSION
        connection.execute(f"attach {literal(str(mart))} as ours (read_only)")
        for other in others:
            relation = _relation(connection, other)
            differences[other.name] = _difference(connection, relation)
        rows = connection.sql("select count(*) from ours.marts.fct_org_daily_activity").fetchall()
    return Measured(meter.wall, meter.cpu, differences, {"rows": rows[0][0]})


def _relation(connection: duckdb.DuckDBPyConnection, folder: Path) -> str:
    """What a contestant left behind, as SQL."""
    parquet = folder / "result.parquet"
    if parquet.exists():
        return f"read_parquet({literal(str(parquet))})"
    connection.execute(f"attach {literal(str(folder / DATABASE_FILE))} as {folder.name} (read_only)")
    return f"{folder.name}.result"


def _difference(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    """Compared on every column that the contestant computes, but when it was loaded."""
    described = connection.sql(f"describe select * from {relation}").fetchall()
    columns = ", ".join(row[0] for row in described if row[0] != "_loaded_at")
    mine = f"select {columns} from ours.marts.fct_org_daily_activity"
    theirs = f"select {columns} from {relation}"
    missing = f"({mine} except all {theirs}) union all ({theirs} except all {mine})"
    counted = connection.sql(f"select count(*) from ({missing})").fetchall()
    return int(counted[0][0])


_CONTESTANTS: dict[str, Callable[..., Measured]] = {
    "ours": _ours,
    "next_day": _ours,
    "tests": _tests,
    "best": _query("best", _JOIN_AS_WRITTEN),
    "scan": _query("scan"),
    "naive": _query("naive"),
    "polars": _polars,
    "compare": _compare,
}

if __name__ == "__main__":
    main()
