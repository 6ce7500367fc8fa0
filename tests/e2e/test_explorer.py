"""Explorer, SQL page and catalogue: what they show, and what is copied from them, against plain SQL."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import duckdb
import httpx
import pytest
import sqlglot
from playwright.sync_api import Browser, Locator, Page, expect

from almanac.dashboards.check import check
from almanac.dashboards.read import read_dashboards
from almanac.semantic.answer import Answers
from almanac.warehouse.reader import PublishedReader
from tests.e2e.conftest import AS_OF, Served

pytestmark = pytest.mark.xdist_group("demo")

ENGINES = {"DuckDB": "duckdb", "Postgres": "postgres", "Snowflake": "snowflake", "Spark": "spark"}
ARR = """
    select account_segment, sum(coalesce(current_arr, 0))
    from marts.dim_organizations group by account_segment order by account_segment nulls last
"""


def rows(served: Served, sql: str) -> list[tuple[Any, ...]]:
    """The answer of the published file itself."""
    file = served.home.published.resolve() / "warehouse.duckdb"
    with duckdb.connect() as engine:
        engine.execute(f"attach '{file}' as warehouse (read_only)")
        engine.execute("use warehouse")
        engine.execute("set TimeZone = 'UTC'")
        return engine.execute(sql).fetchall()


def listed(page: Page, caption: str) -> list[list[str]]:
    """The rows of a table as they are read."""
    lines = page.get_by_role("region", name=caption).locator("tbody tr")
    expect(lines.first).to_be_visible()
    told: list[list[str]] = lines.evaluate_all(
        "lines => lines.map(line => [...line.cells].map(cell => cell.textContent))"
    )
    return told


def answered(page: Page, caption: str, count: int) -> list[list[str]]:
    """The rows of a table, once there are as many."""
    expect(page.get_by_role("region", name=caption).locator("tbody tr")).to_have_count(count)
    return listed(page, caption)


def test_a_metric_is_found_grouped_and_narrowed(page: Page, served_company: Served, tmp_path: Path) -> None:
    """From the first letters, with a slip, to numbers that plain SQL gives, too."""
    truth = rows(served_company, ARR)
    page.goto(f"{served_company.url}/metrics")
    expect(page.get_by_text("Choose a metric to see its numbers")).to_be_visible(timeout=30_000)
    page.get_by_label("Search", exact=True).fill("curent arr")
    page.get_by_role("checkbox", name="Current ARR (CRM)").click()
    [[total]] = listed(page, "Rows of the answer")
    assert total == f"${sum(arr for _, arr in truth):,.0f}"

    page.get_by_role("button", name="Grouped by").click()
    page.get_by_role("checkbox", name="Segment", exact=True).click()
    page.keyboard.press("Escape")
    shown = answered(page, "Rows of the answer", len(truth))
    assert [arr for _, arr in shown] == [f"${arr:,.0f}" for _, arr in truth]

    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV (all rows)").click()
    download.value.save_as(tmp_path / "arr.csv")
    [_, *lines] = csv.reader((tmp_path / "arr.csv").read_text().splitlines())
    assert [name or None for name, _ in lines] == [name for name, _ in truth]
    assert [float(arr) for _, arr in lines] == pytest.approx([arr for _, arr in truth])

    limit = sorted(arr for _, arr in truth)[-2]
    page.get_by_label("Only where").select_option(label="Current ARR (CRM)")
    page.get_by_label("Value", exact=True).fill(f"{limit - 1:.0f}")
    page.get_by_role("button", name="Add", exact=True).click()
    assert len(answered(page, "Rows of the answer", 2)) == sum(arr >= limit - 1 for _, arr in truth)
    page.reload()
    answered(page, "Rows of the answer", 2)
    page.get_by_role("button", name=re.compile("^Remove: rows where Current ARR")).click()
    answered(page, "Rows of the answer", len(truth))


QUESTIONS: list[dict[str, Any]] = [
    {
        "metric": ["total_event_count", "ai_events"],
        "by": ["segment"],
        "grain": "week",
        "filter": json.dumps({"field": "region", "op": "not_in", "values": ['O\'Neil "x"', "apac"]}),
        "having": json.dumps({"field": "total_event_count", "op": ">", "value": 3}),
    },
    {"metric": ["current_arr"], "by": ["customer", "customer_name"], "limit": 5, "chart": "bar"},
    {"metric": ["customer_health_score"]},
]


@pytest.mark.parametrize("question", QUESTIONS, ids=["filtered", "first-rows", "one-number"])
def test_what_is_copied_works_elsewhere(
    page: Page, served_company: Served, tmp_path: Path, question: dict[str, Any]
) -> None:
    """SQL over the file, a command in a shell, a program in Python, a tile under `dashboards validate`."""
    with page.expect_response(lambda response: response.url.endswith("/api/v1/query")) as asked:
        page.goto(f"{served_company.url}/metrics?{urlencode(question, doseq=True)}")
    answer = asked.value.json()
    assert answer["rows"]
    copy = copier(page)

    for engine, dialect in ENGINES.items():
        page.get_by_label("Engine").select_option(label=engine)
        statement = copy(f"SQL for {engine}")
        assert sqlglot.parse_one(statement, read=dialect)
        if engine == "DuckDB":
            assert plain(rows(served_company, statement)) == plain(answer["rows"])

    copied = {tab: copied_from(page, copy, tab, what) for tab, what in TABS.items()}
    shell = subprocess.run(["sh", "-c", copied["curl"]], capture_output=True, text=True, check=True)
    assert json.loads(shell.stdout)["rows"] == answer["rows"]
    (tmp_path / "asks.py").write_text(copied["Python"])
    program = subprocess.run(
        [sys.executable, tmp_path / "asks.py"],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    count = len(answer["rows"])
    assert f"{count} of {answer['total_rows']} rows, as of {AS_OF}" in program.stdout
    assert problems_of(copied["Dashboard tile"], tmp_path, served_company) == []


TABS = {"curl": "curl command", "Python": "Python program", "Dashboard tile": "tile"}


def copier(page: Page) -> Callable[[str], str]:
    """Presses the button that copies, and reads what was copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def copy(what: str) -> str:
        page.get_by_role("button", name=f"Copy {what}", exact=True).click()
        expect(page.get_by_role("button", name="Copied", exact=True)).to_be_visible()
        text: str = page.evaluate("() => navigator.clipboard.readText()")
        return text

    return copy


