import io
import re

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from kheo.documents.fonts import TINOS
from kheo.recognition import tasks
from kheo.recognition.actions.blanks import set_scan
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.actions.notices import draft_correction, issue_correction
from kheo.recognition.models import Blank, BlankVersion, OfficeFont, PrinterOffset, PrintFile, PrintRun
from kheo.recognition.queries.blanks import fields_of, newest_version
from tests.documents.test_office_fonts import without
from tests.recognition.actions.test_blanks import SentFile, a_picture, store  # noqa: F401  a fixture
from tests.recognition.actions.test_notices import ITEMS, SIGNER
from tests.recognition.blank_scene import make_blank, make_tried, measured
from tests.recognition.scene import DAY
from tests.recognition.views.decision_pages import sent, text_of

HERE = "/gso2024-349/phoi/"


@pytest.fixture
def blank(scene):
    return make_blank(scene)


def typed(page):
    """The form of the places as its page shows it, to be sent again."""
    values = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and "-" in name[1] and ('type="checkbox"' not in tag or " checked" in tag):
            values[name[1]] = value[1] if value else "on" * ('type="checkbox"' in tag)
    for name, body in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, flags=re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body) or re.search(r'value="([^"]*)"', body)
        values[name] = chosen[1]
    return values


def test_an_empty_list_says_what_a_blank_is(office):
    assert "Chưa khai phôi nào" in text_of(office.get(HERE))


def test_the_list_costs_the_same_however_long(office, scene, there):
    make_blank(there, name="Phôi bên kia")
    make_tried(scene)

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = text_of(office.get(HERE))
        assert "Phôi bên kia" not in page
        return len(queries)

    one = cost()
    for number in range(5):
        measured(scene, make_blank(scene, name=f"Phôi {number}"))
    assert cost() == one


def test_a_blank_is_made_and_what_was_typed_stays_when_it_is_not(office, scene, blank):
    words = {"kind": "merit", "size": "A3", "orientation": "portrait"}
    again = sent(office, f"{HERE}moi/", name="Phôi viền đỏ", **words)
    assert again.status_code == 422
    assert 'value="Phôi viền đỏ"' in text_of(again)
    assert sent(office, f"{HERE}moi/", name="Giấy khen", **words).url == f"{HERE}{Blank.objects.get(name='Giấy khen').pk}/"


def test_the_page_of_a_blank_shows_its_preview_and_the_next_step(office, scene, blank):
    page = text_of(office.get(f"{HERE}{blank.pk}/"))
    assert "Chưa chỉnh máy in nào." in page
    assert f'src="{HERE}{blank.pk}/xem-truoc.png?ban=1"' in page
    picture = office.get(f"{HERE}{blank.pk}/xem-truoc.png")
    assert (picture["Content-Type"], Image.open(io.BytesIO(picture.content)).size) == ("image/png", (1169, 827))
    assert len(pypdf.PdfReader(io.BytesIO(office.get(f"{HERE}{blank.pk}/xem-truoc.pdf").content)).pages) == 1


def test_places_are_sent_as_shown_and_become_a_version(office, scene, blank):
    url = f"{HERE}{blank.pk}/o-chu/"
    values = typed(text_of(office.get(url)))
    assert (values["holder-width"], values["holder-face"], "recipient-used" in values) == ("208", "times", False)
    values |= {"holder-x": "40,5", "qr-used": "on", "qr-x": "20", "qr-y": "150", "qr-width": "25"}
    assert sent(office, url, version="1", **values).url == f"{HERE}{blank.pk}/"
    fields = {field.key: field for field in fields_of(newest_version(blank))}
    assert (float(fields["holder"].x), float(fields["qr"].width), len(fields)) == (40.5, 25, 7)


def test_a_place_that_cannot_stand_is_said_at_its_field_and_nothing_typed_is_lost(office, scene, blank):
    url = f"{HERE}{blank.pk}/o-chu/"
    values = typed(text_of(office.get(url))) | {"holder-x": "250", "title-size": "", "register-y": "xa", "unit-x": "không in"}
    answer = sent(office, url, version="1", **values)
    page = text_of(answer)
    assert (answer.status_code, 'value="250"' in page, BlankVersion.objects.count()) == (422, True, 1)
    assert page.count("<li>") - text_of(office.get(url)).count("<li>") == 2  # the size left empty, the number that is none
    assert "Không đọc được số này; viết ví dụ 12,5." in page
    answer = sent(office, url, version="1", **typed(text_of(office.get(url))) | {"holder-x": "250"})
    assert "ra ngoài tờ giấy rộng 297 mm" in text_of(answer)


def test_places_over_a_newer_version_are_refused_once(office, scene, blank):
    url = f"{HERE}{blank.pk}/o-chu/"
    values = typed(text_of(office.get(url)))
    sent(office, url, version="1", **values)
    answer = sent(office, url, version="1", **values)
    assert "Người khác vừa sửa mục này" in text_of(answer)
    assert 'name="version" value="2"' in text_of(answer)


