import re
import secrets

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.directives.models import Task
from kheo.organisation.models import Account, Role
from kheo.reporting.actions.reports import issue_report
from kheo.reporting.forms.reports import OpenForm
from kheo.reporting.models import IssuedReport, Report, ReportText
from tests import factories
from tests.reporting.scene import SIGNING, WORDS
from tests.reporting.test_papers import BEFORE

BACKEND = "django.contrib.auth.backends.ModelBackend"
HERE = "/gso2024-349/bao-cao/"
SCAN = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
FORM = {f"o_{key}": text for key, text in WORDS.items()} | vars(SIGNING)


@pytest.fixture
def office(client, full):
    client.force_login(Account.objects.get(pk=full.office.account_id), BACKEND)
    return client


def sent(client, url, **data):
    return client.post(url, {"once": secrets.token_urlsafe(18), **data})


def text_of(response):
    return response.content.decode()


def heading(response):
    return re.sub(r"\s+", " ", re.search(r"<h1[^>]*>(.*?)</h1>", text_of(response), re.DOTALL)[1]).strip()


def issued(scene):
    report = scene.written()
    return issue_report(scene.office, report, "12-BC/TU", BEFORE, report.version)


def test_the_whole_way_by_hand_from_opening_to_the_signed_scan(office, full, there, tmp_path):
    page = text_of(office.get(HERE))
    assert "Chưa có báo cáo nào. Chọn cơ quan và năm để mở." in page
    answer = sent(office, f"{HERE}mo/", issuer=full.body().pk, year=2024)
    report = Report.objects.get()
    url = f"{HERE}{report.pk}/"
    assert (answer.status_code, answer.url) == (302, url)
    page = text_of(office.get(url))
    assert "Còn thiếu 4 điều trước khi ký" in page
    assert f'href="{HERE}so-lieu/2024/tasks.done/?phan=party"' in page
    answer = sent(office, f"{url}viet/", **FORM, version=1)
    assert (answer.status_code, answer.url) == (302, url)
    page = text_of(office.get(url))
    assert "Còn thiếu" not in page
    assert "Việc nhân rộng còn chậm." in page
    answer = sent(office, f"{url}ban-hanh/", number="12-BC/TU", day="15/01/2025", version=2)
    assert answer.url == url
    page = text_of(office.get(url))
    assert "Số <b>12-BC/TU</b> ngày 15/01/2025" in page
    assert "Sổ đã đổi" not in page
    scan = tmp_path / "ban ky.pdf"
    scan.write_bytes(SCAN)
    with scan.open("rb") as upload:
        answer = sent(office, f"{url}ban-da-ky/", file=upload, not_secret="on", version=3)
    assert answer.url == url
    assert office.get(f"{url}ban-da-ky/tai-ve/").getvalue() == SCAN
    assert "Số 12-BC/TU ngày 15/01/2025" in text_of(office.get(HERE))


def test_page_tells_what_the_record_changed_since_it_was_issued(office, full):
    report = issued(full)
    factories.make_registration(full.recognition.programme)
    page = re.sub(r"<[^>]+>", "", text_of(office.get(f"{HERE}{report.pk}/")))
    assert "mô hình, điển hình đăng ký: sổ nay là 4, báo cáo ghi 3" in page
    assert "mô hình, điển hình được công nhận: sổ nay là" not in page


def test_numbers_in_the_boxes_are_checked_without_writing(office, full):
    report = full.opened()
    words = {**FORM, "o_limits": "Mới có 9 mô hình Dân vận khéo được công nhận, 3 mô hình Dân vận khéo được thực hiện."}
    answer = sent(office, f"{HERE}{report.pk}/doi-chieu/", **words, version=1)
    assert (answer.status_code, heading(answer)) == (200, "1 con số khác với sổ")
    assert "lệch: sổ ghi 3" in text_of(answer)
    assert "Mới có 9 mô hình" in text_of(answer)
    assert ReportText.objects.count() == 0
    assert heading(sent(office, f"{HERE}{report.pk}/doi-chieu/", **FORM, version=1)) == "Không thấy số liệu dân vận nào"
    right = {**FORM, "o_limits": "Có 3 mô hình Dân vận khéo được công nhận."}
    assert heading(sent(office, f"{HERE}{report.pk}/doi-chieu/", **right, version=1)) == "Mọi con số đều khớp"
    assert sent(office, f"{HERE}{report.pk}/doi-chieu/", **FORM, version="x").status_code == 422


