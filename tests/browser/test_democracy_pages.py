"""Every list and form of grassroots democracy in a real browser at both widths, for the ward's office and for the public."""

import pytest

from tests.browser.conftest import WARD, sign_in
from tests.browser.looking import inspect, open_on_a_phone

pytestmark = pytest.mark.browser
OFFICE = [
    "dan-chu/quan-ly/cong-khai/",
    "dan-chu/quan-ly/cong-khai/chuan-bi/",
    "dan-chu/quan-ly/cong-khai/kiem-tra/",
    "dan-chu/quan-ly/cong-khai/thon/",
    "dan-chu/quan-ly/yeu-cau-thong-tin/",
    "dan-chu/quan-ly/yeu-cau-thong-tin/ghi/",
    "dan-chu/quan-ly/viec/",
    "dan-chu/quan-ly/viec/de-xuat/",
    "dan-chu/quan-ly/bieu-quyet/",
    "dan-chu/quan-ly/gop-y/",
    "dan-chu/quan-ly/gop-y/lap/",
    "dan-chu/quan-ly/doi-thoai/",
    "dan-chu/quan-ly/doi-thoai/lap/",
    "dan-chu/quan-ly/loa/",
    "dan-chu/quan-ly/loa/moi/",
    "dan-chu/quan-ly/loa/so-doc/",
    "dan-chu/quan-ly/soat/",
    "dan-chu/quan-ly/soat/moi/",
    "dan-chu/quan-ly/so-ho/",
    "dan-chu/quan-ly/ban/",
    "dan-chu/quan-ly/ban/cong-nhan/",
    "dan-chu/quan-ly/cong-trinh/",
    "dan-chu/quan-ly/cong-trinh/them/",
    "dan-chu-co-quan/",
    "hoi-nghi-cong-dong/",
    "hoi-nghi-cong-dong/lap/",
    "huong-uoc/",
    "huong-uoc/soan/",
    "bau-cu/",
    "bau-cu/lap/",
]
PUBLIC = [
    "dan-chu/",
    "dan-chu/cong-khai/",
    "dan-chu/hoi-thong-tin/",
    "dan-chu/yeu-cau/",
    "dan-chu/ban-quyet-dinh/",
    "dan-chu/lay-y-kien/",
    "dan-chu/doi-thoai/",
    "dan-chu/giam-sat/",
    "dan-chu/cong-trinh/",
    "dan-chu/y-kien/",
    "bieu-quyet/",
    "huong-uoc/",
    "bau-cu/",
]


@pytest.fixture(scope="module")
def ward_office(demo, chromium):
    """One signed-in page of the ward's office: a sign-in for every address would meet the throttle."""
    page = sign_in(chromium, demo, "phuong")
    yield page
    page.context.close()


@pytest.mark.parametrize("address", OFFICE)
def test_page_of_the_ward_s_office_has_no_barrier_and_fits_the_screen(ward_office, address):
    open_on_a_phone(ward_office, f"/{WARD}/{address}")
    inspect(ward_office, targets=True)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_has_no_barrier_and_fits_the_screen(open_page, address):
    page = open_page(390)
    open_on_a_phone(page, f"/{WARD}/{address}")
    inspect(page, targets=True)