def copied_from(page: Page, copy: Callable[[str], str], tab: str, what: str) -> str:
    page.get_by_role("tab", name=tab).click()
    return copy(what)


def plain(found: list[Any]) -> list[list[Any]]:
    """Rows in one order and in one writing, whoever read them."""
    return sorted(([written(cell) for cell in row] for row in found), key=str)


def written(cell: Any) -> Any:
    if isinstance(cell, dt.date):
        return cell.isoformat()[:10]
    return round(float(cell), 6) if isinstance(cell, int | float) else cell


def problems_of(tile: str, folder: Path, served: Served) -> list[Any]:
    """What `almanac dashboards validate` says of a dashboard with that tile."""
    head = (
        "title: Copied\ndescription: A tile from the explorer.\naudience: [analyst]\nowner: product\ntiles:\n"
    )
    (folder / "copied.yml").write_text(head + "".join(f"  {line}\n" for line in tile.splitlines()))
    reader = PublishedReader(served.home)
    with Answers(reader).layer() as layer:
        found = check(read_dashboards(folder), layer)
    reader.close()
    return found


def statement_field(page: Page) -> Locator:
    return page.get_by_label("Statement (Ctrl+Enter runs it)")


def test_every_snippet_runs(page: Page, served_company: Served) -> None:
    """Each gives the rows that the file itself gives."""
    page.goto(f"{served_company.url}/sql")
    patterns = page.get_by_label("Begin with")
    expect(patterns).to_be_visible()
    titles = patterns.locator("option").all_text_contents()[1:]
    assert len(titles) == 10
    for title in titles:
        patterns.select_option(label=title)
        with page.expect_response(lambda response: response.url.endswith("/api/v1/sql")) as asked:
            statement_field(page).press("Control+Enter")
        answer = asked.value.json()
        truth = rows(served_company, statement_field(page).input_value())
        assert answer["total_rows"] == len(truth) > 0, title
        assert plain(answer["rows"]) == plain(truth), title


