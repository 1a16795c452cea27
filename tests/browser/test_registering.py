"""Registering on a phone, with the line dropped in between: written on two machines, sent back, answered, taken."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WARD, WARD_PROGRAMME

pytestmark = pytest.mark.browser
TITLE = "Ngõ sáng đèn nhà"
PHONE, DESK = {"width": 390, "height": 780}, {"width": 1280, "height": 900}


@pytest.fixture
def signed_in(demo, chromium):
    contexts = []

    def enter(username: str, viewport: dict[str, int]) -> Page:
        context = chromium.new_context(base_url=demo.url, viewport=viewport, locale="vi-VN", has_touch=viewport is PHONE)
        contexts.append(context)
        page = context.new_page()
        page.goto("/tai-khoan/dang-nhap/")
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", demo.passwords[username])
        page.click("main button")
        page.wait_for_url(re.compile("ban-lam-viec"))
        return page

    yield enter
    for context in contexts:
        context.close()


def begin(phone: Page) -> None:
    """The short form, but for what is written."""
    phone.goto(f"/{WARD}/chuong-trinh/{WARD_PROGRAMME}/phieu-dang-ky/moi/")
    phone.fill("input[name=title]", TITLE)
    phone.click("main button.act")
    phone.wait_for_url(re.compile("/viet/"))
    for name, value in (("kind", "mo_hinh"), ("subject", "collective"), ("field", "culture_society"), ("novelty", "new")):
        phone.check(f"input[name={name}][value={value}]")
    phone.select_option("select[name=leading_kind]", "front")


def send_back(office: Page) -> None:
    office.goto(f"/{WARD}/chuong-trinh/{WARD_PROGRAMME}/phieu-dang-ky/")
    office.click(f"main a:has-text('{TITLE}')")
    office.click("section.item:has(h2:has-text('cách làm')) summary")
    office.fill("textarea[name=note-content]", "Ghi rõ bao nhiêu hộ, ai trả tiền điện")
    office.click("button[value=return]")
    expect(office.locator("main")).to_contain_text("Đã trả lại, kèm ý kiến")


def test_a_form_written_on_two_machines_and_off_the_line_becomes_a_registration(signed_in):
    phone = signed_in("phuong-to", PHONE)
    begin(phone)
    saving = phone.locator(".saving")
    expect(saving).to_contain_text("Đã lưu lúc")

    phone.context.set_offline(True)
    phone.fill("textarea[name=item-content]", "Mỗi nhà một bóng đèn trước ngõ")
    expect(saving).to_contain_text("chưa lưu được, vẫn giữ trên máy này", ignore_case=True)
    phone.context.set_offline(False)
    expect(saving).to_contain_text("Đã lưu lúc")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")

    desk = signed_in("phuong-to", DESK)
    desk.goto(f"/{WARD}/phieu/")
    desk.click(f"main a:has-text('Viết tiếp'):has-text('{TITLE}')")
    expect(desk.locator("textarea[name=item-content]")).to_have_value("Mỗi nhà một bóng đèn trước ngõ")
    desk.fill("input[name=leading_body]", "Ban Công tác Mặt trận")
    expect(desk.locator(".saving")).to_contain_text("Đã lưu lúc")

    phone.fill("input[name=leading_body]", "Mặt trận tổ dân phố")  # the phone does not know yet what the desk wrote
    expect(saving).to_contain_text("vừa ghi phiếu này")
    phone.click("button[value=save]")
    expect(phone.locator(".kept")).to_contain_text("Ban Công tác Mặt trận")
    expect(phone.locator("input[name=leading_body]")).to_have_value("Mặt trận tổ dân phố")
    phone.click("button[value=submit]")
    expect(phone.locator(".problems")).to_contain_text("Mục này chưa viết")
    for field in phone.locator("textarea[name^=item-]:visible").all():
        if not field.input_value():
            field.fill("12 ngõ, 186 hộ; tổ dân phố cùng làm")
    phone.click("button[value=submit]")
    expect(phone.locator("main")).to_contain_text("Đã nộp phiếu")
    form = phone.url

    office = signed_in("phuong", DESK)
    send_back(office)

    phone.goto(f"{form}viet/")
    expect(phone.locator(".word")).to_contain_text("ai trả tiền điện")
    phone.fill("textarea[name=item-content]", "Mỗi nhà một bóng đèn trước ngõ, 186 hộ tự trả tiền điện")
    phone.fill("textarea[name^=reply-]", "Đã ghi: 186 hộ, mỗi hộ tự trả")
    phone.click("button[value=submit]")
    expect(phone.locator("main")).to_contain_text("Đã nộp phiếu")

    office.goto(form)
    expect(office.locator(".word")).to_contain_text("mỗi hộ tự trả")
    office.click("button[value=accept]")
    office.click("main a:has-text('Mở hồ sơ đăng ký')")
    expect(office.locator("h1")).to_have_text(TITLE)
    expect(office.locator("aside, .side").first).to_contain_text("mới trong năm")
