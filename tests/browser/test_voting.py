"""A household votes on a phone, without JavaScript and with it: once, lightly, without a barrier."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WARD
from tests.browser.looking import barriers, follow

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 780}
MOST_BYTES = 60_000
HEAD = "phuong-totruong"


def lost_slip(demo, chromium):
    """A code for a household that has not voted yet: the head gives its slip again."""
    context = chromium.new_context(base_url=demo.url, viewport=PHONE, locale="vi-VN")
    page = context.new_page()
    page.goto("/tai-khoan/dang-nhap/")
    page.fill("input[name=login]", HEAD)
    page.fill("input[name=password]", demo.passwords[HEAD])
    page.click("main button")
    page.wait_for_url(re.compile("ban-lam-viec"))
    page.goto(f"/{WARD}/dan-chu/quan-ly/bieu-quyet/")
    page.locator("main .row", has_text="Đang diễn ra").locator(".what a").first.click()
    page.locator("main summary", has_text="Mất phiếu").first.click()
    page.locator("main button", has_text="Cấp lại phiếu").first.click()
    code = page.locator(".code-slip").inner_text()
    context.close()
    return code


def weighed(page):
    """The number of bytes that *page* loads from now on, as a list that grows."""
    loaded = []
    page.on("response", lambda answer: loaded.append(len(answer.body()) if answer.status == 200 else 0))
    return loaded


def vote(page, code):
    page.goto(f"/{WARD}/bieu-quyet/")
    page.fill("#ma", code)
    page.click("button")
    expect(page.locator("legend")).to_have_text("Hộ chọn")
    page.check("input[value=for]")
    page.click("button")
    expect(page.locator(".chosen")).to_have_text("Đồng ý")
    page.click("button")
    expect(page.locator("h1")).to_have_text("Đã nhận ý kiến của hộ")


def test_a_household_votes_without_javascript_and_once(demo, chromium):
    code = lost_slip(demo, chromium)
    context = chromium.new_context(base_url=demo.url, viewport=PHONE, locale="vi-VN", java_script_enabled=False)
    page = context.new_page()
    loaded = weighed(page)
    vote(page, code)
    assert sum(loaded) < MOST_BYTES  # all of its pages together
    assert "Đồng ý" not in page.locator("main").inner_text()
    page.goto(f"/{WARD}/bieu-quyet/{code}/")
    expect(page.locator("main")).to_contain_text("Phiếu này đã được dùng để biểu quyết")
    context.close()


def test_every_page_of_a_ballot_is_free_of_barriers_and_fits_a_phone(demo, chromium):
    code = lost_slip(demo, chromium)
    context = chromium.new_context(base_url=demo.url, viewport=PHONE, locale="vi-VN", has_touch=True)
    page = context.new_page()
    page.goto(f"/{WARD}/bieu-quyet/{code}/")
    for step in ("choose", "read", "send"):
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if step == "choose":
            page.check("input[value=other]")
        else:
            follow(page, "button")
    expect(page.locator("h1")).to_have_text("Đã nhận ý kiến của hộ")
    assert barriers(page) == []
    page.goto(f"/{WARD}/bieu-quyet/000000000000/")
    expect(page.locator("h1")).to_have_text("Phiếu này không biểu quyết được")
    assert barriers(page) == []
    context.close()


def test_a_ballot_is_filled_in_with_the_keyboard_alone(demo, chromium):
    code = lost_slip(demo, chromium)
    context = chromium.new_context(base_url=demo.url, viewport=PHONE, locale="vi-VN")
    page = context.new_page()
    page.goto(f"/{WARD}/bieu-quyet/{code}/")
    for key in ("Tab", "Tab", "ArrowDown", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".chosen")).to_have_text("Không đồng ý")
    page.locator("button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Đã nhận ý kiến của hộ")
    context.close()
