"""The office's worst week, done by hand in a real browser: from a spreadsheet to a certificate that proves itself."""

import json
import re
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from tests.browser.conftest import TODAY, TOWN, WARD, WARD_PROGRAMME, YEAR

pytestmark = pytest.mark.browser
PROGRAMME = WARD_PROGRAMME
TITLES = ("Ngõ sáng đèn nhà", "Chợ phiên không túi ni lông")


def sheet(folder: Path, *rows: tuple[str, ...]) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["STT", "Tên mô hình", "Đơn vị", "Lĩnh vực", "Đối tượng", "Tập thể, cá nhân thực hiện"])
    for number, row in enumerate(rows, 1):
        book.active.append([number, *row])
    book.save(folder / "dang-ky.xlsx")
    return folder / "dang-ky.xlsx"


def upload(page: Page, file: Path) -> None:
    page.goto(f"/{WARD}/chuong-trinh/{PROGRAMME}/nhap/")
    page.set_input_files("input[type=file]", file)
    page.check("input[name=is_not_secret]")
    page.click("main button.act")


def score_everything(page: Page, points: str) -> None:
    """Give every open sheet the same share of each item's maximum, until no file is left."""
    page.goto(f"/{WARD}/cham-diem/{PROGRAMME}/")
    while (link := page.locator("main a.act", has_text=re.compile("^Chấm (điểm|tiếp)$"))).count():
        link.first.click()
        page.locator("table.scores").wait_for()
        for row in page.locator("table.scores tr", has=page.locator("input[name^=verified-]")).all():
            most = row.locator("td.num").first.inner_text()
            for name in ("own", "verified"):
                row.locator(f"input[name^={name}-]").fill(most if points == "most" else "0")
        with page.expect_navigation():
            page.click("button[value=next]")
        page.goto(f"/{WARD}/cham-diem/{PROGRAMME}/")


@pytest.fixture(scope="module")
def recognised(demo, chromium, tmp_path_factory):
    """The whole path once, in the living ward; later tests look at what came of it."""
    folder = tmp_path_factory.mktemp("sheets")
    page = chromium.new_context(base_url=demo.url, viewport={"width": 1280, "height": 900}, locale="vi-VN").new_page()
    page.goto("/tai-khoan/dang-nhap/")
    page.fill("input[name=login]", "phuong")
    page.fill("input[name=password]", demo.passwords["phuong"])
    page.click("main button")
    page.wait_for_url(re.compile("ban-lam-viec"))

    upload(page, sheet(folder, *[(title, "Phường Duy Tiên", "Kinh tế", "Tập thể", f"Tổ {title}") for title in TITLES]))
    expect(page.locator("h1")).to_have_text("Sẽ thêm 2 mô hình, điển hình")
    page.click("button[value=confirm]")
    expect(page.locator("main")).to_contain_text(TITLES[0])
    return page


def test_a_sheet_is_seen_row_by_row_before_anything_is_written(recognised, open_page, tmp_path):
    page = open_page(1280, "phuong")
    upload(page, sheet(tmp_path, ("Một cách làm mới", "Phường Không Có Thật", "Kinh tế", "Tập thể", "Tổ A")))
    expect(page.locator("h1")).to_have_text("1 chỗ cần sửa trước khi nhập")
    expect(page.locator("table").first).to_contain_text("Phường Không Có Thật")
    page.goto(f"/{WARD}/mo-hinh/")
    expect(page.locator("main")).not_to_contain_text("Một cách làm mới")


def test_the_same_sheet_again_adds_nothing(recognised, open_page, tmp_path):
    page = open_page(1280, "phuong")
    upload(page, sheet(tmp_path, *[(title, "Phường Duy Tiên", "Kinh tế", "Tập thể", f"Tổ {title}") for title in TITLES]))
    expect(page.locator("h1")).to_have_text("Mọi dòng đã có, không thêm gì")


