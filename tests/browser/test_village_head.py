"""A village's head on a phone: what is to be told, told by one tap; the photograph of the board; the inspectors see both."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WARD
from tests.browser.looking import at_each_width, follow, has_no_barrier
from tests.democracy.posting_scene import photo

pytestmark = pytest.mark.browser
DUTIES = f"/{WARD}/dan-chu/quan-ly/cong-khai/thon/"


def inspect(page):
    for _width in at_each_width(page):
        has_no_barrier(page)


def waiting(page):
    """How many things the page says wait for the head."""
    return int(re.search(r"(\d+) việc công khai chờ làm", page.inner_text("h1"))[1])


def test_a_head_tells_by_one_tap_and_sends_the_photograph_without_javascript(open_page):
    page = open_page(390, "phuong-totruong", java_script_enabled=False)
    page.goto(DUTIES)
    assert "Tổ dân phố Điệp Sơn" in page.inner_text("h1")
    before = waiting(page)
    page.get_by_role("button", name="tại cuộc họp của cộng đồng dân cư").first.click()
    expect(page.locator("main")).to_contain_text("đã thông báo tại cuộc họp của cộng đồng dân cư")
    page.get_by_role("link", name=re.compile("Ghi ảnh niêm yết")).first.click()
    page.set_input_files("input[name=file]", {"name": "bang-tin.jpg", "mimeType": "image/jpeg", "buffer": photo().data})
    page.check("input[name=is_not_secret]")
    page.get_by_role("button", name="Ghi minh chứng").click()
    expect(page.locator("main")).to_contain_text("Đã ghi minh chứng.")
    assert waiting(page) < before
    assert page.locator("text=Để đến hết").count() >= 1


def test_the_pages_of_publishing_have_no_barrier_on_a_phone_or_at_a_desk(open_page):
    page = open_page(390, "phuong-totruong")
    page.goto(DUTIES)
    inspect(page)
    page = open_page(390, "phuong")
    for path in ("", "kiem-tra/", "chuan-bi/"):
        page.goto(f"/{WARD}/dan-chu/quan-ly/cong-khai/{path}")
        inspect(page)
    page.goto(f"/{WARD}/dan-chu/quan-ly/cong-khai/")
    follow(page, ".calendar a >> nth=0")
    inspect(page)
    page = open_page(390)
    page.goto(f"/{WARD}/dan-chu/cong-khai/")
    inspect(page)
    follow(page, ".what a >> nth=0")
    inspect(page)
