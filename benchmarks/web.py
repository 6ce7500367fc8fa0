"""Time the web application: `python benchmarks/web.py [--home DIR] [--runs N] [--dashboard NAME] [--write]`.

Serves a published company and opens a dashboard in headless Chromium (1440 x 900): how long until it can be
worked with, how long until a changed filter is painted, and how much JavaScript the browser fetched. The
server is warm: it has answered the dashboard before. The browser is cold: each run has a new one.
--write puts the table into docs/benchmarks/web.md. It needs `make web` and Debian's chromium.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE, Popen

from playwright.sync_api import Browser, Page, Request, sync_playwright

from almanac.config import PROJECT_DIR, settings

REPORT = PROJECT_DIR / "docs" / "benchmarks" / "web.md"
CHROMIUM, PORT = "/usr/bin/chromium", 8497
INTERACTIVE_MS, REPAINT_MS, SHELL_KB, DASHBOARD_KB = 1500.0, 500.0, 150.0, 400.0
"""What is promised: medians below the milliseconds, gzipped JavaScript below the kilobytes (1,000 bytes)."""

WATCH = """
    const inSight = tile => tile.getBoundingClientRect().top < innerHeight;
    const isDrawn = tile => tile.getAttribute("aria-busy") === "false"
        && !tile.textContent.includes("Asking")
        && [...tile.querySelectorAll("[role=img]")].every(chart => chart.matches("svg")
            || chart.querySelector("svg path"));
    const isReady = () => {
        const tiles = [...document.querySelectorAll("main section[aria-busy]")].filter(inSight);
        const filters = document.querySelectorAll("search button, search select, search input");
        return tiles.length > 0 && filters.length > 0 && tiles.every(isDrawn);
    };
    const isBusy = () => document.querySelector("main section[aria-busy=true]") !== null;
    window.marks = {};
    const wait = (condition, name) => {
        const look = () => condition() ? requestAnimationFrame(() => { marks[name] = performance.now(); })
            : requestAnimationFrame(look);
        requestAnimationFrame(look);
    };
    wait(isReady, "interactive");
    document.addEventListener("click", event => {
        if (event.target.type !== "checkbox") return;
        marks.changed = event.timeStamp;
        wait(isBusy, "asked");
        wait(() => marks.asked && isReady(), "repainted");
    }, true);
