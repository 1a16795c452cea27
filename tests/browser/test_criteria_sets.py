"""A criteria set written on a phone without scripts, from the empty page to the one a programme can choose."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WARD
from tests.browser.looking import at_each_width, has_no_barrier, open_all_folds

pytestmark = pytest.mark.browser


def test_a_set_is_written_and_published_without_java_script(open_page):
    page = open_page(390, "phuong", java_script_enabled=False)
    page.goto(f"/{WARD}/bo-tieu-chi/")
    page.click("text=Soạn bộ mới")
    for name, value in (
        ("head-title", "Thang của phường"),
        ("head-source", "Tự soạn để thử"),
        ("head-total", "10"),
        ("g0-name", "Một nhóm"),
        ("g0-i0-text", "Mục một"),
        ("g0-i0-maximum", "6"),
    ):
        page.fill(f"[name={name}]", value)
    page.click("button[value=item-0]")
    page.fill("[name=g0-i1-text]", "Mục hai")
    page.fill("[name=g0-i1-maximum]", "5")
    page.fill("[name=c0-name]", "Đạt")
    page.fill("[name=c0-min_total]", "5")
    page.click("button[value=publish]")
    expect(page.locator(".problems li")).to_have_text(
        "Thông tin chung: tổng điểm ghi 10 nhưng điểm tối đa các mục cộng lại là 11."
    )
    page.locator("summary", has_text="Mục hai").click()
    page.fill("[name=g0-i1-maximum]", "4")
    page.click("button[value=publish]")
    expect(page.locator("h1")).to_have_text("Thang của phường")
    page.goto(f"/{WARD}/lap-chuong-trinh/")
    assert "Thang của phường, phiên bản 1" in page.locator("select[name=criteria_set]").inner_text()


def test_the_page_on_which_a_set_is_written_has_no_barrier(open_page):
    page = open_page(390, "phuong")
    page.goto(f"/{WARD}/bo-tieu-chi/")
    page.locator("main a", has_text="Thang 100 điểm").last.click()
    page.click("text=Sao thành bộ của mình")
    expect(page.locator("text=Mọi tổng đã khớp")).to_be_visible()
    for folds in ("", "main details"):
        if folds:
            open_all_folds(page, folds)
        for _width in at_each_width(page):
            has_no_barrier(page)
