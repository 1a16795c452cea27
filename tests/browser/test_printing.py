"""Pages of the office and the public news as chromium prints them: words of the record alone, nothing cut at the margin."""

import io

import pypdf
import pytest

from tests.browser.conftest import TOWN

pytestmark = pytest.mark.browser
# Between the margins of a sheet, in CSS pixels: 170 mm.
LINE = 643
PRINTED = [
    "chi-dao/",
    "chi-dao/ma-tran/?nam=2024",
    "nhiem-vu/?nam=2024",
    "chi-tieu/?nam=2024",
    "hoat-dong/?nam=2024",
    "ban-chi-dao/",
    "bao-cao/",
    "soan-tin/",
    "tin/",
    "hoi-nghi/",
]
# A word to press, a way to go elsewhere, a fold that nobody can open on paper.
PRESSED = """() => [...document.querySelectorAll("button, .act, nav a, .choices a, summary, select, input, textarea")]
  .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 120))"""
CUT = f"""() => [...document.querySelectorAll("main table, main p, main h1, main .row")]
  .filter(one => one.checkVisibility())
  .filter(one => one.getBoundingClientRect().right > {LINE} + 1).map(one => one.outerHTML.slice(0, 120))"""


def test_nothing_to_press_and_nothing_cut_on_paper(open_page):
    page = open_page(LINE, "thuongtruc")
    page.emulate_media(media="print")
    found = {}
    for path in PRINTED:
        page.goto(f"/{TOWN}/{path}")
        found[path] = [*page.evaluate(PRESSED), *page.evaluate(CUT)]
    assert found == {path: [] for path in PRINTED}


def test_each_sheet_has_its_number(open_page):
    page = open_page(1280, "thuongtruc")
    page.goto(f"/{TOWN}/nhiem-vu/?nam=2024")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert [f"{number} / {len(sheets)}" in sheet.extract_text() for number, sheet in enumerate(sheets, 1)] == [True] * len(sheets)
    assert "Lọc" not in sheets[0].extract_text()
