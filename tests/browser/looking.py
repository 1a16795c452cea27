"""What every page is held to in a real browser, on a phone and at a desk."""

import re
from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (390, 1280)
AXE = Axe().axe_script
# Of what is found no more is carried over than a failing test says.
BARRIERS = "axe.run({resultTypes: ['violations']}).then(told => told.violations.map(one => [one.id, one.nodes[0].html]))"
CODES = re.compile(
    r"\b(?:initiatives|organisation|movement|recognition|assessment)\.[a-z_]+|\bgso20\d\d-\d+|\b(?:None|True|False)\b"
)


def at_each_width(page: Page) -> Iterator[int]:
    """The same document on a phone, then at a desk: it is asked for once and laid out twice."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        yield width


def barriers(page: Page) -> list[list[str]]:
    """What axe finds on *page* as it stands; axe is brought into a document once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[list[str]] = page.evaluate(BARRIERS)
    return found


def has_no_barrier(page: Page) -> None:
    """On the screen as it is: nothing unreachable, nothing wider than it."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert (width, barriers(page)) == (width, [])
    assert page.evaluate("document.documentElement.scrollWidth") == width


def small_targets(page: Page) -> list[str]:
    """Buttons, fields and links that stand alone: narrower or lower than 24 px (WCAG 2.2, 2.5.8)."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("button, select, input:not([type=hidden]), nav a, .act, .what a, th > a, summary")]
            .filter(one => {
                const box = one.getBoundingClientRect();
                return box.width && (box.width < 24 || box.height < 23.5);
            })
            .map(one => one.outerHTML)"""
    )
    return found


def inspect(page: Page, *, targets: bool = False) -> None:
    """On both screens: no barrier, nothing wider than the screen, no code for a word; *targets*: nor a target too small."""
    for width in at_each_width(page):
        has_no_barrier(page)
        assert CODES.findall(page.locator("main").inner_text()) == []
        assert not targets or (width, small_targets(page)) == (width, [])


def open_on_a_phone(page: Page, address: str) -> None:
    """Ask for *address* on the narrow screen, which is the harder one; it is there."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200


def follow(page: Page, selector: str) -> None:
    """Press what leads to another page, and wait until that one is there."""
    with page.expect_navigation():
        page.click(selector)


def open_all_folds(page: Page, selector: str = "details") -> None:
    page.evaluate("folds => document.querySelectorAll(folds).forEach(one => { one.open = true; })", selector)
