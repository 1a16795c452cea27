"""Every page of the office in a real browser at both widths: no barrier, nothing wider than the screen, no code for a word."""

import re

import pytest

from tests.browser.conftest import TOWN, WARD
from tests.browser.looking import at_each_width, follow, has_no_barrier, inspect, open_all_folds, open_on_a_phone

pytestmark = pytest.mark.browser
YEAR_2024 = "duy-tien-2024"
OFFICE = [
    "ban-lam-viec/",
    "chi-dao/",
    "chi-dao/them/",
    "chi-dao/ma-tran/?nam=2024",
    "nhiem-vu/?nam=2024",
    "nhiem-vu/giao/?ngay=01/03/2024",
    "chuong-trinh/",
    "lap-chuong-trinh/",
    f"chuong-trinh/{YEAR_2024}/",
    f"chuong-trinh/{YEAR_2024}/sua/",
    f"chuong-trinh/{YEAR_2024}/nhap/",
    f"chuong-trinh/{YEAR_2024}/dang-ky/",
    f"chuong-trinh/{YEAR_2024}/ky-bao-cao/",
    f"chuong-trinh/{YEAR_2024}/ky-bao-cao/lap/?loai=year",
    "bieu-tinh/",
    f"chuong-trinh/{YEAR_2024}/don-vi-hom-nay/",
    f"cham-diem/{YEAR_2024}/",
    "bo-tieu-chi/",
    "quyet-dinh/",
    "giay-chung-nhan/",
    "khen-thuong/he-so/",
    "khen-thuong/he-so/ghi/",
    "phoi/",
    "phoi/moi/",
    "phoi/phong-chu/",
    "bao-cao/",
    "bao-cao/so-lieu/2024/results.households/",
    "bao-cao/so-lieu/2024/tasks.overdue/",
    "chi-tieu/",
    "chi-tieu/dat/",
    "hoat-dong/",
    "hoat-dong/ghi/",
    "ban-chi-dao/",
    "ban-chi-dao/thanh-lap/",
    "doi-chieu/",
    "soan-tin/",
    "to-chuc/",
    "to-chuc/lap/",
    "to-chuc/gso2024-349/ubnd/",
    "to-chuc/gso2024-349/ubnd/ket-thuc/",
    "to-chuc/gso2024-349/ubnd/sua/",
    "thong-bao/",
    "to-chuc/thon/",
    "tai-khoan/",
    "nhat-ky/",
    "dan-chu/quan-ly/so-ho/",
    "dan-chu/quan-ly/gop-y/",
    "dan-chu/quan-ly/gop-y/lap/",
    "dan-chu/quan-ly/doi-thoai/",
    "dan-chu/quan-ly/doi-thoai/lap/",
    "dan-chu/quan-ly/viec/",
    "dan-chu/quan-ly/viec/de-xuat/",
    "dan-chu/quan-ly/ban/",
    "dan-chu/quan-ly/ban/cong-nhan/",
    "dan-chu/quan-ly/cong-trinh/",
    "dan-chu/quan-ly/cong-trinh/them/",
]
RECORDS = {  # a page reached by the last link of its kind on another one
    "ho-so": (f"chuong-trinh/{YEAR_2024}/", r"/ho-so/\d+/$"),
    "van-ban": ("chi-dao/", r"/chi-dao/\d+/$"),
    "nhiem-vu": ("nhiem-vu/?nam=2024", r"/nhiem-vu/\d+/$"),
    "bo-tieu-chi": ("bo-tieu-chi/", r"/bo-tieu-chi/\d+/$"),
    "phieu-diem": (f"cham-diem/{YEAR_2024}/", rf"/cham-diem/{YEAR_2024}/\d+/$"),
    "quyet-dinh": ("quyet-dinh/", r"/quyet-dinh/\d+/$"),
    "phoi": ("phoi/", r"/phoi/1/"),
    "ban-giao": ("to-chuc/gso2024-349/ubnd/", r"/ban-giao/$"),
}
ROLES = {
    "donvi": TOWN,
    "hoidong": TOWN,
    "lanhdao": TOWN,
    "phatthanh": TOWN,
    "theodoi": TOWN,
    "phuong": WARD,
    "phuong-to": WARD,
    "phuong-totruong": WARD,
    "phuong-thanhtra": WARD,
}


@pytest.mark.parametrize("address", OFFICE)
def test_office_page_has_no_barrier_and_fits_the_screen(office_page, address):
    open_on_a_phone(office_page, f"/{TOWN}/{address}")
    inspect(office_page, targets=True)


@pytest.mark.parametrize("name", RECORDS)
def test_page_of_one_record_has_no_barrier_and_fits_the_screen(office_page, name):
    page = office_page
    start, part = RECORDS[name]
    open_on_a_phone(page, f"/{TOWN}/{start}")
    addresses = page.locator("main a").evaluate_all("links => links.map(one => one.getAttribute('href') || '')")
    follow(page, f"main a[href='{[one for one in addresses if re.search(part, one)][-1]}'] >> nth=-1")
    assert re.search(part, page.url)
    inspect(page)
    open_all_folds(page)
    inspect(page)


@pytest.mark.parametrize(("username", "place"), ROLES.items())
def test_desk_of_every_role_has_no_barrier(open_page, username, place):
    page = open_page(390, username)
    page.goto("/ban-lam-viec/")
    assert page.url.endswith(f"/{place}/ban-lam-viec/")
    inspect(page)
    open_all_folds(page, "main details")
    inspect(page, targets=True)
    more = page.locator("details.further > summary")
    for width in at_each_width(page):
        if more.count():
            more.press("Enter")
            has_no_barrier(page)
            page.keyboard.press("Escape")
            assert (width, page.locator("details.further").get_attribute("open")) == (width, None)


@pytest.mark.parametrize("java_script", [True, False])
def test_what_the_head_folds_opens_by_keyboard_with_and_without_script(open_page, width, java_script):
    page = open_page(width, "thuongtruc", java_script_enabled=java_script)
    page.goto("/ban-lam-viec/")
    link = page.locator("details.further a[href$='/to-chuc/']")
    assert not link.is_visible()
    page.locator("details.further > summary").press("Enter")
    assert link.is_visible()
    link.press("Enter")
    page.wait_for_url(re.compile("/to-chuc/$"))


def test_a_text_is_copied_or_selected_to_be_copied(open_page):
    page = open_page(390)
    page.goto("/_ui/")
    page.locator(".copy > summary").first.click()
    page.locator("[data-copy]").first.click()
    said = page.locator(".copy [role=status]").first
    said.wait_for()
    assert re.search("Đã chép|đã được chọn", said.inner_text())


def test_an_empty_field_is_told_in_vietnamese_before_it_is_sent(open_page):
    page = open_page(1280, "thuongtruc")
    page.goto(f"/{TOWN}/chuong-trinh/{YEAR_2024}/nhap/")
    page.click("main button.act")
    assert page.evaluate("document.querySelector('input[type=file]').validationMessage") == "Chưa chọn tệp."
    page.goto(f"/{TOWN}/to-chuc/lap/")
    page.click("main button.act")
    assert page.evaluate("document.querySelector('input[name=name]').validationMessage") == "Ô này chưa điền."
    page.fill("input[name=name]", "Hội A")
    assert page.evaluate("document.querySelector('input[name=name]').validationMessage") == ""
