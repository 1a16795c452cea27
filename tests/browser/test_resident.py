"""A resident's way on a phone, without an account and without a script: two taps to what concerns the own village."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WARD
from tests.browser.looking import barriers

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 780}
MOST_BYTES = 60_000
VILLAGE = "Tổ dân phố Điệp Sơn"


def phone(demo, chromium, *, script):
    context = chromium.new_context(base_url=demo.url, viewport=PHONE, locale="vi-VN", java_script_enabled=script)
    return context, context.new_page()


def test_two_taps_without_a_script_lead_to_what_is_posted_and_read_out(demo, chromium):
    context, page = phone(demo, chromium, script=False)
    page.goto(f"/{WARD}/")
    page.get_by_role("link", name="Nơi bạn ở đang niêm yết gì, bàn việc gì").click()
    page.get_by_role("link", name=VILLAGE).click()
    expect(page.locator("h1")).to_have_text(VILLAGE)
    for heading in ("Đang bàn, đang quyết định", "Đang niêm yết", "Lấy ý kiến và trả lời", "Giờ đọc loa"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(page.locator("section", has=page.locator("#niem-yet")).locator(".row").first).to_be_visible()
    expect(page.locator("section", has=page.locator("#loa")).locator("li").first).to_contain_text("lúc")
    page.get_by_role("link", name="Chữ to").click()
    expect(page.locator("body")).to_have_class("large")
    context.close()


def test_the_pages_are_light_fit_the_phone_and_have_no_barrier(demo, chromium):
    context, page = phone(demo, chromium, script=True)
    page.goto(f"/{WARD}/dan-chu/")
    village = page.get_by_role("link", name=VILLAGE).get_attribute("href")
    for path in (f"/{WARD}/dan-chu/", village, f"{village}?chu=to"):
        answer = page.goto(path)
        assert len(answer.body()) < MOST_BYTES
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert barriers(page) == []
    context.close()


def test_the_sheet_for_the_board_is_a_pdf(demo, chromium):
    context, page = phone(demo, chromium, script=True)
    page.goto(f"/{WARD}/dan-chu/")
    village = page.get_by_role("link", name=VILLAGE).get_attribute("href")
    answer = context.request.get(f"{village}bang-tin.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
    context.close()
