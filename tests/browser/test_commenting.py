"""A resident comments on a phone: without JavaScript, lightly, without a barrier; when the line drops, what was typed stays."""

import re

import pytest
from playwright.sync_api import Error, expect

from tests.browser.conftest import WARD
from tests.browser.looking import at_each_width, barriers, has_no_barrier

pytestmark = pytest.mark.browser
MOST_BYTES = 60_000
LIST = f"/{WARD}/dan-chu/lay-y-kien/"
SAID = "Nên chừa lối cho xe cứu thương vào chợ."


def to_the_form(page):
    """Two taps: the list, then the consultation that is open."""
    page.goto(LIST)
    page.locator("main .row a.act").first.click()
    expect(page.locator("#gop-y")).to_be_visible()


def test_a_comment_without_javascript_is_followed_by_its_code(open_page):
    page = open_page(390, java_script_enabled=False)
    to_the_form(page)
    page.locator("fieldset").first.get_by_label("Đồng ý", exact=True).check()
    page.fill("textarea[name=text]", SAID)
    page.click("main form button[type=submit]")
    expect(page.locator("h1")).to_have_text("Đã nhận, đang chờ đọc")
    code = page.locator(".code-note b").inner_text()
    page.goto(f"/{WARD}/dan-chu/y-kien/")
    page.fill("input[name=ma]", code.lower())
    page.click("main form button[type=submit]")
    expect(page.locator("main")).to_contain_text(SAID)


def test_the_page_is_light_and_has_no_barrier(open_page):
    page = open_page(390)
    to_the_form(page)
    weight = len(page.content().encode())
    assert weight < MOST_BYTES
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert barriers(page) == []


def test_when_the_line_drops_what_was_typed_is_there_again(open_page):
    page = open_page(390)
    to_the_form(page)
    address = page.url
    page.fill("textarea[name=text]", SAID)
    page.context.set_offline(True)
    try:
        page.click("main form button[type=submit]")
        page.wait_for_timeout(300)
    except Error:
        pass  # the browser's own page for a line that is down
    page.context.set_offline(False)
    page.goto(address.split("#")[0])
    expect(page.locator("textarea[name=text]")).to_have_value(SAID)


def test_when_the_page_has_grown_too_old_what_was_typed_is_shown_to_be_copied(open_page):
    page = open_page(390)
    to_the_form(page)
    page.fill("textarea[name=text]", SAID)
    page.context.clear_cookies()
    page.click("main form button[type=submit]")
    expect(page.locator("h1")).to_contain_text("chữ bạn nhập vẫn còn")
    assert any(SAID in box.input_value() for box in page.locator("textarea").all())


def test_what_became_of_the_comments_is_read_on_any_screen(open_page):
    page = open_page(390)
    page.goto(LIST)
    page.get_by_role("link", name=re.compile("Quy chế thực hiện dân chủ")).click()
    expect(page.locator("main")).to_contain_text("Vì sao quyết định như vậy")
    for _width in at_each_width(page):
        has_no_barrier(page)
