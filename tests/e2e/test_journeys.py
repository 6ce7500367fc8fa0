"""Journeys: what people come for, from the first page to the answer, and the answer against plain SQL."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from almanac.server.app import DASHBOARDS
from tests.e2e.care import settle
from tests.e2e.conftest import AS_OF, Served, borrowed, serving
from tests.e2e.people import Seen, access_for, signed_in
from tests.e2e.truth import riskiest, rows

pytestmark = pytest.mark.xdist_group("demo")

LABELS = {
    "usage_active_days": "Active days",
    "usage_trend": "Trend of use",
    "engagement_active_days": "Active days per user",
    "engagement_features": "Features per user",
    "engagement_sessions": "Sessions per user",
    "support_sla": "Targets met",
    "support_csat": "Satisfied answers",
    "renewal_term": "Term",
    "no_recent_activity": "No recent use",
    "usage_drop": "Use fell",
    "past_due": "Payment past due",
    "term_ending": "Term is ending",
    "late_tickets": "Late tickets",
    "detractor": "Detractor",
}
GROUPS = {
    "usage": "usage",
    "engagement": "engagement",
    "support": "support",
    "renewal": "renewal and payment",
}
PARTS = """
    select component, parent, points, max_points, points_lost
    from marts.score_components_daily
    where entity_id = ? and score = ? and metric_date = ? and max_points > 0
"""
HEALTH_FACTS = """
    select active_days_30d, round(customer_health_score, 1), coalesce(csm, 'Nobody')
    from entities.entity_customers
    where customer_id = ?
"""
LINES = """lines => lines.map(line => [...line.children].map(part => part.textContent))"""


def points_shown(card: Locator) -> dict[str, tuple[float, float]]:
    """The points won of those there are, by what the card calls the part."""
    lines = card.locator("li > div").evaluate_all(LINES)
    found = {line[0]: re.match(r"([\d.]+) of ([\d.]+)", line[1]) for line in lines if len(line) > 1}
    return {label: (float(match[1]), float(match[2])) for label, match in found.items() if match}


def check_points(card: Locator, served: Served, customer: str, score: str) -> None:
    """Each part of the card has the points of the published file, and there is no other."""
    parts = rows(served.home, PARTS, [customer, score, AS_OF])
    shown = points_shown(card)
    leaves = {label: points for label, points in shown.items() if label in LABELS.values()}
    wanted = {LABELS[name]: (points, most) for name, _, points, most, _ in parts}
    assert leaves.keys() == wanted.keys()
    for label, pair in wanted.items():
        assert leaves[label] == pytest.approx(pair, abs=0.051), label


def test_a_risky_account_and_why(page: Page, served_company: Served) -> None:
    risky = riskiest(served_company.home)
    page.goto(served_company.url)
    page.get_by_role("link", name="CS Health Monitor").click()
    table = page.get_by_role("region", name="Paying customers, highest churn risk first: rows")
    first = table.locator("tbody tr").first
    expect(first.get_by_role("link")).to_have_text(risky.name)
    first.get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(risky.name)
    [(active_days, health, csm)] = rows(served_company.home, HEALTH_FACTS, [risky.id])
    expect(page.get_by_role("banner").or_(page.locator("main header")).last).to_contain_text(csm)
    card = page.get_by_role("article", name="Customer Health Score")
    expect(card).to_contain_text(f"{health:.1f} of 100")
    expect(card).to_contain_text(f"Used on {active_days} of the last 30 days")
    check_points(card, served_company, risky.id, "customer_health_score")
    risk = page.get_by_role("article", name="Churn Risk Score")
    expect(risk).to_contain_text(f"{risky.churn_risk:.1f} of 100")
    check_points(risk, served_company, risky.id, "churn_risk_score")

    # The sentence names the part that lost most, and its points; those that are shown make the score.
    lost: Counter[str] = Counter()
    for _, parent, _, _, points in rows(
        served_company.home, PARTS, [risky.id, "customer_health_score", AS_OF]
    ):
        lost[parent] += points
    [(worst, most)] = lost.most_common(1)
    expect(card).to_contain_text(f"Most is lost on {GROUPS[worst]} ({most:.1f})")
    won = sum(points for label, (points, _) in points_shown(risk).items())
    assert won == pytest.approx(risky.churn_risk, abs=0.3)


def test_the_account_is_found_by_half_its_name(page: Page, served_company: Served) -> None:
    risky = riskiest(served_company.home)
    page.goto(f"{served_company.url}/metrics")
    settle(page)
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search").fill(risky.name.split()[0].lower()[:-1])
    page.get_by_role("option", name=risky.name).first.click()
    expect(page).to_have_url(f"{served_company.url}/accounts/{risky.id}")


SEGMENT = """
    select account_segment from entities.entity_customers
    where is_active_customer and account_segment is not null
    group by all order by count(*) desc, account_segment limit 1