"""


@dataclass
class Times:
    """What was measured, run by run."""

    interactive: list[float] = field(default_factory=list)
    repaint: list[float] = field(default_factory=list)
    shell: list[int] = field(default_factory=list)
    dashboard: list[int] = field(default_factory=list)


def main() -> None:
    """Measure every run and print the table."""
    asked = _arguments()
    with serving(asked.home) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        address = f"{url}/dashboards/{asked.dashboard}"
        choices = warm_up(browser, address)
        times = Times()
        for run in range(asked.runs):
            measure(browser, url, address, choices[run % len(choices)], times)
        machine = f"{os.cpu_count()} cores, Chromium {browser.version}, Python {platform.python_version()}"
        machine += f"; load average {os.getloadavg()[0]:.1f}"
        browser.close()
    table = _table(times)
    print(machine, table, sep="\n\n")
    if asked.write:
        REPORT.write_text(_report(machine, asked.dashboard, table, asked.runs))


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The server as `almanac serve` runs it, in a process of its own; stopped in the end."""
    environment = {**os.environ, "ALMANAC_HOME": str(home.resolve())}
    command = [
        sys.executable,
        "-u",
        "-c",
        "from almanac.cli import main; main()",
        "serve",
        "--port",
        str(PORT),
    ]
    with Popen(command, env=environment, stderr=PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            server.stderr.readline()  # it says so once it listens
            yield f"http://127.0.0.1:{PORT}"
        finally:
            server.terminate()


def warm_up(browser: Browser, address: str) -> list[str]:
    """Ask all that the dashboard asks once; which customer success managers can be chosen."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function("() => window.marks.interactive", timeout=120_000)
    page.wait_for_load_state("networkidle", timeout=120_000)
    page.locator("search").get_by_role("button", name="CSM").click()
    page.get_by_role("checkbox").first.wait_for()
    found = page.get_by_role("checkbox").evaluate_all(
        "boxes => boxes.map(box => box.closest('label').textContent)"
    )
    page.close()
    return [name.strip() for name in found]


def measure(browser: Browser, url: str, address: str, choice: str, times: Times) -> None:
    """One run in a browser that has kept nothing: the shell alone, the dashboard, a filter."""
    times.shell.append(_scripts(browser, f"{url}/nowhere"))
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    fetched: list[Request] = []
    page.on("requestfinished", lambda request: fetched.append(request))
    page.goto(address)
    page.wait_for_function("() => window.marks.interactive", timeout=60_000)
    times.interactive.append(page.evaluate("marks.interactive"))
    page.wait_for_load_state("networkidle")
    times.dashboard.append(_script_bytes(fetched))
    times.repaint.append(_repaint(page, choice))
    context.close()


def _repaint(page: Page, choice: str) -> float:
    page.locator("search").get_by_role("button", name="CSM").click()
    page.evaluate("marks.asked = marks.repainted = undefined")
    page.get_by_role("checkbox", name=choice).click()
    page.wait_for_function("() => window.marks.repainted", timeout=60_000)
    return float(page.evaluate("marks.repainted - marks.changed"))


def _scripts(browser: Browser, address: str) -> int:
    context = browser.new_context()
    page = context.new_page()
    fetched: list[Request] = []
    page.on("requestfinished", lambda request: fetched.append(request))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    size = _script_bytes(fetched)
    context.close()
    return size


def _script_bytes(fetched: Sequence[Request]) -> int:
    scripts = [request for request in fetched if request.resource_type == "script"]
    return sum(request.sizes()["responseBodySize"] for request in scripts)


def _table(times: Times) -> str:
    lines = ["| | median | fastest | slowest | promised |", "|---|--:|--:|--:|--:|"]
    for name, values, promised, unit in (
        ("dashboard interactive", times.interactive, INTERACTIVE_MS, "ms"),
        ("changed filter painted", times.repaint, REPAINT_MS, "ms"),
        ("JavaScript of the shell", [size / 1000 for size in times.shell], SHELL_KB, "kB"),
        ("JavaScript of the dashboard", [size / 1000 for size in times.dashboard], DASHBOARD_KB, "kB"),
    ):
        measured = (statistics.median(values), min(values), max(values), promised)
        lines.append(f"| {name} | {' | '.join(f'{value:,.0f} {unit}' for value in measured)} |")
    return "\n".join(lines)


def _report(machine: str, dashboard: str, table: str, runs: int) -> str:
    return f"""# The web application, measured

The dashboard `{dashboard}` of a published company, {runs} runs; {machine}. Written by
`python benchmarks/web.py --write`. The server is warm, the browser has kept nothing.
A load average above the number of cores means that other work took its share of the time.

{table}

- *interactive*: from the navigation to the first frame in which every tile of the first screen (1440 x 900)
  shows its answer, charts drawn, and the filters are there to be used.
- *changed filter painted*: from the click on a customer success manager whom nobody chose before, so that the
  server has to compute, to the frame in which every tile of the first screen shows the new answers.
- *JavaScript*: bytes as the browser fetched them, compressed. The shell is what an address without a page
  loads; the dashboard's is everything until the network is still.
"""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--home", type=Path, default=settings().home, help="the published company")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--dashboard", default="organization-activity", help="which one is opened")
    parser.add_argument("--write", action="store_true", help=f"also write {REPORT.relative_to(PROJECT_DIR)}")
    return parser.parse_args()


if __name__ == "__main__":
    main()
