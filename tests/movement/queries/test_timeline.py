from datetime import UTC, date, datetime

import pytest

from kheo.foundation.models import AuditRow, StoredFile
from kheo.movement.models import (
    CheckIn,
    Evidence,
    Launch,
    Lineage,
    Nomination,
    Period,
    PeriodReport,
    Result,
    SilenceReminder,
    Submission,
    SubmissionVersion,
)  # fmt: skip
from kheo.movement.queries.timeline import papers_of, public_timeline, timeline, with_names
from tests import factories

DAY = date(2024, 6, 1)


@pytest.fixture
def row(programme, wards):
    return factories.make_registration(programme, "Đường hoa", unit=wards["hoa_mac"], state="running")


def fill(row, programme, wards, place):
    """One of everything that a timeline tells."""
    account = factories.make_account(username="can-bo")
    sent = Submission.objects.create(programme=programme, unit=wards["hoa_mac"], registration=row, state="accepted")
    for number in (1, 2):
        SubmissionVersion.objects.create(submission=sent, number=number, content={}, handed_by=account.pk)
    Launch.objects.create(registration=row, held_on=date(2024, 3, 1), place="Nhà văn hoá", people=120)
    AuditRow.objects.create(
        locality=place.code,
        at=datetime(2024, 3, 2, 3, tzinfo=UTC),
        actor=account.pk,
        authority="office",
        action="registration.start",
        subject_type="movement.registration",
        subject_id=str(row.pk),
        digest="0" * 64,
    )
    period = Period.objects.create(
        programme=programme, kind="month", title="tháng 5", first_day=DAY, last_day=DAY, due_on=DAY, state="open"
    )
    report = PeriodReport.objects.create(period=period, unit=wards["hoa_mac"])
    told = CheckIn.objects.create(
        registration=row, report=report, on=DAY, done="Họp", difficulties="Mưa", version=2, added_by=account.pk
    )
    Result.objects.create(registration=row, measure="people", value=40, as_of=DAY, check_in=told, note="đếm lại")
    Result.objects.create(registration=row, measure="dong", value=10**6, as_of=date(2024, 5, 1))
    for name, kind, taken in (("a.jpg", "image/jpeg", date(2024, 4, 1)), ("b.pdf", "application/pdf", None)):
        file = StoredFile.objects.create(locality=place.code, sha256=name[0] * 64, name=name, size=1, media_type=kind)
        Evidence.objects.create(registration=row, file=file, caption="Tệp", taken_on=taken, place="Ngõ 3")
    SilenceReminder.objects.create(registration=row, step="unit", weeks=9)
    above = factories.make_programme(factories.make_locality(factories.KIM_BANG))
    Nomination.objects.create(
        registration=row, programme=above, reason="Hay", nominated_on=date(2024, 7, 1), sorted_on=date(2024, 7, 2), group="here",
        withdrawn_on=date(2024, 7, 3),
    )  # fmt: skip
    Lineage.objects.create(copy=row.initiative, origin_words="Chợ sạch, nơi khác", learnt_on=date(2024, 1, 5))
    return account


def test_everything_is_told_by_day(row, programme, wards, place):
    fill(row, programme, wards, place)
    dated = [(one.on, one.what, one.detail) for one in timeline(row) if one.on.year == 2024]
    assert dated == [
        (date(2024, 7, 3), "rút đề nghị lên Thị xã Kim Bảng", ""),
        (date(2024, 7, 2), "Thị xã Kim Bảng xếp: đạt cấp này", ""),
        (date(2024, 7, 1), "đề nghị lên Thị xã Kim Bảng", "Hay"),
        (DAY, "báo tin trong «tháng 5» (đã sửa)", "Họp\nNgười hưởng lợi 40 người (đếm lại)\nKhó khăn: Mưa"),
        (date(2024, 5, 1), "ghi kết quả", "Kinh phí huy động 1.000.000 đồng"),
        (date(2024, 4, 1), "thêm ảnh", "Tệp, Ngõ 3, chụp ngày 01/04/2024 · a.jpg"),
        (date(2024, 3, 2), "bắt đầu thực hiện", ""),
        (date(2024, 3, 1), "ra mắt", "Nhà văn hoá, 120 người dự"),
        (date(2024, 2, 1), "nhận đăng ký vào chương trình năm 2024", ""),
        (date(2024, 1, 5), "học từ mô hình khác", "Chợ sạch, nơi khác"),
    ]
    assert sorted(one.what for one in timeline(row) if one.on.year != 2024) == [
        "nhắc đơn vị", "nộp phiếu đăng ký", "nộp phiếu đăng ký lần 2", "thêm tệp",
    ]  # fmt: skip


def test_the_public_reads_no_words_and_no_names(row, programme, wards, place):
    fill(row, programme, wards, place)
    assert [(one.on, one.what) for one in public_timeline([row])] == [
        (date(2024, 3, 1), "ra mắt"),
        (date(2024, 2, 1), "đăng ký năm 2024"),
    ]


def test_names_are_looked_up_at_once_and_papers_are_no_photographs(row, programme, wards, place, django_assert_num_queries):
    account = fill(row, programme, wards, place)
    moments = timeline(row)
    with django_assert_num_queries(1):
        told = with_names(moments)
    assert {one.who for one in told} == {"", account.display_name}
    assert [(one.what, one.digest) for one in papers_of(moments)] == [("thêm tệp", "b" * 64)]


def test_a_long_course_costs_what_a_short_one_costs(row, programme, wards, place, django_assert_num_queries):
    fill(row, programme, wards, place)
    with django_assert_num_queries(13) as few:
        timeline(row)
    for number in range(12):
        told = CheckIn.objects.create(registration=row, on=DAY, done=f"Lần {number}")
        Result.objects.create(registration=row, measure="people", value=40, as_of=DAY, check_in=told)
    with django_assert_num_queries(len(few)):
        timeline(row)