"""
ACTIVE = """
    select customer_id, customer_name, round(crm_arr_usd, 2)
    from entities.entity_customers
    where is_active_customer and account_segment = ?
"""


@pytest.fixture
def segment(served_company: Served) -> str:
    """The segment with most customers."""
    return str(rows(served_company.home, SEGMENT)[0][0])


def tile(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True)


def test_the_file_of_a_tile_is_the_answer_of_the_api(
    page: Page, served_company: Served, segment: str, tmp_path: Path
) -> None:
    page.goto(f"{served_company.url}/dashboards/ai-adoption?segment={segment}")
    page.get_by_role("button", name="More of All active customers").click()
    with (
        page.expect_download() as download,
        page.expect_request(lambda request: "format=csv" in request.url) as asked,
    ):
        page.get_by_role("menuitem", name="Download CSV (all rows)").click()
    assert download.value.suggested_filename == "ai-adoption-all-active-customers.csv"
    download.value.save_as(tmp_path / "tile.csv")
    saved = (tmp_path / "tile.csv").read_bytes()
    request = asked.value.post_data_json
    api = f"{served_company.url}/api/v1/query"
    assert saved == httpx.post(f"{api}?format=csv", json=request).content

    answer = httpx.post(api, json=request).raise_for_status().json()
    head, *lines = csv.reader(io.StringIO(saved.decode("utf-8-sig")))
    assert head == [column["name"] for column in answer["columns"]]
    assert len(lines) == answer["total_rows"] == len(answer["rows"])
    for line, row in zip(lines, answer["rows"], strict=True):
        for text, cell in zip(line, row, strict=True):
            assert text == ("" if cell is None else str(cell)) or float(text) == pytest.approx(float(cell))

    active = rows(served_company.home, ACTIVE, [segment])
    found = {line[head.index("customer")]: line[head.index("customer_name")] for line in lines}
    assert found == {customer: name for customer, name, _ in active}


AI_EVENTS = """
    select sum(ai_events) from marts.fct_org_daily_activity
    where account_segment = $segment and activity_date between $day::date - 41 and $day
"""


def test_from_a_number_to_its_rows(page: Page, served_company: Served, segment: str, tmp_path: Path) -> None:
    """The panel, the API, the file and SQL count the same rows, and the rows sum to the number."""
    page.goto(f"{served_company.url}/dashboards/ai-adoption?segment={segment}")
    [(events,)] = rows(served_company.home, AI_EVENTS, {"segment": segment, "day": AS_OF})
    with page.expect_request("**/api/v1/drill") as asked:
        tile(page, "AI events").get_by_role("button", name=re.compile("rows behind")).click()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("The rows below make exactly this number")
    expect(panel).to_contain_text(f"{events:,.0f}")

    api = f"{served_company.url}/api/v1/drill"
    answer = httpx.post(api, json=asked.value.post_data_json).raise_for_status().json()
    [rows_told] = answer["inputs"]
    expect(panel).to_contain_text(f"These {rows_told['total_rows']:,} rows make {events:,.0f}")
    with page.expect_download() as download:
        panel.get_by_role("button", name=re.compile("Download CSV")).click()
    download.value.save_as(tmp_path / "rows.csv")
    lines = list(csv.DictReader(io.StringIO((tmp_path / "rows.csv").read_text("utf-8-sig"))))
    assert len(lines) == rows_told["total_rows"]
    assert sum(int(line["contribution"]) for line in lines) == events
    assert {line["segment"] for line in lines} == {segment}


def test_from_a_count_of_customers_to_the_customers(page: Page, served_company: Served, segment: str) -> None:
    active = rows(served_company.home, ACTIVE, [segment])
    page.goto(f"{served_company.url}/dashboards/ai-adoption?segment={segment}")
    number = tile(page, "Active customers").get_by_role("button", name=re.compile("rows behind"))
    expect(number).to_have_text(str(len(active)))
    number.click()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text(f"These {len(active)} rows make {len(active)}")
    links = panel.locator("tbody").get_by_role("link").all_text_contents()
    assert sorted(links) == sorted(name for _, name, _ in active)


CSM = """
    select csm from entities.entity_customers where csm is not null
    group by csm order by count(*) filter (where is_active_customer) desc, csm limit 1
