"""A criteria set written on a phone without scripts, from the empty page to the one a programme can choose."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import WARD

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


def test_the_page_on_which_a_set_is_written_has_no_barrier(open_page, width):
    page = open_page(width, "phuong")
    page.goto(f"/{WARD}/bo-tieu-chi/")
    page.locator("main a", has_text="Thang 100 điểm").last.click()
    page.click("text=Sao thành bộ của mình")
    expect(page.locator("text=Mọi tổng đã khớp")).to_be_visible()
    for shown in ("closed", "open"):
        found = [(barrier["id"], barrier["nodes"][0]["html"]) for barrier in Axe().run(page).response["violations"]]
        assert (shown, found) == (shown, [])
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
