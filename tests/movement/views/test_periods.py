"""Report periods on the web: drawn up, opened, answered part after part, sent, returned, consolidated, filled into the form."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.foundation.models import AuditRow
from kheo.movement.actions.period_reports import write_report
from kheo.movement.actions.periods import close_period
from kheo.movement.models import CheckIn, ColumnMapping, Period, PeriodAnswer, PeriodReport
from kheo.movement.queries.periods import find_period, items_of
from tests import factories
from tests.movement.actions.test_check_ins import photo
from tests.movement.period_scene import WRITTEN, Scene
from tests.movement.reading.test_province_form import form

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
KEYS = iter(f"khoa-cua-ky-bao-cao-{number:04d}" for number in range(10_000))


@pytest.fixture
def scene(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return Scene()


class Browser:
    """Somebody's browser: addresses under the town, forms with their key, words of a page."""

    def __init__(self, client, scene):
        self.client, self.scene = client, scene

    def as_(self, account):
        self.client.force_login(account, backend=BACKEND)
        return self

    def get(self, path, **asked):
        return self.client.get(f"/{self.scene.place.code}/{path}", asked)

    def post(self, path, /, **sent):
        return self.client.post(f"/{self.scene.place.code}/{path}", {"once": next(KEYS), **sent})


@pytest.fixture
def office(client, scene):
    return Browser(client, scene).as_(scene.office_account)


def words(answer):
    return " ".join(answer.content.decode().split())


def test_the_office_draws_up_a_period_from_what_is_proposed(office, scene):
    page = office.get(f"chuong-trinh/{scene.programme.code}/ky-bao-cao/lap/", loai="year")
    initial = page.context["form"].initial
    assert (initial["title"], initial["due"]) == ("Báo cáo năm 2024", date(2025, 1, 10))
    path = f"chuong-trinh/{scene.programme.code}/ky-bao-cao/lap/"
    sent = {"kind": "year", "title": "Báo cáo năm 2024", "first": "01/01/2024", "last": "31/12/2024", "due": "10/01/2025"}
    assert "Ngày cuối (01/01/2023)" in words(office.post(path, **sent | {"last": "01/01/2023"}))
    assert office.post(path, **sent).status_code == 302
    period = Period.objects.get()
    assert "nơi đã gửi" not in words(office.get(f"chuong-trinh/{scene.programme.code}/ky-bao-cao/"))
    edit = f"ky-bao-cao/{period.pk}/sua/"
    assert office.get(edit).context["form"].initial["title"] == "Báo cáo năm 2024"
    assert office.post(edit, version="9", **sent).status_code == 422
    assert office.post(edit, version="1", **sent | {"title": "Báo cáo tổng kết"}).status_code == 302
    assert Period.objects.get().title == "Báo cáo tổng kết"
    assert office.post(f"ky-bao-cao/{period.pk}/xoa/", version="2").status_code == 302
    assert not Period.objects.exists()


def editor(period, **changes):
    """The form editor as it was opened, with *changes* («2-label»)."""
    sent = {"muc-TOTAL_FORMS": "12", "muc-INITIAL_FORMS": "9", "version": str(period.version)}
    for place, item in enumerate(items_of(period)):
        source = f"figure:{item.figure}" if item.figure else item.kind
        shown = {"key": item.key, "label": item.label, "source": source, "unit_of_measure": item.unit_of_measure}
        shown |= {"help": item.help, "order": str(place * 10 + 10)} | ({"is_required": "on"} if item.is_required else {})
        sent |= {f"muc-{place}-{name}": value for name, value in shown.items()}
    for place in range(9, 12):
        sent |= {f"muc-{place}-source": "number", f"muc-{place}-label": ""}
    return sent | {f"muc-{name}": value for name, value in changes.items()}


def test_the_form_is_reordered_shortened_and_lengthened_without_a_script(office, scene):
    period = scene.drafted()
    path = f"ky-bao-cao/{period.pk}/mau/"
    assert len(office.get(path).context["rows"].forms) == 12
    changes = {"0-order": "25", "3-drop": "on", "9-label": "Số buổi họp", "9-unit_of_measure": "buổi", "9-order": "5"}
    assert office.post(path, **editor(period, **changes)).status_code == 302
    keys = [item.key for item in items_of(period)]
    assert keys == [
        "so-buoi-hop",
        "operating",
        "registered",
        "households",
        "working_days",
        "land",
        "done",
        "difficulties",
        "next",
    ]
    period.refresh_from_db()
    assert "Hai mục cùng tên" in words(office.post(path, **editor(period, **{"10-label": "Số buổi họp"})))
    assert "Mục 1, Lấy từ đâu" in words(office.post(path, **editor(period, **{"0-source": "figure:khong-co"})))


