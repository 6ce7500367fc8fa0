"""The dashboard AI Adoption Analysis in a real browser: from the raw row to the pixel."""

from __future__ import annotations

import math
import re
from collections import Counter

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import truth
from tests.e2e.conftest import AS_OF, Served
from tests.e2e.screen import MISSING, amount, axes, chart, corner_counts, marks, rows, tile, written
from tests.e2e.truth import Customer

pytestmark = pytest.mark.xdist_group("demo")

LIST, TO_TALK_TO = "All active customers", "To talk to: high ARR, low adoption"

PIXELS = 2.5
"""How far a point may stand from its place: half of what a reader could see, plus the height of a label."""


@pytest.fixture
def customers(served_company: Served) -> list[Customer]:
    """The active customers, by independent SQL over the published file."""
    found = truth.published_customers(served_company.home, AS_OF)
    assert len(found) > 10, "too few to show anything"
    return found


@pytest.fixture
def open_page(page: Page, served_company: Served, customers: list[Customer]) -> Page:
    """The page with its customers on it, by the address that it had when it was the only one."""
    page.goto(f"{served_company.url}/adoption")
    expect(page).to_have_url(f"{served_company.url}/dashboards/ai-adoption")
    expect_listed(page, customers)
    expect(chart(page).locator("svg")).to_be_visible()
    return page


def expect_listed(page: Page, wanted: list[Customer]) -> None:
    """The list says how many customers it has, and the answer to that question has come."""
    count = f"{len(wanted)} row" if len(wanted) == 1 else f"{len(wanted)} rows"
    expect(tile(page, LIST).get_by_text(count, exact=True)).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def cells(customer: Customer) -> list[str]:
    """The row of the list, without the scores, whose rounding is compared apart."""
    words = [customer.segment, customer.industry, customer.csm, customer.quadrant]
    return [*map(written, words), f"${customer.arr:,.0f}"]


def check_table(page: Page, wanted: list[Customer]) -> None:
    """The list has these customers, all of them and no other; those to talk to are the ones at risk."""
    shown = rows(page, LIST)
    assert sorted(shown) == sorted(customer.name for customer in wanted)
    assert set(rows(page, TO_TALK_TO)) == {one.name for one in wanted if one.quadrant == "risk"}
    for customer in wanted:
        *known, adoption, health = shown[customer.name]
        assert known == cells(customer)
        for text, value in ((adoption, customer.adoption), (health, customer.health)):
            assert text == MISSING if value is None else float(text) == pytest.approx(value, abs=0.0501)


def check_points(page: Page, wanted: list[Customer]) -> None:
    """Each customer with a score has its point, in its quadrant's colour, and there is no other point."""
    drawn = marks(page)
    scale = axes(page)
    placed = [customer for customer in wanted if customer.adoption is not None]
    assert Counter(mark.quadrant for mark in drawn) == Counter(customer.quadrant for customer in placed)
    for customer in placed:
        x, y = scale.place(customer.adoption or 0, customer.arr)
        near = [mark for mark in drawn if math.dist((x, y), (mark.x, mark.y)) <= PIXELS]
        assert customer.quadrant in {mark.quadrant for mark in near}, customer


def test_chart_and_table_are_the_published_rows(open_page: Page, customers: list[Customer]) -> None:
    check_table(open_page, customers)
    check_points(open_page, customers)
    counts = Counter(customer.quadrant for customer in customers)
    assert corner_counts(open_page) == {
        name: counts[name] for name in ("risk", "target", "monitor", "quick_win")
    }


def test_lines_stand_at_the_thresholds_of_the_data(open_page: Page, served_company: Served) -> None:
    arr, adoption = truth.published_thresholds(served_company.home, AS_OF)
    x, y = axes(open_page).place(adoption, arr)
    dashes = chart(open_page).locator("svg path[stroke-dasharray]").all()
    boxes = [box for line in dashes if (box := line.bounding_box())]
    assert any(box["width"] < 3 and abs(box["x"] + box["width"] / 2 - x) < PIXELS for box in boxes)
    assert any(box["height"] < 3 and abs(box["y"] + box["height"] / 2 - y) < PIXELS for box in boxes)


def loneliest(customers: list[Customer], left_out: set[str]) -> Customer:
    """The customer with AI use whose point is furthest from any other: the mouse cannot miss it."""

    def apart(one: Customer, other: Customer) -> float:
        return math.hypot(
            (one.adoption or 0) - (other.adoption or 0), 30 * math.log10((1e3 + one.arr) / (1e3 + other.arr))
        )

    placed = [customer for customer in customers if customer.adoption is not None]
    able = [customer for customer in placed if customer.adoption and customer.id not in left_out]
    return max(able, key=lambda one: min(apart(one, other) for other in placed if other != one))


