from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.movement.actions.check_ins import CheckInContent, Photo, check_in, edit_check_in
from kheo.movement.actions.values import QuestionedError
from kheo.movement.models import Aim, CheckIn, Evidence, Period, PeriodReport, Registration, Result
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Role
from tests import factories

DAY = date(2024, 6, 1)
TOLD = CheckInContent(DAY, " Họp  dân \n Dọn ngõ ", "Thiếu xe", {"households": "186 hộ", "dong": "1,5 tỷ", "people": ""})


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }


@pytest.fixture
def registration(programme, wards):
    return factories.make_registration(programme, "Đường hoa", unit=wards["hoa_mac"], state="registered")


@pytest.fixture
def staff(place, wards):
    factories.make_body(place, "hoa-mac", "Đảng uỷ phường Hòa Mạc", Body.Kind.PARTY, unit=wards["hoa_mac"])
    return factories.actor_for(factories.make_account(Role.UNIT_STAFF, place, body="hoa-mac"))


def photo(shade=1, **more):
    drawn = BytesIO()
    Image.new("RGB", (40, 30), (shade, 90, 90)).save(drawn, "JPEG")
    said = {"caption": "Ngõ sau khi dọn", "taken_on": DAY, "place": " Ngõ 3 "} | more
    return Photo(SentFile("ngo.jpg", drawn.getvalue(), said.pop("is_not_secret", True)), **said)


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def values():
    return list(Result.objects.order_by("pk").values_list("measure", "aim", "value", "as_of", "note"))


def test_a_check_in_keeps_words_numbers_and_photographs_together(registration, staff):
    told = check_in(staff, registration, replace(TOLD, photos=(photo(),)))
    assert (told.done, told.difficulties, told.on, told.added_by) == ("Họp dân\nDọn ngõ", "Thiếu xe", DAY, staff.account_id)
    assert values() == [("households", None, 186, DAY, ""), ("dong", None, 1_500_000_000, DAY, "")]
    kept = Evidence.objects.get()
    assert (kept.check_in, kept.taken_on, kept.place, kept.is_public) == (told, DAY, "Ngõ 3", False)
    rows = AuditRow.objects.order_by("pk").values_list("action", "details")
    assert [action for action, _details in rows] == ["evidence.add", "check_in.add"]
    assert rows[1][1] == {
        "registration": registration.pk, "report": None, "results": ["dong", "households"], "odd": [], "version": 1,
    }  # fmt: skip
    registration.refresh_from_db()
    assert registration.state == "registered"


def test_an_own_measure_is_told_by_its_aim(registration, staff):
    aim = Aim.objects.create(registration=registration, label="Tỷ lệ hộ phân loại rác", unit="%")
    check_in(staff, registration, replace(TOLD, results={aim.pk: "85,5 %", "people": Decimal(40)}))
    assert values() == [("", aim.pk, Decimal("85.5"), DAY, ""), ("people", None, 40, DAY, "")]
    assert str(Result.objects.get(aim=aim)) == "85.50 Tỷ lệ hộ phân loại rác"


def test_work_begins_only_when_the_unit_says_so(registration, staff):
    check_in(staff, registration, replace(TOLD, started=True))
    registration.refresh_from_db()
    assert (registration.state, registration.version) == ("running", 2)
    check_in(staff, registration, replace(TOLD, started=True))
    registration.refresh_from_db()
    assert (registration.state, registration.version) == ("running", 2)
    assert AuditRow.objects.filter(action="registration.start").count() == 1


