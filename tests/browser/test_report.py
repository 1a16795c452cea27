"""The annual report as the office makes it: opened, written with its numbers checked, looked at, made into files."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TOWN
from tests.browser.looking import at_each_width, has_no_barrier

pytestmark = pytest.mark.browser


def inspect(page):
    for _width in at_each_width(page):
        has_no_barrier(page)


@pytest.fixture(scope="module")
def opened(demo, chromium):
    """The report of the town's front on 2024 (nobody else's demo), just opened."""
    page = chromium.new_context(base_url=demo.url, viewport={"width": 1280, "height": 900}, locale="vi-VN").new_page()
    page.goto("/tai-khoan/dang-nhap/")
    page.fill("input[name=login]", "thuongtruc")
    page.fill("input[name=password]", demo.passwords["thuongtruc"])
    page.click("main button")
    page.wait_for_url(re.compile("ban-lam-viec"))
    page.goto(f"/{TOWN}/bao-cao/")
    page.select_option("#id_issuer", label="Ủy ban Mặt trận Tổ quốc Việt Nam thị xã Duy Tiên")
    page.select_option("#id_year", "2024")
    page.click("button:has-text('Mở báo cáo')")
    page.wait_for_url(re.compile(r"/bao-cao/\d+/$"))
    yield page
    page.context.close()


def test_numbers_are_checked_while_writing_and_nothing_is_lost(opened):
    page = opened
    report = page.url
    inspect(page)
    page.goto(f"{report}viet/")
    inspect(page)
    page.fill("#id_o_overview", "Năm 2024, có 45 mô hình Dân vận khéo được thực hiện.")
    page.click("button:has-text('Đối chiếu')")
    expect(page.locator("h1")).to_have_text("1 con số khác với sổ")
    inspect(page)
    expect(page.locator("#id_o_overview")).to_have_value("Năm 2024, có 45 mô hình Dân vận khéo được thực hiện.")
    page.fill("#id_o_overview", "Năm 2024, có 44 mô hình Dân vận khéo được thực hiện.")
    for box in ("limits", "proposals", "directions"):
        page.fill(f"#id_o_{box}", "Lời của cơ quan.")
    page.fill("#id_signer_authority", "TM. BAN THƯỜNG TRỰC")
    page.click("button:text-is('Ghi')")
    page.wait_for_url(report)
    expect(page.locator(".mark.match")).to_contain_text("44 mô hình")
    inspect(page)


def test_the_numbers_lead_to_their_rows(opened):
    page = opened
    report = page.url
    first = page.locator(".row.counted h3 a").first
    number = re.search(r"\d+", first.inner_text())[0]
    first.click()
    expect(page.locator("h1")).to_contain_text(number)
    page.goto(f"{report}ban-hanh/")
    inspect(page)
    page.goto(report)


def test_the_command_writes_both_files(opened, demo, tmp_path):
    out = tmp_path / "bao-cao"
    done = demo.run("report", "annual", "--issuer", f"{TOWN}/mttq", "--year", "2024", "--out", str(out), "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, done.stderr, told["differing"]) == (0, "", [])
    assert sorted(path.name for path in out.iterdir()) == ["bao-cao-2024.docx", "bao-cao-2024.pdf"]
    values = {figure["key"]: figure["value"] for figure in told["figures"] if not figure["part"]}
    listed = json.loads(demo.run("figures", "--unit", TOWN, "--year", "2024", "--json").stdout)
    record = {figure["key"]: figure["value"] for figure in listed if not figure["dimensions"]}
    keys = ("initiatives.operating", "initiatives.recognised", "commendations", "medals")  # another test hands over more medals
    assert {key: values[key] for key in keys} == {key: record[key] for key in keys}
    assert (values["initiatives.operating"], values["initiatives.recognised"], values["commendations"]) == (44, 12, 10)