def test_a_period_is_opened_for_those_who_owe_then_run_to_its_closing(office, scene):
    period = scene.drafted()
    opening = office.get(f"ky-bao-cao/{period.pk}/mo/")
    ticked = opening.context["form"].initial["places"]
    assert ticked == [f"u{ward.pk}" for ward in scene.wards] + [f"b{scene.union.pk}"]
    assert office.post(f"ky-bao-cao/{period.pk}/mo/", version="9", places=ticked).status_code == 422
    assert office.post(f"ky-bao-cao/{period.pk}/mo/", version="1", places=ticked).status_code == 302
    page = f"ky-bao-cao/{period.pk}/"
    assert "0 trong 3 nơi đã gửi" in words(office.get(page))
    assert "Nhắc gửi: Báo cáo quý I năm 2024" in words(office.get(page))
    office.post(f"{page}nhac/")
    office.post(f"{page}nhac/", report=str(scene.report(period).pk))
    assert "Đã nhắc trong vòng một ngày" in words(office.get(page))
    assert office.post(f"{page}nhac/", report="999999").status_code == 302
    office.post(f"{page}them-noi/", place=f"u{scene.village.pk}")
    assert PeriodReport.objects.filter(period=period).count() == 4
    assert office.post(f"{page}lui-han/", due_on="01/04/2024", version="2").status_code == 422
    assert office.post(f"{page}lui-han/", due_on="x", version="2").status_code == 422
    assert office.post(f"{page}lui-han/", due_on="09/04/2024", version="2").status_code == 302
    scene.sent(period)
    office.post(f"{page}nhan/")
    assert scene.report(period).state == "accepted"
    office.post(f"{page}chot/", version="1")
    assert "Chưa làm được: Người khác vừa sửa" in words(office.get(page))
    office.post(f"{page}chot/", version="3")
    assert find_period(scene.place, period.pk).state == "closed"
    assert office.post(f"ky-bao-cao/{period.pk}/xoa/", version="4").status_code == 302
    assert Period.objects.exists()


ANSWERS = {
    "muc-households": "12",
    "muc-money": "350 triệu",
    "muc-working_days": "42,5",
    "muc-land": "0,5 ha",
    "muc-done": "Đã họp dân",
}


def test_a_unit_answers_part_after_part_tells_of_its_initiatives_and_sends(client, scene):
    period = scene.opened()
    report = scene.report(period)
    staff = Browser(client, scene).as_(scene.staff_account)
    assert staff.get("ky-bao-cao/").context["own"][0].report == report
    assert staff.get(f"ky-bao-cao/{period.pk}/").url.endswith(f"/bao-cao-ky/{report.pk}/")
    page = f"bao-cao-ky/{report.pk}/"
    opened = words(staff.get(page))
    assert "Chưa gửi được, còn thiếu" in opened
    shown = words(staff.get(f"{page}viet/"))
    assert f"don_vi={scene.wards[0].code}" in shown
    wrong = staff.post(f"{page}viet/", version="1", **ANSWERS | {"muc-money": "350"})
    assert wrong.status_code == 422
    assert ("Đã họp dân" in words(wrong), "không rõ đơn vị tiền" in words(wrong).lower()) == (True, True)
    assert staff.post(f"{page}viet/", version="1", act="stay", **ANSWERS).url.endswith("/viet/")
    onwards = staff.post(f"{page}viet/", version="2", act="next", **ANSWERS)
    assert onwards.url.endswith(f"{page}mo-hinh/{scene.registrations[0].pk}/")
    kept = {answer.item.key: answer.number or answer.text for answer in PeriodAnswer.objects.filter(report=report)}
    assert kept == {"households": 12, "money": 350_000_000, "working_days": 42.5, "land": 5000, "done": "Đã họp dân"}
    assert "mô hình 1 trên 2" in words(staff.get(onwards.url.split("/", 2)[2]))
    first = onwards.url.split("/", 2)[2]
    assert staff.post(first, version="0", done="", on="31/03/2024").status_code == 422
    picture = SimpleUploadedFile("a.jpg", photo().file.data)
    pictured = {"photo": picture, "caption": "Ngõ sạch", "is_not_secret": "on"}
    second = staff.post(first, version="0", done="Đã trồng hoa", on="31/03/2024", value_households="30", **pictured)
    assert second.url.endswith(f"mo-hinh/{scene.registrations[1].pk}/")
    assert staff.post(first, version="9", done="Khác", on="31/03/2024").status_code == 422
    last = staff.post(second.url.split("/", 2)[2], version="0", done="Đã thu gom", on="31/03/2024")
    assert last.url.endswith(f"/{page}")
    assert CheckIn.objects.filter(report=report).count() == 2
    assert "Ảnh: Ngõ sạch" in words(staff.get(page))
    current = PeriodReport.objects.get(pk=report.pk).version
    assert staff.post(f"{page}gui/", version="1").status_code == 422
    assert staff.post(f"{page}gui/", version=str(current)).status_code == 302
    assert "đã gửi, muộn" in words(staff.get(page))
    # Sent is sent: the forms lead back to the report, what is typed after it is not taken.
    assert staff.get(f"{page}viet/").status_code == 302
    assert staff.post(first, version="1", done="Sau", on="31/03/2024").status_code == 422