def test_everything_wrong_is_told_and_nothing_is_written(registration, staff, wards, programme):
    other = Aim.objects.create(registration=factories.make_registration(programme, unit=wards["hoang_dong"]), label="Khác")
    tomorrow = timezone.localdate() + timedelta(days=1)
    wrong = CheckInContent(
        tomorrow,
        " ",
        results={"dong": "350", "households": Decimal("1.5"), other.pk: "3", "people": "nhiều"},
        photos=(
            photo(caption="", taken_on=tomorrow, place="a" * 201, is_not_secret=False),
            Photo(SentFile("a.svg", b"<svg/>"), "Ảnh"),
        ),
        why="a" * 201,
        started=True,
    )
    with pytest.raises(RefusedError) as refused:
        check_in(staff, registration, wrong)
    *others, of_file, last = said(refused)
    assert others == [
        "Đã làm gì: Ghi đã làm gì; chưa làm được gì cũng ghi một câu cho biết.",
        "Đến ngày: Ngày ở sau hôm nay; ghi ngày đã làm, đã đếm.",
        "Kinh phí huy động: Không rõ đơn vị tiền; hãy ghi «triệu», «tỷ» sau số, hoặc ghi đủ số đồng, ví dụ 350.000.000.",
        "Hộ tham gia: Số hộ, số người là số nguyên; bỏ phần lẻ.",
        "Kết quả: Mô hình này không có thước đo ấy; tải lại trang rồi ghi.",
        "Người hưởng lợi: Không đọc được số người; hãy chỉ ghi một số, ví dụ 350.",
        "Chú thích: Ghi chú thích: tệp này chứng minh điều gì.",
        "Ngày chụp: Ngày chụp ở sau hôm nay; ghi đúng ngày chụp, ngày lập.",
        "Nơi chụp: Nơi chụp dài quá 200 ký tự; viết gọn lại.",
        "Xác nhận: Đánh dấu «không thuộc bí mật nhà nước» nếu đúng như vậy; tài liệu mật không đưa vào đây.",
        "Xác nhận: Đánh dấu «không thuộc bí mật nhà nước» nếu đúng như vậy; tài liệu mật không đưa vào đây.",
    ]
    assert of_file.startswith("Tệp: Tệp «a.svg» thuộc loại .svg không được nhận ở đây")
    assert last == "Vì sao: Dài quá 200 ký tự; viết gọn lại."
    registration.refresh_from_db()
    assert (registration.state, CheckIn.objects.count(), Result.objects.count(), StoredFile.objects.count()) == (
        "registered",
        0,
        0,
        0,
    )


def test_an_odd_number_is_asked_about_and_taken_with_a_word(registration, staff):
    check_in(staff, registration, TOLD)
    odd = replace(TOLD, results={"households": "1860", "people": "40"}, on=DAY + timedelta(days=1))
    for answer in (odd, replace(odd, sure=True), replace(odd, why="Cả xã")):
        with pytest.raises(QuestionedError) as refused:
            check_in(staff, registration, answer)
        assert [problem.where for problem in refused.value.problems] == ["Hộ tham gia"]
    assert CheckIn.objects.count() == 1
    check_in(staff, registration, replace(odd, sure=True, why=" Cả  xã làm "))
    assert values()[2:] == [
        ("households", None, 1860, odd.on, "Cả xã làm"),
        ("people", None, 40, odd.on, ""),
    ]
    assert AuditRow.objects.latest("pk").details["odd"] == ["households"]


def test_a_day_before_the_registration_is_asked_about_where_there_are_numbers(registration, staff):
    early = replace(TOLD, on=date(2024, 1, 31))
    with pytest.raises(QuestionedError) as refused:
        check_in(staff, registration, early)
    assert said(refused) == ["Đến ngày: Ngày 31/01/2024 ở trước ngày bắt đầu (01/02/2024)."]
    assert check_in(staff, registration, replace(early, results={})).on == early.on
    check_in(staff, registration, replace(early, sure=True, why="Đếm khi khảo sát"))
    assert {row[4] for row in values()} == {"Đếm khi khảo sát"}
    Registration.objects.update(novelty="running")
    registration.refresh_from_db()
    assert check_in(staff, registration, replace(early, results={"land_m2": "0,5 ha"})).results.get().value == 5000


