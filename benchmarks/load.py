"""Load a running server: `python benchmarks/load.py URL [--clients 50] [--seconds 60] [--customer ID]`.

So many clients at once ask a mixture of questions, as JSON and as CSV, one after the other without a pause.
Prints requests a second and milliseconds; every answer that is no success is told.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

CSV_SHARE = 0.2


@dataclass
class Loaded:
    """What the clients saw."""

    seconds: float = 0.0
    milliseconds: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    versions: Counter[str] = field(default_factory=Counter)
    answers: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    """By version and question: the different rows that were told; one, if all is well."""

    @property
    def per_second(self) -> float:
        return len(self.milliseconds) / self.seconds

    def percentile(self, share: float) -> float:
        """Milliseconds within which this share of the requests was answered."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def __str__(self) -> str:
        figures = ", ".join(f"p{share:.0f} {self.percentile(share / 100):.0f} ms" for share in (50, 95, 99))
        failed = "; ".join(f"{count} x {what}" for what, count in self.failures.items()) or "no failure"
        return f"{len(self.milliseconds):,} requests, {self.per_second:.0f} a second, {figures}, {failed}"


async def load(url: str, questions: Sequence[dict[str, Any]], clients: int, seconds: float) -> Loaded:
    """Let the clients ask until the time is over."""
    seen, began = Loaded(), time.perf_counter()
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as session:
        ends = began + seconds
        await asyncio.gather(*(_client(session, questions, number, ends, seen) for number in range(clients)))
    seen.seconds = time.perf_counter() - began
    return seen


async def _client(
    session: httpx.AsyncClient, questions: Sequence[dict[str, Any]], number: int, ends: float, seen: Loaded
) -> None:
    choose = random.Random(number)
    while time.perf_counter() < ends:
        which, is_csv = choose.randrange(len(questions)), choose.random() < CSV_SHARE
        began = time.perf_counter()
        try:
            answer = await session.post(
                "/api/v1/query", json=questions[which], params={"format": "csv"} if is_csv else {}
            )
        except httpx.HTTPError as error:
            seen.failures[repr(error)] += 1
            continue
        seen.milliseconds.append((time.perf_counter() - began) * 1000)
        _note(answer, which, is_csv, seen)


def _note(answer: httpx.Response, which: int, is_csv: bool, seen: Loaded) -> None:
    if answer.status_code != 200:
        seen.failures[f"{answer.status_code}: {answer.text[:200]}"] += 1
    elif is_csv:
        seen.versions[answer.headers["x-almanac-version"]] += 1
    else:
        told = answer.json()
        seen.versions[told["version"]] += 1
        seen.answers.setdefault((told["version"], which), set()).add(str(told["rows"]))


def main() -> None:
    """Load a server with the questions of benchmarks/queries.py."""
    import datetime as dt

    from queries import questions

    asked = _arguments()
    status = httpx.get(f"{asked.url}/api/v1/status").raise_for_status().json()
    last = dt.date.fromisoformat(status["as_of_date"])
    told = list(questions(last, asked.customer).values())
    print(asyncio.run(load(asked.url, told, asked.clients, asked.seconds)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--customer", default="", help="whose 30 days are asked for")
    return parser.parse_args()


if __name__ == "__main__":
    main()
