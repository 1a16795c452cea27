"""Who came to the meeting, ticked on a phone at the door: search, tick, untick, with and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WARD

pytestmark = pytest.mark.browser


def opened(phone: Page) -> None:
    """The meeting that goes on today in the demo, by its way from the list of matters."""
    phone.goto(f"/{WARD}/dan-chu/quan-ly/viec/")
    phone.click("a:has-text('Giờ giữ yên tĩnh')")
    phone.click("main .rows a:has-text('họp cộng đồng dân cư')")
    phone.click("a.act:has-text('Điểm danh')")


@pytest.mark.parametrize("java_script", [True, False])
def test_households_are_ticked_on_a_phone(open_page: Callable[..., Page], java_script: bool) -> None:
    phone = open_page(390, "phuong", java_script_enabled=java_script)
    opened(phone)
    expect(phone.locator("h1")).to_contain_text("hộ có mặt")
    before = int(phone.locator("h1").inner_text().split()[0])
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.fill("#tim", "dai dien ho 060")
    phone.click("button:text-is('Tìm')")
    tick = phone.locator(".ticks button")
    expect(tick).to_have_count(1)
    box = tick.bounding_box()
    assert box is not None
    assert box["height"] >= 48  # a thumb at the door
    assert box["width"] > 340
    tick.click()
    expect(phone.locator("h1")).to_contain_text(f"{before + 1} trên 90 hộ có mặt")
    expect(phone.locator(".ticks button")).to_have_attribute("aria-pressed", "true")
    phone.locator(".ticks button").press("Enter")
    expect(phone.locator("h1")).to_contain_text(f"{before} trên 90 hộ có mặt")
