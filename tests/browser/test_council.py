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
        member.wait_for_load_state()  # the field stands before it has the focus and the keys their meaning
        expect(member.locator(".scores input").first).to_be_focused()
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
    phone.locator(".scores input").first.wait_for()
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


def test_two_windows_on_one_sheet_are_told_which_button_helps(open_page: Callable[..., Page]) -> None:
    begun(open_page(1280, "phuong"))
    first, second = open_page(1280, "phuong-hoidong"), open_page(390, "phuong-hoidong")
    first.goto(f"{BASE}cham/")
    first.click("main tbody tr:last-child a")
    first.locator(".scores input").first.wait_for()
    second.goto(first.url)
    first.fill("textarea[name=remark]", "Máy thứ nhất.")
    expect(first.locator(".saving")).to_contain_text("Đã lưu")
    second.fill("textarea[name=remark]", "Máy thứ hai.")
    expect(second.locator(".saving")).to_contain_text("Chữ của bạn vẫn ở đây; bấm «Lưu» để xem lại rồi ghi lần nữa.")
    second.click("main button:text-is('Lưu')")
    expect(second.locator(".problems")).to_contain_text("Người khác vừa sửa mục này")
    expect(second.locator("textarea[name=remark]")).to_have_value("Máy thứ hai.")


def test_a_file_is_taken_back_with_a_reason_and_the_office_scores_again(open_page: Callable[..., Page]) -> None:
    """Leaves the ward as the other files of tests find it."""
    office = open_page(1280, "phuong")
    begun(office)
    scores = f"/{WARD}/cham-diem/{WARD_PROGRAMME}/"
    office.goto(scores)
    expect(office.locator("main a.act", has_text="Chấm")).to_have_count(0)  # everything open is before the council
    office.goto(BASE)
    files = [link.get_attribute("href") for link in office.locator(f"main a[href^='{BASE}ho-so/']").all()]
    assert len(files) > 3
    for address in files:
        office.goto(address or "")
        office.locator("summary", has_text="Rút hồ sơ").click()
        office.fill("#rut", "Đơn vị xin rút.")
        office.click("button:text-is('Rút hồ sơ')")
        expect(office.locator("main")).to_contain_text("Đã rút hồ sơ khỏi hội đồng.")
    office.goto(scores)
    expect(office.locator("main a.act", has_text="Chấm")).to_have_count(1)