"""


@pytest.fixture
def company_of_people(served_company: Served, tmp_path: Path) -> Iterator[Served]:
    """The company with users, of whom Ana has the customers of the busiest customer success manager."""
    [(csm,)] = rows(served_company.home, CSM)
    with serving(borrowed(served_company.home, tmp_path / "home"), access_for(csm)) as served:
        yield served


def test_a_filtered_dashboard_is_saved_shared_and_opened_again(
    browser: Browser, company_of_people: Served, segment: str
) -> None:
    served, address = company_of_people, f"/dashboards/ai-adoption?segment={segment}&compare=none"
    with signed_in(browser, served, "dora", address) as dora, signed_in(browser, served, "eve") as eve:
        save(dora, "Mine alone", shared=False)
        save(dora, "Talk to them", shared=True)

        eve.goto(f"{served.url}/dashboards/sales")
        open_views(eve)
        expect(eve.get_by_role("link", name="Mine alone")).to_have_count(0)
        expect(eve.get_by_role("dialog")).to_contain_text("shared by dora")
        expect(eve.get_by_role("button", name="Delete Talk to them")).to_have_count(0)
        eve.get_by_role("link", name="Talk to them").click()
        expect(eve).to_have_url(served.url + address)
        expect(eve.get_by_role("heading", level=1)).to_have_text("AI Adoption Analysis")
        active = len(rows(served.home, ACTIVE, [segment]))
        number = tile(eve, "Active customers").get_by_role("button", name=re.compile("rows behind"))
        expect(number).to_have_text(str(active))

        dora.get_by_role("button", name="Delete Talk to them").click()
        expect(dora.get_by_role("link", name="Talk to them")).to_have_count(0)
        eve.reload()
        open_views(eve)
        expect(eve.get_by_role("dialog")).to_contain_text("Nothing is saved yet")


def open_views(page: Page) -> None:
    page.get_by_role("button", name="Saved views").click()


def save(page: Page, name: str, *, shared: bool) -> None:
    """Save the page under a name; the list stays open."""
    if page.get_by_role("dialog").count() == 0:
        open_views(page)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Save this page").fill(name)
    dialog.get_by_label("Everybody sees it").set_checked(shared)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("link", name=name)).to_be_visible()


MINE = "select customer_id, customer_name from entities.entity_customers where csm = ? order by all"
OTHERS = """
    select customer_id, customer_name from entities.entity_customers
    where csm is distinct from ? order by all
"""


DASHBOARD_PATHS = [f"/dashboards/{file.stem}" for file in sorted(DASHBOARDS.glob("*.yml"))]
BY_CUSTOMER = "/metrics?metric=current_arr&by=customer&by=customer_name&by=csm"


def walk(page: Page, served: Served, paths: list[str], search: str) -> Seen:
    """Look at the pages, open the rows of a number and search for a name; keep all that is told."""
    seen = Seen()
    page.on("response", seen.note_answer)
    for path in paths:
        page.goto(served.url + path)
        settle(page)
        seen.note_page(page)
    page.goto(f"{served.url}/dashboards/ai-adoption")
    tile(page, "Active customers").get_by_role("button", name=re.compile("rows behind")).click()
    expect(page.get_by_role("dialog")).to_contain_text("The rows below make exactly this number")
    seen.note_page(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    with page.expect_response(lambda response: "search=" in response.url and not response.url.endswith("=")):
        page.get_by_role("combobox", name="Search").fill(search)
    settle(page)
    page.remove_listener("response", seen.note_answer)
    return seen


def told_of(seen: Seen, customers: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Where customers are told of, by id or by name."""
    words = re.compile("|".join(re.escape(word) for pair in customers for word in pair))
    return {
        place: sorted(found)
        for place, text in [*seen.pages.items(), *seen.answers]
        if (found := set(words.findall(text)))
    }