def test_from_the_raw_row_to_the_pixel(
    open_page: Page, served_company: Served, customers: list[Customer]
) -> None:
    home = served_company.home
    customer = loneliest(customers, truth.orgs_with_shared_users(home))
    usage = truth.raw_usage(home, customer.id, AS_OF)
    arr = truth.raw_arr(home, customer.id, AS_OF)
    assert usage.ai_events > 0

    # The point that stands where the raw rows say is this customer's, and its tooltip says the same.
    x, y = axes(open_page).place(usage.adoption, arr)
    open_page.mouse.move(x, y)
    tip = open_page.locator(".chart-tip")
    expect(tip).to_contain_text(customer.name)
    expect(tip).to_contain_text(f"${arr:,.0f}")

    # Its row in the list says the same.
    *_, shown_arr, shown_adoption, _ = rows(open_page, LIST)[customer.name]
    assert amount(shown_arr) == arr
    assert float(shown_adoption) == pytest.approx(usage.adoption, abs=0.0501)

    # A click opens the rows behind the point, and the way to the account.
    open_page.mouse.click(x, y)
    panel = open_page.get_by_role("dialog")
    expect(panel).to_contain_text(customer.name)
    expect(panel).to_contain_text(re.compile(r"Th(is|ese) \S+ rows? makes? "))
    made = re.search(r"makes? (\d[\d.]*\d)", panel.inner_text())
    assert made and float(made[1]) == pytest.approx(usage.adoption, abs=0.0501)
    panel.get_by_role("link", name="Open the account").click()
    expect(open_page).to_have_url(re.compile(f"/accounts/{customer.id}$"))


def test_a_filter_narrows_the_page_and_lives_in_the_address(
    open_page: Page, customers: list[Customer]
) -> None:
    segment = Counter(customer.segment for customer in customers if customer.segment).most_common(1)[0][0]
    in_segment = [customer for customer in customers if customer.segment == segment]
    minimum = sorted(customer.account_arr or 0 for customer in in_segment)[len(in_segment) // 2]
    wanted = [customer for customer in in_segment if (customer.account_arr or 0) >= minimum]
    assert 0 < len(wanted) < len(in_segment) < len(customers)

    filters = open_page.get_by_role("search")
    filters.get_by_role("button", name="Segment").click()
    filters.get_by_role("checkbox", name=written(segment)).click()
    expect_listed(open_page, in_segment)
    expect(open_page).to_have_url(f"{open_page.url.split('?')[0]}?segment={segment}")

    filters.get_by_label("ARR from").fill(f"{minimum:.0f}")
    expect_listed(open_page, wanted)
    assert open_page.url.endswith(f"?arr_min={minimum:.0f}&segment={segment}")
    check_table(open_page, wanted)
    check_points(open_page, wanted)

    open_page.reload()
    expect_listed(open_page, wanted)
    open_page.go_back()
    expect_listed(open_page, in_segment)
    filters.get_by_role("button", name="Clear filters").click()
    expect_listed(open_page, customers)


def test_the_header_says_what_is_published(open_page: Page, served_company: Served) -> None:
    header = open_page.get_by_role("banner")
    expect(header).to_contain_text(f"{AS_OF} UTC")
    expect(header).to_contain_text(served_company.home.published.readlink().name)
    expect(header).to_contain_text("fresh")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 2560])
def test_nothing_moves_or_hangs_over_at_any_width(
    browser: Browser, served_company: Served, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page.add_init_script(
        """window.shift = 0;
        const add = list => list.getEntries().forEach(entry => { window.shift += entry.value; });
        new PerformanceObserver(add).observe({type: "layout-shift", buffered: true});"""
    )
    page.goto(f"{served_company.url}/dashboards/ai-adoption")
    expect(chart(page).locator("svg")).to_be_visible()
    expect(tile(page, LIST).get_by_role("table")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert page.evaluate("window.shift") < 0.01
    page.close()


def test_an_empty_home_says_what_to_do(browser: Browser, served_nothing: Served) -> None:
    page = browser.new_page()
    page.goto(f"{served_nothing.url}/dashboards/ai-adoption")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("published")
    expect(alert).to_contain_text("almanac build")
    expect(alert.get_by_role("button", name="Try again")).to_be_visible()
    page.close()
