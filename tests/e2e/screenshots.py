"""`make screenshots`: a picture of every dashboard of a published company, into docs/images/dashboards.

The clock stands six hours after the moment that the company's data tells of, as on the morning after a build.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from almanac.config import PROJECT_DIR, Settings
from almanac.dashboards.read import read_dashboards
from almanac.warehouse.home import Home
from almanac.warehouse.versions import nothing_published, published_version
from tests.e2e.conftest import ARGUMENTS, CHROMIUM, serving

PICTURES = PROJECT_DIR / "docs" / "images" / "dashboards"
SIZES = {"wide": (1440, 900), "narrow": (360, 800)}
PATIENCE = 120_000


def settle(page: Page) -> None:
    """Wait until every tile has its answer and its drawing."""
    expect(page.locator("main h2").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_text("Asking …")).to_have_count(0, timeout=PATIENCE)
    for chart in page.locator("main [role=img]").all():
        expect(chart.locator("svg, canvas").first).to_be_visible(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")


def take(browser: Browser, address: str, target: Path, size: str = "wide", scheme: str = "light") -> None:
    """A picture of the whole page, however long it is."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(address)
    settle(page)
    # The first look asks every question; the second one has them at hand, as most readers do.
    page.reload()
    settle(page)
    page.screenshot(path=target, full_page=True, timeout=PATIENCE)
    context.close()


def main(root: Path, folder: Path, size: str = "wide", scheme: str = "light") -> None:
    """All dashboards of the repository, as the company in this home fills them."""
    home = Home(root)
    folder.mkdir(parents=True, exist_ok=True)
    names = [file.name for file in read_dashboards(PROJECT_DIR / "dashboards")]
    with serving(home, now=morning_after(home)) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name in names:
            take(browser, f"{served.url}/dashboards/{name}", folder / f"{name}.png", size, scheme)
            print(f"{name}: {(folder / f'{name}.png').stat().st_size / 1000:.0f} kB", flush=True)
        browser.close()


def morning_after(home: Home) -> dt.datetime:
    """Six hours after the moment for which the published version tells the truth."""
    version = published_version(home)
    if version is None:
        raise nothing_published(home)
    return version.manifest.as_of_at + dt.timedelta(hours=6)


if __name__ == "__main__":
    said = sys.argv[1:]
    main(Path(said[0]) if said else Settings().home, Path(said[1]) if len(said) > 1 else PICTURES, *said[2:])
