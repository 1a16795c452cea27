"""Closing: all or nothing, everything that is missing at once, next year's work, and nothing that changes afterwards."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from kheo.conference.actions import closing
from kheo.conference.actions.ceremony import (
    build_ceremony,
    call_award,
    cover_stage,
    move_group,
    set_presenter,
    set_receiver,
)
from kheo.conference.actions.closing import (
    NoticeSigner,
    PointContent,
    attach_signed_notice,
    close_conference,
    issue_notice,
    look_at_point,
    set_points,
)
from kheo.conference.models import AwardGroup, ConclusionNotice, ConclusionPoint, Conference, DayRecord
from kheo.conference.queries.closing import closing_waits, points_of
from kheo.conference.queries.day import broken_records, is_whole
from kheo.conference.queries.notices import number_check
from kheo.directives.models import Target, Task
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice, Role
from tests import factories
from tests.conference.stage import DUE, SIGNER, closed, make_conference, make_day, ready, set_and_look, usual_points
from tests.foundation.uploads.samples import pdf, word
from tests.recognition.scene import wrong

pytestmark = pytest.mark.django_db
ON = date(2025, 1, 10)


def close(day, signer=SIGNER, actor=None):
    return close_conference(actor or day.office, day.fresh(), signer, day.fresh().version)


def notice_of(day):
    return ConclusionNotice.objects.select_related("conference__locality", "body").get(conference=day.conference)


def left_behind():
    return [model.objects.count() for model in (ConclusionNotice, DayRecord, Task, Target)]


def test_everything_that_is_missing_is_told_at_once(day):
    set_points(day.office, day.fresh(), [PointContent("Việc một")], 1)
    with pytest.raises(RefusedError) as refusal:
        close(day, NoticeSigner(" ", "a" * 121))
    assert wrong(refusal) == [
        "Quyền hạn ký: Chưa ghi dòng trên chữ ký: «T/M BAN CHỈ ĐẠO», «CHỦ TỊCH».",
        "Chức vụ người ký: Dài 121 ký tự, nhiều nhất 120; viết gọn lại.",
        "Lễ trao tặng: Còn 6 tên chưa gọi; gọi hết, ai vắng thì ghi «trao sau».",
        "Kết luận: Còn 1 điểm chưa xem; ghi nơi thực hiện, hạn cho từng điểm.",
        "Điểm danh: Chưa điểm danh khách nào; điểm danh rồi mới bế mạc.",
    ]
    set_points(day.office, day.fresh(), [], 2)
    with pytest.raises(RefusedError, match="Chưa có điểm kết luận nào"):
        close(day)


def test_a_name_issued_that_morning_and_in_no_group_blocks_the_end(day):
    ready(day)
    day.town.issued("8-QĐ/BDVTW", "medal", [day.town.person(3)], body="central")
    with pytest.raises(RefusedError) as refusal:
        close(day)
    assert wrong(refusal) == ["Lễ trao tặng: Còn 1 tên chưa gọi; gọi hết, ai vắng thì ghi «trao sau»."]


def test_an_owner_that_ended_after_the_look_is_told_before_anything_is_given(day):
    ready(day)
    body = factories.body_of(day.town.locality, "mttq")
    body.valid_to = date(2025, 3, 1)
    body.save()
    with pytest.raises(RefusedError) as refusal:
        close(day)
    assert wrong(refusal) == [
        (
            "Kết luận, điểm 1: Uỷ ban Mặt trận Tổ quốc Duy Tiên thôi hoạt động từ 01/03/2025, mà hạn là 30/06/2025; "
            "giao cho cơ quan, đơn vị khác, hoặc đặt hạn trước ngày ấy."
        )
    ]
    assert left_behind() == [0, 0, 0, 0]


def test_closing_makes_the_notice_gives_the_tasks_and_freezes_the_day_in_one_act(day):
    ready(day)
    locked = close(day)
    assert (locked.state, locked.closed_at is not None, day.fresh().stage_covered) == ("closed", True, True)
    notice = notice_of(day)
    assert (notice.body, notice.signer_authority, notice.number) == (day.conference.host, "T/M BAN CHỈ ĐẠO", "")
    tasks = Task.objects.order_by("pk")
    assert [(task.year, task.body.code.rpartition("/")[2], task.due_on, task.measure, task.origin) for task in tasks] == [
        (2025, "mttq", DUE, "ban hành kế hoạch", "Kết luận hội nghị ngày 08/01/2025, điểm 1"),
        (2025, "ubnd", DUE, "ban hành kế hoạch", "Kết luận hội nghị ngày 08/01/2025, điểm 1"),
    ]
    target = Target.objects.get()
    assert (target.year, target.value, target.measure, target.figure) == (2025, 30, "mô hình", "initiatives.registered")
    first, second = points_of(day.conference)
    assert [owner.task for owner in first.owners.all()] == list(tasks)
    assert [owner.target for owner in second.owners.all()] == [target]
    row = AuditRow.objects.get(action="conference.close")
    assert row.details == {"notice": notice.pk, "points": 2, "record": DayRecord.objects.get().sha256}


def test_the_record_holds_heads_speeches_awards_points_and_figures_and_no_name_of_a_person(day):
    day.guest("Tập thể 01", "absent")
    frozen = DayRecord.objects.get(conference=closed(day).conference).content
    attendance = frozen["attendance"]
    assert (attendance["invited"], attendance["present"], attendance["absent"]) == (2, 1, 1)
    assert [head["attendance"] for head in attendance["heads"]] == ["absent", "present"]
    assert [[award["outcome"] for award in group["awards"]] for group in frozen["awards"]] == [
        ["handed"],
        ["handed"] * 3,
        ["handed"] * 2,
    ]
    assert [award["certificate_number"] for award in frozen["awards"][1]["awards"]] == ["0001", "0002", "0003"]
    assert [point["text"] for point in frozen["points"]] == [content.text for content in usual_points(day)]
    assert frozen["points"][1]["value"] == "30"
    recognised = next(figure for figure in frozen["figures"] if figure["key"] == "initiatives.recognised")
    assert (recognised["value"], recognised["rows_url"]) == (3, "/gso2024-349/so-lieu/initiatives.recognised/?nam=2024")
    assert "Cá nhân 01" not in str(frozen)


def test_power_lost_half_way_leaves_nothing(day, monkeypatch):
    ready(day)
    before = (day.fresh().state, day.fresh().version, AuditRow.objects.count(), Notice.objects.count())

    def lost(_content):
        raise OSError("mất điện")

    monkeypatch.setattr(closing, "digest", lost)
    with pytest.raises(OSError, match="mất điện"):
        close(day)
    assert left_behind() == [0, 0, 0, 0]
    assert (day.fresh().state, day.fresh().version, AuditRow.objects.count(), Notice.objects.count()) == before
    assert not points_of(day.conference).filter(owners__task__isnull=False).exists()


def test_what_a_task_refuses_is_told_with_its_point_and_leaves_nothing(day):
    ready(day)
    points = usual_points(day)
    set_and_look(day, *points, PointContent("Việc xa", points[0].owners, date(2029, 6, 30)))
    with pytest.raises(RefusedError) as refusal:
        close(day)
    assert [str(problem).startswith("Kết luận, điểm 3: Hạn: Hạn 30/06/2029") for problem in refusal.value.problems] == [True]
    assert left_behind() == [0, 0, 0, 0]


def test_closing_twice_and_closing_what_is_not_open_are_refused(day):
    closed(day)
    with pytest.raises(RefusedError, match="cần ở bước «đang họp»"):
        close(day)
    other = make_conference(day.town.programme, held_on=date(2025, 2, 1), state="preparing")
    with pytest.raises(RefusedError, match="cần ở bước «đang họp»"):
        close_conference(day.office, other, SIGNER, 1)


def test_a_page_that_is_behind_closes_nothing_and_only_the_office_closes(day):
    ready(day)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        close_conference(day.office, day.fresh(), SIGNER, 0)
    leader = factories.actor_for(factories.make_account(Role.LEADER, day.town.locality))
    for actor in (leader, day.broadcaster, make_day(factories.KIM_BANG).office):
        with pytest.raises(NotAllowedError):
            close(day, actor=actor)


def test_nothing_of_a_closed_conference_is_changed(day):
    point = ConclusionPoint.objects.filter(conference=closed(day).conference).first()
    group = AwardGroup.objects.select_related("conference__locality").filter(conference=day.conference).first()
    award, office, fresh = day.award("Cá nhân 01"), day.office, day.fresh()
    acts = [
        lambda: build_ceremony(office, fresh),
        lambda: set_presenter(office, group, "Ai"),
        lambda: set_receiver(office, award, "Ai"),
        lambda: move_group(office, group, up=False, stage_version=fresh.stage_version),
        lambda: cover_stage(office, fresh, False, fresh.stage_version),
        lambda: call_award(office, award, "handed", fresh.stage_version),
        lambda: set_points(office, fresh, [], fresh.version),
        lambda: look_at_point(office, point, usual_points(day)[0], point.version),
        lambda: close(day),
    ]
    before = DayRecord.objects.get().sha256, AuditRow.objects.count(), day.stage().digest
    for act in acts:
        with pytest.raises(RefusedError):
            act()
    assert (DayRecord.objects.get().sha256, AuditRow.objects.count(), day.stage().digest) == before


def test_the_record_is_written_once_and_a_change_behind_its_back_is_found(day):
    record = DayRecord.objects.get(conference=closed(day).conference)
    assert is_whole(record)
    with pytest.raises(TypeError, match="append-only"):
        record.save()
    with pytest.raises(TypeError, match="append-only"):
        DayRecord.objects.filter(pk=record.pk).update(sha256="0" * 64)
    assert broken_records() == (1, [])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE conference_dayrecord SET sha256 = %s", ["0" * 64])
    counted, broken = broken_records()
    assert (counted, [one.pk for one in broken]) == (1, [record.pk])


def test_number_and_day_are_entered_once_and_the_owners_are_told(day):
    staff = factories.make_account(Role.UNIT_STAFF, day.town.locality, body="mttq")
    notice = notice_of(closed(day))
    issued = issue_notice(day.office, notice, "12 - TB/BCĐ", ON, 1)
    assert (issued.number, issued.number_order, issued.number_year, issued.date, issued.version) == (
        "12-TB/BCĐ",
        12,
        2025,
        ON,
        2,
    )
    told = Notice.objects.filter(position__person=staff.person, subject="Thông báo kết luận số 12-TB/BCĐ ngày 10/01/2025")
    assert [one.path for one in told] == [f"/gso2024-349/hoi-nghi/{day.conference.pk}/thong-bao/"]
    with pytest.raises(RefusedError, match="đã ghi số 12-TB/BCĐ ngày 10/01/2025; số đã ghi thì không sửa"):
        issue_notice(day.office, issued, "13-TB/BCĐ", ON, 2)


def test_a_number_is_one_of_its_year_and_host_and_its_order_is_only_warned_of(day):
    first = issue_notice(day.office, notice_of(closed(day)), "12-TB/BCĐ", ON, 1)
    second_day = make_conference(day.town.programme, held_on=date(2025, 1, 9), state="closed", closed_at=timezone.now())
    second = ConclusionNotice.objects.create(conference=second_day, body=second_day.host, signer_authority="T/M BAN CHỈ ĐẠO")
    with pytest.raises(RefusedError) as refusal:
        issue_notice(day.office, second, "12-tb/bcđ", date(2025, 1, 11), 1)
    assert wrong(refusal) == [
        "Số: Số này đã dùng cho Thông báo kết luận số 12-TB/BCĐ ngày 10/01/2025. Xem lại số trên bản đã ký."
    ]
    assert number_check(second, "11-TB/BCĐ", date(2025, 1, 11)).warnings != ()
    with pytest.raises(IntegrityError), transaction.atomic():
        ConclusionNotice.objects.filter(pk=second.pk).update(number="12", date=ON, number_key=first.number_key, number_year=2025)
    assert issue_notice(day.office, second, "11-TB/BCĐ", date(2025, 1, 11), 1).number == "11-TB/BCĐ"


def test_a_wrong_number_and_a_wrong_day_are_told(day):
    notice = notice_of(closed(day))
    for number, when, said in (
        ("mười hai", ON, "chưa đúng cách ghi"),
        ("12-TB/BCĐ", date(2025, 1, 7), "Ngày 07/01/2025 ở trước ngày hội nghị 08/01/2025"),
        ("12-TB/BCĐ", timezone.localdate() + timedelta(days=1), "Ngày ở sau hôm nay"),
    ):
        with pytest.raises(RefusedError, match=said):
            issue_notice(day.office, notice, number, when, 1)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        issue_notice(day.office, notice, "12-TB/BCĐ", ON, 7)
    with pytest.raises(NotAllowedError):
        issue_notice(day.broadcaster, notice, "12-TB/BCĐ", ON, 1)


def test_the_signed_scan_is_kept_beside_the_number(day, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    notice = notice_of(closed(day))
    scan = pdf()
    with pytest.raises(RefusedError, match="Chưa ghi số, ngày"):
        attach_signed_notice(day.office, notice, "ban-ky.pdf", scan, 1)
    issue_notice(day.office, notice, "12-TB/BCĐ", ON, 1)
    kept = attach_signed_notice(day.office, notice, "ban-ky.pdf", scan, 2)
    assert (kept.signed_file.name, kept.version) == ("ban-ky.pdf", 3)
    assert AuditRow.objects.get(action="notice.attach").details == {"sha256": kept.signed_file.sha256, "version": 3}
    with pytest.raises(RefusedError, match="Bản đã ký là bản quét"):
        attach_signed_notice(day.office, notice, "ban-thao.docx", word("Thông báo"), 3)
    with pytest.raises(RefusedError):
        attach_signed_notice(day.office, notice, "ban-ky.exe", b"MZ", 3)


def test_what_waits_for_the_office_is_told_by_conference_and_locality(day):
    make_day(factories.KIM_BANG)
    set_points(day.office, day.fresh(), [PointContent("Việc một")], 1)
    locality = day.town.locality
    assert [(one.what, one.count, one.view) for one in closing_waits(locality)] == [
        ("tên chưa gọi trong lễ trao tặng", 6, "conference:ceremony"),
        ("điểm kết luận chưa xem", 1, "conference:conclusion"),
    ]
    closed(day)
    assert [one.what for one in closing_waits(locality)] == ["thông báo kết luận chờ số"]
    issue_notice(day.office, notice_of(day), "12-TB/BCĐ", ON, 1)
    assert [one.what for one in closing_waits(locality)] == ["thông báo kết luận chờ bản đã ký"]
    assert Conference.objects.get(pk=day.conference.pk).state == "closed"


def test_a_conference_held_before_it_was_entered_closes_at_its_own_time(day):
    ready(day)
    held_on, version = day.fresh().held_on, day.fresh().version
    before = timezone.make_aware(datetime.combine(held_on - timedelta(days=1), time(10)))
    with pytest.raises(RefusedError, match="không hợp với hội nghị"):
        close_conference(day.office, day.fresh(), SIGNER, version, at=before)
    at = timezone.make_aware(datetime.combine(held_on, time(0, 1)))
    assert close_conference(day.office, day.fresh(), SIGNER, version, at=at).closed_at == at