def test_sql_says_what_it_leaves_out_and_what_is_wrong(page: Page, served_company: Served) -> None:
    page.goto(f"{served_company.url}/sql")
    field = statement_field(page)
    field.fill("select range as n from range(123456)")
    field.press("Control+Enter")
    expect(page.get_by_role("note").get_by_text("The first 10,000 of 123,456 rows")).to_be_visible()
    field.fill("")
    page.get_by_label("Tables and columns").fill("entity custmers")
    page.locator("summary", has_text="entities.entity_customers").first.click()
    field.fill("select count(*) from ")
    page.get_by_role("button", name="Write entities.entity_customers", exact=True).click()
    field.press("Control+Enter")
    [[customers]] = answered(page, "Rows of the statement", 1)
    [(truth,)] = rows(served_company, "select count(*) from entities.entity_customers")
    assert int(customers.replace(",", "")) == truth


MISTAKES = [
    ("drop table marts.dim_organizations", "is no SELECT"),
    ("select * from read_csv('/etc/passwd')", "disabled"),
    ("select org_nam from marts.dim_organizations", "org_name"),
]


@pytest.mark.parametrize(("sql", "words"), MISTAKES)
def test_a_mistake_is_told_in_words(browser: Browser, served_company: Served, sql: str, words: str) -> None:
    """On a page of its own: the browser's console speaks of every answer that is a refusal."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{served_company.url}/sql")
        statement_field(page).fill(sql)
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text(words)


def test_the_catalogue_leads_from_a_slip_to_source_and_dashboard(page: Page, served_company: Served) -> None:
    page.goto(f"{served_company.url}/catalog")
    page.get_by_role("searchbox", name="Search").last.fill("custmer helth score")
    page.get_by_role("link", name="Customer Health Score", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customer Health Score")
    page.get_by_role("link", name="fct_customer_ai_adoption_30d").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("fct_customer_ai_adoption_30d")
    [(count,)] = rows(served_company, "select count(*) from marts.fct_customer_ai_adoption_30d")
    expect(page.get_by_text(f"{count:,} rows")).to_be_visible()

    page.get_by_role("combobox", name="Column").select_option("customer_health_score")
    graph = page.get_by_role("region", name=re.compile("^From sources to dashboards"))
    expect(graph.get_by_role("heading").first).to_have_text(re.compile(r"^Sources \(\d+\)$"))
    expect(graph.get_by_role("link", name="Customer Health Score", exact=True)).to_be_visible()
    expect(graph.locator("path").first).to_be_attached()
    graph.get_by_role("link", name="CS Health Monitor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("CS Health Monitor")


def test_an_owner_stands_for_what_they_answer_for(page: Page, served_company: Served) -> None:
    page.goto(f"{served_company.url}/catalog?kind=owner")
    owner = page.get_by_role("main").get_by_role("link", name="customer-success-analytics")
    name = owner.inner_text()
    owner.click()
    expect(page).to_have_url(re.compile(rf"words={name}"))
    metrics = httpx.get(f"{served_company.url}/api/v1/metrics").json()["metrics"]
    owned = sum(metric["owner"] == name for metric in metrics)
    told = page.get_by_role("main").get_by_role("status")
    expect(told).to_contain_text(re.compile(rf"(^|\D){owned} metrics?(,|\.)"))
