"""People who look at the company: some see all customers, some their own; each in a browser of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, Response, expect

from almanac.config import Access
from almanac.state.database import State
from almanac.state.tokens import create_token
from tests.e2e.conftest import NOW, Served


def access_for(csm: str) -> Access:
    """Dora and Eve see all customers, Ana those of one customer success manager."""
    groups = {"analysts": {"rows": "all"}, "csm": {"rows": "own csm"}}
    everything = {"groups": ["analysts"]}
    users = {"dora": everything, "eve": everything, "ana": {"groups": ["csm"], "csm": csm}}
    return Access.model_validate({"groups": groups, "users": users})


@dataclass
class Seen:
    """All that a reader was told: the text of every page, and the bodies of what the API answered."""

    pages: dict[str, str] = field(default_factory=dict)
    answers: list[tuple[str, str]] = field(default_factory=list)

    def note_answer(self, response: Response) -> None:
        """Keep what the API told; a download leaves no body."""
        if "/api/v1/" in response.url:
            self.answers.append((response.url, response.text()))

    def note_page(self, page: Page) -> None:
        """Keep the text of the page, and what only screen readers tell."""
        spoken = page.locator("[aria-label], [title], [alt]").evaluate_all(
            "found => found.map(one => ['aria-label', 'title', 'alt'].map(name => one.getAttribute(name)))"
        )
        self.pages[page.url] = f"{page.locator('body').text_content()} {spoken}"


@contextmanager
def signed_in(browser: Browser, served: Served, user: str, path: str = "/") -> Iterator[Page]:
    """A browser of its own, in which the user signed in with a new token, at that address."""
    state = State(served.home)
    token = create_token(state, user, NOW)
    state.close()
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(served.url + path)
    page.get_by_label("Token").fill(token)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    yield page
    context.close()
