"""An inspector at the place itself, with a telephone: what was seen, with a photograph; everybody reads what is overdue."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import TODAY, WARD

pytestmark = pytest.mark.browser


def test_an_inspector_records_a_finding_with_a_photograph_on_a_phone(open_page: Callable[..., Page], tmp_path: Path) -> None:
    photograph = tmp_path / "ranh-nuoc.jpg"
    Image.new("RGB", (1600, 1200), "grey").save(photograph)
    phone = open_page(390, "phuong-thanhtra")
    phone.goto(f"/{WARD}/dan-chu/quan-ly/ban/")
    phone.click("main h2 a:has-text('Ban Thanh tra nhân dân')")
    phone.click("main a:has-text('Thêm cuộc kiểm tra, giám sát')")
    phone.select_option("select[name=way]", "verify")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.fill("textarea[name=subject]", "Rãnh nước trước nhà văn hoá theo phản ánh của bà con")
    phone.fill("input[name=whom]", "Tổ dân phố Từ Đài")
    phone.fill("input[name=planned_on]", f"{TODAY:%d/%m/%Y}")
    phone.click("main button:has-text('Thêm')")
    phone.click("main a:has-text('Ghi kết quả')")
    phone.fill("textarea[name=conclusion]", "Rãnh bị lấp một đoạn.")
    phone.click("main button:has-text('Ghi kết quả')")
    phone.click("main a:has-text('Ghi điều đã thấy')")
    phone.fill("textarea[name=text]", "Rãnh bị lấp 6 m bằng gạch vỡ.")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.set_input_files("input[name=photos]", photograph)
    phone.fill("input[name=caption]", "Đoạn rãnh bị lấp")
    phone.click("main button:has-text('Ghi lại')")
    expect(phone.locator("main")).to_contain_text("không thuộc bí mật nhà nước")
    expect(phone.locator("textarea[name=text]")).to_have_value("Rãnh bị lấp 6 m bằng gạch vỡ.")
    phone.set_input_files("input[name=photos]", photograph)
    phone.check("input[name=is_not_secret]")
    phone.click("main button:has-text('Ghi lại')")
    expect(phone.locator("main")).to_contain_text("Rãnh bị lấp 6 m bằng gạch vỡ.")
    picture = phone.locator("main .shots img")
    expect(picture).to_have_attribute("alt", "Đoạn rãnh bị lấp")
    picture.scroll_into_view_if_needed()
    phone.wait_for_function("document.querySelector('.shots img').naturalWidth > 0")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_everybody_reads_what_is_overdue_and_how_far_a_work_is(open_page: Callable[..., Page]) -> None:
    page = open_page(390)
    page.goto(f"/{WARD}/dan-chu/giam-sat/")
    expect(page.locator("main")).to_contain_text("2 kiến nghị của dân đã quá hạn trả lời")
    expect(page.locator("main")).to_contain_text("Khéo không nhận và không giữ khiếu nại, tố cáo.")
    page.click("main a:has-text('Xem công trình dân giám sát')")
    page.click("main a:has-text('Cải tạo đường trục tổ dân phố Điệp Sơn')")
    expect(page.locator("main svg.curve")).to_be_visible()
    expect(page.locator("main")).to_contain_text("420 ngày công")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