def test_long_words_are_kept_when_somebody_else_was_faster(office, full):
    report = full.written()
    long = "Câu dài về hạn chế.\n" * 800
    data = {**FORM, "o_limits": long, "version": "1"}
    answer = sent(office, f"{HERE}{report.pk}/viet/", **data)
    assert answer.status_code == 422
    assert "Người khác vừa sửa mục này" in text_of(answer)
    assert text_of(answer).count("Câu dài về hạn chế.") == 800
    assert 'name="version" value="2"' in text_of(answer)
    assert sent(office, f"{HERE}{report.pk}/viet/", **data | {"version": "2"}).status_code == 302
    assert ReportText.objects.get(report=report, key="limits").text.count("Câu dài") == 800


def test_words_too_long_are_told_at_their_box_and_kept(office, full):
    report = full.opened()
    answer = sent(office, f"{HERE}{report.pk}/viet/", **FORM | {"o_limits": "x" * 20_001, "signer_name": "y" * 121}, version=1)
    assert answer.status_code == 422
    assert "x" * 20_001 in text_of(answer)
    assert ReportText.objects.count() == 0


def test_differing_numbers_go_out_only_with_the_tick(office, full):
    report = full.written({**WORDS, "limits": "Mới có 9 mô hình Dân vận khéo được công nhận."})
    url = f"{HERE}{report.pk}/ban-hanh/"
    page = text_of(office.get(url))
    assert "Đã xem 1 con số trong ô chữ khác với sổ, vẫn ban hành" in page
    assert "«9 mô hình Dân vận khéo», sổ ghi 3" in page
    data = {"number": "12-BC/TU", "day": "15/01/2025", "version": 2}
    answer = sent(office, url, **data)
    assert (answer.status_code, "Ô chữ còn 1 con số khác với sổ." in text_of(answer)) == (422, True)
    assert sent(office, url, **data, differences_seen="on").status_code == 302
    assert IssuedReport.objects.count() == 1


def test_number_and_day_are_checked_on_the_form_and_kept(office, full):
    report = full.written()
    answer = sent(office, f"{HERE}{report.pk}/ban-hanh/", number="12", day="01/09/2024", version=2)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Số chưa đúng cách ghi; ghi như in trên bản đã ký, ví dụ «12-BC/TU»." in page
    assert "không thể ghi ngày trước 01/10/2024" in page
    assert 'value="01/09/2024"' in page


def test_opening_twice_or_with_nothing_chosen_is_told(office, full):
    full.opened()
    answer = sent(office, f"{HERE}mo/", issuer=full.body().pk, year=2024)
    assert (answer.status_code, "đã có báo cáo năm 2024" in text_of(answer)) == (422, True)
    assert sent(office, f"{HERE}mo/").status_code == 422
    other = factories.body_of(factories.make_locality(factories.KIM_BANG), "thi-uy")
    assert sent(office, f"{HERE}mo/", issuer=other.pk, year=2024).status_code == 422
    assert sent(office, f"{HERE}mo/", issuer=full.body("ubnd").pk, year=2019).status_code == 422


def test_a_draft_is_thrown_away_only_in_the_version_that_was_read(office, full):
    report = full.written()
    for version in ("", "x", "1", "²", "9" * 40):
        assert sent(office, f"{HERE}{report.pk}/xoa/", version=version).status_code == 422
    assert sent(office, f"{HERE}{report.pk}/xoa/", version=2).url == HERE
    assert Report.objects.count() == 0


def test_files_can_be_downloaded_at_every_step(office, full):
    for report in (full.opened("ubnd"), issued(full)):
        docx, pdf = (office.get(f"{HERE}{report.pk}/bao-cao.{ending}") for ending in ("docx", "pdf"))
        assert (docx.content[:2], pdf.content[:5]) == (b"PK", b"%PDF-")
        assert pdf["Content-Disposition"] == 'attachment; filename="bao-cao-2024.pdf"'


def test_issued_files_stay_the_same_when_the_record_changes(office, full):
    report = issued(full)
    before = [office.get(f"{HERE}{report.pk}/bao-cao.{ending}").content for ending in ("docx", "pdf")]
    factories.make_registration(full.recognition.programme)
    assert [office.get(f"{HERE}{report.pk}/bao-cao.{ending}").content for ending in ("docx", "pdf")] == before