def test_who_has_own_customers_sees_no_others_anywhere(browser: Browser, company_of_people: Served) -> None:
    served = company_of_people
    [(csm,)] = rows(served.home, CSM)
    mine = rows(served.home, MINE, [csm])
    names = " ".join(name for _, name in mine)
    others = [(one, name) for one, name in rows(served.home, OTHERS, [csm]) if name not in names]
    (own, _), (other, name_of_other) = mine[0], others[0]
    accounts = [f"/accounts/{own}", f"/accounts/{own}?list=users", f"/accounts/{other}"]
    rest = ["/", "/metrics/current_arr", "/catalog", "/catalog/account_features", "/sql"]
    everything = [*DASHBOARD_PATHS, *accounts, BY_CUSTOMER, *rest]
    with signed_in(browser, served, "ana") as ana, signed_in(browser, served, "dora") as dora:
        told_ana = walk(ana, served, everything, name_of_other)
        told_dora = walk(
            dora, served, ["/dashboards/cs-health", f"/accounts/{other}", BY_CUSTOMER], name_of_other
        )
        ana.goto(f"{served.url}/sql")
        expect(ana.locator("main")).to_contain_text("SQL is for those who see all customers")
        ana.goto(f"{served.url}/accounts/{other}")
        expect(ana.get_by_role("alert")).to_contain_text("there is none that you may see")
        refused = ana.request.post(f"{served.url}/api/v1/sql", data={"sql": "select 1"})
        assert refused.status == 403

    # What was asked for is told back: the address of the other's account, and nothing of it.
    leaks = {
        place: found
        for place, found in told_of(told_ana, others).items()
        if not (found == [other] and other in place)
    }
    assert leaks == {}
    assert len(told_of(told_ana, mine)) > 10, "she sees her own"
    assert len(told_of(told_dora, others)) > 5, "who sees all is told of them"


BROKEN_LINE = "metrics: [mrr_at_riks]"
PIE = """\
title: Sales
description: Deals.
audience: [sales]
owner: sales-analytics
tiles:
  - {title: Deals, chart: pie, metrics: [deals_won]}
"""


def test_a_broken_dashboard_says_why_and_leaves_the_others(
    page: Page, served_company: Served, tmp_path: Path
) -> None:
    folder = Path(copytree(DASHBOARDS, tmp_path / "dashboards"))
    monitor = (folder / "cs-health.yml").read_text().replace("metrics: [mrr_at_risk]", BROKEN_LINE, 1)
    (folder / "cs-health.yml").write_text(monitor)
    (folder / "sales.yml").write_text(PIE)
    (folder / "product.yml").write_text("title: Product\n  tiles: [\n")
    line = monitor.splitlines().index(f"    {BROKEN_LINE}") + 1
    with serving(borrowed(served_company.home, tmp_path / "home"), dashboards=folder) as served:
        page.goto(served.url)
        alerts = page.get_by_role("alert")
        expect(alerts).to_have_count(2)
        sales = alerts.filter(has_text="sales.yml, line 6")
        expect(sales).to_contain_text("'number', 'line', 'bar'")
        expect(alerts.filter(has_text="product.yml, line 2")).to_contain_text("Correct its YAML")
        cards = page.locator("main").get_by_role("link")
        expect(cards).to_have_count(len(list(folder.glob("*.yml"))) - 2)

        cards.filter(has_text="CS Health Monitor").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("CS Health Monitor")
        problem = page.get_by_role("alert")
        expect(problem).to_contain_text(f"cs-health.yml, line {line}")
        expect(problem).to_contain_text("Did you mean mrr_at_risk")
        expect(tile(page, "MRR at risk")).to_have_count(0)
        number = tile(page, "Mean health").get_by_role("button", name=re.compile("rows behind"))
        expect(number).to_have_text(re.compile(r"\d+\.\d"))
        settle(page)
        page.goto("about:blank")  # the page outlives its server, and would complain