def test_no_place_at_all_is_said_on_top(office, blank):
    assert "Chưa chọn ô nào để in" in text_of(sent(office, f"{HERE}{blank.pk}/o-chu/", version="1"))


def test_a_scan_is_kept_shown_and_taken_away(office, scene, blank):
    url = f"{HERE}{blank.pk}/ban-quet/"
    upload = io.BytesIO(a_picture())
    upload.name = "phoi.png"
    refused = sent(office, url, version="1", scan=upload)
    assert refused.status_code == 422
    assert "không thuộc bí mật nhà nước" in text_of(refused)
    upload.seek(0)
    assert sent(office, url, version="1", scan=upload, is_not_secret="on").url == f"{HERE}{blank.pk}/"
    picture = Image.open(io.BytesIO(office.get(f"{HERE}{blank.pk}/xem-truoc.png").content)).convert("RGB")
    assert picture.getpixel((5, 5)) == (10, 120, 10)
    assert sent(office, url, version="1", remove="1").status_code == 422
    assert sent(office, url, version="2", remove="1").url == f"{HERE}{blank.pk}/"
    assert Blank.objects.get().scan is None


def test_a_printer_is_measured_in_three_steps(office, scene, blank):
    url = f"{HERE}{blank.pk}/may-in/"
    page = text_of(office.get(url))
    assert "phải cách mép trái 30 mm" in page
    assert len(pypdf.PdfReader(io.BytesIO(office.get(f"{HERE}{blank.pk}/to-chinh.pdf").content)).pages) == 1
    assert "Tờ thước vừa đo" not in page
    wrong = sent(office, url, printer="Canon", left="0", top="60")
    told = text_of(wrong)
    assert (wrong.status_code, "lớn hơn 0" in told, 'value="60"' in told) == (422, True, True)
    far = sent(office, url, printer="Canon", left="30", top="60", down="170")
    told = text_of(far)
    assert (far.status_code, "Từ −20 đến 20 mm" in told, "chọn «Kích thước thật»" in told) == (422, True, True)
    assert sent(office, url, printer="Canon", left="31,5", top="28,0", across="236,4").url == f"{HERE}{blank.pk}/"
    offset = PrinterOffset.objects.get()
    assert (str(offset.dx), str(offset.dy), str(offset.scale_x), str(offset.scale_y)) == ("-1.5", "2.0", "100.25", "100.00")
    again = text_of(office.get(f"{url}?may={offset.pk}"))
    assert f'<option value="{offset.pk}" selected>tờ in theo độ lệch đã ghi của máy «Canon»</option>' in again
    assert office.get(f"{HERE}{blank.pk}/to-chinh.pdf?may={offset.pk}").status_code == 200
    assert office.get(f"{HERE}{blank.pk}/to-chinh.pdf?may=999").status_code == 404
    assert sent(office, url, printer="Canon", sheet=str(offset.pk), left="30,5", top="30").status_code == 302
    assert [str(one.dx) for one in PrinterOffset.objects.order_by("number")] == ["-1.5", "-2.0"]


def test_a_font_is_added_or_refused_with_its_missing_letters(office, scene):
    upload = io.BytesIO(without("ẵ"))
    upload.name = "chu.ttf"
    assert "Phông thiếu chữ tiếng Việt: ẵ." in text_of(sent(office, f"{HERE}phong-chu/", font=upload))
    upload = io.BytesIO((TINOS / "Tinos-Italic.ttf").read_bytes())
    upload.name = "chu.ttf"
    assert sent(office, f"{HERE}phong-chu/", font=upload).url == f"{HERE}phong-chu/"
    page = text_of(office.get(f"{HERE}phong-chu/"))
    assert ("Tinos Italic" in page, OfficeFont.objects.count()) == (True, 1)
    blank = make_blank(scene)
    assert f'<option value="font-{OfficeFont.objects.get().pk}">Tinos Italic</option>' in text_of(
        office.get(f"{HERE}{blank.pk}/o-chu/")
    )


def test_trial_pass_batch_and_download(office, scene, blank, monkeypatch):
    started = []
    monkeypatch.setattr("kheo.recognition.views.prints.start_making", started.append)
    decision = scene.issued()
    issue_certificates(scene.office, decision)
    offset = measured(scene, blank)
    batch = f"/gso2024-349/quyet-dinh/{decision.pk}/in/"
    assert "chưa in thử" in text_of(office.get(batch))
    early = sent(office, batch, paper=str(offset.pk), shape="pdf")
    assert (early.status_code, "Chưa in thử phôi" in text_of(early)) == (422, True)

    trial = sent(office, f"{HERE}{blank.pk}/in-thu/", offset=str(offset.pk)).url
    assert "Bản in thử đã khớp phôi" in text_of(office.get(trial))
    assert len(pypdf.PdfReader(io.BytesIO(office.get(f"{trial}to-in.pdf").content)).pages) == 1
    assert sent(office, trial).url == f"{HERE}{blank.pk}/"
    assert "đã ghi nhận khớp" in text_of(office.get(trial))
    assert "đã in thử, khớp" in text_of(office.get(f"{HERE}{blank.pk}/"))

    run = sent(office, batch, paper=str(offset.pk), shape="zip").url
    tasks.await_file(started[0])
    page = text_of(office.get(run))
    assert ("Đã làm 0/3 giấy" in page, 'hx-trigger="every 2s"' in page) == (True, True)
    assert office.get(f"{run}tai-ve/").status_code == 404
    (pk,) = started
    tasks.make_file(pk)
    page = text_of(office.get(run))
    assert ("Tải một tệp nén, mỗi giấy một PDF" in page, "hx-trigger" in page) == (True, False)
    assert "Giấy số 0003: Tập thể 03, phường Hòa Mạc" in page
    assert "<b>In giấy</b>" in page  # who printed, and when
    answer = office.get(f"{run}tai-ve/")
    assert (answer["Content-Type"], b"".join(answer)[:2]) == ("application/zip", b"PK")
    assert "In lại" not in text_of(office.get(batch)).split("Đã in")[-1]