def test_a_letter_that_no_face_prints_is_told_and_leads_back(office, full):
    report = full.written({**WORDS, "limits": "Việc 🎉"})
    for ending in ("docx", "pdf"):
        answer = office.get(f"{HERE}{report.pk}/bao-cao.{ending}")
        assert answer.url == f"{HERE}{report.pk}/"
        assert "Chưa in được: nội dung: Ký tự U+1F389" in text_of(office.get(answer.url))


def test_a_scan_that_is_none_is_told_on_the_page(office, full, tmp_path):
    report = issued(full)
    url = f"{HERE}{report.pk}/ban-da-ky/"
    assert office.get(f"{url}tai-ve/").status_code == 404
    file = tmp_path / "ban.exe"
    file.write_bytes(b"MZ")
    with file.open("rb") as upload:
        assert sent(office, url, file=upload, not_secret="on", version=3).status_code == 422
    assert sent(office, url, version=3).status_code == 422


def test_hostile_words_are_text_on_every_page(office, full):
    report = full.written({**WORDS, "limits": "<script>alert(1)</script> & 9 mô hình Dân vận khéo được công nhận"})
    for page in ("", "viet/", "ban-hanh/"):
        assert "<script>alert" not in text_of(office.get(f"{HERE}{report.pk}/{page}"))


def test_a_locality_without_record_says_what_comes_first(client, db):
    locality = factories.make_locality()
    client.force_login(factories.make_account(Role.OFFICE, locality), BACKEND)
    page = text_of(client.get(HERE))
    assert "Chưa có gì để báo cáo" in page
    assert "Mở báo cáo</button>" not in page
    assert sent(client, f"{HERE}mo/", issuer=factories.body_of(locality, "thi-uy").pk, year=2024).status_code == 422


@pytest.mark.parametrize(
    ("role", "may_read"),
    [
        (Role.OFFICE, True),
        (Role.COUNCIL, True),
        (Role.LEADER, True),
        (Role.BROADCASTER, True),
        (Role.VIEWER, True),
        (Role.UNIT_STAFF, False),
        ("operator", False),
    ],
)
def test_pages_open_by_role_and_only_the_office_works_on_them(client, full, role, may_read):
    url = f"{HERE}{full.written().pk}/"
    client.force_login(factories.make_account(role, full.locality), BACKEND)
    reads = [HERE, url, f"{url}bao-cao.docx", f"{url}bao-cao.pdf", f"{HERE}so-lieu/2024/tasks.done/"]
    is_office = role == Role.OFFICE
    assert {client.get(page).status_code for page in reads} == {200 if may_read else 403}
    assert {client.get(f"{url}{page}/").status_code for page in ("viet", "ban-hanh")} == {200 if is_office else 403}
    posts = [f"{HERE}mo/", *(f"{url}{act}/" for act in ("viet", "doi-chieu", "ban-hanh", "ban-da-ky", "xoa"))]
    assert {sent(client, post).status_code for post in posts} == {422 if is_office else 403}


def test_the_office_next_door_finds_nothing(client, full, there):
    report = full.written()
    client.force_login(Account.objects.get(pk=there.office.account_id), BACKEND)
    assert client.get(f"{HERE}{report.pk}/").status_code == 403
    other = f"/gso2024-350/bao-cao/{report.pk}/"
    assert {client.get(f"{other}{page}").status_code for page in ("", "viet/", "ban-hanh/", "bao-cao.pdf")} == {404}
    assert sent(client, f"{other}xoa/", version=2).status_code == 404
    assert "Cấp uỷ Duy Tiên" not in text_of(client.get("/gso2024-350/bao-cao/"))


def test_the_list_costs_the_same_with_many_reports(office, full):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            office.get(HERE)
        return len(queries)

    full.opened()
    before = asked()
    for body in ("ubnd", "mttq", "hdnd", "bcd-dvk"):
        full.opened(body)
    assert asked() == before


def test_next_year_s_tasks_do_not_make_next_year_the_one_to_report(full):
    this_year = timezone.localdate().year
    Task.objects.filter(locality=full.locality).update(year=this_year + 1)
    form = OpenForm(full.locality)
    assert form.fields["year"].choices[0] == (this_year + 1, str(this_year + 1))
    assert form.initial["year"] == 2024
