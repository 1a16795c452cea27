"""A unit reports on a phone, the line drops in between, nothing is lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.conftest import WARD, WARD_PROGRAMME

pytestmark = pytest.mark.browser
DONE = "Đã họp dân hai lần, dựng mười giá để rác."


def asked(office: Page) -> None:
    """The ward's office asks for a report at short notice, from everybody who owes one."""
    office.goto(f"/{WARD}/chuong-trinh/{WARD_PROGRAMME}/ky-bao-cao/lap/?loai=month")
    office.fill("input[name=title]", "Báo cáo thử của trình duyệt")
    office.click("main button:has-text('Lập kỳ')")
    office.click("text=Chọn nơi báo cáo")
    office.click("main button:has-text('Mở và báo')")
    expect(office.locator("main")).to_contain_text("nơi đã gửi")


def test_a_report_survives_the_dropped_line(open_page: Callable[..., Page]) -> None:
    asked(open_page(1280, "phuong"))
    phone = open_page(390, "phuong-phunu")
    phone.goto("/ban-lam-viec/")
    phone.click("main a:has-text('Báo cáo thử của trình duyệt')")
    expect(phone.locator("main a:has-text('Bắt đầu')")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.click("main a:has-text('Bắt đầu')")
    phone.fill("textarea[name=muc-done]", DONE)
    address = phone.url
    phone.wait_for_timeout(600)  # the browser keeps what was typed a moment after the last key
    phone.context.set_offline(True)
    try:
        phone.click("main button:has-text('Lưu, sang phần sau')")
        phone.wait_for_timeout(300)
    except Error:
        pass  # the page of the failed line
    phone.context.set_offline(False)
    phone.goto(address)
    expect(phone.locator("textarea[name=muc-done]")).to_have_value(DONE)
    phone.click("main button:has-text('Lưu, sang phần sau')")
    phone.wait_for_url(lambda url: url != address)
    while "/mo-hinh/" in phone.url:
        phone.fill("textarea[name=done]", "Làm đều.")
        before = phone.url
        phone.click("main button:has-text('Lưu, sang phần sau')")
        phone.wait_for_url(lambda url, before=before: url != before)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    expect(phone.locator("main")).to_contain_text(DONE)
    phone.click("main button:has-text('Gửi báo cáo')")
    expect(phone.locator("main")).to_contain_text(re.compile("đã gửi"))
    expect(phone.locator("main")).to_contain_text(DONE)
