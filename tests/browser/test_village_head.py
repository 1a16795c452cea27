"""A village's head on a phone: what is to be told, told by one tap; the photograph of the board; the inspectors see both."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import WARD
from tests.democracy.posting_scene import photo

pytestmark = pytest.mark.browser
DUTIES = f"/{WARD}/dan-chu/quan-ly/cong-khai/thon/"


def inspect(page):
    found = [(barrier["id"], barrier["nodes"][0]["html"]) for barrier in Axe().run(page).response["violations"]]
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]


def waiting(page):
    """How many things the page says wait for the head."""
    return int(re.search(r"(\d+) việc công khai chờ làm", page.inner_text("h1"))[1])


def test_a_head_tells_by_one_tap_and_sends_the_photograph_without_javascript(open_page):
    page = open_page(390, "phuong-totruong", java_script_enabled=False)
    page.goto(DUTIES)
    assert "Tổ dân phố Điệp Sơn" in page.inner_text("h1")
    before = waiting(page)
    page.get_by_role("button", name="tại cuộc họp của cộng đồng dân cư").first.click()
    assert "đã thông báo tại cuộc họp của cộng đồng dân cư" in page.inner_text("main")
    page.get_by_role("link", name=re.compile("Ghi ảnh niêm yết")).first.click()
    page.set_input_files("input[name=file]", {"name": "bang-tin.jpg", "mimeType": "image/jpeg", "buffer": photo().data})
    page.check("input[name=is_not_secret]")
    page.get_by_role("button", name="Ghi minh chứng").click()
    assert "Đã ghi minh chứng." in page.inner_text("main")
    assert waiting(page) < before
    assert page.locator("text=Để đến hết").count() >= 1


def test_the_pages_of_publishing_have_no_barrier_on_a_phone_or_at_a_desk(open_page, width):
    page = open_page(width, "phuong-totruong")
    page.goto(DUTIES)
    inspect(page)
    page = open_page(width, "phuong")
    for path in ("", "kiem-tra/", "chuan-bi/"):
        page.goto(f"/{WARD}/dan-chu/quan-ly/cong-khai/{path}")
        inspect(page)
    page.goto(f"/{WARD}/dan-chu/quan-ly/cong-khai/")
    page.locator(".calendar a").first.click()
    inspect(page)
    page = open_page(width)
    page.goto(f"/{WARD}/dan-chu/cong-khai/")
    inspect(page)
    page.locator(".what a").first.click()
    inspect(page)