def test_the_register_leads_to_printing_one_number(office, scene):
    decision = scene.issued()
    issue_certificates(scene.office, decision)
    url = f"/gso2024-349/quyet-dinh/{decision.pk}/in/?so=2"
    assert f'href="{url}"' in text_of(office.get("/gso2024-349/giay-chung-nhan/"))
    assert 'name="numbers" value="2"' in text_of(office.get(url))
    assert 'name="numbers" value="' not in text_of(office.get(f"/gso2024-349/quyet-dinh/{decision.pk}/in/?so=x"))


def test_a_file_that_failed_or_went_is_made_again(office, scene, monkeypatch):
    started = []
    monkeypatch.setattr("kheo.recognition.views.prints.start_making", started.append)
    decision = scene.issued()
    issue_certificates(scene.office, decision)
    run = sent(office, f"/gso2024-349/quyet-dinh/{decision.pk}/in/", paper="giay-trang", shape="pdf").url
    PrintFile.objects.create(run=PrintRun.objects.get(), state="failed", fault="Đĩa đầy")
    assert "Đĩa đầy" in text_of(office.get(run))
    assert sent(office, run).url == run
    assert started == [PrintRun.objects.get().pk] * 2
    PrintFile.objects.update(state="gone", fault="")
    assert "đã xoá sau một ngày" in text_of(office.get(run))
    PrintFile.objects.all().delete()
    assert "chưa làm xong" in text_of(office.get(run))


def test_a_trial_on_a_printer_measured_anew_is_refused_on_the_page_of_the_blank(office, scene, blank):
    offset = measured(scene, blank)
    measured(scene, blank, dx="0")
    answer = sent(office, f"{HERE}{blank.pk}/in-thu/", offset=str(offset.pk))
    assert (answer.status_code, "Máy in này vừa được chỉnh lại" in text_of(answer)) == (422, True)


def test_a_trial_of_older_places_does_not_pass(office, scene, blank):
    offset = measured(scene, blank)
    trial = sent(office, f"{HERE}{blank.pk}/in-thu/", offset=str(offset.pk)).url
    url = f"{HERE}{blank.pk}/o-chu/"
    sent(office, url, version="1", **typed(text_of(office.get(url))))
    assert "Các ô chữ đã sửa sau lần in thử này" in text_of(sent(office, trial))


def test_a_commendation_without_blanks_leads_to_them(office, scene):
    decision = scene.issued("5/QĐ-UBND", "commendation", [scene.person()], body="ubnd")
    make_tried(scene, kind="certificate")  # the paper of another heading
    assert "Giấy khen, bằng khen in trên phôi." in text_of(office.get(f"/gso2024-349/quyet-dinh/{decision.pk}/in/"))
    assert "In trên phôi" in text_of(office.get(f"/gso2024-349/quyet-dinh/{decision.pk}/"))


def test_a_draft_has_nothing_to_print(office, scene):
    decision = scene.draft()
    assert "Chưa có gì để in." in text_of(office.get(f"/gso2024-349/quyet-dinh/{decision.pk}/in/"))


def test_another_town_s_blank_is_not_found(office, scene, there):
    theirs = make_blank(there)
    set_scan(there.office, theirs, SentFile("phoi.png", a_picture(), is_not_secret=True), 1)
    for tail in ("", "o-chu/", "may-in/", "xem-truoc.png", "to-chinh.pdf"):
        assert office.get(f"{HERE}{theirs.pk}/{tail}").status_code == 404


def test_corrections_of_the_decision_are_read_before_its_merits_are_printed(office, scene):
    decision = scene.issued("5/QĐ-UBND", "commendation", [scene.person()], body="ubnd")
    make_tried(scene, kind="merit")
    correction = draft_correction(scene.office, decision, ITEMS, "Sai tên", SIGNER)
    url = f"/gso2024-349/quyet-dinh/{decision.pk}/in/"
    assert "đọc là" not in text_of(office.get(url))
    issue_correction(scene.office, correction, "6/QĐ-UBND", DAY)
    assert "«Tập thể 01» đọc là «Tập thể số 1»" in text_of(office.get(url))
