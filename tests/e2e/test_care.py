"""Care: axe finds no fault, nothing moves or hangs over, keys reach all, an empty company is guided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from almanac.config import Access
from almanac.server.app import DASHBOARDS
from tests.e2e import care
from tests.e2e.conftest import Served, borrowed, serving
from tests.e2e.keys import focused, tab_to
from tests.e2e.truth import riskiest

pytestmark = pytest.mark.xdist_group("demo")

WIDE, NARROW = (1440, 900, "light"), (360, 800, "dark")
Look = tuple[int, int, Literal["light", "dark"]]
PATHS = [
    "/",
    *(f"/dashboards/{file.stem}" for file in sorted(DASHBOARDS.glob("*.yml"))),
    "/accounts/{customer}",
    "/metrics",
    "/metrics?metric=current_arr&by=segment",
    "/metrics/current_arr",
    "/catalog",
    "/catalog/account_features",
    "/sql",
    "/nowhere",
]


@pytest.fixture(
    params=[WIDE, pytest.param(NARROW, marks=pytest.mark.long)], ids=["wide and light", "narrow and dark"]
)
def look(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a size and a colour scheme that notes what moves."""
    width, height, scheme = request.param
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    care.watch_shifts(page)
    yield page
    page.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_fault_and_nothing_moves(look: Page, served_company: Served, path: str) -> None:
    look.goto(served_company.url + path.format(customer=riskiest(served_company.home).id))
    care.settle(look)
    assert care.violations(look) == []
    moved, where = care.shift(look)
    assert moved < 0.1, where
    assert care.overhang(look) <= 0
    assert look.locator("h1").count() == 1
    assert look.title().endswith("Almanac")


def test_faults_would_be_seen(look: Page, served_company: Served) -> None:
    """A page that is made bad is found to be bad."""
    look.goto(served_company.url)
    care.settle(look)
    look.evaluate("""() => {
        const bad = document.createElement("p");
        bad.style.cssText = "width: 5000px; color: #888; background: #999";
        bad.innerHTML = "Hardly to be read <img src='/favicon.svg'>";
        document.querySelector("main").prepend(bad);
    }""")
    look.wait_for_timeout(100)
    found = " ".join(care.violations(look))
    assert "color-contrast" in found and "image-alt" in found
    assert care.overhang(look) > 1000
    assert care.shift(look)[0] > 0


def open_search(page: Page) -> None:
    page.keyboard.press("Control+k")
    expect(page.get_by_role("listbox", name="Found").get_by_role("option").first).to_be_visible()


def open_menu(page: Page) -> None:
    page.get_by_role("button", name="More of Customers at risk").click()


def open_rows(page: Page) -> None:
    page.get_by_role("button", name=re.compile("rows behind At-Risk Customers", re.I)).first.click()
    expect(page.get_by_role("dialog")).to_contain_text("The rows below make exactly this number")


def open_definition(page: Page) -> None:
    open_menu(page)
    page.get_by_role("menuitem", name="What it means").click()


def open_sql(page: Page) -> None:
    open_menu(page)
    page.get_by_role("menuitem", name="Show SQL").click()


def open_views(page: Page) -> None:
    page.get_by_role("button", name="Saved views").click()


def open_filter(page: Page) -> None:
    bar = page.get_by_role("search")
    if (fold := bar.get_by_role("button", name="Days and filters")).is_visible():
        fold.click()
    bar.get_by_role("button", name="Segment").click()


@pytest.mark.parametrize(
    "opened",
    [open_search, open_menu, open_rows, open_definition, open_sql, open_views, open_filter],
    ids=lambda opened: opened.__name__,
)
def test_what_opens_has_no_fault(look: Page, served_company: Served, opened: object) -> None:
    look.goto(f"{served_company.url}/dashboards/cs-health")
    care.settle(look)
    assert callable(opened)
    opened(look)
    look.wait_for_timeout(300)  # what opens fades in, and half-faded text has little contrast
    assert care.violations(look) == []
    assert care.overhang(look) <= 0


def test_signing_in_has_no_fault(look: Page, served_company: Served, tmp_path: Path) -> None:
    access = Access.model_validate(
        {"groups": {"all": {"rows": "all"}}, "users": {"dora": {"groups": ["all"]}}}
    )
    with serving(borrowed(served_company.home, tmp_path), access) as served:
        look.goto(served.url)
        expect(look.get_by_role("heading", name="Sign in")).to_be_visible()
        look.get_by_label("Token").fill("almanac_wrong")
        look.get_by_role("button", name="Sign in").click()
        expect(look.get_by_role("alert")).to_contain_text("is not known")
        assert care.violations(look) == []
        assert care.overhang(look) <= 0


def test_the_way_past_the_head(page: Page, served_company: Served) -> None:
    page.goto(served_company.url)
    care.settle(page)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_to_an_account_by_keyboard(page: Page, served_company: Served) -> None:
    risky = riskiest(served_company.home)
    page.goto(f"{served_company.url}/dashboards/cs-health")
    care.settle(page)
    tab_to(page, "Search accounts")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "Search accounts" in focused(page)

    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search").wait_for()
    # Enter comes before anything is found, as with people who know what they look for.
    page.keyboard.type(risky.name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(risky.name)

    tab_to(page, "Usage by feature")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Users")).to_have_attribute("aria-selected", "true")


def test_to_the_rows_of_a_number_and_back_by_keyboard(page: Page, served_company: Served) -> None:
    page.goto(f"{served_company.url}/dashboards/cs-health")
    care.settle(page)
    tab_to(page, "More of MRR at risk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    assert focused(page) == "More of MRR at risk"

    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    assert focused(page) == "Rows behind a number"
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("Choose a number")
    tab_to(page, "rows behind")
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("The rows below make exactly this number")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    assert focused(page) == "More of MRR at risk"


EMPTY = [
    "/dashboards/cs-health",
    "/accounts/c1",
    "/metrics",
    "/metrics/current_arr",
    "/catalog",
    "/catalog/account_features",
]


@pytest.mark.parametrize("path", EMPTY)
def test_an_empty_company_says_what_to_do(browser: Browser, served_nothing: Served, path: str) -> None:
    page = browser.new_page()
    page.goto(served_nothing.url + path)
    alert = page.locator("main").get_by_role("alert")
    expect(alert).to_contain_text("almanac build")
    expect(alert.get_by_role("button", name="Try again")).to_be_visible()
    assert care.violations(page) == []
    page.close()