def test_a_report_is_saved_as_it_is_typed_and_never_over_another_text(client, scene):
    report = scene.report(scene.opened())
    staff = Browser(client, scene).as_(scene.staff_account)
    path = f"bao-cao-ky/{report.pk}/viet/luu/"

    def save(version, **changes):
        return client.post(f"/{scene.place.code}/{path}", {"version": version, **ANSWERS, **changes})

    saved = save(1)
    assert (saved.status_code, saved["X-Kheo-Version"]) == (204, "2")
    # The answer was lost on the way: the same text again is no conflict; another one is.
    again = save(1)
    assert (again.status_code, again["X-Kheo-Version"]) == (204, "2")
    assert save(1, **{"muc-done": "Khác"}).status_code == 409
    assert save(2, **{"muc-money": ""}).status_code == 204
    wrong = save(3, **{"muc-money": "350"})
    assert (wrong.status_code, wrong["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert AuditRow.objects.filter(action="period_report.write").count() == 1  # keystrokes are no acts
    PeriodReport.objects.filter(pk=report.pk).update(state="submitted")
    assert "Không thể ghi báo cáo" in save(3, **{"muc-money": ""}).content.decode()
    assert staff.as_(scene.union_account).post(path).status_code == 403


def test_a_unit_sees_its_own_report_alone(client, scene):
    period = scene.opened()
    union = scene.report(period, scene.union)
    staff = Browser(client, scene).as_(scene.staff_account)
    asked = [f"bao-cao-ky/{union.pk}/", f"bao-cao-ky/{union.pk}/viet/", f"ky-bao-cao/{period.pk}/tong-hop/"]
    assert [staff.get(path).status_code for path in [*asked, f"ky-bao-cao/{period.pk}/tong-hop/docx/"]] == [403] * 4
    assert staff.get(f"bao-cao-ky/{scene.report(period).pk}/mo-hinh/{scene.registrations[2].pk}/").status_code == 404
    assert "Bếp ấm" not in words(staff.get(f"bao-cao-ky/{scene.report(period).pk}/"))
    assert [one.report.unit for one in staff.get(f"chuong-trinh/{scene.programme.code}/ky-bao-cao/").context["own"]] == [
        scene.wards[0]
    ]
    PeriodReport.objects.filter(unit=scene.wards[0]).delete()
    assert staff.get(f"ky-bao-cao/{period.pk}/").url.endswith("/ky-bao-cao/")


def test_the_office_returns_the_unit_answers_and_sends_again(client, scene, office):
    period = scene.opened()
    report = scene.sent(period, actor=scene.staff)
    page = f"bao-cao-ky/{report.pk}/"
    assert "Đơn vị ghi: 350.000.000 đồng" in words(office.get(f"{page}tra-lai/"))
    assert office.post(f"{page}tra-lai/", version=str(report.version)).status_code == 422
    assert office.post(f"{page}tra-lai/", version=str(report.version), **{"muc-money": "Xem lại"}).status_code == 302
    staff = Browser(client, scene).as_(scene.staff_account)
    assert "Xem lại" in words(staff.get(f"{page}viet/"))
    item = next(item for item in items_of(period) if item.key == "money")
    assert staff.post(f"{page}tra-loi/", item=str(item.pk), text="").status_code == 422
    assert staff.post(f"{page}tra-loi/", item=str(item.pk), text="z" * 600).status_code == 302
    again = PeriodReport.objects.get(pk=report.pk).version
    assert staff.post(f"{page}gui/", version=str(again)).status_code == 302
    office.as_(scene.office_account)
    assert office.post(f"{page}nhan/", version="1").status_code == 302
    assert scene.report(period).state == "submitted"
    office.post(f"{page}nhan/", version=str(again + 1))
    assert scene.report(period).state == "accepted"


def test_a_closed_number_is_corrected_beside_what_it_was(office, scene):
    period = scene.opened()
    report = scene.sent(period)
    close_period(scene.office, period, period.version)
    answer = PeriodAnswer.objects.get(report=report, item__key="money")
    path = f"bao-cao-ky/{report.pk}/dinh-chinh/{answer.pk}/"
    assert office.get(path).status_code == 200
    assert office.post(path, right="nhiều", reason="Sai").status_code == 422
    assert office.post(path, right="350 triệu", reason="Sai").status_code == 422
    assert office.post(path, right="3,5 tỷ", reason="Thiếu một số").status_code == 302
    shown = words(office.get(f"bao-cao-ky/{report.pk}/"))
    assert ("350.000.000" in shown, "3.500.000.000" in shown, "Lý do: Thiếu một số" in shown) == (True, True, True)
    totals = words(office.get(f"ky-bao-cao/{period.pk}/tong-hop/"))
    assert ("3.500.000.000*" in totals, "1/3 nơi" in totals) == (True, True)
    assert office.get(f"bao-cao-ky/{report.pk}/dinh-chinh/999999/").status_code == 404


def test_the_consolidated_paper_and_the_province_s_form_are_handed_out(office, scene):
    period = scene.opened()
    assert office.get(f"ky-bao-cao/{period.pk}/tong-hop/docx/").status_code == 302
    scene.sent(period)
    paper = office.get(f"ky-bao-cao/{period.pk}/tong-hop/docx/")
    assert paper["Content-Disposition"] == f'attachment; filename="tong-hop-ky-{period.pk}.docx"'
    file = SimpleUploadedFile("bieu.xlsx", form())
    assert office.post("bieu-tinh/", title="", file=file, is_not_secret="on").status_code == 422
    file.seek(0)
    office.post("bieu-tinh/", title="Biểu 02", file=file, is_not_secret="on")
    mapping = ColumnMapping.objects.get()
    path = f"ky-bao-cao/{period.pk}/bieu-tinh/{mapping.pk}/"
    assert office.get(path).url.endswith(f"/bieu-tinh/{mapping.pk}/")
    page = office.get(f"bieu-tinh/{mapping.pk}/", sheet="Biểu 02", first_row="5")
    assert "Cột C: BIỂU TỔNG HỢP / Kết quả / Số hộ" in words(page)
    columns = {"sheet": "Biểu 02", "first_row": "5", "cot-A": "order", "cot-B": "place", "cot-C": "households"}
    there = f"bieu-tinh/{mapping.pk}/?sheet=Biểu+02&first_row=5"
    assert office.post(there, version="1", **columns | {"cot-B": ""}).status_code == 422
    assert office.post(there, version="1", **columns).status_code == 302
    answer = office.get(path)
    filled = openpyxl.load_workbook(io.BytesIO(answer.content))["Biểu 02"]
    assert [cell.value for cell in filled[5]][:3] == [1, "Phường số 01", 12]
    month = scene.drafted(kind="month", title="Báo cáo tháng 4")
    assert "Kỳ này không hỏi: Số hộ mới tham gia trong kỳ" in words(office.get(f"ky-bao-cao/{month.pk}/bieu-tinh/{mapping.pk}/"))
    assert office.get(f"ky-bao-cao/{month.pk}/bieu-tinh/{mapping.pk}/", **{"bo-trong": "1"}).status_code == 200
    assert office.post(f"bieu-tinh/{mapping.pk}/bo/", version="9").status_code == 302
    assert office.post(f"bieu-tinh/{mapping.pk}/bo/", version="2").status_code == 302
    assert not ColumnMapping.objects.exists()


def cost(browser, path):
    browser.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(path).status_code == 200
    return len(caught)


def test_every_page_costs_the_same_for_two_wards_and_for_thirty(client):
    asked = {}
    for code, wards in ((factories.DUY_TIEN, 2), (factories.KIM_BANG, 30)):
        scene = Scene(code, wards)
        period = scene.opened()
        report = write_report(scene.office, scene.report(period), WRITTEN, 1)
        scene.all_sent(period, but=report)
        office = Browser(client, scene).as_(scene.office_account)
        pages = [f"chuong-trinh/{scene.programme.code}/ky-bao-cao/", f"ky-bao-cao/{period.pk}/", f"ky-bao-cao/{period.pk}/mo/"]
        pages += [f"ky-bao-cao/{period.pk}/tong-hop/", f"bao-cao-ky/{report.pk}/", f"bao-cao-ky/{report.pk}/viet/"]
        asked[wards] = [cost(office, page) for page in pages]
    assert asked[2] == asked[30]
