"""A member of the council scores through the files by keyboard alone, and on a phone whose line drops in between."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.conftest import WARD, WARD_PROGRAMME

pytestmark = pytest.mark.browser
BASE = f"/{WARD}/hoi-dong/{WARD_PROGRAMME}/"
KEPT = "Đã xem sổ ghi của tổ."


def begun(office: Page) -> None:
    """The ward's office founds the council once, brings the files and shares them out."""
    office.goto(BASE)
    if office.locator("main button:has-text('Lập hội đồng')").count() == 0:
        return
    office.fill("input[name=spread_limit]", "10")
    office.click("main button:has-text('Lập hội đồng')")
    office.select_option("select[name=person]", label="Thành viên hội đồng minh hoạ, phường")
    office.select_option("select[name=part]", "chair")
    office.click("main button:text-is('Thêm')")
    office.click("main button:has-text('hồ sơ ra hội đồng')")
    office.click("main button:has-text('Giao hồ sơ, bắt đầu chấm')")
    expect(office.locator("main")).to_contain_text("phiếu chấm")


def test_files_are_scored_by_keyboard_alone(open_page: Callable[..., Page]) -> None:
    begun(open_page(1280, "phuong"))
    member = open_page(1280, "phuong-hoidong")
    member.goto(f"{BASE}cham/")
    member.click("main a.act")
    for _ in range(3):
        before = member.url
        for _item in range(member.locator(".scores input").count()):
            member.keyboard.type("3")
            member.keyboard.press("Enter")
        assert member.evaluate("document.activeElement.value") == "next"  # after the last item the button has the focus
        member.keyboard.press("Control+Enter")
        member.wait_for_url(lambda url, before=before: url != before)
    member.goto(f"{BASE}cham/")
    expect(member.locator("h1")).to_contain_text("3/")


def test_a_sheet_on_a_phone_survives_the_dropped_line(open_page: Callable[..., Page]) -> None:
    begun(open_page(1280, "phuong"))
    phone = open_page(390, "phuong-hoidong")
    phone.goto(f"{BASE}cham/")
    phone.click("main tbody tr:last-child a")
    address = phone.url
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    points = phone.locator(".scores input").first
    phone.context.set_offline(True)
    points.fill("2")
    phone.fill("textarea[name=remark]", KEPT)
    phone.wait_for_timeout(600)  # the browser keeps what was typed a moment after the last key
    try:
        phone.click("main button:text-is('Lưu')", no_wait_after=True)
        phone.wait_for_timeout(300)
    except Error:
        pass  # the page of the failed line
    phone.context.set_offline(False)
    phone.goto(address)
    expect(phone.locator(".scores input").first).to_have_value("2")
    expect(phone.locator("textarea[name=remark]")).to_have_value(KEPT)
    expect(phone.locator(".saving")).to_contain_text("Đã lưu")
    phone.goto(f"{BASE}cham/")
    expect(phone.locator("main tbody tr:last-child")).to_contain_text("1/")
