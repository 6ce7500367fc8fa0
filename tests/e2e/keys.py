"""Goes through a page as somebody without a mouse does."""

from __future__ import annotations

from playwright.sync_api import Page

FOCUSED = """() => {
    const element = document.activeElement;
    return element.getAttribute("aria-label") ?? element.textContent.trim();
}"""
FURTHEST = 120


def focused(page: Page) -> str:
    """What the element with the focus is called."""
    return str(page.evaluate(FOCUSED))


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element of that name has the focus."""
    seen = []
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        seen.append(focused(page)[:40])
        if name in seen[-1]:
            return
    raise AssertionError(f"{name} is not reached by Tab; reached were {seen}")