def test_a_stopped_one_is_not_told_of(registration, staff):
    Registration.objects.update(state="stopped")
    with pytest.raises(RefusedError) as refused:
        check_in(staff, registration, TOLD)
    assert said(refused) == ["Mô hình này đã dừng; cho thực hiện tiếp rồi báo tin."]


def test_others_say_nothing_of_it(registration, staff, stranger, programme, wards, place):
    other = factories.make_registration(programme, unit=wards["hoang_dong"])
    told = check_in(staff, registration, TOLD)
    viewer = factories.actor_for(factories.make_account(Role.VIEWER, place))
    for act in (
        lambda: check_in(staff, other, TOLD),
        lambda: check_in(stranger, registration, TOLD),
        lambda: edit_check_in(stranger, told, TOLD, 1),
        lambda: check_in(viewer, registration, TOLD),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert CheckIn.objects.count() == 1


def test_said_anew_a_number_is_a_new_row_and_what_is_no_longer_said_goes(registration, staff, office):
    told = check_in(staff, registration, replace(TOLD, photos=(photo(),)))
    kept = Result.objects.get(measure="dong").pk
    again = replace(TOLD, done="Khác", difficulties="", results={"dong": "1.500.000.000", "households": "200", "people": "700"})
    changed = edit_check_in(office, told, replace(again, photos=(photo(2),)), 1)
    assert (changed.version, changed.done, changed.difficulties) == (2, "Khác", "")
    assert values() == [
        ("dong", None, 1_500_000_000, DAY, ""), ("households", None, 200, DAY, ""), ("people", None, 700, DAY, ""),
    ]  # fmt: skip
    assert list(Result.objects.order_by("pk").values_list("added_by", flat=True)) == [staff.account_id, *[office.account_id] * 2]
    assert (Result.objects.get(measure="dong").pk, Evidence.objects.filter(check_in=told).count()) == (kept, 2)
    edit_check_in(office, told, replace(again, on=DAY + timedelta(days=1), results={"dong": "1,5 tỷ"}), 2)
    assert values() == [("dong", None, 1_500_000_000, DAY + timedelta(days=1), "")]
    with pytest.raises(RefusedError) as refused:
        edit_check_in(office, told, again, 2)
    assert said(refused)[0].startswith("Người khác vừa sửa mục này")


@pytest.fixture
def report(programme, wards):
    period = Period.objects.create(
        programme=programme,
        kind="month",
        title="Tháng 6",
        first_day=DAY,
        last_day=date(2024, 6, 30),
        due_on=date(2024, 7, 3),
        state="open",
    )
    return PeriodReport.objects.create(period=period, unit=wards["hoa_mac"])


def test_a_check_in_of_a_report_follows_the_report(registration, staff, report):
    told = check_in(staff, registration, TOLD, report=report)
    assert told.report == report
    assert edit_check_in(staff, told, TOLD, 1).version == 2
    PeriodReport.objects.update(state="submitted")
    sent = PeriodReport.objects.select_related("period").get()
    for act in (lambda: edit_check_in(staff, told, TOLD, 2), lambda: check_in(staff, registration, TOLD, report=sent)):
        with pytest.raises(RefusedError) as refused:
            act()
        assert said(refused) == ["Báo cáo có tin này đã gửi; cơ quan thường trực trả lại thì mới sửa được."]
    PeriodReport.objects.update(state="returned")
    assert edit_check_in(staff, told, TOLD, 2).version == 3
    Period.objects.update(state="closed")
    with pytest.raises(RefusedError):
        edit_check_in(staff, told, TOLD, 3)


def test_a_report_of_another_programme_takes_nothing_of_this_one(registration, staff, report, place):
    Period.objects.update(programme=factories.make_programme(place, 2025))
    with pytest.raises(RefusedError) as refused:
        check_in(staff, registration, TOLD, report=PeriodReport.objects.select_related("period").get())
    assert said(refused) == ["Kỳ báo cáo này không thuộc chương trình của mô hình."]
