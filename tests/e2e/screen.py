"""Reads the page as a person does: points by their place on the axes, customers by their row."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

CENTRES = """elements => elements.map(element => {
    const box = element.getBBox();
    const centre = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
    const place = centre.matrixTransform(element.getScreenCTM());
    return {text: element.textContent, fill: element.getAttribute("fill"), x: place.x, y: place.y};
})"""

COLOURS = """() => {
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue("--quadrant-" + name.replace("_", "-")).trim();
    return Object.fromEntries(["target", "risk", "quick_win", "monitor"].map(name => [colour(name), name]));
}"""

MISSING = "\N{EN DASH}"

UNITS = {"": 1, "K": 1e3, "M": 1e6, "B": 1e9}


@dataclass(frozen=True)
class Mark:
    """A point on the screen and the quadrant that its colour says."""

    x: float
    y: float
    quadrant: str


@dataclass(frozen=True)
class Axes:
    """Where a value stands on the screen, taken from the labels that a reader sees."""

    x_at: dict[float, float]
    y_at: dict[float, float]

    def place(self, adoption: float, arr: float) -> tuple[float, float]:
        """The place of a customer: adoption linear, ARR on a logarithm that begins at 0."""
        x = _between(self.x_at, adoption, lambda value: value)
        y = _between(self.y_at, arr, lambda value: math.log10(1 + value / 1000))
        return x, y


def _between(at: dict[float, float], value: float, scale: Callable[[float], float]) -> float:
    low, high = min(at), max(at)
    share = (scale(value) - scale(low)) / (scale(high) - scale(low))
    return at[low] + share * (at[high] - at[low])


def tile(page: Page, title: str) -> Locator:
    """A tile of a dashboard, by its title."""
    return page.get_by_role("region", name=title, exact=True)


def chart(page: Page) -> Locator:
    """The drawing of the scatter."""
    return tile(page, "ARR and AI adoption").get_by_role("img")


def axes(page: Page) -> Axes:
    """The two axes, from their labels."""
    labels = chart(page).locator("svg text").evaluate_all(CENTRES)
    x_at = {float(label["text"]): label["x"] for label in labels if re.fullmatch(r"\d+", label["text"])}
    y_at = {amount(label["text"]): label["y"] for label in labels if label["text"].startswith("$")}
    return Axes(x_at, y_at)


def marks(page: Page) -> list[Mark]:
    """Every point of the scatter."""
    quadrants = {colour.lower(): name for colour, name in page.evaluate(COLOURS).items()}
    paths = chart(page).locator("svg path").evaluate_all(CENTRES)
    fills = [(path, quadrants.get((path["fill"] or "").lower())) for path in paths]
    return [Mark(path["x"], path["y"], quadrant) for path, quadrant in fills if quadrant]


def amount(text: str) -> float:
    """$1.2M and $38,400 as numbers."""
    match = re.fullmatch(r"\$([\d.,]+)([KMB]?)", text)
    assert match, f"{text!r} is no amount"
    return float(match[1].replace(",", "")) * UNITS[match[2]]


def rows(page: Page, title: str) -> dict[str, list[str]]:
    """A table: the cells of each customer by its name."""
    lines = (
        tile(page, title)
        .locator("tbody tr")
        .evaluate_all("lines => lines.map(line => [...line.cells].map(cell => cell.textContent))")
    )
    return {name: cells for name, *cells in lines}


def corner_counts(page: Page) -> dict[str, int]:
    """The counts in the corners of the chart by quadrant."""
    corners = page.get_by_role("list", name="Rows in each quadrant").get_by_role("listitem").all()
    found = {corner.get_attribute("data-quadrant"): corner.inner_text() for corner in corners}
    return {quadrant or "": int(re.findall(r"\d+", text)[0]) for quadrant, text in found.items()}


def written(word: str | None) -> str:
    """A word of a vocabulary as the page writes it."""
    if word is None:
        return MISSING
    return "SMB" if word == "smb" else word.replace("_", " ").capitalize() if word.islower() else word