def test_a_file_that_is_no_spreadsheet_is_refused_in_words(recognised, open_page, tmp_path):
    (tmp_path / "anh.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    page = open_page(1280, "phuong")
    upload(page, tmp_path / "anh.xlsx")
    expect(page.locator(".problems").first).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Traceback")


def test_scores_decision_number_certificate_and_its_proof(recognised, demo, tmp_path):
    page = recognised
    score_everything(page, "most")
    page.goto(f"/{WARD}/cham-diem/{PROGRAMME}/")
    close = page.locator("form", has=page.locator("button", has_text=re.compile("Chốt")))
    day = close.locator("input[type=text], input[type=date]").first
    if not day.input_value():
        day.fill(f"{TODAY:%d/%m/%Y}")
    close.locator("button").first.click()
    expect(page.locator("h1")).to_contain_text("12/12 hồ sơ đã chốt điểm")

    page.goto(f"/{WARD}/quyet-dinh/lap/recognition/?nam={YEAR}")
    for row in page.locator("tr", has=page.locator("input[name=registrations]")).all():
        row.locator("input").set_checked(any(title in row.inner_text() for title in TITLES))
    page.get_by_role("button", name="Lập dự thảo").click()
    page.get_by_role("button", name="Kiểm tra, trình ký").click()
    page.get_by_role("link", name="Ghi số, ngày của bản đã ký").click()
    page.fill("input[name=number]", "52-QĐ/ĐU")
    page.fill("input[name=day]", f"{TODAY:%d/%m/%Y}")
    page.get_by_role("button", name="Ghi số, ngày").click()
    page.get_by_role("button", name="Cấp 2 giấy chứng nhận, vào sổ").click()
    expect(page.locator("main")).to_contain_text("Giấy chứng nhận: 2 đã vào sổ")

    listed = json.loads(demo.run("decisions", "--unit", WARD, "--year", str(YEAR), "--json").stdout)
    [ours] = [row for row in listed if row["number"] == "52-QĐ/ĐU"]
    assert (ours["kind"], ours["date"], ours["count"]) == ("recognition", TODAY.isoformat(), 2)
    printed = demo.run("certificates", "--decision", str(ours["id"]), "--out", str(tmp_path))
    assert printed.returncode == 0, printed.stderr
    files = sorted(file.name for file in tmp_path.glob("0*.pdf"))
    assert [name[:5] for name in files] == ["0003-", "0004-"]
    with pypdfium2.PdfDocument(tmp_path / files[0]) as paper:
        [mark] = zxingcpp.read_barcodes(paper[0].render(scale=2).to_pil())
    assert mark.text.startswith(f"{demo.url}/xac-minh/")
    page.goto(mark.text)
    expect(page.locator("main")).to_contain_text("52-QĐ/ĐU")
    code = mark.text.rpartition("/")[2]
    assert json.loads(demo.run("verify", code, "--json").stdout)["status"] == "valid"
    assert demo.run("verify", "AAAA-AAAA-AAAA-AAAA").returncode == 1


def test_two_clicks_make_one_record(recognised, open_page, demo):
    page = open_page(1280, "phuong")
    page.goto(f"/{WARD}/chuong-trinh/{PROGRAMME}/dang-ky/")
    page.fill("input[name=title]", "Gõ hai lần vẫn là một")
    for name, label in (("place", "Phường Duy Tiên"), ("kind", "mô hình"), ("subject", "tập thể"), ("field", "Kinh tế")):
        page.select_option(f"select[name={name}]", label=label)
    page.fill("input[name=registered_on]", f"{TODAY:%d/%m/%Y}")
    # Both sendings leave before the first answer is there, as a hurried hand does it.
    page.evaluate("""() => {
        const form = document.querySelector('main form');
        const body = new URLSearchParams(new FormData(form));
        return Promise.all([1, 2].map(() => fetch(form.action, {method: 'POST', body, redirect: 'manual'})));
    }""")
    page.goto(f"/{WARD}/chuong-trinh/{PROGRAMME}/")
    expect(page.locator("main a", has_text="Gõ hai lần vẫn là một")).to_have_count(1)


def test_a_wrong_number_in_a_text_is_marked_and_opens_its_rows(open_page):
    page = open_page(390, "phatthanh")
    page.goto(f"/{TOWN}/doi-chieu/")
    page.fill(
        "textarea",
        "Năm 2024, thị xã Duy Tiên thực hiện được 45 mô hình dân vận khéo, trong đó 12 mô hình được cấp giấy chứng nhận.",
    )
    page.click("main button.act")
    expect(page.locator("h1")).to_have_text("1 con số cần xem lại")
    page.locator(".mark.differs").click()
    expect(page.locator("h1")).to_contain_text("44")


@pytest.mark.parametrize(
    ("username", "may", "may_not"),
    [
        ("thuongtruc", ["chuong-trinh", "quyet-dinh", "to-chuc", "tai-khoan", "nhat-ky"], []),
        ("donvi", ["chuong-trinh", "doi-chieu"], ["quyet-dinh", "tai-khoan", "nhat-ky"]),
        ("hoidong", ["quyet-dinh", "cham-diem/duy-tien-2024"], ["tai-khoan", "to-chuc"]),
        ("lanhdao", ["quyet-dinh", "nhat-ky"], ["tai-khoan", "to-chuc"]),
        ("phatthanh", ["doi-chieu", "quyet-dinh"], ["cham-diem/duy-tien-2024", "tai-khoan"]),
        ("theodoi", ["quyet-dinh"], ["cham-diem/duy-tien-2024", "nhat-ky"]),
        ("phuong", [], ["chuong-trinh", "quyet-dinh", "doi-chieu", "nhat-ky", "ban-lam-viec"]),
    ],
)
def test_each_role_opens_its_own_pages_and_no_others(open_page, username, may, may_not):
    page = open_page(1280, username)
    for where in may:
        assert page.goto(f"/{TOWN}/{where}/").status == 200, where
    for where in may_not:
        assert page.goto(f"/{TOWN}/{where}/").status == 403, where


def test_the_public_side_works_without_java_script(open_page):
    page = open_page(390, java_script_enabled=False)
    page.goto("/")
    page.fill("main input[type=search], main input[name=q]", "cong truong khong tieng coi")
    page.locator("main form button").first.click()
    page.locator("main a", has_text="Cổng trường không tiếng còi").first.click()
    expect(page.locator("h1")).to_have_text("Cổng trường không tiếng còi")


def test_signing_in_and_a_text_check_work_without_java_script(open_page):
    page = open_page(390, "phatthanh", java_script_enabled=False)
    page.goto(f"/{TOWN}/doi-chieu/")
    page.fill("textarea", "Thị xã Duy Tiên có 12 mô hình dân vận khéo được công nhận.")
    page.click("main button.act")
    expect(page.locator("h1")).to_have_text("Mọi con số đều khớp")
