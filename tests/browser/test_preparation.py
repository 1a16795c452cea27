"""The preparation of a conference in a real browser: one tap a head, figures checked while a speech is written, no barrier."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TOWN
from tests.browser.looking import inspect, open_all_folds, open_on_a_phone

pytestmark = pytest.mark.browser
PREPARE = """
from datetime import date, time
from kheo.conference.actions.conferences import ConferenceContent, create_conference
from kheo.conference.actions.guests import invite_positions
from kheo.conference.actions.invitations import send_invitations
from kheo.conference.actions.speeches import SpeechContent, call_speech
from kheo.conference.queries.guests import positions_for
from kheo.movement.models import Programme
from kheo.organisation.authority import COMMAND_LINE
programme = Programme.objects.get(code="duy-tien-2024")
made = create_conference(COMMAND_LINE, programme, ConferenceContent(
    programme.leading_body, "Hội nghị thử chuẩn bị", date(2025, 2, 21), time(8), "Hội trường", "Duy Tiên", "Phó Bí thư",
))
positions = [one.position for body in positions_for(made) for one in body.choices]
guests = invite_positions(COMMAND_LINE, made, "", positions[:12])
send_invitations(COMMAND_LINE, made)
call_speech(COMMAND_LINE, made, SpeechContent("contribution", guests[0].unit, guests[0].body, "Cách làm hay"))
report = call_speech(COMMAND_LINE, made, SpeechContent("report", programme.locality.unit, None, "Báo cáo", "Trưởng ban", 20))
print("hội nghị", made.pk, guests[0].pk, report.pk)
"""


@pytest.fixture(scope="module")
def prepared(demo):
    """The address of a conference that is being prepared, a head of it, its report."""
    done = demo.run("django", "shell", "-v", "0", "-c", PREPARE)
    found = re.search(r"hội nghị (\d+) (\d+) (\d+)", done.stdout)
    assert found, done.stderr
    return f"/{TOWN}/hoi-nghi/{found[1]}/", found[2], found[3]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "sua/",
        "chuong-trinh/",
        "khach-moi/",
        "khach-moi/chuc-vu/",
        "khach-moi/them/",
        "khach-moi/{guest}/",
        "giay-moi/",
        "tra-loi/",
        "tra-loi/{guest}/",
        "diem-danh/",
        "bai/",
        "bai/de-nghi/",
        "bai/viet/",
        "bai/{report}/",
        "../",
        "../lap/?nam=2024",
    ],
)
def test_pages_of_the_preparation_have_no_barrier(office_page, prepared, address):
    start, guest, report = prepared
    open_on_a_phone(office_page, start + address.format(guest=guest, report=report))
    open_all_folds(office_page, "details:not(.more)")
    inspect(office_page, targets=True)


def test_one_tap_marks_a_head_without_leaving_the_page(open_page, prepared):
    start, guest, _report = prepared
    page = open_page(390, "thuongtruc")
    page.goto(f"{start}diem-danh/")
    page.evaluate("window.stayed = true")
    head = page.locator(f"#khach-{guest}")
    head.get_by_role("button", name="Có mặt").first.click()
    head.get_by_role("button", name="Bỏ").wait_for()
    expect(page.locator("#tong-co-mat b")).to_have_text("1")
    head.get_by_role("button", name="Bỏ").click()
    head.get_by_role("button", name="Có mặt").first.wait_for()
    expect(page.locator("#tong-co-mat b")).to_have_text("0")
    assert page.evaluate("window.stayed") is True
    page.context.close()


def test_a_wrong_number_is_named_while_it_is_typed_and_found_again_without_a_script(open_page, prepared, chromium, demo):
    start, _guest, report = prepared
    page = open_page(1280, "thuongtruc")
    page.goto(f"{start}bai/{report}/")
    page.fill("#id_text", "Năm 2024, thị xã Duy Tiên thực hiện 41 mô hình “Dân vận khéo”.")
    page.locator("#doi-chieu .tag.late", has_text="lệch: sổ ghi 44").wait_for()
    page.fill("#id_text", "Năm 2024, thị xã Duy Tiên thực hiện 44 mô hình “Dân vận khéo”.")
    page.locator("#doi-chieu .tag.done", has_text="khớp").wait_for()
    page.locator("#doi-chieu td.num a").click()
    page.wait_for_url(re.compile("/so-lieu/"))
    plain = chromium.new_context(
        base_url=demo.url, java_script_enabled=False, locale="vi-VN", storage_state=page.context.storage_state()
    )
    bare = plain.new_page()
    bare.goto(f"{start}bai/{report}/")
    bare.fill("#id_text", "Năm 2024, thị xã Duy Tiên thực hiện 41 mô hình “Dân vận khéo”.")
    bare.click("button[value=doi-chieu]")
    expect(bare.locator("#doi-chieu .tag.late", has_text="lệch: sổ ghi 44")).to_have_count(1)
    assert "41 mô hình" in bare.input_value("#id_text")
    plain.close()
    page.context.close()
