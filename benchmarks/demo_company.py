"""Time a synthetic company: `python benchmarks/demo_company.py [events] [customers] [users] [days]`.

Prints seconds, events, events per second, size on disk and peak memory. Nothing is kept.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from almanac.demo.company import make_company
from almanac.demo.parameters import CompanySpec
from almanac.warehouse.home import Home


def main() -> None:
    """Make one company in a temporary folder and print what it took."""
    spec = _spec()
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        begin = time.perf_counter()
        report = make_company(home, spec)
        seconds = time.perf_counter() - begin
        size = sum(path.stat().st_size for path in home.raw.rglob("*.parquet"))
    rows = report.rows["app.product_events"]
    print(f"events           {rows:>14,} rows ({spec.event_count:,} before dirt)")
    print(f"customers, users {spec.customers:>14,} and {spec.user_count:,} over {spec.days} days")
    print(f"wall             {seconds:>14.1f} s ({rows / seconds:,.0f} rows/s)")
    print(f"on disk          {size / 2**20:>14,.0f} MiB")
    print(f"peak memory      {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10:>14,.0f} MiB")


def _spec() -> CompanySpec:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int, nargs="?", default=10_000_000)
    parser.add_argument("customers", type=int, nargs="?", default=500)
    parser.add_argument("users", type=int, nargs="?", default=None)
    parser.add_argument("days", type=int, nargs="?", default=365)
    given = parser.parse_args()
    return CompanySpec(customers=given.customers, days=given.days, events=given.events, users=given.users)


if __name__ == "__main__":
    main()
