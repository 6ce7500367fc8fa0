"""What a reader needs of a page: it settles, axe finds no fault, nothing moves or hangs over."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from almanac.config import PROJECT_DIR

PATIENCE_MS = 90_000
"""A new server compiles every question of a page first."""

AXE = PROJECT_DIR / "web" / "node_modules" / "axe-core" / "axe.min.js"
WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

SETTLED = """() => document.querySelector("h1, form, [role=alert], [role=note]")
    && !document.querySelector("[aria-busy=true]")
    && !/(Asking|Loading|Searching) .*…/.test(document.querySelector("main").textContent)"""

FIND = """async ({tags, rules}) => {
    const only = rules ? {type: "rule", values: rules} : {type: "tag", values: tags};
    const {violations} = await axe.run(document, {runOnly: only, resultTypes: ["violations"]});
    const words = (rule, node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`;
    return violations.flatMap(rule => rule.nodes.slice(0, 5).map(node => words(rule, node)));
}"""

WATCH_SHIFTS = """
    window.shifts = [];
    const place = source => {
        const node = source.node;
        return node?.closest?.("section, article, header, nav")?.textContent.slice(0, 40) ?? node?.nodeName;
    };
    const note = entry => window.shifts.push({value: entry.value, places: entry.sources.map(place)});
    new PerformanceObserver(list => list.getEntries().filter(entry => !entry.hadRecentInput).forEach(note))
        .observe({type: "layout-shift", buffered: true});
"""

OVERHANG = "document.documentElement.scrollWidth - document.body.getBoundingClientRect().width"


@cache
def _axe() -> str:
    return AXE.read_text()


def settle(page: Page) -> None:
    """Wait until nothing on the page is being asked for and every chart is drawn."""
    page.wait_for_function(SETTLED, timeout=PATIENCE_MS)
    page.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
    page.wait_for_function(SETTLED, timeout=PATIENCE_MS)


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What breaks WCAG 2 A or AA, or the named rules: each with its place and what would mend it."""
    page.evaluate(_axe())
    return list(page.evaluate(FIND, {"tags": WCAG_AA, "rules": rules}))


def watch_shifts(page: Page) -> None:
    """From the next page load on, note what moves without the reader's doing."""
    page.add_init_script(WATCH_SHIFTS)


def shift(page: Page) -> tuple[float, list[object]]:
    """By how much the layout moved in all, and where."""
    found = page.evaluate("window.shifts")
    return sum(entry["value"] for entry in found), found


def overhang(page: Page) -> int:
    """How many pixels of the page hang over the right edge of the window."""
    return int(page.evaluate(OVERHANG))
